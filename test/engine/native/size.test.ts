// What is too large for the engine native is refused before any memory is taken, with or without its runtime.
import { describe, expect, it } from 'vitest'
import '../../../src/whole.ts'
import type { Network } from '../../../src/core/network.ts'
import { optimizerSpec } from '../../../src/core/optimizer.ts'
import { nativeEngine } from '../../../src/engine/native/native.ts'
import { bytesFor, sizeRefusal } from '../../../src/engine/native/size.ts'

/** The weights stand for themselves: nobody reads them. */
function networkOf(inputs: number, ...units: readonly number[]): Network {
  const layers = units.map((n, l) => ({
    weights: Array.from({ length: n }, () => ({ length: units[l - 1] ?? inputs })) as unknown as number[][],
    biases: Array.from({ length: n }, () => 0),
    activation: { name: 'identity', parameters: {} },
    normalization: undefined,
    dropout: 0,
  }))
  return { inputs, layers, loss: { name: 'mse' }, biasPolicy: 'per-neuron' } as unknown as Network
}

const sgd = optimizerSpec('sgd', {})
const adam = optimizerSpec('adam', {})

describe('sizeRefusal', () => {
  it('counts parameters, memories and rows', () => {
    // 784 · 128 + 128 + 128 · 10 + 10 parameters, and 784 + 128 + 10 units.
    const network = networkOf(784, 128, 10)
    expect(bytesFor(network, sgd, 1, 'float32')).toBe(4 * (4 * 101_770 + 8 * 922))
    expect(bytesFor(network, adam, 1, 'float64')).toBe(8 * (4 * 3 * 101_770 + 8 * 922))
    expect(bytesFor(network, sgd, 1000, 'float32')).toBe(4 * (4 * 101_770 + 8 * 922_000))
  })

  it('lets through what fits, and refuses what does not', () => {
    const network = networkOf(784, 128, 10)
    const bytes = bytesFor(network, sgd, 32, 'float32')
    expect(sizeRefusal(network, sgd, 32, 'float32', 2 * bytes)).toBeUndefined()
    const refusal = sizeRefusal(network, sgd, 32, 'float32', bytes)
    expect(refusal).toMatchObject({ code: 'native-memory', exitCode: 2 })
    expect(refusal!.texts.es.hint).toContain('float32')
  })

  it('refuses before anything is made, also where the runtime is missing', () => {
    const huge = networkOf(2 ** 20, 2 ** 15, 1)
    expect(() => nativeEngine('float64').plan(huge, adam, 32)).toThrow(
      expect.objectContaining({ code: 'native-memory' }),
    )
  })
})
