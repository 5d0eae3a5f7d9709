// Rows that are too large: both engines see the same losses, stop at the same step and say the same of what they hold.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { activationNames } from '../../../src/math/activations.ts'
import { xoshiro } from '../../../src/math/random.ts'

const sizes = [1e100, 1e154, 1e200, 1e300, 1.7e308]

const optimizers = [
  optimizerSpec('sgd', { momentum: 0.9 }),
  optimizerSpec('adam', {}),
  optimizerSpec('sgd', { learningRate: 0.1 }, { clip: { value: 1 } }),
]

describe.each(activationNames)('%s', (hidden) => {
  // One row at a time has code of its own where nothing is clipped.
  it.each([1, 3])('in batches of %i', (batch) => {
    for (const [i, size] of sizes.entries()) {
      const random = xoshiro(i + batch)
      const draw = (rows: number, columns: number) =>
        Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
      const net = network({
        inputs: 2,
        layers: [
          { weights: draw(2, 2), biases: [0.1, -0.2], activation: hidden },
          { weights: draw(2, 2), activation: 'identity' },
        ],
        loss: 'mse',
      })
      const inputs = [...draw(4, 2), [size, -size], [size, size], ...draw(3, 2)]
      const rows = flatRows(inputs, draw(9, 2))
      const order = Uint32Array.from({ length: 9 }, (_, n) => n)
      for (const optimizer of optimizers) {
        const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
          const session = engine.plan(net, optimizer, batch)
          const losses = [...session.run(rows, order)]
          return { losses, finite: session.finite(), saved: session.save() }
        })
        expect(own).toEqual(other)
      }
    }
  })
})
