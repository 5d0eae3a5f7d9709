// The engine native on the cases of the engines' contract: near core on every pair of output and loss, every optimizer, batch and bias
// policy, in both precisions.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { coreEngine } from '../../../src/engine/core-engine.ts'
import { flatRows } from '../../../src/engine/engine.ts'
import { nativeEngine } from '../../../src/engine/native/native.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { type Case, cases, distance, networkFor, rowCount, rowsFor } from '../contract-cases.ts'
import { noRuntime } from './installed.ts'

/** Nine steps: rounding of 2⁻⁵³ and 2⁻²⁴, times what the sums and RMSprop's small divisors make of it. */
const precisions = [
  { precision: 'float64', tolerance: 2e-14 },
  { precision: 'float32', tolerance: 6e-6 },
] as const

const hasGelu = ({ hidden, output }: Case): boolean => hidden === 'gelu' || output === 'gelu'

/** Why a case is left out. */
const skips = [
  { why: 'L-BFGS searches for its steps', of: ({ optimizer }: Case) => optimizer.name === 'lbfgs' },
  {
    why: 'no kernel of doubles',
    of: (given: Case, precision: string) => hasGelu(given) && precision === 'float64',
  },
  {
    why: 'gradients that are 0 but for rounding, which Adam divides by themselves',
    of: ({ hidden, output, optimizer, policy }: Case) =>
      [hidden, output].includes('softmax') && optimizer.name.startsWith('adam') && policy === 'shared',
  },
] as const

/** Without normalization, for which there are no kernels: a test below asks for the refusal. */
const plain = cases.map((given) => ({ ...given, normalization: undefined }))

describe.skipIf(noRuntime).each(precisions)('native, $precision', ({ precision, tolerance }) => {
  const engine = nativeEngine(precision)

  for (const given of plain) {
    const skip = skips.find(({ of }) => of(given, precision))
    const { hidden, output, loss, optimizer, policy, batchSize, dropout, seed } = given
    const title = `${seed}: ${hidden}, ${output}, ${loss}, ${optimizer.name}, ${policy}, batches of ${batchSize}, dropout ${dropout}`
    it.skipIf(skip)(skip ? `${title} (${skip.why})` : title, () => {
      const net = networkFor(given)
      const rows = rowsFor(given)
      const order = xoshiro(seed).permutation(rowCount)
      const [session, reference] = [engine, coreEngine].map((of) =>
        of.plan(net, optimizer, batchSize, { random: xoshiro(seed) }),
      ) as [ReturnType<typeof engine.plan>, ReturnType<typeof engine.plan>]
      for (let epoch = 0; epoch < 3; epoch++) {
        for (const either of [session, reference]) either.lowerRate(0.5)
        expect(distance(session.run(rows, order), reference.run(rows, order))).toBeLessThan(tolerance)
        expect(session.learningRate()).toBe(reference.learningRate())
      }
      expect(session.finite()).toBe(true)
      expect(distance(session.save(), reference.save())).toBeLessThan(tolerance)
      expect(distance(session.outputs(rows), reference.outputs(rows))).toBeLessThan(tolerance)
      const [own, other] = [session.loss(rows), reference.loss(rows)]
      expect(Math.abs(own - other)).toBeLessThanOrEqual(tolerance * other)
      expect(session.state().random).toEqual(reference.state().random)
    })
  }

  it('leaves the network that it started from as it was, and comes back to saved weights', () => {
    const given = plain.find(({ dropout }) => dropout === 0)!
    const net = networkFor(given)
    const copy = structuredClone(net)
    const session = engine.plan(net, given.optimizer, 2)
    const saved = session.save()
    const before = session.network()
    session.run(rowsFor(given), Uint32Array.of(0, 1, 2))
    expect(session.network()).not.toEqual(before)
    session.restore(saved)
    expect(session.network()).toEqual(before)
    expect(net).toEqual(copy)
  })

  it('refuses dropout without a generator', () => {
    const given = plain.find(({ dropout, optimizer }) => dropout > 0 && optimizer.name !== 'lbfgs')!
    expect(() => engine.plan({ ...networkFor(given) }, optimizerSpec('sgd', {}), 2)).toThrow(
      expect.objectContaining({ code: 'masks-missing', exitCode: 2 }),
    )
  })
})

describe.skipIf(noRuntime)('native', () => {
  it('stops at the first loss that is not finite, without an update', () => {
    const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
    const rows = flatRows([[1], [1e200], [1]], [[0], [0], [0]])
    const session = nativeEngine('float64').plan(net, optimizerSpec('sgd', { learningRate: 0.1 }), 1)
    const losses = session.run(rows, Uint32Array.of(0, 1, 2))
    expect([...losses]).toEqual([1, Infinity])
    expect([...session.save()]).toEqual([0.8, -0.2])
  })
})
