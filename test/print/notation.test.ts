// Names: a parameter's name in any notation reads back to it; the names of the exemplars.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Context, NotationName, Shape } from '../../src/math/formula.ts'
import type { Quantity } from '../../src/math/quantity.ts'
import { parameterNames, parametersOf, parseParameter } from '../../src/print/parameters.ts'
import { formulaTex } from '../../src/print/tex.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { shapes } from './arbitrary.ts'

const deck: Shape = { inputs: 2, units: [2, 2], oneBiasPerLayer: true, samples: 1 }
const deep: Shape = { inputs: 3, units: [2, 2, 1], oneBiasPerLayer: false, samples: 2 }
const large: Shape = { inputs: 784, units: [128, 10], oneBiasPerLayer: false, samples: 1 }
const normal: Shape = { inputs: 2, units: [2, 1], oneBiasPerLayer: false, samples: 3, normalized: [0] }
const context = (notation: NotationName, shape: Shape): Context => ({
  notation,
  shape,
  locale: 'en',
  digits: 9,
  tableDigits: 5,
})

describe('parameters', () => {
  it('read back what they are called', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.nat(),
        fc.constantFrom('deck' as const, 'delta' as const, 'matrix' as const),
        (shape, seed, notation) => {
          const all = parametersOf(shape)
          const ref = all[seed % all.length]!
          const names = parameterNames(ref, shape)
          const tex = formulaTex(
            { kind: 'quantity', quantity: { ...ref, version: 0 } },
            context(notation, shape),
          )
          const deckTex =
            notation === 'deck' && ref.kind === 'bias' && !shape.oneBiasPerLayer ? names.deck : tex
          for (const name of [names[notation], names[notation].toUpperCase(), deckTex])
            expect(parseParameter(name, shape)).toEqual(ref)
        },
      ),
    )
  })

  it('have one name each in a notation', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        for (const notation of ['deck', 'delta', 'matrix'] as const) {
          const names = parametersOf(shape).map((ref) => parameterNames(ref, shape)[notation])
          expect(new Set(names).size).toBe(names.length)
        }
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['w9', deck],
    ['w0', deck],
    ['b3', deck],
    ['w_13^(1)', deck],
    ['w_01^(1)', deck],
    ['w_11^(3)', deck],
    ['b_h5', deep],
    ['b1', deep],
    ['w_111^(1)', large],
    ['', deck],
    ['w', deck],
    ['x1', deck],
    ['γ_h1', deck],
    ['γ_h3', normal],
    ['beta_3^(1)', normal],
    ['gamma_1^(2)', normal],
  ])('refuse %s', (name, shape) => expect(parseParameter(name, shape)).toBeUndefined())

  it('are numbered as on the slides', () => {
    expect(parametersOf(deck).map((ref) => parameterNames(ref, deck).deck)).toEqual([
      'w1',
      'w2',
      'w3',
      'w4',
      'b1',
      'w5',
      'w6',
      'w7',
      'w8',
      'b2',
    ])
  })
})

