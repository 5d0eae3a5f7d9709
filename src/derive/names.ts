// Short constructors of the quantities that the rules speak of.
import { type Expr, q } from '../math/expr.ts'
import type {
  Argument,
  LossSum,
  Normalized,
  Running,
  Statistic,
  StatisticName,
} from '../math/normalized-quantity.ts'
import type {
  Activation,
  BatchLoss,
  Bias,
  Bundle,
  Delta,
  Derivative,
  HyperParameterName,
  LimitFactor,
  Mask,
  Norm,
  Parameter,
  ParameterRef,
  Penalty,
  PreActivation,
  Quantity,
  SampleLoss,
  SampleWeight,
  Scale,
  ScheduledRate,
  Shift,
  SmoothedTarget,
  Target,
  UnitLoss,
  Version,
  Weight,
} from '../math/quantity.ts'

export const weight = (layer: number, to: number, from: number, version: Version): Weight => ({
  kind: 'weight',
  layer,
  to,
  from,
  version,
})
export const bias = (layer: number, unit: number | 'all', version: Version): Bias => ({
  kind: 'bias',
  layer,
  unit,
  version,
})
export const scale = (layer: number, unit: number, version: Version): Scale => ({
  kind: 'scale',
  layer,
  unit,
  version,
})
export const shift = (layer: number, unit: number, version: Version): Shift => ({
  kind: 'shift',
  layer,
  unit,
  version,
})
export const activation = (layer: number, unit: number, sample: number): Activation => ({
  kind: 'activation',
  layer,
  unit,
  sample,
})
export const preActivation = (layer: number, unit: number, sample: number): PreActivation => ({
  kind: 'pre-activation',
  layer,
  unit,
  sample,
})
export const statistic = (
  name: StatisticName,
  layer: number,
  unit: number | 'all',
  sample: number | 'all',
): Statistic => ({ kind: 'statistic', name, layer, unit, sample })
export const normalized = (layer: number, unit: number, sample: number): Normalized => ({
  kind: 'normalized',
  layer,
  unit,
  sample,
})
export const argument = (layer: number, unit: number, sample: number): Argument => ({
  kind: 'argument',
  layer,
  unit,
  sample,
})
export const running = (name: Running['name'], layer: number, unit: number, version: Version): Running => ({
  kind: 'running',
  name,
  layer,
  unit,
  version,
})
export const lossSum: LossSum = { kind: 'loss-sum' }
export const mask = (layer: number, unit: number, sample: number): Mask => ({
  kind: 'mask',
  layer,
  unit,
  sample,
})
export const target = (unit: number, sample: number): Target => ({ kind: 'target', unit, sample })
export const smoothedTarget = (unit: number, sample: number): SmoothedTarget => ({
  kind: 'smoothed-target',
  unit,
  sample,
})
export const sampleWeight = (sample: number): SampleWeight => ({ kind: 'sample-weight', sample })
export const penalty = (norm: 1 | 2): Penalty => ({ kind: 'penalty', norm })
export const scheduledRate = (time: number): ScheduledRate => ({ kind: 'scheduled-rate', time })
export const norm = (of: Bundle, time: number): Norm => ({ kind: 'norm', of, time })
export const limitFactor = (of: Bundle, time: number): LimitFactor => ({ kind: 'limit-factor', of, time })
export const hyper = (name: HyperParameterName): Expr => q({ kind: 'hyper-parameter', name })
export const unitLoss = (unit: number, sample: number): UnitLoss => ({ kind: 'unit-loss', unit, sample })
export const sampleLoss = (sample: number): SampleLoss => ({ kind: 'sample-loss', sample })
export const batchLoss: BatchLoss = { kind: 'batch-loss' }
export const delta = (layer: number, unit: number, sample: number): Delta => ({
  kind: 'delta',
  layer,
  unit,
  sample,
})
export const derivative = (of: Quantity, by: Quantity): Derivative => ({ kind: 'derivative', of, by })

/** A parameter at a version. */
export function versioned(ref: ParameterRef, version: Version): Parameter {
  return { ...ref, version }
}

/** A parameter without its version. */
export function unversioned({ version: _, ...ref }: Parameter): ParameterRef {
  return ref
}

/** d(batch loss)/d(parameter), the gradient of one parameter. */
export const gradient = (ref: ParameterRef, version: Version): Derivative =>
  derivative(batchLoss, versioned(ref, version))

/** One sample's share of a gradient. */
export const sampleGradient = (ref: ParameterRef, version: Version, sample: number): Derivative =>
  derivative(sampleLoss(sample), versioned(ref, version))
