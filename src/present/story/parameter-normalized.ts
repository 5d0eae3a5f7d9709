// The parameters of a normalized layer that the chain of a weight does not tell: γ, β, and a bias that cancels.
import { argument, derivative, normalized, shift, versioned } from '../../derive/names.ts'
import { isCancelled, lossThrough } from '../../derive/normalized-steps.ts'
import { num, product, q } from '../../math/expr.ts'
import type { BiasRef, ParameterRef, ScaleRef, ShiftRef } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { unitForward } from '../sections/forward.ts'
import { overOf } from '../sections/normalization.ts'
import { argumentGradient } from '../sections/normalized-deltas.ts'
import type { Story } from '../story.ts'
import { calculate, type Numbering, paragraph } from '../story.ts'

export type OfNormalization = ScaleRef | ShiftRef | BiasRef

/** Whether a parameter is one of these. */
export const isOfNormalization = (story: Story, ref: ParameterRef): ref is OfNormalization =>
  ref.kind === 'scale' || ref.kind === 'shift' || isCancelled(story.trace, ref)

/** γ and β enter u only; a bias that cancels has no way to the loss. `behind`: the deltas of the layers behind. */
export function normalizedStory(
  story: Story,
  ref: OfNormalization,
  behind: readonly Block[],
  numbering: Numbering,
): Block[] {
  const { words } = story
  const title = numbering.heading(words.section.chainRule)
  const told = story.trace.samples.length > 1
  const unit = ref.unit === 'all' ? 0 : ref.unit
  const forward = told ? [] : unitForward(story, ref.layer, unit, 0)
  if (ref.kind === 'bias') return [title, ...forward, cancels(story, ref, unit)]
  const name = versioned(ref, story.version)
  const u = argument(ref.layer, unit, 0)
  const value = normalized(ref.layer, unit, 0)
  const loss = lossThrough(story.trace, 0)
  const input = ref.kind === 'scale' ? q(value) : num(1)
  return [
    title,
    paragraph(words.layers.entersOnly(q(name), q(u))),
    {
      kind: 'chain',
      left: q(derivative(loss, name)),
      factors: [q(derivative(loss, u)), q(derivative(u, name))],
      numbered: false,
    },
    ...forward,
    numbering.heading(words.section.deltas),
    ...behind,
    ...argumentGradient(story, ref.layer, unit, 0),
    numbering.heading(words.section.input),
    paragraph(ref.kind === 'scale' ? words.layers.ofScale : words.layers.ofShift),
    calculate(story, derivative(u, name), [input], { layout: 'row' }),
    ...(told ? [] : [calculate(story, derivative(loss, name), [product(q(derivative(loss, u)), input)])]),
  ]
}

const cancels = (story: Story, ref: BiasRef, unit: number): Block =>
  paragraph(
    story.words.layers.biasCancels(
      [q(versioned(ref, story.version))],
      overOf(story, ref.layer),
      q(shift(ref.layer, unit, story.version)),
    ),
  )
