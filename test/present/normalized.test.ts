// A step through normalized layers and dropped outputs, told: true on every line, the same in both languages, and complete.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec, type Sample, step } from '../../src/core/index.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import type { ExplainOptions } from '../../src/present/options.ts'
import { renderHtml, renderLatex, renderMarkdown, renderTerminal } from '../../src/render/index.ts'
import { derivationJson } from '../../src/render/json.ts'
import { type Drawing, drawnNetwork, drawnSamples } from '../core/normalized.ts'
import { inSpanish, telling } from './tellings.ts'
import { wrongClaims } from './values.ts'
import { numbersOf } from './walk.ts'

interface Case {
  readonly name: string
  readonly drawing: Partial<Drawing>
  readonly rows: number
  readonly weights?: readonly number[]
  readonly optimizer?: ReturnType<typeof optimizerSpec>
  readonly loss?: object
}

const cases: readonly Case[] = [
  { name: 'batch', drawing: { normalization: 'batch' }, rows: 3 },
  {
    name: 'batch, weights of rows, a pair',
    drawing: { normalization: 'batch', output: 'softmax', loss: 'cross-entropy' },
    rows: 3,
    weights: [0.5, 2, 1],
  },
  { name: 'batch, weights of rows', drawing: { normalization: 'batch' }, rows: 2, weights: [0.5, 2] },
  {
    name: 'batch, adam, dropout',
    drawing: { normalization: 'batch', dropout: 0.4 },
    rows: 4,
    optimizer: optimizerSpec('adam'),
  },
  {
    name: 'batch, two hidden layers, penalized',
    drawing: { normalization: 'batch', widths: [2, 3, 2, 2], reduction: 'sum' },
    rows: 3,
    loss: { l2: 0.1 },
  },
  { name: 'batch, shared biases', drawing: { normalization: 'batch', biasPolicy: 'shared' }, rows: 3 },
  { name: 'batch, many rows', drawing: { normalization: 'batch' }, rows: 12 },
  { name: 'batch, softmax inside', drawing: { normalization: 'batch', hidden: 'softmax' }, rows: 3 },
  { name: 'layer', drawing: { normalization: 'layer', widths: [2, 3, 2] }, rows: 1 },
  {
    name: 'layer, two rows, dropout',
    drawing: { normalization: 'layer', widths: [2, 3, 3, 1], dropout: 0.5 },
    rows: 2,
  },
  {
    name: 'layer, shared biases',
    drawing: { normalization: 'layer', widths: [2, 3, 2], biasPolicy: 'shared' },
    rows: 1,
  },
  { name: 'layer, wide', drawing: { normalization: 'layer', widths: [3, 20, 2] }, rows: 1 },
  { name: 'dropout, wide', drawing: { dropout: 0.5, widths: [3, 20, 2] }, rows: 1 },
]

function derivationOf({
  drawing,
  rows,
  weights,
  optimizer = optimizerSpec('sgd', { learningRate: 0.5 }),
  loss,
}: Case): Derivation {
  const complete: Drawing = {
    widths: [2, 2, 2],
    hidden: 'tanh',
    output: 'sigmoid',
    loss: 'half-squared-error',
    seed: 4,
    ...drawing,
  }
  const drawn = drawnNetwork(complete)
  const samples = drawnSamples(complete, rows).map(
    (sample, n): Sample => (weights ? { ...sample, weight: weights[n]! } : sample),
  )
  return derive(
    step(network({ ...drawn, loss: { ...drawn.loss, ...loss } }), samples, optimizer, undefined, {
      random: xoshiro(2),
    }),
  )
}

/** The parameters of which each case is told: of the first hidden layer all kinds, and an output weight. */
function asked({ trace }: Derivation): (readonly ParameterRef[] | undefined)[] {
  const { layers, biasPolicy } = trace.network
  const { normalization } = layers[0]!
  const common = biasPolicy === 'shared'
  return [
    undefined,
    [{ kind: 'weight', layer: 0, to: 1, from: 0 }],
    [{ kind: 'weight', layer: layers.length - 1, to: 0, from: 1 }],
    [{ kind: 'bias', layer: 0, unit: common ? 'all' : 0 }],
    ...(normalization
      ? ([[{ kind: 'scale', layer: 0, unit: 1 }], [{ kind: 'shift', layer: 0, unit: 0 }]] as const)
      : []),
  ]
}

