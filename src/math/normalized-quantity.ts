// What normalization adds to the quantities of a step: statistics, normalized values, arguments, running statistics.

/**
 * μ, σ² and s = √(σ² + ε); on the way back the mean of dL/dẑ, and the mean of dL/dẑ · ẑ. Batch normalization takes them of
 * a unit over all samples, layer normalization of a sample over all units.
 */
export type StatisticName = 'mean' | 'variance' | 'deviation' | 'common-gradient' | 'aligned-gradient'

export interface Statistic {
  readonly kind: 'statistic'
  readonly name: StatisticName
  readonly layer: number
  readonly unit: number | 'all'
  readonly sample: number | 'all'
}

/** ẑ = (z − μ)/s */
export interface Normalized {
  readonly kind: 'normalized'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

/** u = γ · ẑ + β, what the activation of a normalized layer is applied to. */
export interface Argument {
  readonly kind: 'argument'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

/** A running statistic of batch normalization, which stands in for the batch's own in evaluation. */
export interface Running {
  readonly kind: 'running'
  readonly name: 'mean' | 'variance'
  readonly layer: number
  readonly unit: number
  /** As that of a parameter. */
  readonly version: number
}

/** What is differentiated where batch normalization ties samples together: ω_1·l_1 + … + ω_N·l_N. */
export interface LossSum {
  readonly kind: 'loss-sum'
}

export type NormalizedQuantity = Statistic | Normalized | Argument | Running | LossSum

/** A short unique text for each, as `keyOf` gives. */
export function normalizedKey(q: NormalizedQuantity): string {
  switch (q.kind) {
    case 'statistic':
      return `${q.name}${q.layer}.${q.unit}/${q.sample}`
    case 'normalized':
      return `norm${q.layer}.${q.unit}/${q.sample}`
    case 'argument':
      return `u${q.layer}.${q.unit}/${q.sample}`
    case 'running':
      return `running-${q.name}${q.layer}.${q.unit}@${q.version}`
    case 'loss-sum':
      return 'Lsum'
  }
}
