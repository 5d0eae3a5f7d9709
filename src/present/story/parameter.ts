// The story of one parameter: what we want, the chain rule, each factor, the product and its check, the new value.

import { unitsOf } from '../../derive/backward-steps.ts'
import {
  activation,
  batchLoss,
  delta,
  derivative,
  gradient,
  preActivation,
  sampleLoss,
  unitLoss,
  versioned,
} from '../../derive/names.ts'
import { isCancelled, lossThrough } from '../../derive/normalized-steps.ts'
import { isTrained } from '../../derive/order.ts'
import type { Derivation } from '../../derive/step.ts'
import { hasMemory } from '../../derive/update-steps.ts'
import { num, product, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import type { Downstream } from '../prose/prose.ts'
import { checkSection } from '../sections/check.ts'
import {
  deltaCalculation,
  hasErrorTerms,
  hasSlopeFactor,
  longSumOverUnits,
  sumOverPaths,
} from '../sections/deltas.ts'
import { asSection, inputFactor, lossFactor, slopeFactor, text } from '../sections/factors.ts'
import { unitForward } from '../sections/forward.ts'
import { introductionToParameter } from '../sections/introduction.ts'
import { deltaBlocks, layerDeltas } from '../sections/layer-deltas.ts'
import { maskNotes } from '../sections/masks.ts'
import { isNormalized, isTied, runningSection } from '../sections/normalization.ts'
import { chainGradient, loweredGradient, loweredLoss, smoothedTargets } from '../sections/objective.ts'
import { pathCount, pathTable } from '../sections/paths.ts'
import { longAndShort } from '../sections/short-cut.ts'
import {
  firstStepOfAdam,
  isPlain,
  laterStep,
  memoryTable,
  recipeSentence,
  updateLines,
} from '../sections/update.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, Numbering, paragraph, stepTitle } from '../story.ts'
import { unitInWords, unitList } from '../units.ts'

import { signalOf, toldByPaths, unitOf } from './ends.ts'
import { batchMean, batchOpening } from './parameter-batch.ts'
import { isOfNormalization, normalizedStory } from './parameter-normalized.ts'
import { recursiveForm } from './parameter-recursive.ts'
import { arrowPath, fork } from './ways.ts'

export function parameterStory(stories: readonly Story[], ref: ParameterRef): Block[] {
  const story = stories[0]!
  const numbering = new Numbering()
  const batch = story.trace.samples.length > 1
  return [
    ...introductionToParameter(story, ref),
    ...(batch ? batchOpening(story, ref, numbering) : maskNotes(story)),
    ...wanted(story, ref, numbering),
    ...chainStory(story, ref, numbering),
    ...(batch ? batchMean(story, ref, numbering) : together(story, ref, numbering)),
    ...(hasRecursiveForm(story, ref) ? recursiveForm(story, ref, numbering) : []),
    ...newValue(stories, ref, numbering),
    ...runningSection(story, numbering, [ref.layer]),
  ]
}

/** By what the parameter enters: a normalization, a neuron with a slope of its own, or one whose δ comes as a whole. */
function chainStory(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  if (isOfNormalization(story, ref))
    return normalizedStory(story, ref, ref.kind === 'bias' ? [] : deltasBehind(story, ref.layer), numbering)
  return hasFactors(story, ref) ? factorStory(story, ref, numbering) : deltaStory(story, ref, numbering)
}

const isOutput = (story: Story, ref: ParameterRef): boolean => ref.layer === story.last

/** Whether the gradient is told as error times slope times input; otherwise as delta times input. */
function hasFactors(story: Story, ref: ParameterRef): boolean {
  const wide = ref.kind === 'bias' && ref.unit === 'all'
  return (
    !wide &&
    !isOfNormalization(story, ref) &&
    !isTied(story) &&
    hasSlopeFactor(story, ref.layer, 0) &&
    (isOutput(story, ref) || story.options.form !== 'recursive')
  )
}

const hasRecursiveForm = (story: Story, ref: ParameterRef): boolean =>
  hasFactors(story, ref) && !isOutput(story, ref) && story.options.form === 'both'

function wanted(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words } = story
  const name = q(versioned(ref, story.version))
  const gradientName = q(gradient(ref, story.version))
  const title = numbering.heading(words.section.wanted)
  const objective =
    story.trace.samples.length > 1 ? [] : [...smoothedTargets(story, 0), ...loweredLoss(story)]
  if (isOutput(story, ref) || isCommon(ref))
    return [title, paragraph(words.wanted(gradientName, q(batchLoss), name)), ...objective]
  const unit = unitInWords(story, ref.layer, unitOf(ref))
  return [
    title,
    paragraph(words.wantedHidden(gradientName, name, unit, downstream(story, ref))),
    ...objective,
    fork(story, ref),
  ]
}

