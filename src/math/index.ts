// paso/math: quantities and formulas, the elementary functions, and the tables of activations, losses and optimizers.
import '../whole.ts'

export {
  type ActivationName,
  activationNames,
  activationOf,
  activations,
  isActivationName,
} from './activations.ts'
export type * from './definitions.ts'
export { erf, erfc, normalCdf, normalPdf } from './elementary/error-function.ts'
export {
  cosPi,
  exp,
  expm1,
  log,
  log1p,
  logSigmoid,
  logSumExp,
  sigmoid,
  softplus,
  tanh,
} from './elementary.ts'
export { evaluate, holds } from './evaluate.ts'
export * from './expr.ts' // its power builds a formula; the elementary one stays inside
export * from './formula.ts'
export * from './interval.ts'
export {
  canonicalPair,
  canonicalPairs,
  isLossName,
  type LossName,
  legalPair,
  losses,
  lossNames,
  lossOf,
} from './losses.ts'
export type { Ending } from './optimizers/endings.ts'
export type { LineSearch, Trial, WolfeConditions } from './optimizers/line-search.ts'
export type { CurvaturePair, Direction } from './optimizers/two-loop.ts'
export {
  isOptimizerName,
  type OptimizerName,
  optimizerNames,
  optimizerOf,
  optimizerOptions,
  optimizers,
  optionNames,
} from './optimizers.ts'
export * from './quantity.ts'
export { type ScheduleName, scheduleNames } from './schedule-names.ts'
export {
  isScheduleName,
  type ScheduleSpec,
  scheduledRate,
  scheduleOf,
  scheduleOptionNames,
  schedules,
} from './schedules.ts'
export {
  scheduleLine,
  toldActivation,
  toldActivations,
  toldLoss,
  toldLosses,
  toldOptimizer,
  toldOptimizers,
  toldPair,
  toldPairs,
  toldSchedule,
  toldSchedules,
} from './told.ts'
export type * from './why.ts'
