// What the gold cases call things, and what Paso calls them.
import type { ActivationChoice, LossChoice } from '../../src/core/index.ts'
import { isActivationName } from '../../src/math/activations.ts'
import { isLossName } from '../../src/math/losses.ts'
import { isOptimizerName, type OptimizerName } from '../../src/math/optimizers.ts'

export type Named = { readonly name: string } & Readonly<Record<string, string | number | boolean>>

const lossNames: Readonly<Record<string, string>> = {
  half_sse: 'half-squared-error',
  bce: 'binary-cross-entropy',
  bce_logits: 'binary-cross-entropy-from-logits',
  cce: 'cross-entropy',
  cce_logits: 'cross-entropy-from-logits',
}

const optionNames: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  weight_decay: 'weightDecay',
  eps: 'epsilon',
  alpha: 'smoothing',
  lr_decay: 'rateDecay',
  initial_accumulator: 'initialAccumulator',
}

/** @throws Error for an activation that Paso does not have */
export function activationOf({ name: gold, ...parameters }: Named): ActivationChoice {
  const name = gold.replaceAll('_', '-')
  if (!isActivationName(name)) throw new Error(`no activation ${gold}`)
  return { name, parameters }
}

/** @throws Error for a loss that Paso does not have */
export function lossOf({ name: gold, batch, ...parameters }: Named): LossChoice {
  const name = lossNames[gold] ?? gold
  if (!isLossName(name)) throw new Error(`no loss ${gold}`)
  return { name, parameters, reduction: batch === 'sum' ? 'sum' : 'mean' }
}

/** @throws Error for an optimizer that Paso does not have */
export function optimizerOf({ name, ...options }: Named): [OptimizerName, Record<string, number | boolean>] {
  if (!isOptimizerName(name)) throw new Error(`no optimizer ${name}`)
  const renamed = Object.entries(options).map(([key, value]) => [optionNames[key] ?? key, value])
  return [name, Object.fromEntries(renamed)]
}