const sample = 0
const w = (layer: number, to: number, from: number): Quantity => ({
  kind: 'weight',
  layer,
  to,
  from,
  version: 0,
})
const statistic = (name: 'mean' | 'variance' | 'deviation', unit: number | 'all'): Quantity => ({
  kind: 'statistic',
  name,
  layer: 0,
  unit,
  sample: unit === 'all' ? 0 : 'all',
})
const names: readonly (readonly [Quantity, NotationName, Shape, text: string, tex: string])[] = [
  [w(1, 0, 0), 'deck', deck, 'w5', 'w_5'],
  [w(1, 0, 1), 'delta', deck, 'w_12^(2)', 'w_{12}^{(2)}'],
  [w(0, 8, 153), 'delta', large, 'w_9,154^(1)', 'w_{9,154}^{(1)}'],
  [w(1, 0, 1), 'matrix', deck, 'W_12^(2)', 'W_{12}^{(2)}'],
  [{ kind: 'bias', layer: 1, unit: 'all', version: 0 }, 'deck', deck, 'b2', 'b_2'],
  [{ kind: 'bias', layer: 1, unit: 0, version: 0 }, 'deck', deep, 'b_h3', 'b_{h3}'],
  [{ kind: 'bias', layer: 1, unit: 0, version: 0 }, 'delta', deep, 'b_1^(2)', 'b_1^{(2)}'],
  [{ kind: 'pre-activation', layer: 1, unit: 0, sample }, 'deck', deck, 'net_o1', '\\mathrm{net}_{o1}'],
  [{ kind: 'activation', layer: -1, unit: 0, sample }, 'deck', deck, 'i1', 'i_1'],
  [{ kind: 'activation', layer: -1, unit: 0, sample }, 'delta', deck, 'x_1', 'x_1'],
  [{ kind: 'delta', layer: 0, unit: 0, sample }, 'deck', deck, 'δ_h1', '\\delta_{h1}'],
  [{ kind: 'scale', layer: 0, unit: 1, version: 0 }, 'deck', normal, 'γ_h2', '\\gamma_{h2}'],
  [{ kind: 'shift', layer: 0, unit: 1, version: 0 }, 'matrix', normal, 'β_2^(1)', '\\beta_2^{(1)}'],
  [statistic('mean', 0), 'deck', normal, 'μ_h1', '\\mu_{h1}'],
  [statistic('variance', 0), 'deck', normal, 'σ²_h1', '{\\sigma^2}_{h1}'],
  [statistic('deviation', 'all'), 'deck', normal, 's_1', 's_1'],
  [statistic('mean', 'all'), 'delta', normal, 'μ^(1)', '\\mu^{(1)}'],
  [{ kind: 'normalized', layer: 0, unit: 0, sample }, 'deck', normal, 'norm_h1', '\\mathrm{norm}_{h1}'],
  [{ kind: 'normalized', layer: 0, unit: 0, sample }, 'delta', normal, 'z\u0302_1^(1)', '\\hat z_1^{(1)}'],
  [{ kind: 'argument', layer: 0, unit: 0, sample }, 'matrix', normal, 'u_1^(1)', 'u_1^{(1)}'],
  [
    { kind: 'running', name: 'variance', layer: 0, unit: 0, version: 0 },
    'deck',
    normal,
    'σ̄²_h1',
    '\\bar {\\sigma^2}_{h1}',
  ],
  [{ kind: 'loss-sum' }, 'deck', normal, 'E_Σ', 'E_{\\Sigma}'],
  [{ kind: 'sample-loss', sample }, 'deck', deck, 'E_total', 'E_{\\mathrm{total}}'],
  [{ kind: 'sample-loss', sample }, 'delta', deep, 'L_1', 'L_1'],
  [{ kind: 'batch-loss' }, 'delta', deep, 'L', 'L'],
  [
    {
      kind: 'auxiliary',
      name: 'corrected-first-moment',
      parameter: { kind: 'weight', layer: 0, to: 0, from: 0 },
      time: 1,
    },
    'delta',
    deep,
    'm\u0302_1',
    '\\hat m_1',
  ],
  [
    { kind: 'derivative', of: { kind: 'batch-loss' }, by: w(1, 0, 0) },
    'deck',
    deck,
    '∂E_total/∂w5',
    '\\frac{\\partial E_{\\mathrm{total}}}{\\partial w_5}',
  ],
  [
    { kind: 'path', to: { kind: 'activation', layer: 0, unit: 0, sample }, through: [[1, 0]], sample },
    'deck',
    deck,
    '∂E_o1/∂out_h1',
    '\\frac{\\partial E_{o1}}{\\partial \\mathrm{out}_{h1}}',
  ],
  [
    { kind: 'indexed', symbol: 'weight', layer: 0, indices: [8, 'i'] },
    'delta',
    large,
    'w_9,i^(1)',
    'w_{9,i}^{(1)}',
  ],
  [
    { kind: 'indexed', symbol: 'weight', layer: 1, indices: ['j', 'k'] },
    'delta',
    deck,
    'w_jk^(2)',
    'w_{jk}^{(2)}',
  ],
]

describe('names', () => {
  it.each(names)('%j in %s', (quantity, notation, shape, text, tex) => {
    const e = { kind: 'quantity', quantity } as const
    expect([formulaText(e, context(notation, shape)), formulaTex(e, context(notation, shape))]).toEqual([
      text,
      tex,
    ])
  })

  it('carry the marks of versions', () => {
    const marked = (mark: 'version' | 'new') => ({ kind: 'quantity', quantity: w(1, 0, 1), mark }) as const
    const both = (notation: NotationName) =>
      (['version', 'new'] as const).flatMap((mark) => [
        formulaText(marked(mark), context(notation, deck)),
        formulaTex(marked(mark), context(notation, deck)),
      ])
    expect(both('deck')).toEqual(['w6@0', 'w_6^{@0}', "w6'", "w_6'"])
    expect(both('delta')).toEqual(['w_12^(2)@0', 'w_{12}^{(2)@0}', "w_12^(2)'", 'w_{12}^{(2)\\prime}'])
  })
})
