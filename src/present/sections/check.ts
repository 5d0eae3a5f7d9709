// The check beside the claim: the slope of the loss measured without calculus, and the number that the famous slip gives.

import { masksOf } from '../../core/dropout.ts'
import type { GradientCheck } from '../../core/gradient-check.ts'
import { checkGradient } from '../../core/gradient-check.ts'
import { parameterValue } from '../../core/parameters.ts'
import { unitsOf } from '../../derive/backward-steps.ts'
import { activation, batchLoss, versioned } from '../../derive/names.ts'
import { num, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { paragraph } from '../story.ts'
import { hasSlopeFactor } from './deltas.ts'
import { text } from './factors.ts'
import { chainGradient } from './objective.ts'

/** Digits of the two losses, whose difference is the slope. */
const LOSS_DIGITS = 15
/** A check that differs by more than this deserves a word about lost digits. */
const WORTH_A_WORD = 2e-9

export function gradientCheck(story: Story, ref: ParameterRef): GradientCheck {
  const samples = story.trace.samples.map(({ sample }) => sample)
  return checkGradient(story.trace.network, samples, ref, { masks: masksOf(story.trace.samples) })
}

/** Move the parameter by h to each side and measure; both numbers, the difference, the limit. */
export function checkSection(story: Story, ref: ParameterRef): Block[] {
  const { words, context } = story
  const check = gradientCheck(story, ref)
  const before = parameterValue(story.trace.network, ref)
  const name = q(versioned(ref, story.version))
  const at = (value: number) => say`${{ kind: 'relation', sides: [name, num(value)] }}`
  const figure = (value: number, digits: number): Cell => ({ kind: 'number', value, digits })
  return [
    paragraph(words.checkIdea(name, check.h)),
    {
      kind: 'figures',
      rows: [
        {
          label: words.lossWith(q(batchLoss), at(before + check.h)),
          value: figure(check.lossPlus, LOSS_DIGITS),
        },
        {
          label: words.lossWith(q(batchLoss), at(before - check.h)),
          value: figure(check.lossMinus, LOSS_DIGITS),
        },
        { label: words.measuredSlope, value: figure(check.numeric, context.digits) },
        { label: words.chainRuleValue, value: figure(check.analytic, context.digits) },
        {
          label: words.relativeDifference,
          value: figure(check.relativeError, 1),
          after: words.verdict(check.status),
        },
      ],
    },
    ...text(check.relativeError > WORTH_A_WORD ? words.lostDigits : []),
    ...updatedWeightsRemark(story, ref),
  ]
}

/** What comes out when the hidden gradient uses the weights that the step has already changed. */
function updatedWeightsRemark(story: Story, ref: ParameterRef): Block[] {
  if (ref.layer !== story.last - 1 || story.options.detail === 'short' || story.trace.samples.length > 1)
    return []
  if (story.shape.units[ref.layer + 1]! > 4) return []
  const right = story.derivation.value(chainGradient(story, ref))
  const wrong = withUpdatedWeights(story, ref)
  if (wrong === undefined || Math.abs(wrong - right) <= 1e-6 * Math.abs(right)) return []
  const from = ref.kind === 'weight' ? ref.to : ref.unit
  if (from === 'all') return []
  const names = unitsOf(story.trace, ref.layer + 1).map((to) => {
    const w = versioned({ kind: 'weight', layer: ref.layer + 1, to, from }, story.version + 1)
    return say`${{ kind: 'quantity', quantity: w, mark: 'new' }}`
  })
  return [paragraph(story.words.withUpdatedWeights(names, wrong))]
}

/** The gradient with the next layers' weights taken from after the step: the most widely published mistake. */
function withUpdatedWeights(story: Story, ref: ParameterRef): number | undefined {
  const { trace, last } = story
  const layers = trace.networkAfter.layers
  if (!unitsOf(trace, ref.layer).every(() => hasSlopeFactor(story, ref.layer, 0))) return undefined
  let deltas = trace.samples[0]!.deltas[last]!
  for (let layer = last - 1; layer >= ref.layer; layer--) {
    const weights = layers[layer + 1]!.weights
    const slopes = trace.samples[0]!.slopes[layer]!
    deltas = slopes.map(
      (slope, j) => weights.map((row, k) => row[j]! * deltas[k]!).reduce((a, b) => a + b) * slope,
    )
  }
  if (ref.kind === 'bias') return ref.unit === 'all' ? undefined : deltas[ref.unit]
  if (ref.kind !== 'weight') return undefined
  return deltas[ref.to]! * story.derivation.value(activation(ref.layer - 1, ref.from, 0))
}
