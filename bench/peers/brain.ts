// brain.js: one row a step; its layers share one activation, and its loss is half the squared error.
import { load, type Peer, pieces, turnsOf } from '../peer.ts'
import { inputsOf, outputsOf } from '../problem.ts'

interface Row {
  readonly input: readonly number[]
  readonly output: readonly number[]
}

interface Network {
  sizes: number[]
  initialize(): void
  /** [layer][to][from], the first layer's left out. */
  readonly weights: Float32Array[][]
  readonly biases: Float32Array[]
  train(rows: readonly Row[], options: Readonly<Record<string, number>>): void
  run(input: Float32Array): Float32Array
}

interface Brain {
  readonly NeuralNetwork: new (options: { readonly activation: string }) => Network
}

/** Its options take no 0. */
const NONE = Number.MIN_VALUE

export async function brain(): Promise<Peer> {
  const { library, version } = await load<Brain>('brain.js')
  return {
    version,
    prepare(problem, data) {
      const net = new library.NeuralNetwork({ activation: 'sigmoid' })
      net.sizes = [...problem.widths]
      net.initialize()
      data.layers.forEach(({ weights, biases }, l) => {
        net.biases[l + 1]!.set(biases)
        pieces(weights, problem.widths[l]!).forEach((row, j) => {
          net.weights[l + 1]![j]!.set(row)
        })
      })
      const outputs = pieces(data.targets, outputsOf(problem))
      const rows = pieces(data.inputs, inputsOf(problem)).map(
        (input, n): Row => ({
          input: Array.from(input),
          output: Array.from(outputs[n]!),
        }),
      )
      const options = { learningRate: problem.rate, momentum: NONE, errorThresh: NONE }
      return {
        train(steps) {
          const [turns, left] = turnsOf(problem, steps)
          if (turns > 0) net.train(rows, { ...options, iterations: turns })
          if (left > 0) net.train(rows.slice(0, left), { ...options, iterations: 1 })
        },
        predict: (inputs) =>
          pieces(Float32Array.from(inputs), inputsOf(problem)).flatMap((row) => Array.from(net.run(row))),
      }
    },
  }
}
