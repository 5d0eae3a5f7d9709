// The contract of the engines: each equals core on every legal pair of output and loss, every optimizer, batch and bias policy.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../src/core/index.ts'
import { coreEngine } from '../../src/engine/core-engine.ts'
import { flatRows, type Session } from '../../src/engine/engine.ts'
import { xoshiro } from '../../src/math/random.ts'
import { cases, distance, networkFor, policies, rowCount, rowsFor } from './contract-cases.ts'
import { exactEngines } from './engines.ts'

const engines = exactEngines.map((engine) => ({ engine, tolerance: 0 }))

describe.each(engines)('$engine.name', ({ engine, tolerance }) => {
  it.each(cases)(
    '$hidden, $output, $loss, $optimizer.name, $policy, batches of $batchSize, dropout $dropout, normalization $normalization',
    (given) => {
      const net = networkFor(given)
      const rows = rowsFor(given)
      const order = xoshiro(given.seed).permutation(rowCount)
      const random = () => xoshiro(given.seed)
      const session = engine.plan(net, given.optimizer, given.batchSize, { random: random() })
      const reference = coreEngine.plan(net, given.optimizer, given.batchSize, { random: random() })
      for (let epoch = 0; epoch < 3; epoch++) {
        for (const either of [session, reference]) either.lowerRate(0.5)
        expect(distance(session.run(rows, order), reference.run(rows, order))).toBeLessThanOrEqual(tolerance)
        expect(session.learningRate()).toBe(reference.learningRate())
      }
      expect(distance(session.save(), reference.save())).toBeLessThanOrEqual(tolerance)
      expect(distance(session.outputs(rows), reference.outputs(rows))).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(session.loss(rows) - reference.loss(rows))).toBeLessThanOrEqual(
        tolerance * reference.loss(rows),
      )
      if (tolerance === 0) expect(session.network()).toStrictEqual(reference.network())
    },
  )

  const searched = cases
    .filter(({ seed }) => seed <= 24)
    .map((given, i) => ({ ...given, policy: policies[i % 3]!, dropout: 0 }))
  it.each(searched)('lbfgs to its end: $hidden, $output, $loss, $policy, $normalization', (given) => {
    const net = networkFor(given)
    const rows = rowsFor(given)
    const order = xoshiro(given.seed).permutation(rowCount)
    const other = order.toReversed()
    const optimizer = optimizerSpec('lbfgs', { historySize: 4, maxLineSearch: 8 })
    const [session, reference] = [engine, coreEngine].map((of) => of.plan(net, optimizer, rowCount))
    const both = (run: (of: Session) => unknown) => expect(run(session!)).toEqual(run(reference!))
    // The same batch again and again, another in between, and weights that were put back.
    for (let epoch = 0; epoch < 40; epoch++) both((of) => of.run(rows, epoch % 15 === 9 ? other : order))
    both((of) => of.ended)
    const saved = session!.save()
    for (const of of [session!, reference!]) of.restore(saved.map((value) => value + 0.25))
    both((of) => of.ended)
    for (let epoch = 0; epoch < 5; epoch++) both((of) => of.run(rows, order))
    if (tolerance === 0) both((of) => of.network())
  })

  it('leaves the network that it started from as it was, and comes back to saved weights', () => {
    const given = cases.find(({ dropout, normalization }) => dropout === 0 && !normalization)!
    const net = networkFor(given)
    const copy = structuredClone(net)
    const rows = rowsFor(given)
    const session = engine.plan(net, given.optimizer, 2)
    const saved = session.save()
    session.run(rows, Uint32Array.of(0, 1, 2))
    expect(session.network()).not.toEqual(copy)
    session.restore(saved)
    expect(session.network()).toEqual(copy)
    expect(net).toEqual(copy)
  })

  it('refuses dropout without a generator', () => {
    const given = cases.find(({ dropout }) => dropout > 0)!
    expect(() => engine.plan(networkFor(given), given.optimizer, 2)).toThrow(
      expect.objectContaining({ code: 'masks-missing', exitCode: 2 }),
    )
  })

  it('joins a last row to the batch before it, and refuses batches of one, where batch normalization needs two', () => {
    const given = cases.find(({ normalization, batchSize }) => normalization === 'batch' && batchSize === 2)!
    const random = xoshiro(1)
    const session = engine.plan(networkFor(given), given.optimizer, 2, { random })
    expect(session.run(rowsFor(given), Uint32Array.of(0, 1, 2, 3, 4, 5, 6))).toHaveLength(3)
    const refused = expect.objectContaining({ code: 'batch-of-one', exitCode: 2 })
    expect(() => session.run(rowsFor(given), Uint32Array.of(0))).toThrow(refused)
    expect(() => engine.plan(networkFor(given), given.optimizer, 1, { random })).toThrow(refused)
  })

  it('stops at the first loss that is not finite, without an update', () => {
    const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
    const rows = flatRows([[1], [1e200], [1]], [[0], [0], [0]])
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 0.1 }), 1)
    const losses = session.run(rows, Uint32Array.of(0, 1, 2))
    expect([...losses]).toEqual([1, Infinity])
    expect([...session.save()]).toEqual([0.8, -0.2])
  })
})
