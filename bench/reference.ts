// Reference: the loss that all must reach after one turn of the rows, in doubles.
import { pieces } from './peer.ts'
import { paso } from './peers/paso.ts'
import { type Data, inputsOf, meanLoss, outputsOf, type Problem } from './problem.ts'

/** Paso's engine in plain JavaScript; the arithmetic that it does not have, below. */
export async function referenceLoss(problem: Problem, data: Data): Promise<number> {
  if (problem.arithmetic === 'labels-in-turn') return lossInTurn(problem, data)
  const trainer = await (await paso('js')).prepare(problem, data)
  await trainer.train(problem.rows / problem.batch)
  return meanLoss(problem, await trainer.predict(data.inputs, problem.rows), data.targets)
}

interface Table {
  /** [to][from] */
  readonly weights: Float64Array[]
  readonly biases: Float64Array
}

function lossInTurn(problem: Problem, data: Data): number {
  const network = data.layers.map(({ weights, biases }, l) => ({
    weights: pieces(weights.slice(), problem.widths[l]!),
    biases: biases.slice(),
  }))
  const inputs = pieces(data.inputs, inputsOf(problem))
  const targets = pieces(data.targets, outputsOf(problem))
  inputs.forEach((input, row) => {
    stepInTurn(network, input, targets[row]!, problem.rate)
  })
  const outputs = inputs.flatMap((input) => Array.from(forward(network, input).at(-1)!))
  return meanLoss(problem, outputs, data.targets)
}

/** The input and each layer's outputs. */
function forward(network: readonly Table[], input: Float64Array): Float64Array[] {
  const outputs = [input]
  for (const { weights, biases } of network) {
    const given = outputs.at(-1)!
    const sums = biases.map((bias, j) => weights[j]!.reduce((sum, w, k) => sum + w * given[k]!, bias))
    outputs.push(sums.map((z) => 1 / (1 + Math.exp(-z))))
  }
  return outputs
}

function stepInTurn(
  network: readonly Table[],
  input: Float64Array,
  target: Float64Array,
  rate: number,
): void {
  const outputs = forward(network, input)
  let delta = outputs.at(-1)!.map((a, j) => a - target[j]!)
  for (let l = network.length - 1; l >= 0; l--) {
    const { weights, biases } = network[l]!
    const given = outputs[l]!
    weights.forEach((row, j) => {
      row.forEach((w, k) => {
        row[k] = w - rate * delta[j]! * given[k]!
      })
      biases[j]! -= rate * delta[j]!
    })
    delta = given.map((a, k) => a * (1 - a) * weights.reduce((sum, row, j) => sum + row[k]! * delta[j]!, 0))
  }
}
