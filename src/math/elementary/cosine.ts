// cos(pi x): the half wave of a cosine schedule, with an exact reduction of its argument.
// Source: Abramowitz & Stegun (1964), 4.3.65 and 4.3.66 (the Taylor series).

const PI_HIGH = 3.141592653589793
const PI_LOW = 1.2246467991473532e-16

/** cos(pi x): exact at multiples of 1/2; error below 1 ulp. NaN at the infinities. */
export function cosPi(x: number): number {
  if (!Number.isFinite(x)) return NaN
  let turn = Math.abs(x) % 2
  if (turn > 1) turn = 2 - turn
  return turn > 0.5 ? -cosOfHalfTurn(1 - turn) : cosOfHalfTurn(turn)
}

/** cos(pi t), 0 <= t <= 1/2; 1 - t and 1/2 - t are exact where they are used. */
function cosOfHalfTurn(t: number): number {
  return t <= 0.25 ? cosSeries(PI_HIGH * t) : sinOfPi(0.5 - t)
}

function cosSeries(angle: number): number {
  const z = angle * angle
  const rest =
    1 / 24 -
    z *
      (1 / 720 -
        z *
          (1 / 40320 - z * (1 / 3628800 - z * (1 / 479001600 - z * (1 / 87178291200 - z / 20922789888000)))))
  const half = 0.5 * z
  const high = 1 - half
  return high + (1 - high - half + z * z * rest)
}

function sinOfPi(t: number): number {
  const angle = PI_HIGH * t
  const z = angle * angle
  const rest =
    1 / 6 -
    z *
      (1 / 120 -
        z * (1 / 5040 - z * (1 / 362880 - z * (1 / 39916800 - z * (1 / 6227020800 - z / 1307674368000)))))
  return angle + (PI_LOW * t - angle * z * rest)
}
