// In English: the reason for each line of a derivation and of an update, and a name and a description for each function.
import { say } from '../document.ts'
import {
  type ActivationWords,
  type LossWords,
  type OptimizerWords,
  oneMinus,
  type Sentences,
} from './functions.ts'

export const functions: Sentences = {
  'identity.power': () => say`The exponent 1 comes down and leaves a power of 0, which is 1.`,
  'sigmoid.outside-in': () =>
    say`We work from the outside in: the power −1, the exponential, its sign. Then we split the result into two fractions.`,
  'sigmoid.output': ({ a }) =>
    say`The first fraction is ${a}. The two add up to 1, so the second one is ${oneMinus(a)}. The output we already have is enough: no second exponential.`,
  'tanh.quotient': () =>
    say`We write tanh as a quotient of exponentials and use the quotient rule. The derivative of the numerator is the denominator, and the other way round. Then we divide term by term.`,
  'tanh.output': ({ a }) => say`The quotient in the square is ${a} itself: no new exponential.`,
  'softsign.quotient': ({ z }) =>
    say`The quotient rule; the derivative of the absolute value is the sign. ${z} times its sign is its absolute value, so the numerator is 1.`,
  'relu.branches': ({ z }) =>
    say`Above 0 the output is ${z}, with slope 1. Below, it is the constant 0, with slope 0. At 0 there is a corner, and we take 0.`,
  'leaky-relu.branches': () =>
    say`Each branch is a straight line, and its derivative is its slope. At 0 there is a corner, and we take the slope of the left branch.`,
  'elu.branches': ({ z }) =>
    say`Above 0 the slope is 1. Below, the exponential is its own derivative and the constant 1 adds nothing. At ${z} = 0 we take the left branch.`,
  'selu.branches': ({ z }) =>
    say`Above 0 it is a straight line. Below, the exponential is its own derivative and the constant 1 adds nothing. At ${z} = 0 we take the left branch.`,
  'gelu.product': () =>
    say`The product rule: one factor is differentiated at a time. The derivative of the normal distribution Φ is its density φ.`,
  'gelu-tanh.product': () =>
    say`The product rule, and the chain rule inside: the derivative of tanh is 1 − tanh², times the derivative of what is inside.`,
  'gelu-tanh.tidy': () => say`The factors 1 and the zero go; the power 3 − 1 is 2.`,
  'silu.product': ({ z }) =>
    say`It is ${z} times its sigmoid: the product rule. The derivative of the sigmoid is σ · (1 − σ).`,
  'silu.output': ({ z, a }) =>
    say`${z} times the sigmoid is ${a}, which we already have. Then we collect what multiplies the sigmoid.`,
  'softplus.outside-in': () =>
    say`We work from the outside in: the logarithm gives one over what is inside, and the exponential is its own derivative.`,
  'softplus.sigmoid': () =>
    say`We divide both parts of the fraction by the exponential: what is left is the sigmoid.`,
  'mish.product': () =>
    say`The product rule, and the chain rule inside: tanh gives 1 − tanh², the logarithm one over what is inside, the exponential itself.`,
  'mish.sigmoid': () => say`The last two factors are the sigmoid.`,
  'softmax.same-unit': ({ z }) =>
    say`S is the sum of the exponentials of the layer. ${z} is in it and in the numerator, so the quotient rule has both terms.`,
  'softmax.other-unit': () =>
    say`This numerator does not contain that net input: its derivative is 0. It is in S, the sum of the exponentials, so the quotient rule leaves the second term.`,

  'half-squared-error.power': () =>
    say`The exponent 2 comes down and the ½ cancels it; that is why the ½ was there. The −1 is the derivative of what is inside the parentheses.`,
  'mse.power': () =>
    say`The exponent 2 comes down. The −1 is the derivative of what is inside the parentheses.`,
  'mae.sign': ({ y, a }) =>
    say`The derivative of the absolute value is the sign, and the −1 turns it around: +1 where ${a} is above ${y}, −1 where it is below, 0 where they are equal.`,
  'huber.branches': () =>
    say`Near the target it is half a square: the exponent 2 comes down and the ½ cancels it. Far from it, it is a straight line with slope δ. The −1 is the derivative of what is inside.`,
  'binary-cross-entropy.logarithms': ({ a }) =>
    say`The derivative of each logarithm is one over what is inside it; in the second, ${oneMinus(a)} gives a −1.`,
  'binary-cross-entropy.common-denominator': () =>
    say`Over a common denominator, the numerator is the difference between output and target.`,
  'cross-entropy.logarithm': ({ a }) =>
    say`The derivative of the logarithm is one over what is inside it. The other terms do not contain ${a}.`,
  'binary-cross-entropy-from-logits.outside-in': ({ z }) =>
    say`The loss is ln(1 + e^z) − y · z, with ${z} in place of z. We work from the outside in: the logarithm gives one over what is inside, and the exponential is its own derivative.`,
  'binary-cross-entropy-from-logits.sigmoid': () =>
    say`We divide both parts of the fraction by the exponential: it is the sigmoid. What is left is the difference between the probability and the target.`,
  'cross-entropy-from-logits.exponential': () =>
    say`The logarithm of the sum of exponentials is in every term; its derivative is one exponential over the sum. The exponent itself is in its own term only.`,
  'cross-entropy-from-logits.probabilities': () =>
    say`The fraction is the softmax, and the targets add up to 1.`,
  'sigmoid-binary-cross-entropy.cancel': ({ a }) =>
    say`Put the two factors together before using numbers: ${a} and ${oneMinus(a)} cancel. What is left is how far the output is from its target.`,
  'softmax-cross-entropy.cancel': () =>
    say`Put the two factors together before using numbers. Each output in a denominator cancels one in the Jacobian. Then we collect what multiplies the output.`,
  'softmax-cross-entropy.probabilities': () =>
    say`The last line holds because the targets add up to 1. What is left is how far the probability is from its target.`,
  'identity-half-squared-error.slope': () =>
    say`The identity has slope 1 everywhere. What is left is how far the output is from its target.`,

  'weight-decay': ({ g }) =>
    say`Weight decay adds a little of the parameter to ${g}: each step also pulls it towards 0.`,
  'decoupled-decay': () =>
    say`First the parameter shrinks a little. This decay stays apart from the gradient, so nothing that the optimizer does to the gradient weakens it.`,
  'gradient-descent': () => say`The gradient points where the error grows. We subtract, to go the other way.`,
  'momentum.velocity': () =>
    say`The velocity keeps most of what it had and adds the new gradient: steps in one direction add up, opposite ones cancel. It starts at 0.`,
  'momentum.step': () => say`We subtract the velocity in place of the gradient.`,
  'nesterov.look-ahead': () =>
    say`Nesterov looks ahead: the gradient, plus what the velocity will carry into the next step.`,
  'nesterov.step': () => say`We subtract this direction in place of the gradient.`,
  'rmsprop.mean-square': () =>
    say`A running mean of the squared gradients tells how large they usually are. It keeps most of what it had and takes a little of what is new.`,
  'rmsprop.mean-gradient': () =>
    say`A running mean of the gradients themselves tells which way they usually point.`,
  'rmsprop.spread': () =>
    say`The mean of the squares less the square of the mean is how much the gradients vary. Its root is the divisor, and ε keeps it away from 0.`,
  'rmsprop.velocity': () =>
    say`The gradient is divided by its usual size. The velocity keeps most of what it had and adds the result.`,
  'rmsprop.step': () =>
    say`The gradient is divided by its usual size: parameters with small and with large gradients move at a similar pace. ε keeps the divisor away from 0.`,
  'rmsprop.momentum-step': () => say`We subtract the velocity in place of the gradient.`,
  'adagrad.sum': () => say`The squares of all gradients so far are added up. The sum never falls.`,
  'adagrad.rate': () => say`The learning rate falls with the number of steps made.`,
  'adagrad.step': () =>
    say`The gradient is divided by the root of that sum: a parameter that has moved a lot moves less from now on. ε keeps the divisor away from 0.`,
  'adam.first-moment': ({ m }) =>
    say`Each memory keeps most of what it had and takes a little of what is new. ${m} is the running mean of the gradients: which way.`,
  'adam.second-moment': ({ v }) =>
    say`${v} is the running mean of their squares: how large they usually are.`,
  'adam.corrected-first': () =>
    say`Because they start at 0, both are too small at first. Dividing by 1 − β^t, the share of the mean that has been filled in so far, corrects that.`,
  'adam.corrected-second': () => say`The same for the squares.`,
  'adam.step': () =>
    say`The step is one divided by the root of the other: parameters with small and with large gradients move at a similar pace. ε keeps the divisor away from 0.`,
  'clip.value': () => say`A gradient whose size is above its limit is cut down to it, and keeps its sign.`,
  'clip.norm': () =>
    say`The norm is the length of all the gradients of the step taken together: the root of the sum of their squares.`,
  'clip.factor': () =>
    say`Where it is above its limit, all gradients are multiplied by one factor, θ, that brings it down to the limit. The direction of the step stays as it is.`,
  'clip.gradient': () => say`The optimizer gets this gradient times that factor.`,
  'max-norm.norm': () => say`The norm of the weights into this neuron, as the optimizer leaves them.`,
  'max-norm.factor': () =>
    say`Where it is above its limit, these weights are multiplied by one factor, θ, that brings it down to the limit.`,
  'max-norm.weight': () => say`The new weight is the one that the optimizer leaves, times that factor.`,
  'schedule.warmup': () =>
    say`In the warm-up the learning rate grows by the same amount in each step, until the schedule begins.`,
  'schedule.constant': () => say`The learning rate stays as it is.`,
  'schedule.step': () =>
    say`The learning rate is multiplied by q after every T steps. ⌊ ⌋ keeps the whole part: how many times that has happened.`,
  'schedule.exponential': () =>
    say`In each step the learning rate falls by the same share: T steps multiply it by q.`,
  'schedule.cosine': () =>
    say`The learning rate falls along half a wave of the cosine, T steps long: slowly at first, fastest in the middle, slowly at the end.`,
  'schedule.cosine-over': () =>
    say`The T steps of the schedule are over: the learning rate stays at its lowest.`,
  'schedule.inverse': () =>
    say`The learning rate falls with a power of the number of steps: quickly at first, ever more slowly later.`,
  'schedule.cycle-rise': () =>
    say`In the first part of the cycle the learning rate rises along half a wave of the cosine.`,
  'schedule.cycle-fall': () =>
    say`After its peak the learning rate falls along half a wave of the cosine, to almost nothing.`,
  'schedule.cycle-over': () => say`The cycle is over: the learning rate stays at its last value.`,
  'schedule.plateau': () =>
    say`The learning rate is lowered when the loss has stopped falling. r is what it has been multiplied by so far.`,
  'lbfgs.start': () => say`The first loop begins with the gradient.`,
  'lbfgs.rho': () =>
    say`For each remembered step, from the newest to the oldest: the scalar product of the change of the gradient and the step says how strongly the error bends along it; ρ is one over that.`,
  'lbfgs.alpha': () =>
    say`How many times the change of the gradient along that step is in what is left of the gradient: that is α.`,
  'lbfgs.backward': () => say`That many times the change is taken away.`,
  'lbfgs.scale': () =>
    say`The inverse of how strongly the error bent along the last step is γ, a first guess for all directions.`,
  'lbfgs.between': () => say`What is left of the gradient, times γ, begins the second loop.`,
  'lbfgs.forward': () =>
    say`For each remembered step, from the oldest to the newest: what the first loop took away comes back as a part of that step.`,
  'lbfgs.first-scale': () =>
    say`Nothing is known yet of how the error bends. The direction is the steepest one, shortened so that all parameters together move by a distance of 1 at most.`,
  'lbfgs.direction': () => say`We go the other way, because the gradient points where the error grows.`,
  'lbfgs.length': () => say`The length that the line search has found is the same for all parameters.`,
  'lbfgs.step': () => say`Each parameter moves along its direction, all at once.`,
  'lbfgs.stay': () => say`The parameter keeps its value.`,
}

