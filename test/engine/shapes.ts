// Shapes around every tile, panel and chunk of the engines, each with a network and rows.
import { type Network, network, optimizerSpec } from '../../src/core/index.ts'
import { type Engine, flatRows, type Rows } from '../../src/engine/engine.ts'
import { type Random, xoshiro } from '../../src/math/random.ts'

/** Around tiles of 4, panels of 4 and 8, and chunks of 128. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 33, 64, 65, 127, 128, 129, 255, 256, 257]

export interface Shape {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
  readonly batch: number
}

/** Each size in each place once, the others small, so that the engine in JavaScript keeps up. */
export const shapes: readonly Shape[] = sizes.flatMap((size, i) => {
  const small = sizes[i % 9]!
  return [
    { inputs: size, hidden: small, outputs: 2, batch: 3 },
    { inputs: small, hidden: size, outputs: 3, batch: 5 },
    { inputs: 2, hidden: small, outputs: size, batch: 2 },
    { inputs: small, hidden: 3, outputs: 2, batch: size },
  ]
})

export function networkOf({ inputs, hidden, outputs }: Shape, random: Random): Network {
  const layer = (units: number, into: number, activation: 'tanh' | 'relu' | 'softmax') => ({
    weights: Array.from({ length: units }, () =>
      Array.from({ length: into }, () => random.normal() / Math.sqrt(into)),
    ),
    biases: Array.from({ length: units }, () => 0.1 * random.normal()),
    activation,
  })
  return network({
    inputs,
    layers: [layer(hidden, inputs, 'tanh'), layer(5, hidden, 'relu'), layer(outputs, 5, 'softmax')],
    loss: 'cross-entropy',
  })
}

export function rowsOf({ inputs, outputs, batch }: Shape, random: Random): Rows {
  const count = batch + 2
  return flatRows(
    Array.from({ length: count }, () => Array.from({ length: inputs }, () => random.normal())),
    Array.from({ length: count }, () => {
      const chosen = random.integer(outputs)
      return Array.from({ length: outputs }, (_, k) => (k === chosen ? 1 : 0))
    }),
  )
}

/** Two epochs with Adam: losses, parameters, outputs and the loss of all rows. */
export function trained(engine: Engine, shape: Shape) {
  const random = xoshiro(7)
  const session = engine.plan(networkOf(shape, random), optimizerSpec('adam', {}), shape.batch)
  const rows = rowsOf(shape, random)
  const losses = [0, 1].flatMap(() => [...session.run(rows, random.permutation(rows.count))])
  return { losses, parameters: session.save(), outputs: session.outputs(rows), loss: session.loss(rows) }
}
