// The gradients of a trained network on the whole table, from the core: what a step of any optimizer starts from.
import { optimizerSpec } from '../../../src/core/optimizer.ts'
import { step } from '../../../src/core/step.ts'
import { encodeRows } from '../../../src/data/encoding.ts'
import { encodeTargets, targetNames } from '../../../src/data/targets.ts'
import { tableWithTarget } from '../../../src/library/data.ts'
import { type Trained, tableText } from './trained.ts'

/** Of all weights, then of all biases, in the batch's loss. */
export function gradientsOf({ network, file }: Trained): number[] {
  const [head, ...lines] = tableText().trim().split('\n')
  const names = head!.split(',')
  const records = lines.map((line) => {
    const cells = line.split(',').map((cell) => (Number.isNaN(Number(cell)) ? cell : Number(cell)))
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]))
  })
  const encoding = file.encoding!
  const { table } = tableWithTarget(records, undefined, targetNames(encoding.target)[0]!, { names })
  const { inputs } = encodeRows(encoding, table)
  const targets = encodeTargets(encoding, table)
  const samples = inputs.map((input, row) => ({ input, target: targets[row]! }))
  const { gradients } = step(network, samples, optimizerSpec('sgd'))
  return [...gradients.flatMap(({ weights }) => weights.flat()), ...gradients.flatMap(({ biases }) => biases)]
}
