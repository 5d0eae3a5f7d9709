// Formulas as spoken text, for those who hear a document: "the partial derivative of E total with respect to w 5".
import type { Language } from '../errors.ts'
import type { Context, Formula } from '../math/formula.ts'
import { flat } from './breaks.ts'
import type { Name } from './name.ts'
import { formatNumber } from './numbers.ts'
import { spell } from './spell.ts'
import type { Sign, Spelling } from './spelling.ts'
import { languageOf } from './words.ts'

interface SpokenWords {
  readonly signs: Readonly<Record<Sign, string>>
  readonly functions: Readonly<Record<string, string>>
  readonly letters: Readonly<Record<string, string>>
  readonly marks: { readonly new: string; readonly version: string; readonly row: string }
  readonly accents: Readonly<Record<NonNullable<Name['accent']>, string>>
  readonly layer: string
  readonly half: string
  readonly over: string
  readonly open: string
  readonly close: string
  readonly squared: string
  readonly power: (base: string, exponent: string) => string
  readonly derivative: (of: string, by: string) => string
  readonly along: (derivative: string, units: string) => string
  readonly of: string
  readonly root: string
  readonly mean: string
  readonly size: string
  readonly floor: string
  readonly norm: string
  readonly slope: string
  readonly series: (index: string, of: string) => string
  readonly matrix: (rows: number, columns: number, entries: string) => string
  readonly row: string
  readonly transpose: string
  readonly when: string
  readonly otherwise: string
}

const greekNames = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  η: 'eta',
  κ: 'kappa',
  λ: 'lambda',
  θ: 'theta',
  μ: 'mu',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  Σ: 'sigma',
  τ: 'tau',
  ω: 'omega',
  ℓ: 'l',
  Δg: 'delta g',
} as const

const spoken = {
  en: {
    signs: {
      plus: 'plus',
      minus: 'minus',
      negative: 'minus ',
      times: 'times',
      juxtaposed: ' times ',
      hadamard: 'times, entry by entry,',
      comma: ',',
      semicolon: ';',
      gradient: 'the gradient of ',
      to: 'to',
      dots: 'and so on to',
      '=': 'equals',
      '≈': 'is about',
      '<': 'is less than',
      '≤': 'is at most',
      '>': 'is greater than',
      '≥': 'is at least',
      '≠': 'is not',
    },
    functions: {
      ln: 'the logarithm',
      σ: 'sigmoid',
      tanh: 'tanh',
      cos: 'the cosine',
      max: 'the largest',
      sign: 'the sign',
    },
    letters: { ...greekNames, 'σ²': 'sigma squared' },
    marks: { new: 'new', version: 'at version', row: 'of row' },
    accents: { hat: 'hat', bar: 'bar', tilde: 'tilde', check: 'check' },
    layer: 'of layer',
    half: 'one half',
    over: 'over',
    open: 'open parenthesis',
    close: 'close parenthesis',
    squared: 'squared',
    power: (base, exponent) => `${base} to the power ${exponent}`,
    derivative: (of, by) => `the partial derivative of ${of} with respect to ${by}`,
    along: (derivative, units) => `${derivative} along ${units}`,
    of: 'of',
    root: 'the square root of',
    mean: 'the mean of',
    size: 'the absolute value of',
    floor: 'the whole part of',
    norm: 'the norm of',
    slope: 'the slope of',
    series: (index, of) => `the sum ${index && `over ${index} `}of ${of}`,
    matrix: (rows, columns, entries) => `a matrix of ${rows} by ${columns}: ${entries}`,
    row: 'row',
    transpose: 'transposed',
    when: 'if',
    otherwise: 'otherwise',
  },
  es: {
    signs: {
      plus: 'más',
      minus: 'menos',
      negative: 'menos ',
      times: 'por',
      juxtaposed: ' por ',
      hadamard: 'por, entrada a entrada,',
      comma: ',',
      semicolon: ';',
      gradient: 'el gradiente de ',
      to: 'hacia',
      dots: 'y así hasta',
      '=': 'es igual a',
      '≈': 'es aproximadamente',
      '<': 'es menor que',
      '≤': 'es a lo sumo',
      '>': 'es mayor que',
      '≥': 'es al menos',
      '≠': 'no es',
    },
    functions: {
      ln: 'el logaritmo',
      σ: 'sigmoide',
      tanh: 'tanh',
      cos: 'el coseno',
      max: 'el mayor',
      sign: 'el signo',
    },
    letters: { ...greekNames, α: 'alfa', ε: 'épsilon', λ: 'lambda', ρ: 'ro', 'σ²': 'sigma al cuadrado' },
    marks: { new: 'nuevo', version: 'en la versión', row: 'de la fila' },
    accents: { hat: 'con gorro', bar: 'con barra', tilde: 'con tilde', check: 'con carón' },
    layer: 'de la capa',
    half: 'un medio',
    over: 'sobre',
    open: 'abre paréntesis',
    close: 'cierra paréntesis',
    squared: 'al cuadrado',
    power: (base, exponent) => `${base} elevado a ${exponent}`,
    derivative: (of, by) => `la derivada parcial de ${of} respecto de ${by}`,
    along: (derivative, units) => `${derivative} por ${units}`,
    of: 'de',
    root: 'la raíz cuadrada de',
    mean: 'la media de',
    size: 'el valor absoluto de',
    floor: 'la parte entera de',
    norm: 'la norma de',
    slope: 'la pendiente de',
    series: (index, of) => `la suma ${index && `sobre ${index} `}de ${of}`,
    matrix: (rows, columns, entries) => `una matriz de ${rows} por ${columns}: ${entries}`,
    row: 'fila',
    transpose: 'traspuesta',
    when: 'si',
    otherwise: 'en otro caso',
  },
} as const satisfies Readonly<Record<Language, SpokenWords>>

