// The way back through a normalization: from the gradient of u to that of ẑ, the three ways of z to the loss, and δ.
import { biasCancels } from '../../core/normalized.ts'
import { hasCommonBias } from '../../core/parameters.ts'
import { longDelta } from '../../derive/backward-steps.ts'
import {
  activation,
  argument,
  bias,
  delta,
  derivative,
  gradient,
  normalized,
  preActivation,
  scale,
  shift,
  versioned,
} from '../../derive/names.ts'
import { lossThrough, normalizedGradient, statisticOf } from '../../derive/normalized-steps.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, paragraph } from '../story.ts'
import { longSumOverUnits, slopeCalculation } from './deltas.ts'
import { isTied, overOf, statisticLine } from './normalization.ts'
import { chainGradient } from './objective.ts'

/** dL/du of a unit: what comes from behind times the slope. */
export function argumentGradient(story: Story, layer: number, unit: number, sample: number): Block[] {
  const { trace, derivation } = story
  const a = activation(layer, unit, sample)
  const u = argument(layer, unit, sample)
  const loss = lossThrough(trace, sample)
  const fromBehind = derivative(loss, a)
  const wide = story.shape.units[layer + 1]! > LONGEST_SUM
  return [
    wide
      ? longSumOverUnits(story, layer, unit, sample)
      : calculate(story, fromBehind, [derivation.step(fromBehind)!.formula]),
    ...slopeCalculation(story, layer, unit, sample),
    calculate(story, derivative(loss, u), [longDelta(trace, layer, unit, sample)]),
  ]
}

/** δ of a unit in a normalized layer; `why`: with the reason of each of its three terms. */
export function normalizedDelta(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  why: boolean,
): Block[] {
  const { trace, derivation, words } = story
  const at = { unit, sample }
  const over = overOf(story, layer)
  const own = (name: Parameters<typeof statisticOf>[1]) => statisticOf(trace, name, layer, at)
  const [mean, deviation] = [own('mean'), own('deviation')]
  const [common, aligned] = [own('common-gradient'), own('aligned-gradient')]
  const z = preActivation(layer, unit, sample)
  const value = normalized(layer, unit, sample)
  const u = argument(layer, unit, sample)
  const step = (name: Quantity): Block => calculate(story, name, [derivation.step(name)!.formula])
  const tell = (...blocks: Block[]): Block[] => (why ? blocks : [])
  return [
    ...argumentGradient(story, layer, unit, sample),
    ...tell(paragraph(words.layers.deltaIdea(q(u), q(value)))),
    step(normalizedGradient(trace, layer, at)),
    ...tell(
      paragraph(words.layers.threeWays(q(z), q(value), q(mean), q(deviation))),
      paragraph(words.layers.meanMoves(over, q(mean))),
      step(derivative(mean, z)),
      step(derivative(value, mean)),
    ),
    statisticLine(story, common, over.count),
    ...tell(
      paragraph(words.layers.deviationMoves(q(deviation))),
      step(derivative(deviation, z)),
      step(derivative(value, deviation)),
    ),
    statisticLine(story, aligned, over.count),
    ...tell(paragraph(words.layers.allThree(q(common), q(aligned)))),
    step(delta(layer, unit, sample)),
  ]
}

/** The gradients of γ and β of a unit, and of the bias that cancels; after the δ of the unit. */
export function scaleAndShift(story: Story, layer: number, unit: number, why: boolean): Block[] {
  const { words, derivation, trace, version } = story
  const [gamma, beta] = [scale(layer, unit, version), shift(layer, unit, version)]
  const line = (ref: ParameterRef): Block => {
    const name = isTied(story) ? gradient(ref, version) : chainGradient(story, ref)
    return calculate(story, name, [derivation.step(name)!.formula])
  }
  const common = hasCommonBias(trace.network, layer)
  const cancelled = !common && biasCancels(trace.network, layer, unit) ? [q(bias(layer, unit, version))] : []
  return [
    heading(3, words.layers.parameters([q(gamma), q(beta)])),
    ...(why ? [paragraph(words.layers.scaleAndShift(q(gamma), q(beta)))] : []),
    line({ kind: 'scale', layer, unit }),
    line({ kind: 'shift', layer, unit }),
    ...(cancelled.length > 0
      ? [paragraph(words.layers.biasCancels(cancelled, overOf(story, layer), q(beta)))]
      : []),
    ...(common && unit === 0 ? commonBias(story, layer) : []),
  ]
}

/** The one bias of a layer, which cancels under both normalizations. */
function commonBias(story: Story, layer: number): Block[] {
  const ref = { kind: 'bias', layer, unit: 'all' } as const
  const over = overOf(story, layer)
  return [
    paragraph(
      story.words.layers.biasCancels(
        [q(versioned(ref, story.version))],
        over,
        q(shift(layer, 0, story.version)),
      ),
    ),
  ]
}
