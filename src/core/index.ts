// The public names of core: networks in float64, with every intermediate kept.
import '../whole.ts'

export { backward } from './backward.ts'
export { explainNonFinite } from './divergence.ts'
export { drawMasks, type Masks, masksFor } from './dropout.ts'
export { forward } from './forward.ts'
export type { CheckOptions, GradientCheck, GradientReport, SingleCheckOptions } from './gradient-check.ts'
export { checkGradient, checkGradients } from './gradient-check.ts'
export type { BatchGradients } from './gradients.ts'
export { gradientOf } from './gradients.ts'
export { type InitializerChoice, initialNetwork, type NetworkShape } from './initialize.ts'
export type {
  ActivationChoice,
  ActivationSpec,
  BiasPolicy,
  Layer,
  LayerDescription,
  LayerValues,
  LossChoice,
  LossSpec,
  Network,
  NetworkDescription,
  Sample,
} from './network.ts'
export { activationSpec, lossSpec, network } from './network.ts'
export type {
  BatchNormalization,
  LayerNormalization,
  Normalization,
  NormalizationChoice,
  NormalizationKind,
} from './normalization.ts'
export { normalizationKinds } from './normalization-kinds.ts'
export type { NormalizedLayer } from './normalize.ts'
export { learningRateAt, optimizerSpec, type UpdateLimits } from './optimizer.ts'
export { outputsOf } from './outputs.ts'
export { hasCommonBias, parametersOf, parameterValue, withParameter } from './parameters.ts'
export { checkSample, checkSamples } from './samples.ts'
export { type ScheduleChoice, scheduleSpec } from './schedule.ts'
export type { Calculus } from './short-cut.ts'
export type { StepOptions, TrainingOptions } from './step.ts'
export { loss, step, train } from './step.ts'
export * from './trace.ts'
export { initialState } from './update.ts'
