// Relaxed: products are added in one instruction, with one rounding. The numbers are near the others, and threads still share them to the bit.
import { afterAll, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows, type PlanOptions, type Precision } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { canFuse } from '../../../src/engine/wasm/host.ts'
import { crew } from '../../../src/engine/wasm/threads/crew.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { trainedByAll } from './thread-tests.ts'

afterAll(() => crew.stop())

const random = xoshiro(1)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal() / 4))
const net = network({
  inputs: 19,
  layers: [
    { weights: draw(21, 19), activation: 'tanh' },
    { weights: draw(3, 21), activation: 'softmax' },
  ],
  loss: 'cross-entropy',
})
const target = Array.from({ length: 64 }, (_, n) => [0, 1, 2].map((k) => Number(k === n % 3)))
const rows = flatRows(draw(64, 19), target)
const weighted = flatRows(
  draw(64, 19),
  target,
  target.map(() => random.next()),
)
const order = random.permutation(64)

async function parameters(precision: Precision | 'js', options: PlanOptions, of = rows, epochs?: number) {
  const engine = precision === 'js' ? javascript : webassemblyEngine(precision)
  const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 0.1 }), 16, { ...options, worth: 0 })
  const made = epochs ?? (await trainedByAll(session, of, order, Number(options.threads ?? 1))).length
  if (epochs !== undefined) for (let epoch = 0; epoch < epochs; epoch++) session.run(of, order)
  return { made, numbers: session.save() }
}

const distance = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((value, n) => Math.abs(value - b[n]!)))

// Eight steps of numbers about 1: some units in the last place.
it.each([
  ['float64', rows, 1e-15],
  ['float64', weighted, 1e-15],
  ['float32', rows, 1e-6],
] as const)('%s: near, and not the same', async (precision, of, near) => {
  expect(canFuse()).toBe(true)
  const { numbers: apart } = await parameters(precision, {}, of, 2)
  const { numbers: own } = await parameters(precision, { relaxed: true }, of, 2)
  expect(own).not.toEqual(apart)
  expect(distance(own, (await parameters('js', {}, of, 2)).numbers)).toBeLessThan(near)
})

it('has the same bits with several threads', async () => {
  const { made, numbers } = await parameters('float64', { relaxed: true, threads: 3 })
  expect(numbers).toEqual((await parameters('float64', { relaxed: true }, rows, made)).numbers)
})
