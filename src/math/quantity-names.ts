// The names of what an optimizer remembers and notes, and of the numbers of a recipe.

/**
 * Names of the optimizers' memories: velocity b, first moment m, second moment v, mean gradient of centered rmsprop; of
 * L-BFGS the step s and the change of the gradient.
 */
export type MemoryName =
  | 'velocity'
  | 'first-moment'
  | 'second-moment'
  | 'mean-gradient'
  | 'square-sum'
  | 'step-taken'
  | 'gradient-change'

export type AuxiliaryName =
  | 'gradient'
  | 'effective-gradient'
  | 'corrected-first-moment'
  | 'corrected-second-moment'
  | 'denominator'
  | 'direction'
  | 'decayed-parameter'
  | 'rate'
  /** The gradient within its own limit; then times the factor of all gradients. */
  | 'limited-gradient'
  | 'clipped-gradient'
  /** A new weight before the norm of its unit is brought within the limit. */
  | 'unlimited-parameter'
  | 'backward-vector'
  | 'forward-vector'
  | 'search-direction'

/** Of L-BFGS: rho and alpha of a pair, gamma between the loops, the length t of the step. */
export type CoefficientName = 'inverse-curvature' | 'multiplier' | 'initial-scale' | 'step-length'

export type HyperParameterName =
  | 'learning-rate'
  | 'momentum'
  | 'weight-decay'
  | 'smoothing'
  | 'beta1'
  | 'beta2'
  | 'epsilon'
  | 'rate-decay'
  | 'c1'
  | 'c2'
  | 'slope'
  | 'alpha'
  | 'delta'
  | 'l1'
  | 'l2'
  | 'label-smoothing'
  | 'clip-value'
  | 'clip-norm'
  | 'max-norm'
  | 'warmup'
  | 'rate-factor'
  | 'schedule-factor'
  | 'schedule-length'
  | 'schedule-lowest'
  | 'schedule-power'
  | 'cycle-first'
  | 'cycle-last'
  | 'cycle-rise'
