// The names of the sentences that lead from one line of a derivation to the next, and of those beside an optimizer's rules.
// Each language has them all, in present/prose.

/** What was done to get a line of the derivation of an activation's derivative. */
export type ActivationLineId =
  | 'identity.power'
  | 'sigmoid.outside-in'
  | 'sigmoid.output'
  | 'tanh.quotient'
  | 'tanh.output'
  | 'softsign.quotient'
  | 'relu.branches'
  | 'leaky-relu.branches'
  | 'elu.branches'
  | 'selu.branches'
  | 'gelu.product'
  | 'gelu-tanh.product'
  | 'gelu-tanh.tidy'
  | 'silu.product'
  | 'silu.output'
  | 'softplus.outside-in'
  | 'softplus.sigmoid'
  | 'mish.product'
  | 'mish.sigmoid'
  | 'softmax.same-unit'
  | 'softmax.other-unit'

/** The same for losses and for the short cuts of canonical pairs. */
export type LossLineId =
  | 'half-squared-error.power'
  | 'mse.power'
  | 'mae.sign'
  | 'huber.branches'
  | 'binary-cross-entropy.logarithms'
  | 'binary-cross-entropy.common-denominator'
  | 'cross-entropy.logarithm'
  | 'binary-cross-entropy-from-logits.outside-in'
  | 'binary-cross-entropy-from-logits.sigmoid'
  | 'cross-entropy-from-logits.exponential'
  | 'cross-entropy-from-logits.probabilities'
  | 'sigmoid-binary-cross-entropy.cancel'
  | 'softmax-cross-entropy.cancel'
  | 'softmax-cross-entropy.probabilities'
  | 'identity-half-squared-error.slope'

export type LineId = ActivationLineId | LossLineId

/** What a line of an optimizer's step is for. */
export type RuleId =
  | 'weight-decay'
  | 'decoupled-decay'
  | 'gradient-descent'
  | 'momentum.velocity'
  | 'momentum.step'
  | 'nesterov.look-ahead'
  | 'nesterov.step'
  | 'rmsprop.mean-square'
  | 'rmsprop.mean-gradient'
  | 'rmsprop.spread'
  | 'rmsprop.velocity'
  | 'rmsprop.step'
  | 'rmsprop.momentum-step'
  | 'adagrad.sum'
  | 'adagrad.rate'
  | 'adagrad.step'
  | 'adam.first-moment'
  | 'adam.second-moment'
  | 'adam.corrected-first'
  | 'adam.corrected-second'
  | 'adam.step'
  | 'lbfgs.start'
  | 'lbfgs.rho'
  | 'lbfgs.alpha'
  | 'lbfgs.backward'
  | 'lbfgs.scale'
  | 'lbfgs.between'
  | 'lbfgs.forward'
  | 'lbfgs.first-scale'
  | 'lbfgs.direction'
  | 'lbfgs.length'
  | 'lbfgs.step'
  | 'lbfgs.stay'

/** What a limit of the gradients or of the weights does. */
export type LimitId =
  | 'clip.value'
  | 'clip.norm'
  | 'clip.factor'
  | 'clip.gradient'
  | 'max-norm.norm'
  | 'max-norm.factor'
  | 'max-norm.weight'

/** Why a schedule gives the learning rate that it gives. */
export type ScheduleId =
  | 'schedule.warmup'
  | 'schedule.constant'
  | 'schedule.step'
  | 'schedule.exponential'
  | 'schedule.cosine'
  | 'schedule.cosine-over'
  | 'schedule.inverse'
  | 'schedule.cycle-rise'
  | 'schedule.cycle-fall'
  | 'schedule.cycle-over'
  | 'schedule.plateau'

/** Every sentence that a language must have. */
export type WhyId = LineId | RuleId | LimitId | ScheduleId
