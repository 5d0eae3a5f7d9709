// Judged: a number that somebody wrote down, against the right one and against those that known mistakes give.

/** What was written, as a number and with its digits. */
export interface Written {
  readonly value: number
  /** Of one unit of its last digit: 0.0001 for 0.0822, 1 for 12. */
  readonly unit: number
  /** Significant ones. */
  readonly digits: number
}

export type Verdict<Mistake> =
  /** The number itself, or its rounding to at least as many digits as are asked for. */
  | { readonly kind: 'right' }
  /** Its rounding to fewer digits; or near it, as when something was rounded on the way. */
  | { readonly kind: 'rounded'; readonly onTheWay: boolean }
  | { readonly kind: 'mistake'; readonly mistake: Mistake }
  | { readonly kind: 'wrong' }

/** Nearer than this share of the number, a rounding on the way explains it. */
const NEAR = 1e-3
/** From so many digits on a number that is not right is known by a mistake; of fewer too many would fit. */
const TELLING_DIGITS = 3

/** Undefined where the text is no number. A point and a comma are both understood. */
export function written(text: string): Written | undefined {
  const parts = /^([-−]?)(\d*)(?:[.,](\d*))?(?:e([-+]?\d+))?$/i.exec(text.trim().replace('−', '-'))
  if (!parts || !(parts[2] || parts[3])) return undefined
  const [, sign, whole = '', decimals = '', exponent = '0'] = parts
  const power = Number(exponent) - decimals.length
  const digits = (whole + decimals).replace(/^0+/, '').length
  const value = Number(`${sign}${whole || '0'}.${decimals || '0'}e${exponent}`)
  return Number.isFinite(value) ? { value, unit: Number(`1e${power}`), digits } : undefined
}

/**
 * @param right the exact number
 * @param mistaken what each mistake gives; the first that fits is told
 * @param enough digits from which a rounding is as good as the number
 */
export function judged<Mistake>(
  answer: Written,
  right: number,
  mistaken: readonly { readonly mistake: Mistake; readonly value: number }[],
  enough = 6,
): Verdict<Mistake> {
  if (isRounding(answer, right)) {
    const isExact = answer.value === right
    return isExact || answer.digits >= enough ? { kind: 'right' } : { kind: 'rounded', onTheWay: false }
  }
  if (answer.digits >= TELLING_DIGITS) {
    const found = mistaken.find(({ value }) => isRounding(answer, value))
    if (found) return { kind: 'mistake', mistake: found.mistake }
  }
  const isNear = Math.abs(answer.value - right) <= NEAR * Math.abs(right)
  return isNear ? { kind: 'rounded', onTheWay: true } : { kind: 'wrong' }
}

/** Half a unit of the last digit away at most; what the division of that unit loses in binary is allowed for. */
const isRounding = ({ value, unit }: Written, exact: number): boolean =>
  Math.abs(value - exact) <= 0.5 * unit + 4 * Number.EPSILON * Math.abs(exact)