/** Whether it is the one bias of a whole layer. */
const isCommon = (ref: ParameterRef): boolean => ref.kind === 'bias' && ref.unit === 'all'

/** The outputs, or the next layer's units, that a hidden unit reaches. */
const downstream = (story: Story, ref: ParameterRef): Downstream => ({
  units: unitList(story, ref.layer + 1),
  outputs: ref.layer + 1 === story.last,
  count: story.shape.units[ref.layer + 1]!,
  out: q(activation(ref.layer, unitOf(ref), 0)),
})

/** Three factors: error, slope, input. */
function factorStory(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words } = story
  const unit = unitOf(ref)
  const [a, z] = [activation(ref.layer, unit, 0), preActivation(ref.layer, unit, 0)]
  const parameter = versioned(ref, story.version)
  const factors = [derivative(lossThrough(story.trace, 0), a), derivative(a, z), derivative(z, parameter)]
  const again = !isOutput(story, ref) && ref.layer === story.last - 1 && sameActivation(story, ref.layer)
  const slope = slopeFactor(story, ref.layer, unit, 0, again)
  const input = inputFactor(story, ref, 0, unit)
  return [
    numbering.heading(words.section.chainRule),
    ...(isOutput(story, ref)
      ? [paragraph(words.onePath(q(parameter), ref.kind)), arrowPath(story, ref)]
      : []),
    paragraph(
      isOutput(story, ref)
        ? words.eachArrow
        : words.forkInFactor(q(parameter), q(a), pathCount(story, ref.layer)),
    ),
    {
      kind: 'chain',
      left: q(derivative(sampleLoss(0), parameter)),
      factors: factors.map((f) => q(f)),
      numbered: true,
    },
    ...(isOutput(story, ref) ? outputFirst(story, unit, numbering) : hiddenFirst(story, ref, numbering)),
    numbering.heading(words.factorHeading(2, slope.question)),
    ...asSection(slope),
    numbering.heading(words.factorHeading(3, input.question)),
    ...asSection(input),
  ]
}

/** Whether the layer before the outputs has the outputs' own activation, already derived there. */
const sameActivation = (story: Story, layer: number): boolean => {
  const { layers } = story.trace.network
  return (
    layers[layer]!.activation.name === layers[story.last]!.activation.name &&
    hasSlopeFactor(story, story.last, 0) &&
    story.options.parameters === undefined
  )
}

function outputFirst(story: Story, unit: number, numbering: Numbering): Block[] {
  const factor = lossFactor(story, unit, 0)
  return [numbering.heading(story.words.factorHeading(1, factor.question)), ...asSection(factor)]
}

