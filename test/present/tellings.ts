// Documents to test: the examples, the networks of wide layers, and random steps told in every way.
import fc from 'fast-check'
import { network, optimizerSpec, parametersOf, type Sample, step } from '../../src/core/index.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import type { ExampleName } from '../../src/formats/example-names.ts'
import { loadExample } from '../../src/formats/examples.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { Document } from '../../src/present/document.ts'
import { explain } from '../../src/present/explain.ts'
import type { ExplainOptions } from '../../src/present/options.ts'
import { derivationsOf, type Run, runs, type Wish } from '../derive/derivations.ts'

export const usual: ExplainOptions = {
  language: 'en',
  locale: 'en',
  notation: 'deck',
  form: 'both',
  detail: 'full',
  digits: 9,
}
export const inSpanish = { language: 'es', locale: 'es-AR' } as const

/** A step, or several, told: what a test walks through. */
export interface Telling {
  readonly derivations: readonly Derivation[]
  readonly options: ExplainOptions
  readonly document: Document
}

export function telling(derivations: readonly Derivation[], options: Partial<ExplainOptions> = {}): Telling {
  const complete = { ...usual, ...options }
  return { derivations, options: complete, document: explain(derivations, complete) }
}

/** A built-in example as a run of one step on all its samples. */
export async function exampleRun(name: ExampleName): Promise<Run> {
  const { network, samples, optimizer } = await loadExample(name)
  return { network, samples, optimizer, steps: 1 }
}

/** The weights w1 to w8 of the deck, by number. */
export const deckWeight = (number: number): ParameterRef => {
  const at = (number - 1) % 4
  return { kind: 'weight', layer: number > 4 ? 1 : 0, to: at >> 1, from: at & 1 }
}

/**
 * A wide network with weights from a small generator: s = 48271 s mod 2147483647 from 1 on, u = s / 2147483647,
 * weight = (2u - 1) · √(6 / (inputs + units)); ReLU, softmax, cross-entropy, biases 0.
 */
export function wideDerivation(widths: readonly number[], sample: Sample): Derivation {
  let s = 1
  const layers = widths.slice(1).map((units, l) => {
    const inputs = widths[l]!
    const limit = Math.sqrt(6 / (inputs + units))
    const weights = Array.from({ length: units }, () =>
      Array.from({ length: inputs }, () => {
        s = (48271 * s) % 2147483647
        return ((2 * s) / 2147483647 - 1) * limit
      }),
    )
    return { weights, activation: l === widths.length - 2 ? ('softmax' as const) : ('relu' as const) }
  })
  const wide = network({ inputs: widths[0]!, layers, loss: 'cross-entropy' })
  return derive(step(wide, [sample], optimizerSpec('sgd', { learningRate: 0.1 })))
}

/** The first of `width` classes. */
export const firstClass = (width: number): number[] =>
  Array.from({ length: width }, (_, k) => Number(k === 0))

/** A ring of 28 × 28 pixels, class 1: ⌊255 e^(−((d − 8)/2)²)⌋ / 255, d the distance from the middle. */
export function ring(): Sample {
  const input = Array.from({ length: 784 }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / 28), pixel % 28]
    const distance = Math.hypot(row - 13.5, column - 13.5)
    return Math.floor(255 * Math.exp(-(((distance - 8) / 2) ** 2))) / 255
  })
  return { input, target: firstClass(10) }
}

/** 784-128-10 on the ring. */
export const largeDerivation = (): Derivation => wideDerivation([784, 128, 10], ring())

/** Weights as people write them. */
const shortNumbers = fc.integer({ min: -150, max: 150 }).map((n) => n / 100)

const localesOf = { en: ['en'], es: ['es-AR', 'es-MX'] } as const

/** Which parameters a document tells: none for the whole step, or one of each kind. */
export type Asked = 'step' | 'output weight' | 'hidden weight' | 'bias' | 'several'

export interface Way {
  readonly run: Run
  readonly options: ExplainOptions
}

/** Random steps told in a random way. */
export function ways(wish: Wish & { readonly asked?: Asked } = {}): fc.Arbitrary<Way> {
  const { asked, ...rest } = wish
  return fc
    .record({
      run: runs({ numbers: shortNumbers, rough: false, ...rest }),
      language: fc.constantFrom('en' as const, 'es' as const),
      country: fc.nat(1),
      notation: fc.constantFrom('deck' as const, 'delta' as const, 'matrix' as const),
      form: fc.constantFrom('paths' as const, 'recursive' as const, 'both' as const),
      detail: fc.constantFrom('full' as const, 'short' as const),
      digits: fc.constantFrom(9, 6, 4),
      asked: asked
        ? fc.constant(asked)
        : fc.constantFrom<Asked>('step', 'output weight', 'hidden weight', 'bias', 'several'),
      pick: fc.nat(),
    })
    .map(({ run, language, country, asked, pick, ...how }) => {
      const parameters = parametersFor(run, asked, pick)
      const locale = localesOf[language][country % localesOf[language].length]!
      return { run, options: { ...how, language, locale, ...(parameters && { parameters }) } }
    })
}

function parametersFor({ network }: Run, asked: Asked, pick: number): ParameterRef[] | undefined {
  if (asked === 'step') return undefined
  const last = network.layers.length - 1
  const all = [...parametersOf(network)]
  const kinds: Record<Exclude<Asked, 'step'>, ParameterRef[]> = {
    'output weight': all.filter((ref) => ref.kind === 'weight' && ref.layer === last),
    'hidden weight': all.filter((ref) => ref.kind === 'weight' && ref.layer < last),
    bias: all.filter((ref) => ref.kind === 'bias'),
    several: all,
  }
  const found = kinds[asked].length > 0 ? kinds[asked] : all
  const first = pick % found.length
  return asked === 'several' ? [found[first]!, found[(first + 1) % found.length]!] : [found[first]!]
}

export const tellingOf = ({ run, options }: Way): Telling => telling(derivationsOf(run), options)