export const activationWords: ActivationWords = {
  identity: {
    name: 'identity',
    describe: 'The output is the net input itself. For outputs that may be any number.',
  },
  sigmoid: {
    name: 'sigmoid',
    describe:
      'A smooth step from 0 to 1. For outputs that are probabilities; far from 0 it is flat and learns slowly.',
  },
  tanh: {
    name: 'tanh',
    describe:
      'A smooth step from −1 to 1, steeper than the sigmoid and centered on 0, which suits hidden layers.',
  },
  relu: {
    name: 'ReLU',
    describe: 'Lets positive net inputs pass and gives 0 for the others. Cheap, and never flat above 0.',
  },
  'leaky-relu': {
    name: 'leaky ReLU',
    describe: 'A ReLU that keeps a small slope below 0, so that no neuron stops learning for good.',
  },
  elu: {
    name: 'ELU',
    describe:
      'The net input above 0 and an exponential below, which ends flat: the mean output stays near 0.',
  },
  selu: {
    name: 'SELU',
    describe:
      'An ELU with two constants that keep the mean of the outputs near 0 and their variance near 1 from layer to layer.',
  },
  gelu: {
    name: 'GELU',
    describe:
      'The net input times the probability that a normal variable lies below it: a ReLU without a corner.',
  },
  'gelu-tanh': {
    name: 'GELU (tanh)',
    describe: 'GELU with the normal distribution replaced by a tanh that is close to it.',
  },
  silu: {
    name: 'SiLU',
    describe: 'The net input times its sigmoid, also called swish: a ReLU without a corner.',
  },
  softplus: {
    name: 'softplus',
    describe: 'A ReLU rounded off: always positive, with the sigmoid as its slope.',
  },
  softsign: {
    name: 'softsign',
    describe: 'A step from −1 to 1 like tanh, which flattens more slowly.',
  },
  mish: {
    name: 'Mish',
    describe: 'The net input times the tanh of its softplus: close to SiLU, and smooth everywhere.',
  },
  softmax: {
    name: 'softmax',
    describe:
      'Turns the net inputs of its layer into probabilities: all positive, adding up to 1. For one class out of several.',
  },
}

