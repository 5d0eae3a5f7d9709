// Numbers for people: significant digits, exact or rounded, in a locale's signs; and the way back.

export interface NumberFormat {
  /** Significant digits, 1 to 100. */
  readonly digits: number
  /** A BCP 47 tag: en, es, es-AR, es-MX. */
  readonly locale: string
  readonly markup?: 'text' | 'tex'
  /** Thousands marked from five integer digits on: 10,000 (en), 10 000 (es). For prose and tables, not for formulas. */
  readonly grouping?: boolean
}

/** Of the Spanish-speaking countries, those that write a decimal point (CLDR 44). */
const pointCountries = ['MX', 'US', 'PR', 'DO', 'GT', 'HN', 'NI', 'PA', 'PE', 'SV']

/** Whether a locale writes 0,5 and not 0.5. */
export function hasDecimalComma(locale: string): boolean {
  const [language, ...rest] = locale.split(/[-_]/)
  return language === 'es' && !rest.some((part) => pointCountries.includes(part.toUpperCase()))
}

/** The gap to the next double of larger size. */
function ulp(value: number): number {
  const size = Math.abs(value)
  if (size < 2 ** -1022) return 2 ** -1074
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, size)
  const exponent = (bits.getUint32(0) >>> 20) - 1023
  return Math.max(2 ** (exponent - 52), 2 ** -1074)
}

/** How many units in the last place a double may be off the decimal that it is taken for. */
const EXACT_ULPS = 4

/**
 * Whether a decimal of at most `digits` significant digits lies within 4 units in the last place of the double:
 * 0.39249999999999996 is 0.3925, told exactly.
 */
export function isExact(value: number, digits: number): boolean {
  if (!Number.isFinite(value)) return true
  return Math.abs(Number(value.toPrecision(digits)) - value) <= EXACT_ULPS * ulp(value)
}

/**
 * A number as people read it: rounded to `digits` significant digits, trailing zeros kept; an exact one in its
 * shortest form. Below 10^-4, and where rounding would need zeros that are not significant, as m·10ⁿ.
 * Number.prototype.toExponential rounds the double's exact decimal expansion, ties away from zero (ECMA-262, 21.1.3.2).
 */
export function formatNumber(value: number, format: NumberFormat): string {
  const tex = format.markup === 'tex'
  if (Number.isNaN(value)) return tex ? '\\mathrm{NaN}' : 'NaN'
  const sign = value < 0 ? (tex ? '-' : '−') : ''
  if (!Number.isFinite(value)) return sign + (tex ? '\\infty' : '∞')
  const [mantissa, power] = Math.abs(value)
    .toExponential(format.digits - 1)
    .split('e') as [string, string]
  const exact = isExact(value, format.digits)
  const digits = exact ? mantissa.replace('.', '').replace(/(?<=.)0+$/, '') : mantissa.replace('.', '')
  const exponent = value === 0 ? 0 : Number(power)
  const scientific = exponent < -4 || exponent >= Math.max(format.digits, 4)
  if (!scientific) return sign + plain(digits, exponent, format)
  const scale = tex ? `10^{${exponent}}` : `10${superscript(exponent)}`
  if (exact && digits === '1') return sign + scale
  return sign + plain(digits, 0, format) + (tex ? ' \\cdot ' : '·') + scale
}

/** Digits with the decimal mark after the one of 10^exponent. */
function plain(digits: string, exponent: number, format: NumberFormat): string {
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = exponent < 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(exponent + 1)
  const comma = hasDecimalComma(format.locale)
  const mark = comma ? (format.markup === 'tex' ? '{,}' : ',') : '.'
  const integer = format.grouping ? grouped(whole, format.locale) : whole
  return fraction === '' ? integer : integer + mark + fraction
}

/** Thousands from five digits on: a narrow no-break space in Spanish, a comma in English. */
function grouped(whole: string, locale: string): string {
  if (whole.length < 5) return whole
  return whole.replace(/\B(?=(\d{3})+$)/g, locale.startsWith('es') ? THIN_SPACE : ',')
}

const THIN_SPACE = '\u202f'

const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** An integer as superscript digits: ⁻⁸. */
export function superscript(value: number): string {
  return String(value).replace(/[-\d]/g, (c) => (c === '-' ? '⁻' : superscriptDigits[Number(c)]!))
}

/** The value of a number as formatNumber prints it, text or TeX; undefined where the text is not one. */
export function parseNumber(text: string, locale: string): number | undefined {
  const ascii = text
    .trim()
    .replaceAll('−', '-')
    .replaceAll('{,}', ',')
    .replace(/\\mathrm\{NaN\}/, 'NaN')
    .replace(/\\infty|∞/, 'Infinity')
    .replace(
      /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/,
      (s) => `^${[...s].map((c) => (c === '⁻' ? '-' : superscriptDigits.indexOf(c))).join('')}`,
    )
    .replace(/\s*(?:·|\\cdot)\s*/, '*')
    .replace(/\^\{(-?\d+)\}/, '^$1')
  if (ascii === 'NaN') return Number.NaN
  if (/^-?Infinity$/.test(ascii)) return Number(ascii)
  const comma = hasDecimalComma(locale)
  const ungrouped = locale.startsWith('es') ? ascii.replaceAll(THIN_SPACE, '') : ascii.replaceAll(',', '')
  const decimal = comma ? ungrouped.replace(',', '.') : ungrouped
  const parts = /^(-?)(\d+(?:\.\d+)?)?(?:(\*?)10\^(-?\d+))?$/.exec(decimal)
  if (parts === null || (parts[2] === undefined && parts[4] === undefined)) return undefined
  if ((parts[2] !== undefined && parts[4] !== undefined) !== (parts[3] === '*')) return undefined
  return Number(`${parts[1]}${parts[2] ?? '1'}e${parts[4] ?? '0'}`)
}
