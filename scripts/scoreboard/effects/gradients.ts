// The gradients of a trained network on the whole table, from the core: what a step of any optimizer starts from.
import type { Sample } from '../../../src/core/network.ts'
import { optimizerSpec } from '../../../src/core/optimizer.ts'
import { step } from '../../../src/core/step.ts'
import { encodeRows } from '../../../src/data/encoding.ts'
import { encodeTargets, targetNames } from '../../../src/data/targets.ts'
import { tableWithTarget } from '../../../src/library/data.ts'
import { type Trained, tableText } from './trained.ts'

/** Of all weights, then of all biases, in the batch's loss. */
export function gradientsOf(one: Trained): number[] {
  const { gradients } = step(one.network, samplesOf(one), optimizerSpec('sgd'))
  return [...gradients.flatMap(({ weights }) => weights.flat()), ...gradients.flatMap(({ biases }) => biases)]
}

/** The table's rows, as the network takes them. */
export function samplesOf({ file }: Trained): Sample[] {
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
  return inputs.map((input, row) => ({ input, target: targets[row]! }))
}
