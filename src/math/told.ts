// The functions with their formulas, for those who tell a step; who only trains does not load them.
import { sigmoidFormulas, softsignFormulas, tanhFormulas } from './activations/bounded.formulas.ts'
import {
  eluFormulas,
  identityFormulas,
  leakyReluFormulas,
  reluFormulas,
  seluFormulas,
} from './activations/rectifiers.formulas.ts'
import {
  geluFormulas,
  geluTanhFormulas,
  mishFormulas,
  siluFormulas,
  softplusFormulas,
} from './activations/smooth-rectifiers.formulas.ts'
import { softmaxFormulas } from './activations/softmax.formulas.ts'
import { type ActivationName, activations, isActivationName } from './activations.ts'
import type {
  ScheduleLine,
  ToldActivation,
  ToldLoss,
  ToldOptimizer,
  ToldPair,
  ToldSchedule,
} from './definitions.ts'
import { negative, num, product, quotient, substitute, sum, variable } from './expr.ts'
import {
  halfSquaredErrorFormulas,
  huberFormulas,
  maeFormulas,
  mseFormulas,
} from './losses/distances.formulas.ts'
import { binaryCrossEntropyFormulas, crossEntropyFormulas } from './losses/entropies.formulas.ts'
import {
  binaryCrossEntropyFromLogitsFormulas,
  crossEntropyFromLogitsFormulas,
} from './losses/from-logits.formulas.ts'
import { identityPairFormulas, sigmoidPairFormulas, softmaxPairFormulas } from './losses/pairs.formulas.ts'
import { identityPair, sigmoidPair, softmaxPair } from './losses/pairs.ts'
import { isLossName, type LossName, losses } from './losses/table.ts'
import { adagradFormulas } from './optimizers/adagrad.formulas.ts'
import { adamFormulas, adamwFormulas } from './optimizers/adam.formulas.ts'
import { lbfgsFormulas } from './optimizers/lbfgs.formulas.ts'
import { rmspropFormulas } from './optimizers/rmsprop.formulas.ts'
import { sgdFormulas } from './optimizers/sgd.formulas.ts'
import { isOptimizerName, type OptimizerName, optimizers } from './optimizers.ts'
import type { ScheduleName } from './schedule-names.ts'
import {
  constantFormulas,
  cosineFormulas,
  exponentialFormulas,
  inverseFormulas,
  stepFormulas,
} from './schedules/decays.formulas.ts'
import { oneCycleFormulas } from './schedules/one-cycle.formulas.ts'
import { plateauFormulas } from './schedules/plateau.formulas.ts'
import { hyper } from './schedules/shorthand.ts'
import { isScheduleName, type ScheduleSpec, schedules } from './schedules.ts'

export { smoothedTargetFormula } from './losses/smoothing.formulas.ts'

export const toldActivations = {
  identity: { ...activations.identity, ...identityFormulas() },
  sigmoid: { ...activations.sigmoid, ...sigmoidFormulas() },
  tanh: { ...activations.tanh, ...tanhFormulas() },
  relu: { ...activations.relu, ...reluFormulas() },
  'leaky-relu': { ...activations['leaky-relu'], ...leakyReluFormulas() },
  elu: { ...activations.elu, ...eluFormulas() },
  selu: { ...activations.selu, ...seluFormulas() },
  gelu: { ...activations.gelu, ...geluFormulas() },
  'gelu-tanh': { ...activations['gelu-tanh'], ...geluTanhFormulas() },
  silu: { ...activations.silu, ...siluFormulas() },
  softplus: { ...activations.softplus, ...softplusFormulas() },
  softsign: { ...activations.softsign, ...softsignFormulas() },
  mish: { ...activations.mish, ...mishFormulas() },
  softmax: { ...activations.softmax, ...softmaxFormulas },
} as const satisfies Readonly<Record<ActivationName, ToldActivation>>

