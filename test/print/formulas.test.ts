// Formulas: the lines of the exemplars, parentheses, signs, and TeX that KaTeX takes without a warning.
import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../src/math/expr.ts'
import {
  call,
  difference,
  negative,
  num,
  power,
  product,
  q,
  quotient,
  sum,
  variable,
} from '../../src/math/expr.ts'
import { biasLast } from '../../src/math/formula.ts'
import { relationSigns } from '../../src/print/relation.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { formulaTex } from '../../src/print/tex.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { bias, d, deckContext, inNotation, loss, net, out, target, weight } from '../render/deck.ts'
import { contexts, formulas } from './arbitrary.ts'

const z = variable('z')
const half = quotient(num(1), num(2))
const decay = call('exp', negative(q(net(1, 0))))
const mean = call('sqrt', num(0.0070431))

const lines: readonly (readonly [text: string, tex: string, Expr])[] = [
  [
    '2 · ½ (target_o1 − out_o1)^(2 − 1) · (−1) + 0',
    '2 \\cdot \\frac{1}{2} (\\mathrm{target}_{o1} - \\mathrm{out}_{o1})^{2 - 1} \\cdot (-1) + 0',
    sum(
      product(
        num(2),
        half,
        power(difference(q(target(0)), q(out(1, 0))), difference(num(2), num(1))),
        num(-1),
      ),
      num(0),
    ),
  ],
  ['1 / (1 + e^(−net_o1))', '\\frac{1}{1 + e^{-\\mathrm{net}_{o1}}}', quotient(num(1), sum(num(1), decay))],
  [
    '1 / (1 + e^(−0.3775))',
    '\\frac{1}{1 + e^{-0.3775}}',
    quotient(num(1), sum(num(1), call('exp', negative(num(0.3775))))),
  ],
  [
    '1/(1 + e^(−net_o1)) · e^(−net_o1)/(1 + e^(−net_o1))',
    '\\frac{1}{1 + e^{-\\mathrm{net}_{o1}}} \\cdot \\frac{e^{-\\mathrm{net}_{o1}}}{1 + e^{-\\mathrm{net}_{o1}}}',
    product(quotient(num(1), sum(num(1), decay)), quotient(decay, sum(num(1), decay))),
  ],
  ['(−0.2) · 0.5 + 0.25', '(-0.2) \\cdot 0.5 + 0.25', sum(product(num(-0.2), num(0.5)), num(0.25))],
  ['0.055 + (−0.019)', '0.055 + (-0.019)', sum(num(0.055), num(-0.019))],
  ['½ ((−0.25) + 0.5)', '\\frac{1}{2} ((-0.25) + 0.5)', product(half, sum(num(-0.25), num(0.5)))],
  ['½ · 0.5', '\\frac{1}{2} \\cdot 0.5', product(half, num(0.5))],
  ['0.999 · (7·10⁻⁶)', '0.999 \\cdot (7 \\cdot 10^{-6})', product(num(0.999), num(7e-6))],
  ['(−0.0839)²', '(-0.0839)^2', power(num(-0.0839), 2)],
  ['−(−0.5)', '-(-0.5)', negative(num(-0.5))],
  ['−0.5', '-0.5', num(-0.5)],
  [
    '(−0.2) − 0.01 · (−0.0839)/(√0.0070431 + 10⁻⁸)',
    '(-0.2) - 0.01 \\cdot \\frac{-0.0839}{\\sqrt{0.0070431} + 10^{-8}}',
    difference(num(-0.2), product(num(0.01), quotient(num(-0.0839), sum(mean, num(1e-8))))),
  ],
  ['−0.0839 / (1 − 0.9)', '\\frac{-0.0839}{1 - 0.9}', quotient(num(-0.0839), difference(num(1), num(0.9)))],
  ['−ln out_o1', '-\\ln \\mathrm{out}_{o1}', negative(call('ln', q(out(1, 0))))],
  [
    '−(target_o1 ln out_o1)',
    '-(\\mathrm{target}_{o1} \\ln \\mathrm{out}_{o1})',
    negative({ kind: 'group', of: product(q(target(0)), call('ln', q(out(1, 0)))) }),
  ],
  ['w5^(1 − 1)', 'w_5^{1 - 1}', power(q(weight(1, 0, 0)), difference(num(1), num(1)))],
  ['tanh(z)', '\\tanh(z)', call('tanh', z)],
  [
    'Σ_i w5 · z + b2',
    '\\sum_i w_5 \\cdot z + b_2',
    sum(q(bias(1)), { kind: 'series', index: 'i', of: product(q(weight(1, 0, 0)), z) }),
  ],
  [
    "σ'(z)",
    "\\sigma'(z)",
    { kind: 'activation', name: 'sigmoid', parameters: {}, arguments: [z], unit: 0, derivativeBy: 0 },
  ],
]

