// Cards: every step of a derivation has one; its factors multiply and its paths add up to the step's value; its words are whole.
import { describe, expect, it } from 'vitest'
import { parametersOf, step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { gradient, sampleGradient } from '../../src/derive/names.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { keyOf, type Quantity } from '../../src/math/quantity.ts'
import type { Card, CardChain } from '../../src/present/card/card.ts'
import { cardsOf } from '../../src/present/card/card-of.ts'
import { layerLine } from '../../src/present/card/layer-line.ts'
import type { Content } from '../../src/present/document.ts'
import { derivationsOf } from '../derive/derivations.ts'
import { networkOf } from '../studio/networks.ts'
import { deckWeight, exampleRun, usual, wideDerivation } from './tellings.ts'

const forms = ['paths', 'recursive'] as const
const tellings = [
  { ...usual, language: 'en', notation: 'deck' },
  { ...usual, language: 'es', locale: 'es-AR', notation: 'delta' },
] as const

const deck = async (form: 'paths' | 'recursive' | 'both' = 'paths', language: 'en' | 'es' = 'en') => {
  const [derivation] = derivationsOf(await exampleRun('deck'))
  return {
    derivation: derivation!,
    cards: cardsOf(derivation!, { ...usual, language, locale: language, form }),
  }
}
const ofW = (number: number): Quantity => gradient(deckWeight(number), 0)
const chain = ({ body }: Card): CardChain => body as CardChain
/** Formulas as their keys. */
const plain = (content: Content): string =>
  content
    .map((part) =>
      typeof part === 'string'
        ? part
        : part.kind !== 'math'
          ? ''
          : part.math.kind === 'quantity'
            ? keyOf(part.math.quantity)
            : part.math.kind === 'number'
              ? Number(part.math.value.toPrecision(part.math.digits ?? 9))
              : part.math.kind === 'unit'
                ? `u${part.math.layer}.${part.math.unit}`
                : part.math.kind,
    )
    .join('')

describe.each(['deck', 'byu', 'xor', 'softmax'] as const)('%s', (name) => {
  it.each(tellings.flatMap((options) => forms.map((form) => ({ ...options, form }))))(
    'each step has a card whose numbers are its own: $language $notation $form',
    async (options) => {
      const [derivation] = derivationsOf(await exampleRun(name))
      const cards = cardsOf(derivation!, options)
      const steps = derivation!.steps()
      expect(steps.length).toBeGreaterThan(10)
      for (const { target, value } of steps) {
        const card = cards(target)
        expect(card.value).toBe(value)
        expect(plain(card.question)).toMatch(/\?$/)
        expect(plain(card.why)).not.toMatch(/undefined|NaN|^[a-z]* (?:u|hid|out)/)
        if (card.body.kind !== 'chain') continue
        const { paths, rest } = card.body
        for (const path of paths) {
          for (const factor of path.factors) {
            expect(factor.value).toBe(derivation!.value(factor.quantity))
            expect(closeTo(evaluate(factor.numbers, derivation!.value), factor.value)).toBe(true)
            expect(closeTo(evaluate(factor.written, derivation!.value), factor.value)).toBe(true)
          }
          expect(path.value).toBe(path.factors.reduce((product, factor) => product * factor.value, 1))
        }
        const sum = paths.reduce((total, path) => total + path.value, rest?.value ?? 0)
        const size = paths.reduce((total, path) => total + Math.abs(path.value), 1e-300)
        // Sums and products of some ten numbers in another order than core's: some ten roundings of 1.1e-16.
        expect(Math.abs(sum - value) / size).toBeLessThan(2e-15)
      }
    },
  )
})

/** Another order of operations: a few roundings. */
const closeTo = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-14 * Math.max(1, Math.abs(b))

it('a weight of the last layer has one path, error times slope times input', async () => {
  const { cards } = await deck()
  const { paths } = chain(cards(ofW(5)))
  expect(paths.map(({ factors }) => factors.map(({ role }) => role))).toEqual([['error', 'slope', 'input']])
  expect(plain(cards(ofW(5)).why)).toBe(
    'There is one path from w1.0.0@0 to the error, with three links. The product is positive: if w1.0.0@0 rises, the error rises. So w1.0.0@0 will go down.',
  )
})

it('a hidden weight has a path for each output, and says how much cancels', async () => {
  const { cards } = await deck()
  const { paths } = chain(cards(ofW(1)))
  const roles = ['error', 'slope', 'weight', 'slope', 'input']
  expect(paths.map(({ factors }) => factors.map(({ role }) => role))).toEqual([roles, roles])
  expect(plain(cards(ofW(1)).why)).toBe(
    'w0.0.0@0 reaches the error by two paths, of opposite sign: the one through u1.1 cancels 34 % of the one through u1.0. If w0.0.0@0 rises, the error rises. So w0.0.0@0 will go down.',
  )
  expect(plain((await deck('paths', 'es')).cards(ofW(1)).why)).toBe(
    'w0.0.0@0 llega al error por dos caminos, de signo contrario: el que pasa por u1.1 anula el 34 % del que pasa por u1.0. Si w0.0.0@0 sube, el error sube. Por eso w0.0.0@0 va a bajar.',
  )
})

it('the recursive form has δ times input', async () => {
  const { cards } = await deck('recursive')
  const { paths } = chain(cards(ofW(1)))
  expect(paths.map(({ factors }) => factors.map(({ role }) => role))).toEqual([['delta', 'input']])
})

it('of many paths the largest four, and what the others add up to', () => {
  const input = Array.from({ length: 12 }, (_, i) => (i % 5) / 5)
  const derivation = wideDerivation([12, 10, 10], { input, target: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0] })
  const card = cardsOf(derivation, { ...usual, notation: 'delta', form: 'paths' })({
    kind: 'derivative',
    of: { kind: 'sample-loss', sample: 0 },
    by: { kind: 'activation', layer: 0, unit: 3, sample: 0 },
  })
  const { paths, rest } = chain(card)
  expect(paths).toHaveLength(4)
  expect(rest!.count).toBe(6)
  const sizes = paths.map(({ value }) => Math.abs(value))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  expect(Math.abs(rest!.value)).toBeLessThanOrEqual(6 * sizes.at(-1)!)
})

