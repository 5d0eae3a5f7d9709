// The Taylor coefficients of erf and of erfcx(x) = e^(x^2) erfc(x), computed from their recurrences.
import { powerOfTwo } from './bits.ts'
import { add, divide, multiply, type Pair, SQRT_PI } from './double-double.ts'
import { exp } from './exponential.ts'

/** erf: points j / 16 from 3/8 to 3/2; per point erf and 1 - erf in two parts each, then the coefficients of r, r^2, ... */
export const ERF_STEPS = 16
export const ERF_FIRST = 6
const ERF_LAST = 24
export const ERF_TERMS = 15

/** erfcx: 16 points in each octave from 1 to 32; per point c itself, the value in two parts, the coefficients of r, r^2, ... */
const CENTRES = 16
const OCTAVES = 5
export const ERFCX_TERMS = 15

export function erfTable(): Float64Array {
  const table = new Float64Array(ERF_TERMS * (ERF_LAST - ERF_FIRST + 1))
  for (let j = ERF_FIRST; j <= ERF_LAST; j++) {
    const c = j / ERF_STEPS
    const value = erfOfPoint(c)
    const rest = add([1, 0], [-value[0], -value[1]])
    table.set([...value, ...rest, ...erfCoefficients(c)], ERF_TERMS * (j - ERF_FIRST))
  }
  return table
}

/** erf(c) by its Maclaurin series (Abramowitz & Stegun, 1964, 7.1.5), for c <= 3/2. */
function erfOfPoint(c: number): Pair {
  const square: Pair = [-c * c, 0]
  let term: Pair = [c, 0]
  let total = term
  for (let n = 1; Math.abs(term[0]) > 1e-33; n++) {
    term = divide(multiply(term, square), [n, 0])
    total = add(total, divide(term, [2 * n + 1, 0]))
  }
  return divide([2 * total[0], 2 * total[1]], SQRT_PI)
}

/** (2 / sqrt pi) e^(-c^2) (-1)^n H_n(c) / (n + 1)! for n = 0, 1, ...: the Hermite polynomials by their recurrence (22.7.13). */
function erfCoefficients(c: number): number[] {
  const coefficients: number[] = []
  let factor = (2 / SQRT_PI[0]) * exp(-c * c)
  let [before, hermite] = [0, 1]
  for (let n = 0; n < ERF_TERMS - 4; n++) {
    coefficients.push(factor * hermite)
    factor /= -(n + 2)
    ;[before, hermite] = [hermite, 2 * c * hermite - 2 * n * before]
  }
  return coefficients
}

let erfcxTable: Float64Array | undefined

export function erfcxRows(): Float64Array {
  erfcxTable ??= buildErfcxTable()
  return erfcxTable
}

function buildErfcxTable(): Float64Array {
  const table = new Float64Array(ERFCX_TERMS * CENTRES * OCTAVES)
  for (let cell = 0; cell < CENTRES * OCTAVES; cell++) {
    const octave = Math.floor(cell / CENTRES)
    const c = powerOfTwo(octave) * (1 + ((cell % CENTRES) + 0.5) / CENTRES)
    table.set(erfcxRow(c), ERFCX_TERMS * cell)
  }
  return table
}

/**
 * The coefficient of r^n in erfcx(c + r) is (-2)^n I_n with I_n = e^(c^2) i^n erfc(c), the iterated integrals. They obey
 * I_(n-2) = 2n I_n + 2c I_(n-1), which is stable downwards from any start (J. C. P. Miller's algorithm), and I_(-1) = 2 / sqrt pi.
 */
function erfcxRow(c: number): number[] {
  const integrals: Pair[] = []
  let [after, here]: [Pair, Pair] = [
    [0, 0],
    [1e-280, 0],
  ]
  for (let n = 30 + Math.ceil(340 / (c * c)); n >= 0; n--) {
    if (n < ERFCX_TERMS - 2)
      integrals[n] = here
      // From I_n and I_(n+1) to I_(n-1).
    ;[after, here] = [here, add(multiply(after, [2 * (n + 1), 0]), multiply(here, [2 * c, 0]))]
  }
  const unit = divide(divide([2, 0], SQRT_PI), here)
  const value = multiply(integrals[0]!, unit)
  const slopes = integrals
    .slice(1)
    .map((integral, n) => integral[0] * unit[0] * (n % 2 ? 1 : -1) * powerOfTwo(n + 1))
  return [c, ...value, ...slopes]
}
