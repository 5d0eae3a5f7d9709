// Answers to single rows are core's, to the bit: in JavaScript, in a module, and where there is no room for a module.
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { initialNetwork, type Network, outputsOf } from '../../src/core/index.ts'
import { answersOf } from '../../src/engine/answers.ts'
import { webAssembly } from '../../src/engine/wasm/host.ts'
import { activationNames } from '../../src/math/activations.ts'
import { xoshiro } from '../../src/math/random.ts'

afterEach(() => vi.restoreAllMocks())

function agrees(network: Network, seed: number): void {
  const answer = answersOf(network)
  const random = xoshiro(seed)
  for (let n = 0; n < 3; n++) {
    const input = Float64Array.from({ length: network.inputs }, () => 3 * random.normal())
    if (n === 2) input[0] = -0
    expect([...answer(input)]).toStrictEqual([...outputsOf(network, [...input])])
  }
}

const hidden = fc.record({
  units: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 14, max: 35 })),
  activation: fc.constantFrom(...activationNames),
  normalization: fc.constantFrom(undefined, undefined, 'batch' as const, 'layer' as const),
  dropout: fc.constantFrom(0, 0.5),
})

describe('answers', () => {
  it('are those of core, whatever the layers', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 60, max: 90 })),
        fc.array(hidden, { maxLength: 3 }),
        fc.integer({ min: 1, max: 18 }),
        fc.constantFrom('identity' as const, 'sigmoid' as const, 'softmax' as const),
        fc.nat(1e6),
        (inputs, layers, units, activation, seed) => {
          const all = [...layers, { units, activation }]
          const network = initialNetwork({ inputs, layers: all, loss: 'mse' }, 'glorot-normal', xoshiro(seed))
          agrees(network, seed)
        },
      ),
      { seed: 20, numRuns: 150 },
    )
  })

  const large = (seed: number): Network => {
    const layers = [
      { units: 33, activation: 'tanh' },
      { units: 3, activation: 'softmax' },
    ] as const
    return initialNetwork({ inputs: 40, layers, loss: 'cross-entropy' }, 'glorot-normal', xoshiro(seed))
  }

  it('are the same where no memory can be had', () => {
    const asked = vi.spyOn(webAssembly!, 'Memory').mockImplementation(function refuse() {
      throw new RangeError('could not allocate memory')
    })
    agrees(large(1), 2)
    expect(asked).toHaveBeenCalled()
  })

  it('of two networks do not get into each other’s way', () => {
    const input = Float64Array.from({ length: 40 }, (_, k) => k / 10)
    const [first, second] = [answersOf(large(1)), answersOf(large(2))]
    const before = [...first(input)]
    second(input)
    expect([...first(input)]).toStrictEqual(before)
  })
})