/** The words of a language for each sign and shape. */
export function speechSpelling(context: Context): Spelling {
  const language = languageOf(context.locale)
  const words: SpokenWords = spoken[language]
  const functionName = (name: string): string => {
    const [, base = '', prime] = /^(.*?)('?)$/.exec(name)!
    const [word = '', unit] = base.split('_')
    const said =
      (words.functions[word] ?? words.letters[word] ?? word) + (unit === undefined ? '' : ` ${unit}`)
    return prime === "'" ? `${words.slope} ${said}` : said
  }
  return {
    number: (value, digits) => spokenNumber(formatNumber(value, { digits, locale: context.locale }), words),
    name: (name) => spokenName(name, words),
    signs: words.signs,
    stacked: false,
    fraction: (numerator, denominator) => `${numerator} ${words.over} ${denominator}`,
    vulgarFraction: (numerator, denominator) =>
      numerator === 1 && denominator === 2 ? words.half : undefined,
    derivative: words.derivative,
    path: words.along,
    power: (base, exponent) => (exponent === '2' ? `${base} ${words.squared}` : words.power(base, exponent)),
    exponential: (exponent) => words.power('e', exponent),
    parentheses: (inner) => `${words.open} ${inner} ${words.close}`,
    root: (of) => `${words.root} ${of}`,
    mean: (of) => `${words.mean} ${of}`,
    size: (of) => `${words.size} ${of}`,
    norm: (of) => `${words.norm} ${of}`,
    floor: (of) => `${words.floor} ${of}`,
    call: (name, argument) => `${functionName(name)} ${words.of} ${argument}`,
    series: words.series,
    matrix: (rows) =>
      words.matrix(
        rows.length,
        rows[0]?.length ?? 0,
        rows.map((row, i) => `${words.row} ${i + 1}: ${row.join(', ')}`).join('; '),
      ),
    transpose: (of) => `${of} ${words.transpose}`,
    cases: (cases, otherwise) =>
      `${cases.map(({ condition, value }) => `${value} ${words.when} ${condition}; `).join('')}${otherwise} ${words.otherwise}`,
  }
}

/** w 5, net h 1, E total, w 1 2 of layer 2, new w 5. */
function spokenName(name: Name, words: SpokenWords): string {
  const subscript = (name.subscript ?? '')
    .replace(/^total$/, ' total')
    .replace('Σ', ` ${words.letters.Σ}`)
    .replace(name.fused ? /^(?=\d)/ : /(?<=\d)(?=\d)(?!.*,)|^|(?<=[a-z])(?=\d)/g, ' ')
    .replace('−', ` ${words.signs.minus} `)
  const parts = [
    words.letters[name.base] ?? name.base,
    name.accent === undefined ? '' : words.accents[name.accent],
    subscript,
    name.layer === undefined ? '' : `${words.layer} ${name.layer}`,
    name.mark === undefined ? '' : spokenMark(name.mark, words),
  ]
  return parts.join(' ').replace(/ +/g, ' ').trim()
}

/** ', @0, [2] */
function spokenMark(mark: string, { marks }: SpokenWords): string {
  if (mark === "'") return marks.new
  return mark.startsWith('[') ? `${marks.row} ${mark.slice(1, -1)}` : `${marks.version} ${mark.slice(1)}`
}

/** Signs that a voice may skip, as words: −0.5 is minus 0.5, 10⁻⁸ is 10 to the power minus 8. */
function spokenNumber(text: string, words: SpokenWords): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  return text
    .replace('−', words.signs.negative)
    .replace(/10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, exponent: string) => {
      const plain = [...exponent].map((c) => (c === '⁻' ? words.signs.negative : digits.indexOf(c))).join('')
      return words.power('10', plain)
    })
    .replace('·', ` ${words.signs.times} `)
}

/** A formula as it is read aloud, in the language of the context's locale. */
export const spokenFormula = (formula: Formula, context: Context): string =>
  flat(spell(formula, context, speechSpelling(context)))
    .replace(/ +/g, ' ')
    .replace(/ ,/g, ',')
