// How an optimizer's options are read, and what they are called in formulas.
import type { MemoryValues, OptimizerOptions } from '../definitions.ts'
import { halfOpenUnitInterval, nonNegativeReals, positiveReals } from '../interval.ts'
import type { HyperParameterName, MemoryName } from '../quantity.ts'

/** The options that are hyper-parameters, by the names that the library and the command line use. */
export const optionNames = {
  'learning-rate': 'learningRate',
  momentum: 'momentum',
  'weight-decay': 'weightDecay',
  smoothing: 'smoothing',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  'rate-decay': 'rateDecay',
  c1: 'c1',
  c2: 'c2',
} as const satisfies Readonly<Partial<Record<HyperParameterName, string>>>

/** Options that several optimizers have. */
export const learningRate = (value: number) => ({ default: value, domain: positiveReals })
export const nonNegative = (value: number) => ({ default: value, domain: nonNegativeReals })
export const fraction = (value: number) => ({ default: value, domain: halfOpenUnitInterval })
/** The decay of the weights, in the gradient unless it is decoupled from it. */
export const decayOptions = { weightDecay: nonNegative(0), decoupled: { default: false } }

/** The value of a numeric option. */
export const value = (options: OptimizerOptions, name: string): number => options[name] as number
/** What a memory holds. */
export const held = (memory: MemoryValues, name: MemoryName): number => memory[name]!

/** The gradient that a step follows, as code. */
export function decayed(parameter: number, gradient: number, options: OptimizerOptions): number {
  const decay = value(options, 'weightDecay')
  return decay === 0 || options.decoupled ? gradient : gradient + decay * parameter
}

/** What a step starts from, as code. */
export function startOf(parameter: number, options: OptimizerOptions): number {
  const decay = value(options, 'weightDecay')
  return options.decoupled && decay !== 0
    ? parameter * (1 - value(options, 'learningRate') * decay)
    : parameter
}