it('in a batch the gradient is told as the mean of the rows, and each row as a chain', async () => {
  const [derivation] = derivationsOf(await exampleRun('softmax'))
  const cards = cardsOf(derivation!, { ...usual, form: 'paths' })
  const [ref] = [...parametersOf(derivation!.trace.network)]
  expect(cards(gradient(ref!, 0)).body.kind).not.toBe('chain')
  expect(cards(sampleGradient(ref!, 0, 1)).body.kind).toBe('chain')
})

it('says nothing of a change where a bias is held fixed', async () => {
  const { cards } = await deck()
  expect(plain(cards(gradient({ kind: 'bias', layer: 1, unit: 'all' }, 0)).why)).toBe(
    'If b1.all@0 rises, the error rises.',
  )
})

it('has no card for what is given', async () => {
  const { cards } = await deck()
  expect(() => cards({ kind: 'target', unit: 0, sample: 0 })).toThrow(TypeError)
})

describe('a hidden gradient by its δ', () => {
  it.each([
    ['en', /delta0\.0.*gathers every path from there to the error\. The product is positive: if /],
    ['es', /delta0\.0.*reúne todos los caminos de ahí al error\. El producto es positivo: si /],
  ] as const)('is not said to have one path: %s', async (language, sentence) => {
    const { cards } = await deck('recursive', language)
    expect(plain(cards(ofW(1)).why)).toMatch(sentence)
    expect(plain(cards(ofW(5)).why)).not.toMatch(/gathers|reúne/)
  })
})

it('ten paths are told by the four largest and the sum of the rest, as the drawing lights them', () => {
  const { network, samples, optimizer } = networkOf([12, 16, 10])
  const derivation = derive(step(network, samples, optimizer))
  const target = gradient({ kind: 'weight', layer: 0, to: 3, from: 5 }, 0)
  const { paths, rest } = chain(cardsOf(derivation, { ...usual, form: 'paths' })(target))
  expect([paths.length, rest!.count]).toEqual([4, 6])
  const sizes = paths.map(({ value }) => Math.abs(value))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  const sum = paths.reduce((all, { value }) => all + value, rest!.value)
  // Ten terms in another order.
  expect(Math.abs(sum - derivation.value(target))).toBeLessThanOrEqual(10 * 2 ** -53 * sizes[0]!)
})

describe('the line of a whole layer', () => {
  it.each(['deck', 'byu', 'softmax'] as const)('has each step at its own entry: %s', async (name) => {
    const [derivation] = derivationsOf(await exampleRun(name))
    let count = 0
    for (const { target, value } of derivation!.steps()) {
      const place = entryOf(target)
      const line = layerLine(derivation!, { ...usual, notation: 'matrix' }, target)
      if (!place) continue
      const last = line!.lines.at(-1) as unknown as { rows: { value: number }[][] }
      expect(last.rows[place[0]]![place[1]]!.value).toBe(value)
      count++
    }
    expect(count).toBeGreaterThan(15)
  })
})

/** Row and column of a step in its layer; undefined for what is no entry of one. */
function entryOf(target: Quantity): [number, number] | undefined {
  switch (target.kind) {
    case 'pre-activation':
    case 'activation':
    case 'delta':
      return [target.unit, 0]
    case 'weight':
      return [target.to, target.from]
    case 'derivative':
      return target.of.kind === 'batch-loss' && target.by.kind === 'weight'
        ? [target.by.to, target.by.from]
        : undefined
    default:
      return undefined
  }
}
