// Which engine auto takes, by what there is to do and what is installed.
import { expect, it } from 'vitest'
import { network, optimizerSpec } from '../../src/core/index.ts'
import { automatic, type Work } from '../../src/engine/automatic.ts'

/** inputs-units-1 */
const workOf = (
  inputs: number,
  units: number,
  batchSize: number,
  rows: number,
  more: Partial<Work> = {},
): Work => ({
  network: network({
    inputs,
    layers: [
      { weights: Array.from({ length: units }, () => Array(inputs).fill(0.1)), activation: 'tanh' },
      { weights: [Array(units).fill(0.1)], activation: 'identity' },
    ],
    loss: 'mse',
  }),
  optimizer: optimizerSpec('sgd', {}),
  batchSize,
  rows,
  ...more,
})
const large = workOf(784, 128, 128, 60_000 * 10)
const taken = (precision: 'float64' | 'float32', work?: Work, isInstalled = true) =>
  automatic(precision, work, () => isInstalled)

it.each([
  ['float64, hardly anything to do', taken('float64', workOf(4, 10, 16, 100)), 'js', 'little-work'],
  ['float64, nothing known', taken('float64'), 'js', 'little-work'],
  ['float64, enough to do, whatever is installed', taken('float64', large), 'wasm', 'enough-work'],
  ['float32, the runtime is there', taken('float32', large), 'native', 'runtime'],
  ['float32, it is not', taken('float32', large, false), 'wasm', 'float32'],
  ['float32, steps too small', taken('float32', workOf(4, 10, 16, 1e9)), 'wasm', 'float32'],
  ['float32, too few rows to load it', taken('float32', workOf(784, 128, 128, 2_000)), 'wasm', 'float32'],
  [
    'float32, no kernels',
    taken('float32', { ...large, optimizer: optimizerSpec('lbfgs', {}) }),
    'wasm',
    'float32',
  ],
  ['float32, nothing known', taken('float32'), 'wasm', 'float32'],
])('%s', (_, engine, name, why) => expect(engine).toMatchObject({ name, why }))