export const lossWords: LossWords = {
  'half-squared-error': {
    name: 'half squared error',
    describe:
      'Half the squared distance to the target, added up over the outputs. The ½ makes the derivative short.',
  },
  mse: {
    name: 'mean squared error',
    describe: 'The squared distance to the target, as a mean over the outputs. Large errors weigh most.',
  },
  mae: {
    name: 'mean absolute error',
    describe:
      'The distance to the target, as a mean over the outputs. Outliers weigh no more than their distance.',
  },
  huber: {
    name: 'Huber loss',
    describe: 'Squared near the target and straight far from it: smooth, and calm about outliers.',
  },
  'binary-cross-entropy': {
    name: 'binary cross-entropy',
    describe:
      'For outputs that each answer yes or no with a probability. The logarithm makes a confident mistake expensive.',
  },
  'cross-entropy': {
    name: 'cross-entropy',
    describe:
      'Looks only at the probability given to the true class. The logarithm makes a confident mistake expensive.',
  },
  'binary-cross-entropy-from-logits': {
    name: 'binary cross-entropy from logits',
    describe:
      'Binary cross-entropy computed from the net inputs, so that no probability is rounded to 0 or 1.',
  },
  'cross-entropy-from-logits': {
    name: 'cross-entropy from logits',
    describe: 'Cross-entropy computed from the net inputs, so that no probability is rounded to 0.',
  },
}

export const optimizerWords: OptimizerWords = {
  sgd: {
    name: 'gradient descent',
    describe: 'Subtracts the gradient times the learning rate. With momentum, earlier steps carry on.',
  },
  rmsprop: {
    name: 'RMSprop',
    describe:
      'Divides each gradient by its usual size, so that parameters with small and with large gradients move at a similar pace.',
  },
  adagrad: {
    name: 'AdaGrad',
    describe:
      'Divides each gradient by the root of the sum of its squares so far: parameters that seldom change move more.',
  },
  adam: {
    name: 'Adam',
    describe:
      'Keeps a running mean of the gradients (which way) and of their squares (how large they usually are).',
  },
  adamw: {
    name: 'AdamW',
    describe:
      'Adam with a weight decay that shrinks the parameters themselves and stays out of the memories.',
  },
  lbfgs: {
    name: 'L-BFGS',
    describe:
      'Steps along a direction that the last steps suggest, on all rows at once, and searches for the length of each. For small data, where it needs few epochs.',
  },
}