describe.each(cases)('$name', (given) => {
  const derivation = derivationOf(given)
  const ways: Partial<ExplainOptions>[] = (['deck', 'delta', 'matrix'] as const).flatMap((notation) =>
    (['paths', 'recursive', 'both'] as const).flatMap((form) =>
      asked(derivation).map((parameters) => ({ notation, form, parameters })),
    ),
  )

  it('is true on every line, and every gradient passes its check', () => {
    for (const way of ways) {
      const { document } = telling([derivation], way)
      expect(wrongClaims(document, [derivation])).toEqual([])
      expect(renderTerminal(document, { width: 80 })).not.toContain('✗')
    }
  })

  it('has the same numbers and blocks in both languages', () => {
    for (const way of ways) {
      const [en, es] = [telling([derivation], way), telling([derivation], { ...way, ...inSpanish })]
      expect(es.document.blocks.map(({ kind }) => kind)).toEqual(en.document.blocks.map(({ kind }) => kind))
      expect(numbersOf(es.document)).toEqual(numbersOf(en.document))
    }
  })

  it('is written in every format', async () => {
    for (const notation of ['deck', 'delta', 'matrix'] as const) {
      const { document } = telling([derivation], { notation })
      for (const text of [renderMarkdown(document), renderLatex(document), renderHtml(document)])
        expect((await text).length).toBeGreaterThan(1000)
      const { steps, parameters } = derivationJson([derivation], document.context)
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
      for (const { gradient, numericGradient } of parameters) expect(gradient).toBeCloseTo(numericGradient, 7)
    }
  })
})

const textOf = (given: Case, language: 'en' | 'es', parameters?: readonly ParameterRef[]): string =>
  renderTerminal(telling([derivationOf(given)], { language, locale: language, parameters }).document, {
    width: 10_000,
  })

describe('the sentences', () => {
  it.each([
    [
      'en',
      'μ_h1 rises ⅓ as much',
      'exactly 0; β_h1 does that work',
      'The running statistics',
      'the sum of all losses, E_Σ',
    ],
    [
      'es',
      'μ_h1 sube ⅓ de eso',
      'exactamente 0; ese trabajo lo hace β_h1',
      'La media y la varianza acumuladas',
      'la suma de todas las pérdidas, E_Σ',
    ],
  ] as const)('in %s: say why there are three terms, and why a bias cancels', (language, ...said) => {
    const text = textOf(cases[0]!, language)
    for (const words of said) expect(text).toContain(words)
  })

  it.each([
    ['en', 'This step drops out_h1.', 'are multiplied by 1 / (1 − 0.5) = 2', 'nothing is dropped'],
    ['es', 'Este paso descarta out_h1.', 'se multiplican por 1 / (1 − 0,5) = 2', 'no se descarta nada'],
  ] as const)(
    'in %s: name the dropped outputs and say why the others are scaled',
    (language, dropped, ...said) => {
      const base: Drawing = {
        widths: [2, 2, 2],
        hidden: 'tanh',
        output: 'sigmoid',
        loss: 'half-squared-error',
        dropout: 0.5,
        seed: 4,
      }
      const masks = [[[0, 2], undefined]]
      const told = derive(
        step(drawnNetwork(base), drawnSamples(base, 1), optimizerSpec('sgd'), undefined, { masks }),
      )
      for (const notation of ['deck', 'matrix'] as const) {
        const { document } = telling([told], { language, locale: language, notation })
        const text = renderTerminal(document, { width: 10_000 })
        const name = notation === 'deck' ? dropped : dropped.replace('out_h1', 'a_1^(1)')
        expect(text.toLowerCase()).toContain(name.toLowerCase())
        for (const words of said) expect(text).toContain(words)
      }
    },
  )
})
