// Formulas as TeX that KaTeX (strict), GitHub, Jupyter and LaTeX all take.
import type { Context, Formula } from '../math/formula.ts'
import { flat } from './breaks.ts'
import type { Name } from './name.ts'
import { formatNumber } from './numbers.ts'
import { spell } from './spell.ts'
import type { Spelling } from './spelling.ts'
import { languageOf, printWords } from './words.ts'

const greek: Readonly<Record<string, string>> = {
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  η: '\\eta',
  κ: '\\kappa',
  λ: '\\lambda',
  θ: '\\theta',
  μ: '\\mu',
  π: '\\pi',
  ρ: '\\rho',
  σ: '\\sigma',
  'σ²': '{\\sigma^2}',
  Σ: '\\Sigma',
  τ: '\\tau',
  φ: '\\varphi',
  ω: '\\omega',
  Φ: '\\Phi',
  ℓ: '\\ell',
  Δg: '\\Delta g',
}

/** Functions that TeX has a command for; others are set as upright words. */
const functions: Readonly<Record<string, string>> = {
  ln: '\\ln',
  tanh: '\\tanh',
  cos: '\\cos',
  max: '\\max',
  f: 'f',
}

/** Letters and digits only: what may stand inside \mathrm{} or as a letter. */
const safe = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

const letter = (base: string): string => greek[base] ?? safe(base)

const braced = (text: string): string => (/^[a-zA-Z\d]$/.test(text) ? text : `{${text}}`)

/** A name as TeX: w_5, \mathrm{net}_{h1}, w_{12}^{(2)\prime}, \hat m_1. */
export function nameTex(name: Name): string {
  const upright = name.upright || (name.base.length > 1 && !(name.base in greek))
  const base = upright ? `\\mathrm{${safe(name.base)}}` : letter(name.base)
  const accented = name.accent === undefined ? base : `\\${name.accent} ${base}`
  const subscript = greek[name.subscript ?? ''] ?? (name.subscript ?? '').replace('−', '-')
  const below =
    subscript === '' ? '' : `_${name.uprightSubscript ? `{\\mathrm{${subscript}}}` : braced(subscript)}`
  if (name.layer === undefined) {
    if (name.mark === undefined || name.mark === "'") return accented + below + (name.mark ?? '')
    return `${accented}${below}^{${name.mark}}`
  }
  return `${accented}${below}^{(${name.layer})${name.mark === "'" ? '\\prime' : (name.mark ?? '')}}`
}

const tall = /\\frac|\\begin|\\vert/

/** Brackets that grow where something tall stands in them; a line never breaks inside those. */
function parentheses(inner: string): string {
  return tall.test(inner) ? `\\left(${flat(inner)}\\right)` : `(${inner})`
}

export interface TexOptions {
  /** Derivatives with a slash, for running text and tables. */
  readonly inline?: boolean
}

/** The commands of TeX. */
export function texSpelling(context: Context, { inline = false }: TexOptions = {}): Spelling {
  const words = printWords[languageOf(context.locale)]
  const derivative = (of: string, by: string): string =>
    inline ? `\\partial ${of} / \\partial ${by}` : `\\frac{\\partial ${of}}{\\partial ${by}}`
  return {
    number: (value, digits) => formatNumber(value, { digits, locale: context.locale, markup: 'tex' }),
    name: nameTex,
    signs: {
      plus: '+',
      minus: '-',
      negative: '-',
      times: '\\cdot',
      juxtaposed: ' ',
      hadamard: '\\odot',
      comma: ',',
      semicolon: ';',
      gradient: '\\vec{\\nabla} ',
      to: '\\to',
      dots: '\\dots',
      '=': '=',
      '≈': '\\approx',
      '<': '\\lt',
      '≤': '\\le',
      '>': '\\gt',
      '≥': '\\ge',
      '≠': '\\ne',
    },
    stacked: !inline,
    fraction: (numerator, denominator) => {
      if (inline) return `${numerator} / ${denominator}`
      return `\\frac{${flat(numerator)}}{${flat(denominator)}}`
    },
    vulgarFraction: (numerator, denominator) =>
      Number.isInteger(numerator) && Number.isInteger(denominator) && numerator > 0
        ? `\\frac{${numerator}}{${denominator}}`
        : undefined,
    derivative,
    path: (text, along) => (inline ? `${text} \\vert_{${along}}` : `\\left.${text}\\right\\vert_{${along}}`),
    power: (base, exponent) => `${base}^${braced(exponent)}`,
    exponential: (exponent) => `e^${braced(exponent)}`,
    parentheses,
    root: (of) => `\\sqrt{${of}}`,
    norm: (of) => `\\lVert ${of} \\rVert`,
    floor: (of) => `\\lfloor ${flat(of)} \\rfloor`,
    mean: (of) =>
      tall.test(of) ? `\\left\\langle ${flat(of)} \\right\\rangle` : `\\langle ${flat(of)} \\rangle`,
    size: (of) => `\\lvert ${flat(of)} \\rvert`,
    call: (name, argument, bare) => {
      const [, base = '', prime = ''] = /^(.*?)('?)$/.exec(name)!
      const sign = functionTex(base) + prime
      return bare ? `${sign} ${argument}` : sign + parentheses(argument)
    },
    series: (index, of) => `\\sum${index && `_${braced(index)}`} ${of}`,
    matrix: (rows) =>
      `\\begin{pmatrix}\n${rows.map((row) => row.join(' & ')).join(' \\\\\n')}\n\\end{pmatrix}`,
    transpose: (of) => `${/\^/.test(of) ? `\\left(${flat(of)}\\right)` : of}^\\top`,
    cases: (cases, otherwise) => {
      const lines = cases.map(({ condition, value }) => `${value} & \\text{${words.when} } ${condition}`)
      return `\\begin{cases}\n${[...lines, `${otherwise} & \\text{${words.otherwise}}`].join(' \\\\\n')}\n\\end{cases}`
    },
  }
}

/** \sigma, \tanh, \mathrm{softmax}_1, \partial_2 \mathrm{softmax}_1. */
function functionTex(name: string): string {
  const partial = /^∂_(\d+) (.*)$/.exec(name)
  if (partial !== null) return `\\partial_${braced(partial[1]!)} ${functionTex(partial[2]!)}`
  const [base = '', subscript] = name.split('_')
  const sign = functions[base] ?? greek[base] ?? `\\mathrm{${safe(base)}}`
  return subscript === undefined ? sign : `${sign}_${braced(subscript)}`
}

/** A formula as TeX, with its places to break marked (see `flat`). */
export const breakableTex = (formula: Formula, context: Context, options: TexOptions = {}): string =>
  spell(formula, context, texSpelling(context, options))

/** A formula as TeX without delimiters. */
export const formulaTex = (formula: Formula, context: Context, options: TexOptions = {}): string =>
  flat(breakableTex(formula, context, options))
