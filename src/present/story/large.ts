// The story of one weight of a large network, in less than a page: the largest terms of each sum and what the others add up to.

import type { GradientCheck } from '../../core/gradient-check.ts'
import { activation, delta, derivative, preActivation, sampleLoss, versioned } from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import { num, product, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Content, Formula } from '../document.ts'
import { say } from '../document.ts'
import { netWritten } from '../formulas.ts'
import { gradientCheck } from '../sections/check.ts'
import { deltaCalculation, hasSlopeFactor, longSumOverUnits } from '../sections/deltas.ts'
import { networkDiagram } from '../sections/diagram.ts'
import { longNet, trueClassLoss } from '../sections/forward.ts'
import { beginningNotes, networkLine, recipeLine } from '../sections/introduction.ts'
import { maskNotes } from '../sections/masks.ts'
import { isNormalized, normalizationIdea, normalizedUnit, statistics } from '../sections/normalization.ts'
import { normalizedDelta } from '../sections/normalized-deltas.ts'
import { chainGradient, loweredGradient, loweredLoss, smoothedTargets } from '../sections/objective.ts'
import { updateLines } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, Numbering, paragraph, withNumbers } from '../story.ts'
import { joined } from '../units.ts'
import { unitOf } from './ends.ts'

/** Layers or inputs wider than this make a network large: its weights are told in this shorter form. */
const LARGE = 16

/** The verdict in one sign. */
const MARKS: Readonly<Record<GradientCheck['status'], Content>> = {
  passed: ['✓'],
  failed: ['✗'],
  kink: ['·'],
}

/** So do networks of more layers than this. */
const DEEP = 4

export const isLarge = ({ shape }: Story): boolean =>
  shape.units.length > DEEP || [shape.inputs, ...shape.units].some((n) => n > LARGE)

export function largeStory(story: Story, ref: ParameterRef): Block[] {
  const { words } = story
  const numbering = new Numbering()
  const name = q(versioned(ref, story.version))
  const sizes = [story.shape.inputs, ...story.shape.units].join('-')
  return [
    heading(1, words.titleOfLarge(name, ref.kind, sizes)),
    paragraph(joined([networkLine(story, ref), recipeLine(story)])),
    ...networkDiagram(story, ref),
    ...beginningNotes(story),
    numbering.heading(words.section.forwardOnly),
    paragraph(words.longSumsNote(story.context.digits)),
    ...maskNotes(story),
    ...forwardNeeded(story, ref),
    numbering.heading(words.section.backwardOnly),
    ...backwardNeeded(story, ref),
    numbering.heading(words.section.newValue(ref.kind)),
    ...(isTrained(story.trace, ref) ? updateLines(story, ref, false) : [paragraph(words.notTrained(name))]),
    ...zeroInput(story, ref),
  ]
}

/** The unit's own sum, one output's sum, the loss. */
function forwardNeeded(story: Story, ref: ParameterRef): Block[] {
  const unit = unitOf(ref)
  const target = story.trace.samples[0]!.sample.target
  const output = target.reduce((best, y, k) => (y > target[best]! ? k : best), 0)
  const hidden = ref.layer < story.last
  return [
    ...unitSum(story, ref.layer, unit),
    ...normalizedSum(story, ref.layer, unit),
    ...(hidden ? [activeUnits(story, ref.layer, unit), ...unitSum(story, story.last, output)] : []),
    ...smoothedTargets(story, 0, [output]),
    lossLine(story, output),
    ...loweredLoss(story),
  ]
}

function unitSum(story: Story, layer: number, unit: number): Block[] {
  const terms = story.trace.network.layers[layer]!.weights[unit]!.length
  const net = preActivation(layer, unit, 0)
  return terms > LONGEST_SUM
    ? longNet(story, layer, unit, 0)
    : [calculate(story, net, [netWritten(story, layer, unit, 0)])]
}

/** What a normalization makes of the unit's sum. */
function normalizedSum(story: Story, layer: number, unit: number): Block[] {
  if (!isNormalized(story, layer)) return []
  return [
    ...normalizationIdea(story, layer),
    ...statistics(story, layer, unit, 0),
    ...normalizedUnit(story, layer, unit, 0, true),
  ]
}

/** What the activation makes of it, and in how many units it is not 0. */
function activeUnits(story: Story, layer: number, unit: number): Block {
  const { activations } = story.trace.samples[0]!
  const a = activation(layer, unit, 0)
  const result = say`${{ kind: 'relation', sides: [q(a), num(story.derivation.value(a))] }}`
  const values = activations[layer]!
  const active = values.filter((value) => value !== 0).length
  const { name } = story.trace.network.layers[layer]!.activation
  return paragraph(story.words.activationGives(name, result, active, values.length))
}

