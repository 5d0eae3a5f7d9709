// cos(pi x): the half wave of a cosine schedule, with an exact reduction of its argument.
// Source: Abramowitz & Stegun (1964), 4.3.65 and 4.3.66 (the Taylor series).
import { productError } from './double-double.ts'

const PI_HIGH = 3.141592653589793
const PI_LOW = 1.2246467991473532e-16

/** cos(pi x): exact at multiples of 1/2; error below 0.75 ulp. NaN at the infinities. */
export function cosPi(x: number): number {
  if (!Number.isFinite(x)) return NaN
  let turn = Math.abs(x) % 2
  if (turn > 1) turn = 2 - turn
  return turn > 0.5 ? -cosOfHalfTurn(1 - turn) : cosOfHalfTurn(turn)
}

/** cos(pi t), 0 <= t <= 1/2; 1 - t and 1/2 - t are exact where they are used. */
function cosOfHalfTurn(t: number): number {
  return t <= 0.25 ? cosSeries(t) : sinSeries(0.5 - t)
}

/** pi t = angle + what this gives. */
const angleError = (t: number, angle: number): number => productError(PI_HIGH, t, angle) + PI_LOW * t

function cosSeries(t: number): number {
  const angle = PI_HIGH * t
  const z = angle * angle
  const half = 0.5 * z
  const high = 1 - half
  const dropped = angle * angleError(t, angle) + 0.5 * productError(angle, angle, z)
  return high + (1 - high - half + (z * z * alternating(COS, z) - dropped))
}

function sinSeries(t: number): number {
  const angle = PI_HIGH * t
  const z = angle * angle
  return angle + (angleError(t, angle) * (1 - 0.5 * z) - angle * z * alternating(SIN, z))
}

/** 1/4!, 1/6!, ... and 1/3!, 1/5!, ...: for angles up to pi/4 the next term is below 2^-58. */
const COS = [1 / 24, 1 / 720, 1 / 40320, 1 / 3628800, 1 / 479001600, 1 / 87178291200, 1 / 20922789888000]
const SIN = [
  1 / 6,
  1 / 120,
  1 / 5040,
  1 / 362880,
  1 / 39916800,
  1 / 6227020800,
  1 / 1307674368000,
  1 / 355687428096000,
]

/** c_0 - c_1 z + c_2 z^2 - ... */
function alternating(coefficients: readonly number[], z: number): number {
  return coefficients.reduceRight((sum, coefficient) => coefficient - z * sum, 0)
}
