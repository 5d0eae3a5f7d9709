// Lit paths: their products add up to the derivative that the step computes, and each product is that of its factors.
import { describe, expect, it } from 'vitest'
import { type Lit, litOf, othersOf } from '../../src/diagram/index.ts'
import { linkKey } from '../../src/diagram/lit.ts'
import { keyOf } from '../../src/math/quantity.ts'
import { largeDerivation } from '../present/tellings.ts'
import { deckStep, exampleSteps, gradientOf, stepOf } from './derivations.ts'

const forms = ['paths', 'recursive'] as const
const paths = { form: 'paths', sample: 0 } as const
const total = ({ paths: all, rest }: Lit): number =>
  all.reduce((sum, { product = 0 }) => sum + product, 0) + (rest?.sum ?? 0)

describe('the deck', () => {
  it('has one path of three factors for w5', () => {
    const lit = litOf(deckStep, gradientOf(1, 0, 0), paths)
    expect(lit.paths.map(({ links }) => links.map(linkKey))).toEqual([
      ['total.0', 'error.0', 'unit.1.0', 'edge.1.0.0'],
    ])
    expect(lit.factors.map(({ number, word, place }) => [number, word, linkKey(place)])).toEqual([
      [1, 'error', 'error.0'],
      [2, 'slope', 'unit.1.0'],
      [3, 'input', 'edge.1.0.0'],
    ])
    // The slides' numbers, recomputed in full.
    expect(lit.factors.map((f) => deckStep.value(f.quantity))).toEqual([
      expect.closeTo(0.7413650695523157, 15),
      expect.closeTo(0.18681560180895948, 15),
      expect.closeTo(0.5932699921071872, 15),
    ])
    expect(lit.factors[2]!.reads.map(keyOf)).toEqual(['a0.0/0'])
  })

  it('has two paths of opposite sign for w1, and shares the last two factors', () => {
    const lit = litOf(deckStep, gradientOf(0, 0, 0), paths)
    expect(lit.paths.map(({ product }) => product)).toEqual([
      expect.closeTo(0.000668396, 9),
      expect.closeTo(-0.000229828, 9),
    ])
    expect(lit.factors.map(({ number, word, paths: of }) => [number, word, of])).toEqual([
      [1, 'error', [0]],
      [1, 'error', [1]],
      [2, 'slope', [0]],
      [2, 'slope', [1]],
      [3, 'weight', [0]],
      [3, 'weight', [1]],
      [4, 'slope', [0, 1]],
      [5, 'input', [0, 1]],
    ])
  })

  it('starts at the delta in the recursive form', () => {
    const lit = litOf(deckStep, gradientOf(0, 0, 0), { form: 'recursive', sample: 0 })
    expect(lit.factors.map(({ number, word }) => [number, word])).toEqual([
      [1, 'delta'],
      [2, 'input'],
    ])
  })
})

describe.each([
  ...exampleSteps,
  ['2-3-3-2', stepOf([2, 3, 3, 2])],
  ['2-2-2 shared', stepOf([2, 2, 2], 'shared')],
] as const)('%s', (_, derivation) => {
  const steps = derivation.steps()

  it.each(forms)('lights every step, %s', (form) => {
    for (const { target } of steps) expect(() => litOf(derivation, target, { form, sample: 0 })).not.toThrow()
  })

  it.each(forms)('adds up to each delta and each gradient, %s', (form) => {
    for (const { target, value } of steps) {
      const isLoss =
        target.kind === 'derivative' && target.of.kind.endsWith('-loss') && target.of.kind !== 'unit-loss'
      const isDelta = target.kind === 'delta' && target.sample === 0
      if (!isDelta && !(isLoss && derivation.trace.samples.length === 1)) continue
      if (derivation.trace.network.layers.some((layer) => layer.normalization)) continue
      const lit = litOf(derivation, target, { form, sample: 0 })
      expect(total(lit), keyOf(target)).toBeCloseTo(value, 12)
    }
  })

  it('multiplies the factors of each path', () => {
    for (const { target } of steps) {
      if (target.kind !== 'derivative' || target.of.kind !== 'batch-loss') continue
      const lit = litOf(derivation, target, paths)
      lit.paths.forEach(({ product }, path) => {
        const own = lit.factors.filter((f) => f.paths.includes(path))
        const value = own.reduce((all, f) => all * derivation.value(f.quantity), 1)
        if (product !== undefined) expect(product, keyOf(target)).toBeCloseTo(value, 12)
      })
    }
  })
})

it('keeps the largest of very many paths, and the sum of all others', () => {
  const deep = stepOf([2, 5, 5, 5, 5, 2])
  const lit = litOf(deep, gradientOf(0, 0, 0), paths)
  expect(lit.paths).toHaveLength(64)
  expect(lit.rest!.count).toBe(5 * 5 * 5 * 2 - 64)
  const others = othersOf(lit, 4)
  expect(others.count).toBe(5 * 5 * 5 * 2 - 4)
  expect(others.sum).toBeCloseTo(total({ ...lit, paths: lit.paths.slice(4) }), 14)
  expect(total(lit)).toBeCloseTo(deep.value(gradientOf(0, 0, 0)), 14)
  const sizes = lit.paths.map(({ product = 0 }) => Math.abs(product))
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
})

it('of 784 terms that enter a unit the 64 largest are lit, and the bias', () => {
  const derivation = largeDerivation()
  const { network, samples } = derivation.trace
  const { paths } = litOf(
    derivation,
    { kind: 'pre-activation', layer: 0, unit: 2, sample: 0 },
    { form: 'paths', sample: 0 },
  )
  expect(paths.length).toBe(65)
  const size = (from: number): number =>
    Math.abs(network.layers[0]!.weights[2]![from]! * samples[0]!.sample.input[from]!)
  const lit = paths.flatMap(({ links: [link] }) => (link!.kind === 'edge' ? [link!.from] : []))
  const others = [...network.layers[0]!.weights[2]!.keys()].filter((from) => !lit.includes(from))
  expect(Math.min(...lit.map(size))).toBeGreaterThanOrEqual(Math.max(...others.map(size)))
})
