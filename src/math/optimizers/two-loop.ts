// The two-loop recursion of L-BFGS: the direction H·g turned around, where H is the inverse Hessian that the last steps tell of.
// Source: J. Nocedal and S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithm 7.4, scaling (7.20).

/** What a step tells of the curvature. In the literature: s, y and ρ. */
export interface CurvaturePair {
  /** The number of the step that left it. */
  readonly time: number
  /** s: the new parameters minus the old ones. [parameters] */
  readonly step: Float64Array
  /** y: the new gradient minus the old one. [parameters] */
  readonly change: Float64Array
  /** ρ = 1 / (yᵀs), above 0 and finite. */
  readonly rho: number
}

/** A direction with the numbers on the way to it; of each pair, in the order of the pairs. */
export interface Direction {
  /** d. [parameters] */
  readonly vector: Float64Array
  /** gᵀd: the loss's slope along the direction. */
  readonly slope: number
  /** sᵀq, where the first loop came to the pair. */
  readonly stepProducts: readonly number[]
  /** α = ρ · sᵀq */
  readonly multipliers: readonly number[]
  /** γ, between the loops: the inverse Hessian is taken to be γ times the identity before the pairs correct it. */
  readonly scale: number
  /** yᵀr, where the second loop came to the pair. */
  readonly changeProducts: readonly number[]
}

/** aᵀb, from left to right. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * A pair, where it bends upwards: yᵀs is above 0, and by more than rounding beside yᵀy. Others would spoil the
 * directions of the steps to come.
 */
export function curvaturePair(
  time: number,
  step: Float64Array,
  change: Float64Array,
): CurvaturePair | undefined {
  const product = dot(change, step)
  const rho = 1 / product
  const bendsUpwards = product > Number.EPSILON * dot(change, change) && Number.isFinite(rho)
  return bendsUpwards ? { time, step, change, rho } : undefined
}

/**
 * The direction from a gradient and the pairs of the last steps, the oldest first. Without pairs: steepest descent.
 * @param gradient [parameters]
 */
export function directionOf(gradient: Float64Array, pairs: readonly CurvaturePair[]): Direction {
  const vector = gradient.slice()
  const stepProducts = new Array<number>(pairs.length)
  const multipliers = new Array<number>(pairs.length)
  const changeProducts = new Array<number>(pairs.length)
  for (let p = pairs.length - 1; p >= 0; p--) {
    const { step, change, rho } = pairs[p]!
    stepProducts[p] = dot(step, vector)
    const multiplier = rho * stepProducts[p]!
    multipliers[p] = multiplier
    for (let i = 0; i < vector.length; i++) vector[i]! -= multiplier * change[i]!
  }
  const scale = scaleOf(gradient, pairs.at(-1))
  for (let i = 0; i < vector.length; i++) vector[i]! *= scale
  for (const [p, { step, change, rho }] of pairs.entries()) {
    changeProducts[p] = dot(change, vector)
    const correction = multipliers[p]! - rho * changeProducts[p]!
    for (let i = 0; i < vector.length; i++) vector[i]! += correction * step[i]!
  }
  // 0 - x, so that minus nothing is 0 and not -0.
  for (let i = 0; i < vector.length; i++) vector[i] = 0 - vector[i]!
  return { vector, slope: dot(gradient, vector), stepProducts, multipliers, scale, changeProducts }
}

/**
 * γ = sᵀy / yᵀy of the last pair: the inverse of a curvature along it. Without a pair 1 / max(1, ‖g‖): the first step
 * moves the parameters by a distance of 1 at most.
 */
function scaleOf(gradient: Float64Array, last: CurvaturePair | undefined): number {
  if (!last) return 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
  return dot(last.step, last.change) / dot(last.change, last.change)
}
