// What stands around the chain rule where a loss has more than its samples' own: smoothed targets, penalties, sample weights.
import { batchLoss, gradient, hyper, penalty, sampleGradient, smoothedTarget } from '../../derive/names.ts'
import { batchLossKind } from '../../derive/objective-steps.ts'
import { type Expr, q } from '../../math/expr.ts'
import { lossOf, smoothedClasses } from '../../math/losses.ts'
import type { Derivative, ParameterRef } from '../../math/quantity.ts'
import type { Block, Formula } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, number, paragraph } from '../story.ts'
import { longSum } from './deltas.ts'

/** So many smoothed targets are told one by one. */
const FEW_TARGETS = 4

/**
 * What the chain rule gives: the gradient itself, or that of the first sample's loss, to which a batch, its weights and
 * penalties come afterwards.
 */
export const chainGradient = (story: Story, ref: ParameterRef): Derivative =>
  story.trace.samples.length > 1 || batchLossKind(story.trace) !== undefined
    ? sampleGradient(ref, story.version, 0)
    : gradient(ref, story.version)

/** The penalties that the loss has. */
export function normsOf({ trace }: Story): (1 | 2)[] {
  const { l1, l2 } = trace.network.loss
  return [...(l1 > 0 ? [1 as const] : []), ...(l2 > 0 ? [2 as const] : [])]
}

/** α = 0.5: a number of the recipe with its name. */
export const isNumber = (story: Story, name: Parameters<typeof hyper>[0]): Formula => ({
  kind: 'relation',
  sides: [hyper(name), number(story.derivation.value({ kind: 'hyper-parameter', name }))],
})

/**
 * What label smoothing makes of a sample's targets.
 * @param units the outputs that are told; the first few when left out
 */
export function smoothedTargets(story: Story, sample: number, units?: readonly number[]): Block[] {
  const { network, samples } = story.trace
  if (network.loss.labelSmoothing === 0) return []
  const outputs = samples[sample]!.targets.length
  const classes = smoothedClasses(lossOf(network.loss.name), outputs)
  const told = units ?? Array.from({ length: Math.min(outputs, FEW_TARGETS) }, (_, unit) => unit)
  return [
    paragraph(story.words.objective.smoothing(isNumber(story, 'label-smoothing'), classes)),
    ...told.map((unit) => {
      const name = smoothedTarget(unit, sample)
      return calculate(story, name, [story.derivation.step(name)!.formula])
    }),
  ]
}

/** The penalties, each by its terms, or by the largest of them. */
export function penalties(story: Story): Block[] {
  const norms = normsOf(story)
  if (norms.length === 0) return []
  return [paragraph(story.words.objective.penalty(norms)), ...norms.flatMap((norm) => penaltyOf(story, norm))]
}

function penaltyOf(story: Story, norm: 1 | 2): Block[] {
  const name = penalty(norm)
  const { formula } = story.derivation.step(name)!
  const sum = formula.kind === 'product' ? formula.factors.at(-1)! : formula
  const terms = sum.kind === 'sum' ? sum.terms : [sum]
  if (terms.length <= LONGEST_SUM) return [calculate(story, name, [formula])]
  const front = formula.kind === 'product' ? formula.factors.slice(0, -1) : []
  const scaled = terms.map((term): Expr => ({ kind: 'product', factors: [...front, term] }))
  return [longSum(story, scaled, 0, say`${q(name)}`, story.derivation.value(name))]
}

/** The loss that the step lowers, where it is more than that of its only sample. */
export function loweredLoss(story: Story): Block[] {
  if (batchLossKind(story.trace) === undefined) return []
  const { words, trace, derivation } = story
  const weighted = trace.samples.length === 1 && trace.samples[0]!.sample.weight !== undefined
  return [
    ...(weighted ? [paragraph(words.objective.sampleWeights)] : []),
    ...penalties(story),
    paragraph(words.objective.lowered(q(batchLoss))),
    calculate(story, batchLoss, [derivation.step(batchLoss)!.formula]),
  ]
}

/** From what the chain rule gives to the gradient that the step takes: the penalty's slope, the sample's weight. */
export function loweredGradient(story: Story, ref: ParameterRef): Block[] {
  const kind = batchLossKind(story.trace)
  if (kind === undefined) return []
  const name = gradient(ref, story.version)
  return [
    ...gradientWords(story, ref),
    { ...calculate(story, name, [story.derivation.step(name)!.formula]), anchor: 'gradient' },
  ]
}

/** Why the gradient has more terms than the chain rule gives. */
export function gradientWords(story: Story, ref: ParameterRef): Block[] {
  const { objective } = story.words
  const norms = normsOf(story)
  const [first] = story.trace.samples
  const weighted = story.trace.samples.length === 1 && first!.sample.weight !== undefined
  const penalized =
    ref.kind === 'weight'
      ? objective.gradient(norms.map((norm) => ({ norm, strength: hyper(norm === 1 ? 'l1' : 'l2') })))
      : objective.biasesFree
  return [
    ...(weighted ? [paragraph(objective.weightedGradient)] : []),
    ...(norms.length > 0 ? [paragraph(penalized)] : []),
  ]
}
