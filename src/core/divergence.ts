// Divergence: where a forward pass leaves the numbers of 64 bits, and why.
import type { PasoError } from '../errors.ts'
import { type LossName, lossOf } from '../math/losses.ts'
import type { UnitPlace, WildProduct } from './divergence-errors.ts'
import type { Network } from './network.ts'
import { failures } from './refusals.ts'
import { addUp } from './sums.ts'
import type { ForwardTrace } from './trace.ts'

/**
 * Why a forward pass has no finite loss: the first unit without a value (undefined-value), the first too large for 64
 * bits (overflow), or an output at which the loss is infinite (infinite-loss). Exit code 1.
 * @param index the sample's place in its batch, for the message.
 * @returns undefined when the loss is finite and every number has a value.
 */
export function explainNonFinite(network: Network, trace: ForwardTrace, index = 0): PasoError | undefined {
  const undefinedUnit = firstUnit(trace, index, (z, a) => Number.isNaN(z) || Number.isNaN(a))
  if (undefinedUnit)
    return failures.undefinedValue(undefinedUnit, wildProducts(network, trace, undefinedUnit))
  if (Number.isFinite(trace.loss)) return undefined
  const infiniteUnit = firstUnit(trace, index, (_, a) => Math.abs(a) === Infinity)
  if (infiniteUnit) {
    const { layer, unit } = infiniteUnit
    return failures.overflow(infiniteUnit, trace.preActivations[layer]![unit]!)
  }
  return infiniteLoss(network, trace, index)
}

function firstUnit(
  trace: ForwardTrace,
  sample: number,
  matches: (z: number, a: number) => boolean,
): UnitPlace | undefined {
  for (const [layer, z] of trace.preActivations.entries()) {
    const unit = z.findIndex((value, j) => matches(value, trace.activations[layer]![j]!))
    if (unit !== -1) return { layer, unit, sample }
  }
  return undefined
}

/** The products into a unit that pass the largest double, at most two. */
function wildProducts(network: Network, trace: ForwardTrace, { layer, unit }: UnitPlace): WildProduct[] {
  const signal = layer === 0 ? trace.sample.input : trace.activations[layer - 1]!
  const wild = network.layers[layer]!.weights[unit]!.flatMap((weight, k): WildProduct[] => {
    if (Number.isFinite(weight * signal[k]!)) return []
    const from = layer === 0 ? `x_${k + 1}` : `a_${k + 1}^(${layer})`
    return [{ name: `w_${unit + 1}${k + 1}^(${layer + 1}) · ${from}`, factors: [weight, signal[k]!] }]
  })
  return wild.slice(0, 2)
}

function infiniteLoss(network: Network, trace: ForwardTrace, sample: number): PasoError {
  const unit = trace.unitLosses.findIndex((term) => !Number.isFinite(term))
  if (unit === -1) return failures.batchOverflow()
  const outputs = trace.preActivations.at(-1)!
  const place = { loss: network.loss.name, sample, unit, z: outputs[unit]! }
  const safe = lossFromLogits(network, trace.targets, outputs)
  if (safe === undefined) return failures.tooLargeLoss(place)
  const activation = network.layers.at(-1)!.activation.name
  const [a, target] = [trace.activations.at(-1)![unit]!, trace.targets[unit]!]
  return failures.infiniteLoss(place, { activation, a, target, safe })
}

/** The losses that have a form computed from z. */
const logitsForm: Partial<Record<LossName, LossName>> = {
  'binary-cross-entropy': 'binary-cross-entropy-from-logits',
  'cross-entropy': 'cross-entropy-from-logits',
}

/** The loss again, computed from the last layer's z, where the table has that form. */
function lossFromLogits(
  network: Network,
  target: readonly number[],
  z: readonly number[],
): number | undefined {
  const name = logitsForm[network.loss.name]
  if (!name) return undefined
  const loss = lossOf(name)
  return addUp(z.map((_, unit) => loss.term(unit, target, z, loss.parameters)))
}