/** Factor (1) of a hidden unit: the paths, written out where they are few. */
function hiddenFirst(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words } = story
  const unit = unitOf(ref)
  const question = words.question.loss(unitInWords(story, ref.layer, unit))
  const deep = ref.layer + 1 < story.last
  const few = toldByPaths(story, ref.layer)
  const outputPaths = ref.layer + 1 === story.last && hasErrorTerms(story, 0)
  const outputs = unitsOf(story.trace, story.last).map((k) => q(unitLoss(k, 0)))
  return [
    numbering.heading(words.factorHeading(1, question)),
    ...(outputPaths && outputs.length > 1
      ? [paragraph(words.sumOfDerivatives(q(sampleLoss(0)), outputs))]
      : []),
    ...(deep && few
      ? [
          paragraph(words.outputDeltasFirst),
          ...layerDeltas(story, story.last, 0),
          ...pathTable(story, ref.layer, unit, 0),
        ]
      : []),
    ...(deep && !few ? deltasBehind(story, ref.layer) : []),
    ...(!deep && !outputPaths ? outputDelta(story) : []),
    ...(deep && few ? [] : sumOverPaths(story, ref.layer, unit, 0, false)),
  ]
}

/** The deltas of the outputs where they come by a short cut or through softmax. */
function outputDelta(story: Story): Block[] {
  return [paragraph(story.words.deltaIdea(q(delta(story.last, 0, 0)))), ...layerDeltas(story, story.last, 0)]
}

/** The deltas of every layer behind a hidden one, from the outputs back. */
function deltasBehind(story: Story, layer: number): Block[] {
  const layers = story.shape.units.map((_, l) => l).filter((l) => l > layer)
  return [
    paragraph(story.words.deltaIdea(q(delta(story.last, 0, 0)))),
    ...layers.toReversed().flatMap((l) => layerDeltas(story, l, 0)),
  ]
}

/** delta times input, where the unit's slope is no factor of its own or the recursive form was asked for. */
function deltaStory(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words } = story
  const unit = unitOf(ref)
  const parameter = versioned(ref, story.version)
  const z = preActivation(ref.layer, unit, 0)
  const samples = story.trace.samples.map((_, sample) => sample)
  const whole = isCommon(ref)
  return [
    numbering.heading(words.section.chainRule),
    paragraph(
      whole
        ? words.sharedBiasIdea(q(parameter), unitList(story, ref.layer))
        : words.deltaNamed(q(parameter), q(z), q(delta(ref.layer, unit, 0))),
    ),
    ...(whole ? [] : [chainOfDelta(story, ref)]),
    ...normalizedForward(story, ref, unit, numbering),
    numbering.heading(whole ? words.section.deltas : words.deltaHeading(q(delta(ref.layer, unit, 0)))),
    ...(isOutput(story, ref)
      ? outputDeltas(story, ref, unit, samples)
      : [...deltasBehind(story, ref.layer), ...ownDeltas(story, ref, unit)]),
    ...(whole
      ? []
      : [numbering.heading(words.section.input), ...asSection(inputFactor(story, ref, 0, unit))]),
  ]
}

/** What the normalization makes of the unit's z, where no forward pass was told. */
function normalizedForward(story: Story, ref: ParameterRef, unit: number, numbering: Numbering): Block[] {
  if (!isNormalized(story, ref.layer) || story.trace.samples.length > 1) return []
  return [numbering.heading(story.words.layers.heading), ...unitForward(story, ref.layer, unit, 0)]
}

function outputDeltas(story: Story, ref: ParameterRef, unit: number, samples: readonly number[]): Block[] {
  if (ref.kind === 'bias' && ref.unit === 'all') return layerDeltas(story, ref.layer, 0)
  if (!hasSlopeFactor(story, ref.layer, 0)) return longAndShort(story, unit, samples)
  const own = deltaCalculation(story, ref.layer, unit, 0)
  return isTied(story) ? [...longAndShort(story, unit, [0]), own] : [own]
}

function ownDeltas(story: Story, ref: ParameterRef, unit: number): Block[] {
  if (ref.kind === 'bias' && ref.unit === 'all') return layerDeltas(story, ref.layer, 0)
  const wide = story.shape.units[ref.layer + 1]! > LONGEST_SUM
  return [
    ...(wide && !isNormalized(story, ref.layer) ? [longSumOverUnits(story, ref.layer, unit, 0)] : []),
    paragraph(story.words.recursiveIdea),
    ...deltaBlocks(story, ref.layer, unit, 0, true),
  ]
}