export const toldLosses = {
  'half-squared-error': { ...losses['half-squared-error'], ...halfSquaredErrorFormulas },
  mse: { ...losses.mse, ...mseFormulas },
  mae: { ...losses.mae, ...maeFormulas },
  huber: { ...losses.huber, ...huberFormulas },
  'binary-cross-entropy': { ...losses['binary-cross-entropy'], ...binaryCrossEntropyFormulas },
  'cross-entropy': { ...losses['cross-entropy'], ...crossEntropyFormulas },
  'binary-cross-entropy-from-logits': {
    ...losses['binary-cross-entropy-from-logits'],
    ...binaryCrossEntropyFromLogitsFormulas,
  },
  'cross-entropy-from-logits': { ...losses['cross-entropy-from-logits'], ...crossEntropyFromLogitsFormulas },
} as const satisfies Readonly<Record<LossName, ToldLoss>>

export const toldPairs: readonly ToldPair[] = [
  { ...sigmoidPair, ...sigmoidPairFormulas },
  { ...softmaxPair, ...softmaxPairFormulas },
  { ...identityPair, ...identityPairFormulas },
]

export const toldOptimizers = {
  sgd: { ...optimizers.sgd, ...sgdFormulas },
  rmsprop: { ...optimizers.rmsprop, ...rmspropFormulas },
  adagrad: { ...optimizers.adagrad, ...adagradFormulas },
  adam: { ...optimizers.adam, ...adamFormulas },
  adamw: { ...optimizers.adamw, ...adamwFormulas },
  lbfgs: { ...optimizers.lbfgs, ...lbfgsFormulas },
} as const satisfies Readonly<Record<OptimizerName, ToldOptimizer>>

export const toldSchedules = {
  constant: { ...schedules.constant, ...constantFormulas },
  step: { ...schedules.step, ...stepFormulas },
  exponential: { ...schedules.exponential, ...exponentialFormulas },
  cosine: { ...schedules.cosine, ...cosineFormulas },
  'one-cycle': { ...schedules['one-cycle'], ...oneCycleFormulas },
  plateau: { ...schedules.plateau, ...plateauFormulas },
  inverse: { ...schedules.inverse, ...inverseFormulas },
} as const satisfies Readonly<Record<ScheduleName, ToldSchedule>>

/** A TypeError for a name that nobody should have let pass, as the others. */
export function toldActivation(name: string): ToldActivation {
  if (!isActivationName(name)) throw new TypeError(`there is no activation called ${name}`)
  return toldActivations[name]
}

export function toldLoss(name: string): ToldLoss {
  if (!isLossName(name)) throw new TypeError(`there is no loss called ${name}`)
  return toldLosses[name]
}

export function toldOptimizer(name: string): ToldOptimizer {
  if (!isOptimizerName(name)) throw new TypeError(`there is no optimizer called ${name}`)
  return toldOptimizers[name]
}

/** The canonical pair of these two, if they are one. */
export function toldPair(activation: string, loss: string): ToldPair | undefined {
  return toldPairs.find((pair) => pair.activation === activation && pair.loss === loss)
}

export function toldSchedule(name: string): ToldSchedule {
  if (!isScheduleName(name)) throw new TypeError(`there is no schedule called ${name}`)
  return toldSchedules[name]
}

/** The learning rate of step `time`, as `scheduledRate` computes it, in variable('t') and hyper-parameters. */
export function scheduleLine({ name, options, warmup }: ScheduleSpec, time: number): ScheduleLine {
  const formulas = toldSchedule(name)
  const t = variable('t')
  const length = hyper('warmup')
  if (time <= warmup) {
    return { formula: quotient(product(formulas.first(options), t), length), why: 'schedule.warmup' }
  }
  const before = warmup === 0 ? [num(1)] : [num(1), length]
  const made = sum(t, ...before.map(negative))
  const { formula, why } = formulas.line(options, time - 1 - warmup)
  const ofStep = substitute(formula, (quantity) =>
    quantity.kind === 'variable' && quantity.name === 's' ? made : undefined,
  )
  return { formula: ofStep, why }
}
