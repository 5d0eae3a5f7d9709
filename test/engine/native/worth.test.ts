// Where the engine native is worth it: by what was measured of it and of the engine in WebAssembly, one after the other in one process.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { isWorth, threadsFor } from '../../../src/engine/native/worth.ts'

function networkOf(widths: readonly number[]) {
  const layers = widths.slice(1).map((units, l) => ({
    weights: Array.from({ length: units }, () => new Array<number>(widths[l]!).fill(0)),
    activation: 'relu' as const,
  }))
  return network({ inputs: widths[0]!, layers, loss: 'mse' })
}

/** Microseconds of a step in float32: native, wasm. Measured on 2026-12-01, on a core of an Intel Xeon with AVX-512. */
const measured = [
  { widths: [2, 2, 2], batch: 1, optimizer: 'sgd', native: 6, wasm: 0.2 },
  { widths: [4, 10, 3], batch: 16, optimizer: 'adam', native: 30, wasm: 1.7 },
  { widths: [64, 32, 10], batch: 32, optimizer: 'sgd', native: 19, wasm: 12 },
  { widths: [784, 32, 10], batch: 32, optimizer: 'sgd', native: 70, wasm: 99 },
  { widths: [784, 32, 10], batch: 32, optimizer: 'adam', native: 161, wasm: 121 },
  { widths: [256, 128, 10], batch: 32, optimizer: 'sgd', native: 74, wasm: 119 },
  { widths: [256, 128, 10], batch: 32, optimizer: 'adam', native: 208, wasm: 145 },
  { widths: [784, 128, 10], batch: 32, optimizer: 'sgd', native: 175, wasm: 341 },
  { widths: [784, 128, 10], batch: 32, optimizer: 'adam', native: 638, wasm: 421 },
  { widths: [784, 128, 10], batch: 128, optimizer: 'sgd', native: 635, wasm: 1428 },
  { widths: [784, 128, 10], batch: 128, optimizer: 'adam', native: 1064, wasm: 1500 },
  { widths: [784, 512, 512, 10], batch: 128, optimizer: 'sgd', native: 3978, wasm: 10765 },
  { widths: [784, 512, 512, 10], batch: 128, optimizer: 'adam', native: 8641, wasm: 12373 },
] as const

describe('native', () => {
  it.each(measured)(
    'on $widths, batches of $batch, $optimizer',
    ({ widths, batch, optimizer, native, wasm }) => {
      expect(isWorth(networkOf(widths), optimizerSpec(optimizer, {}), batch)).toBe(native < wasm)
    },
  )

  it('takes the threads that a step keeps busy', () => {
    const [small, large] = [networkOf([4, 10, 3]), networkOf([784, 128, 10])]
    const threads = (net: typeof small, batch: number, asked?: number | 'auto') =>
      threadsFor(net, batch, 'float32', { threads: asked })
    expect([threads(large, 128), threads(large, 128, 1), threads(small, 16, 4)]).toEqual([1, 1, 1])
    // 13 million operations and 52 million.
    expect([threads(large, 32, 4), threads(large, 128, 4), threads(large, 128, 2)]).toEqual([2, 4, 2])
    expect(threadsFor(large, 32, 'float64', { threads: 8 })).toBe(4)
    expect(threads(large, 128, 'auto')).toBeGreaterThanOrEqual(1)
  })
})
