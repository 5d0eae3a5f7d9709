// The optimizers: how a gradient becomes an update, as rules for people and as code.
import type { OptimizerDefinition, OptimizerOptions } from './definitions.ts'
import { adagrad } from './optimizers/adagrad.ts'
import { adam, adamw } from './optimizers/adam.ts'
import { lbfgs } from './optimizers/lbfgs.ts'
import { rmsprop } from './optimizers/rmsprop.ts'
import { sgd } from './optimizers/sgd.ts'

export { optionNames } from './optimizers/options.ts'

export const optimizers = { sgd, rmsprop, adagrad, adam, adamw, lbfgs } as const satisfies Readonly<
  Record<string, OptimizerDefinition>
>

export type OptimizerName = keyof typeof optimizers

export const optimizerNames = Object.keys(optimizers) as readonly OptimizerName[]

export function isOptimizerName(name: string): name is OptimizerName {
  return Object.hasOwn(optimizers, name)
}

/** The optimizer of that name; a TypeError for a name that nobody should have let pass. */
export function optimizerOf(name: string): OptimizerDefinition {
  if (!isOptimizerName(name)) throw new TypeError(`there is no optimizer called ${name}`)
  return optimizers[name]
}

/** All options of an optimizer: those given, and the defaults of the others. What may be given is for the caller to check. */
export function optimizerOptions(name: string, given: Partial<OptimizerOptions> = {}): OptimizerOptions {
  const defaults = Object.entries(optimizerOf(name).options).map(([key, option]) => [key, option.default])
  return { ...Object.fromEntries(defaults), ...definedOnly(given) }
}

function definedOnly(given: Partial<OptimizerOptions>): OptimizerOptions {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as OptimizerOptions
}