describe('formulas', () => {
  it.each(lines)('%s', (text, tex, e) => {
    expect([formulaText(e, deckContext), formulaTex(e, deckContext)]).toEqual([text, tex])
  })

  it('have the bias last, times 1 in the deck', () => {
    const weighted = sum(q(bias(0)), product(q(weight(0, 0, 0)), q(out(-1, 0))))
    expect(formulaText(biasLast(weighted, 'deck'), deckContext)).toBe('w1 · i1 + b1 · 1')
    expect(formulaText(biasLast(weighted, 'delta'), inNotation('delta'))).toBe('w_11^(1) · x_1 + b^(1)')
    const update = difference(q(bias(0)), product(num(0.5), q(d(loss, bias(0)))))
    expect(formulaText(biasLast(update, 'deck'), deckContext)).toBe('b1 − 0.5 · ∂E_total/∂b1')
  })

  it('are TeX that KaTeX takes in strict mode and GitHub leaves alone', () => {
    fc.assert(
      fc.property(formulas, contexts, fc.boolean(), (e, random, inline) => {
        const context = { ...random, shape: { ...random.shape, units: [13, 13] } }
        const tex = formulaTex(e, context, { inline })
        expect(() =>
          katex.renderToString(tex, { strict: 'error', throwOnError: true, displayMode: !inline }),
        ).not.toThrow()
        expect(tex).not.toMatch(/\\[,;:!{}_%#$]|\\operatorname|\\\\(?!\n)/)
        expect(tex.split('\n').filter((line) => /^[=#>]|^- /.test(line))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('have balanced brackets in text and leave no place to break marked', () => {
    fc.assert(
      fc.property(formulas, contexts, (e, random) => {
        const context = { ...random, shape: { ...random.shape, units: [13, 13] } }
        for (const text of [formulaText(e, context), spokenFormula(e, context)])
          expect(text).not.toMatch(/[\ue000-\uf8ff]|undefined|NaN/)
        const open = [...formulaText(e, context)].reduce(
          (depth, c) => depth + (c === '(' ? 1 : c === ')' ? -1 : 0),
          0,
        )
        expect(open).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('speech', () => {
  const gradient = {
    kind: 'relation',
    sides: [q(d(loss, weight(1, 0, 0))), product(q(out(1, 0)), num(-1e-8))],
  } as const
  it.each([
    [
      'en',
      'the partial derivative of E total with respect to w 5 equals out o 1 times open parenthesis minus 10 to the power minus 8 close parenthesis',
    ],
    [
      'es',
      'la derivada parcial de E total respecto de w 5 es igual a out o 1 por abre paréntesis menos 10 elevado a menos 8 cierra paréntesis',
    ],
  ])('%s', (locale, said) => expect(spokenFormula(gradient, { ...deckContext, locale })).toBe(said))
})

describe('relationSigns', () => {
  const a = q(out(1, 0))
  const rounded = num(1 / 3)
  it.each<[string, Expr[], string]>([
    ['exact numbers', [product(num(0.15), num(0.05)), num(0.3775)], '=='],
    [
      'a rounded result',
      [call('tanh', num(0.41)), num(0.38847)].map((e, i) => (i ? num(0.388472839) : e)),
      '=≈',
    ],
    ['symbols, then rounded ones', [negative(a), negative(rounded), rounded], '=≈≈'],
    ['an exact value after a rounded line', [rounded, num(0.5)], '≈≈'],
    ['symbols after symbols, also after a rounded line', [rounded, negative(a), a], '≈≈='],
    ['a symbol beside a rounded number', [product(rounded, a)], '≈'],
  ])('%s', (_, expressions, signs) => expect(relationSigns(expressions, 6).join('')).toBe(signs))
})