function lossLine(story: Story, output: number): Block {
  const a = activation(story.last, output, 0)
  const { name } = story.trace.network.layers[story.last]!.activation
  const loss = sampleLoss(0)
  const outputIs = say`${{ kind: 'relation', sides: [q(a), num(story.derivation.value(a))] }}`
  const short = trueClassLoss(story, 0)
  const sides = [q(loss), ...(short ? [short] : []), num(story.derivation.value(loss))]
  const lossIs = say`${{ kind: 'relation', sides }}`
  return paragraph(story.words.outputGives(name, outputIs, lossIs))
}

/** The paths in one line, the sum over the next layer, the slope, the product and its check. */
function backwardNeeded(story: Story, ref: ParameterRef): Block[] {
  const { words } = story
  const unit = unitOf(ref)
  const output = ref.layer === story.last
  const own = delta(ref.layer, unit, 0)
  const name = chainGradient(story, ref)
  const signal = ref.kind === 'weight' ? [q(activation(ref.layer - 1, ref.from, 0))] : []
  const formula = product(q(own), ...signal)
  const check = gradientCheck(story, ref)
  return [
    ...(output ? [deltaCalculation(story, ref.layer, unit, 0)] : hiddenDelta(story, ref.layer, unit)),
    signal.length > 0
      ? calculate(story, name, [formula])
      : calculate(story, name, [q(own)], {
          value: story.derivation.value(name),
          numbers: withNumbers(story, q(own)),
        }),
    ...loweredGradient(story, ref),
    paragraph(words.checkInLine(check.h, check.numeric, check.relativeError, MARKS[check.status])),
  ]
}

function hiddenDelta(story: Story, layer: number, unit: number): Block[] {
  const { words } = story
  const next = layer + 1
  const short = story.trace.samples[0]!.shortCut && next === story.last
  const a = activation(layer, unit, 0)
  const sum = derivative(sampleLoss(0), a)
  return [
    ...(next < story.last ? [paragraph(words.deltasSameWay)] : []),
    paragraph([
      ...(short
        ? [
            ...words.shortCutHere(
              story.trace.network.loss.name,
              say`${{ kind: 'relation', sides: [q({ kind: 'indexed', symbol: 'delta', layer: next, indices: ['k'] }), shortCutGeneral(story)] }}`,
            ),
            ' ',
          ]
        : []),
      ...words.feedsAll(q(a), story.shape.units[next]!, say`${q(sum)}`),
    ]),
    ...(isNormalized(story, layer)
      ? normalizedDelta(story, layer, unit, 0, true)
      : sumAndSlope(story, layer, unit)),
  ]
}

/** The sum over the next layer, and the slope that multiplies it. */
function sumAndSlope(story: Story, layer: number, unit: number): Block[] {
  const sum = derivative(sampleLoss(0), activation(layer, unit, 0))
  const wide = story.shape.units[layer + 1]! > LONGEST_SUM
  return [
    ...(wide
      ? [longSumOverUnits(story, layer, unit, 0)]
      : [calculate(story, sum, [story.derivation.step(sum)!.formula])]),
    ...slopeLine(story, layer, unit),
  ]
}

/** a_k - y_k with a letter for the output. */
function shortCutGeneral(story: Story) {
  const k = (symbol: 'activation' | 'target') =>
    q({ kind: 'indexed', symbol, layer: story.last, indices: ['k'] })
  return { kind: 'sum' as const, terms: [k('activation'), { kind: 'negative' as const, of: k('target') }] }
}

function slopeLine(story: Story, layer: number, unit: number): Block[] {
  if (!hasSlopeFactor(story, layer, 0)) return [deltaCalculation(story, layer, unit, 0)]
  const a = activation(layer, unit, 0)
  const slope = story.derivation.value(derivative(a, preActivation(layer, unit, 0)))
  const own: Formula = {
    kind: 'relation',
    sides: [q(delta(layer, unit, 0)), product(q(derivative(sampleLoss(0), a)), num(slope))],
  }
  const { name } = story.trace.network.layers[layer]!.activation
  return [paragraph(story.words.slopeHere(name, slope, say`${own}`))]
}

/** An input of 0 leaves its weights alone. */
function zeroInput(story: Story, ref: ParameterRef): Block[] {
  if (ref.layer > 0) return []
  const zeros = story.trace.samples[0]!.sample.input.filter((x) => x === 0).length
  return zeros > 0 ? [paragraph(story.words.zeroInputs(zeros))] : []
}
