// Formulas as Unicode text on one line: ½ (target_o1 − out_o1)^(2 − 1), ∂E_total/∂w5.
import type { Context, Formula } from '../math/formula.ts'
import { flat } from './breaks.ts'
import type { Name } from './name.ts'
import { formatNumber, superscript } from './numbers.ts'
import { spell } from './spell.ts'
import type { Spelling } from './spelling.ts'
import { languageOf, printWords } from './words.ts'

const accents = { hat: '\u0302', bar: '\u0304', tilde: '\u0303', check: '\u030c' } as const

const vulgarFractions: Readonly<Record<string, string>> = { '1/2': '½', '1/3': '⅓', '1/4': '¼' }

/** A name as text: w5, net_h1, w_12^(2)', m̂_1. */
export function nameText(name: Name): string {
  const [first = '', ...rest] = name.base
  const accented = first + (name.accent === undefined ? '' : accents[name.accent]) + rest.join('')
  const subscript = name.subscript === undefined ? '' : (name.fused ? '' : '_') + name.subscript
  return accented + subscript + (name.layer === undefined ? '' : `^(${name.layer})`) + (name.mark ?? '')
}

/** The signs and shapes of Unicode text. */
export function unicodeSpelling(context: Context): Spelling {
  const words = printWords[languageOf(context.locale)]
  return {
    number: (value, digits) => formatNumber(value, { digits, locale: context.locale }),
    name: nameText,
    signs: {
      plus: '+',
      minus: '−',
      negative: '−',
      times: '·',
      juxtaposed: ' ',
      hadamard: '⊙',
      comma: ',',
      semicolon: ';',
      gradient: '∇',
      to: '→',
      dots: '…',
      '=': '=',
      '≈': '≈',
      '<': '<',
      '≤': '≤',
      '>': '>',
      '≥': '≥',
      '≠': '≠',
    },
    stacked: false,
    fraction: (numerator, denominator, tight) => numerator + (tight ? '/' : ' / ') + denominator,
    vulgarFraction: (numerator, denominator) => vulgarFractions[`${numerator}/${denominator}`],
    derivative: (of, by) => `∂${of}/∂${by}`,
    path: (derivative, along) => `${derivative}|${along}`,
    power: (base, exponent, simple) => {
      if (!simple) return `${base}^(${exponent})`
      return base + (/^\d+$/.test(exponent) ? superscript(Number(exponent)) : `^${exponent}`)
    },
    exponential: (exponent, simple) =>
      simple && !/^\d+$/.test(exponent)
        ? `e^${exponent}`
        : simple
          ? `e${superscript(Number(exponent))}`
          : `e^(${exponent})`,
    parentheses: (inner) => `(${inner})`,
    root: (of, simple) => (simple ? `√${of}` : `√(${of})`),
    mean: (of) => `⟨${of}⟩`,
    size: (of) => `|${of}|`,
    norm: (of) => `‖${of}‖`,
    floor: (of) => `⌊${of}⌋`,
    call: (name, argument, bare) => (bare ? `${name} ${argument}` : `${name}(${argument})`),
    series: (index, of) => `Σ${index && `_${index}`} ${of}`,
    matrix: (rows) => `[${rows.map((row) => row.join(' ')).join('; ')}]`,
    transpose: (of) => `${of}ᵀ`,
    cases: (cases, otherwise) =>
      `${cases.map(({ condition, value }) => `${value} ${words.when} ${condition}; `).join('')}${otherwise} ${words.otherwise}`,
  }
}

/** A formula as Unicode text, with its places to break marked (see `flat` and render/terminal). */
export const breakableText = (formula: Formula, context: Context): string =>
  spell(formula, context, unicodeSpelling(context))

/** A formula as one line of Unicode text. */
export const formulaText = (formula: Formula, context: Context): string =>
  flat(breakableText(formula, context))
