// Formulas as HTML of spans with classes, for a page that sets them with a style of its own: fractions stacked, signs between.
import type { Context, Formula } from '../math/formula.ts'
import { flat } from './breaks.ts'
import type { Name } from './name.ts'
import { formatNumber } from './numbers.ts'
import { spell } from './spell.ts'
import type { Spelling } from './spelling.ts'
import { languageOf, printWords } from './words.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const span = (name: string, inner: string): string => `<span class="m-${name}">${inner}</span>`

/** A sign that stands between two things. */
const binary = (sign: string): string => span('o', sign)

const accents = { hat: '\u0302', bar: '\u0304', tilde: '\u0303', check: '\u030c' } as const

/** A name: letters italic, words upright, the layer above the index. */
export function nameMarkup(name: Name): string {
  const upright = name.upright || [...name.base].length > 1
  const [first = '', ...rest] = name.base
  const accented = first + (name.accent === undefined ? '' : accents[name.accent]) + rest.join('')
  const base = span(upright ? 'u' : 'i', escaped(accented))
  const below = name.subscript === undefined ? '' : `<sub>${escaped(name.subscript)}</sub>`
  const prime = name.mark === "'" ? '′' : ''
  const above = (name.layer === undefined ? '' : `(${name.layer})`) + prime
  const version = name.mark !== undefined && prime === '' ? span('v', escaped(name.mark)) : ''
  const scripts =
    above === '' ? below : below === '' ? `<sup>${above}</sup>` : span('ss', `<sup>${above}</sup>${below}`)
  return span('n', base + scripts + version)
}

const isTall = (inner: string): boolean => /class="m-(?:f|x|c)"/.test(inner)

/** Brackets as tall as what they hold. */
const bracketed = (open: string, inner: string, close: string): string =>
  isTall(inner) ? span('b', `${span('t', open)}${inner}${span('t', close)}`) : `${open}${inner}${close}`

const parentheses = (inner: string): string => bracketed('(', inner, ')')

const fraction = (numerator: string, denominator: string): string =>
  span('f', `${span('a', numerator)}${span('d', denominator)}`)

const raised = (base: string, exponent: string): string =>
  (/<sup>/.test(base) && !/^(?:\(|<span class="m-b">)/.test(base) ? parentheses(base) : base) +
  `<sup>${exponent}</sup>`

/** The spans and their classes. */
export function markupSpelling(context: Context): Spelling {
  const words = printWords[languageOf(context.locale)]
  return {
    number: (value, digits) => span('q', escaped(formatNumber(value, { digits, locale: context.locale }))),
    name: nameMarkup,
    signs: {
      plus: binary('+'),
      minus: binary('−'),
      negative: '−',
      times: binary('·'),
      juxtaposed: '\u2009',
      hadamard: binary('⊙'),
      comma: ',',
      semicolon: ';',
      gradient: '∇',
      to: binary('→'),
      dots: '…',
      '=': binary('='),
      '≈': binary('≈'),
      '<': binary('&lt;'),
      '≤': binary('≤'),
      '>': binary('&gt;'),
      '≥': binary('≥'),
      '≠': binary('≠'),
    },
    stacked: true,
    fraction,
    vulgarFraction: (numerator, denominator) =>
      Number.isInteger(numerator) && Number.isInteger(denominator) && numerator > 0
        ? fraction(String(numerator), String(denominator))
        : undefined,
    derivative: (of, by) => fraction(`∂${of}`, `∂${by}`),
    path: (derivative, along) => span('w', `${derivative}<sub>${along}</sub>`),
    power: raised,
    exponential: (exponent) => `${span('i', 'e')}<sup>${exponent}</sup>`,
    parentheses,
    root: (of) => span('r', `√${span('l', of)}`),
    mean: (of) => bracketed('⟨', of, '⟩'),
    size: (of) => bracketed('|', of, '|'),
    norm: (of) => bracketed('‖', of, '‖'),
    floor: (of) => bracketed('⌊', of, '⌋'),
    call: (name, argument, bare) => {
      const [, base = '', index = ''] = /^(.*?)(_\d+)?$/.exec(name)!
      const sign = span('u', escaped(base)) + (index && `<sub>${index.slice(1)}</sub>`)
      return bare ? `${sign}\u2009${argument}` : sign + parentheses(argument)
    },
    series: (index, of) => `${span('s', `∑${index && `<sub>${escaped(index)}</sub>`}`)}\u2009${of}`,
    matrix: (rows) =>
      span('x', rows.map((row) => span('y', row.map((entry) => span('z', entry)).join(''))).join('')),
    transpose: (of) => raised(of, 'T'),
    cases: (cases, otherwise) => {
      const lines = cases.map(({ condition, value }) => [value, `${words.when} ${condition}`])
      return span(
        'c',
        [...lines, [otherwise, words.otherwise]]
          .map(([value, condition]) => span('y', `${span('z', value!)}${span('z', condition!)}`))
          .join(''),
      )
    },
  }
}

/** A formula as HTML; every text in it is escaped. */
export const formulaMarkup = (formula: Formula, context: Context): string =>
  flat(spell(formula, context, markupSpelling(context)))