function chainOfDelta(story: Story, ref: ParameterRef): Block {
  const unit = unitOf(ref)
  const z = preActivation(ref.layer, unit, 0)
  const parameter = versioned(ref, story.version)
  const factors = product(q(derivative(lossThrough(story.trace, 0), z)), q(derivative(z, parameter)))
  const short = product(q(delta(ref.layer, unit, 0)), signalOf(ref, 0))
  return {
    kind: 'display',
    math: {
      kind: 'relation',
      sides: [...(isTied(story) ? [] : [q(derivative(sampleLoss(0), parameter))]), factors, short],
    },
  }
}

/** The product of the factors, and its check. */
function together(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const unit = unitOf(ref)
  const name = chainGradient(story, ref)
  const [a, z] = [activation(ref.layer, unit, 0), preActivation(ref.layer, unit, 0)]
  const value = story.derivation.value(name)
  const numbers = hasFactors(story, ref)
    ? [
        derivative(lossThrough(story.trace, 0), a),
        derivative(a, z),
        derivative(z, versioned(ref, story.version)),
      ].map((f) => num(story.derivation.value(f)))
    : ref.kind === 'scale' || ref.kind === 'shift' || isCancelled(story.trace, ref)
      ? []
      : [
          num(story.derivation.value(delta(ref.layer, unit, 0))),
          ...(ref.kind === 'weight'
            ? [num(story.derivation.value(activation(ref.layer - 1, ref.from, 0)))]
            : []),
        ]
  const formula = story.derivation.step(name)!.formula
  const whole = isCommon(ref) || ref.kind === 'scale' || ref.kind === 'shift'
  return [
    numbering.heading(story.words.section.together),
    whole
      ? calculate(story, name, [formula])
      : {
          kind: 'calculation',
          left: [q(name)],
          lines: numbers.length > 1 ? [product(...numbers), num(value)] : [num(value)],
          anchor: 'gradient',
        },
    ...loweredGradient(story, ref),
    ...(story.options.detail === 'full' ? checkSection(story, ref) : []),
  ]
}

/** The update, and what comes in the steps after it. */
function newValue(stories: readonly Story[], ref: ParameterRef, numbering: Numbering): Block[] {
  const story = stories[0]!
  const { words } = story
  const name = q(versioned(ref, story.version))
  if (!isTrained(story.trace, ref))
    return [numbering.heading(words.section.newValue(ref.kind)), paragraph(words.notTrained(name))]
  const value = story.derivation.value(gradient(ref, story.version))
  const plain = isPlain(story)
  const output = isOutput(story, ref)
  return [
    numbering.heading(
      plain ? words.section.newValue(ref.kind) : words.updateHeading(story.trace.optimizer.name),
    ),
    paragraph(
      plain ? words.whySubtract(name, value, output) : words.describeOptimizer(story.trace.optimizer.name),
    ),
    ...(plain ? [] : [paragraph(recipeSentence(story))]),
    ...(stories.length > 1 ? [heading(3, stepTitle(story))] : []),
    ...updateLines(story, ref, !plain),
    ...firstStepOfAdam(story, ref),
    ...(plain && output
      ? text(words.othersStillOld(name, story.derivation.value(versioned(ref, story.version))))
      : []),
    ...stories.slice(1).flatMap((later) => [heading(3, stepTitle(later)), ...laterStep(later, ref)]),
    ...(stories.length > 1
      ? [
          heading(3, words.section.steps(hasMemory(story.trace))),
          memoryTable(story, derivationsOf(stories), ref),
        ]
      : []),
  ]
}

const derivationsOf = (stories: readonly Story[]): Derivation[] => stories.map((s) => s.derivation)
