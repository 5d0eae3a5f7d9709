// synaptic: one row a step, in doubles; its outputs are sigmoids whose error is y − a, the gradient of binary cross-entropy. A layer's
// weights are changed before the layer below takes its gradient from them.
import { load, type Peer, pieces } from '../peer.ts'
import { inputsOf, outputsOf } from '../problem.ts'

interface Connection {
  weight: number
  readonly from: Neuron
}

interface Neuron {
  bias: number
  readonly connections: { readonly inputs: Readonly<Record<string, Connection>> }
}

interface Layer {
  readonly list: readonly Neuron[]
}

interface Network {
  readonly layers: { readonly input: Layer; readonly hidden: readonly Layer[]; readonly output: Layer }
  activate(input: Float64Array): number[]
  propagate(rate: number, target: Float64Array): void
}

interface Synaptic {
  readonly Architect: { readonly Perceptron: new (...widths: readonly number[]) => Network }
}

export async function synaptic(): Promise<Peer> {
  const { library, version } = await load<Synaptic>('synaptic')
  return {
    version,
    prepare(problem, data) {
      const net = new library.Architect.Perceptron(...problem.widths)
      const { input, hidden, output } = net.layers
      const layers = [input, ...hidden, output]
      data.layers.forEach(({ weights, biases }, l) => {
        const place = new Map(layers[l]!.list.map((neuron, i) => [neuron, i]))
        layers[l + 1]!.list.forEach((neuron, j) => {
          neuron.bias = biases[j]!
          for (const connection of Object.values(neuron.connections.inputs)) {
            connection.weight = weights[j * place.size + place.get(connection.from)!]!
          }
        })
      })
      const inputs = pieces(data.inputs, inputsOf(problem))
      const targets = pieces(data.targets, outputsOf(problem))
      return {
        train(steps) {
          for (let step = 0; step < steps; step++) {
            net.activate(inputs[step % problem.rows]!)
            net.propagate(problem.rate, targets[step % problem.rows]!)
          }
        },
        predict: (values) => pieces(values, inputsOf(problem)).flatMap((row) => net.activate(row)),
      }
    },
  }
}
