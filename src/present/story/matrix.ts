// The story of a step in matrix notation: one line for each layer, forward, backward and for the update.

import { biasCancels } from '../../core/normalized.ts'
import { ownShare } from '../../derive/backward-steps.ts'
import { isMasked } from '../../derive/forward-steps.ts'
import { batchLoss, derivative, hyper, sampleLoss, scheduledRate, versioned } from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import { isTrained } from '../../derive/order.ts'
import { updateRules } from '../../derive/update-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { num, q, substitute } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { networkDiagram } from '../sections/diagram.ts'
import { beginningNotes, networkLine, recipeLine } from '../sections/introduction.ts'
import { maskNotes } from '../sections/masks.ts'
import { isNormalized, runningSection, tiedLosses } from '../sections/normalization.ts'
import { gradientWords, loweredLoss, normsOf, penalties, smoothedTargets } from '../sections/objective.ts'
import { resultTable } from '../sections/results.ts'
import { linesInCommon, recipeSentence, updateLines } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { heading, Numbering, paragraph, rowNumber, stepTitle } from '../story.ts'
import { joined } from '../units.ts'
import { hiddenDelta, normalizedLines } from './matrix-layers.ts'
import {
  type ArraySymbol,
  array,
  column,
  hadamard,
  line,
  matrix,
  matrixOf,
  minus,
  plus,
  times,
  transposed,
  WIDEST,
} from './matrix-parts.ts'

const firstWeight = { kind: 'weight', layer: 0, to: 0, from: 0 } as const

export function matrixStory(stories: readonly Story[]): Block[] {
  const story = stories[0]!
  const { words } = story
  const numbering = new Numbering()
  const samples = story.trace.samples.map((_, sample) => sample).slice(0, 4)
  return [
    heading(1, words.titleOfMatrices),
    paragraph(joined([networkLine(story), recipeLine(story)])),
    ...networkDiagram(story),
    ...beginningNotes(story),
    paragraph(words.matrices.idea),
    ...(story.shape.units.some((n) => n > WIDEST) || story.shape.inputs > WIDEST
      ? [paragraph(words.matrices.tooWide(WIDEST))]
      : []),
    paragraph(words.digitsNote(story.context.digits, undefined)),
    numbering.heading(words.section.forward),
    ...maskNotes(story),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...forward(story, sample)]),
    ...batchLine(story),
    ...tiedLosses(story),
    numbering.heading(words.matrices.backward),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...backward(story, sample)]),
    numbering.heading(words.section.gradient),
    paragraph(words.matrices.gradients),
    ...(story.shape.units.some((_, layer) => isNormalized(story, layer))
      ? [paragraph(words.layers.matrixGradients)]
      : []),
    ...gradientWords(story, firstWeight),
    ...gradients(story),
    numbering.heading(words.section.newValues(story.trace.network.biasPolicy !== 'fixed')),
    ...searched(story),
    paragraph(words.matrices.update),
    ...linesInCommon(story),
    ...updated(story),
    ...resultTable(story),
    ...runningSection(story, numbering, layersOf(story)),
    ...stories
      .slice(1)
      .flatMap((later) => [
        numbering.heading(stepTitle(later)),
        paragraph(words.laterStepWhole(later.trace.loss)),
        ...updated(later),
      ]),
  ]
}

/** The search for the direction and the length, with the numbers of one weight. */
function searched(story: Story): Block[] {
  const { words, trace, version } = story
  if (!trace.search) return []
  return [
    paragraph([...words.describeOptimizer(trace.optimizer.name), ' ', ...recipeSentence(story)]),
    paragraph(words.search.forOne(q(versioned(firstWeight, version)))),
    ...updateLines(story, firstWeight, true),
  ]
}

const rowTitle = (story: Story, sample: number): Block[] =>
  story.trace.samples.length > 1 ? [paragraph(story.words.matrices.row(rowNumber(story, sample)))] : []

const layersOf = (story: Story): number[] => story.shape.units.map((_, layer) => layer)

function forward(story: Story, sample: number): Block[] {
  const trace = story.trace.samples[sample]!
  const steps = layersOf(story).flatMap((layer): Block[] => {
    const [w, a, b] = [
      array('weights', layer),
      array('activations', layer - 1, sample),
      array('biases', layer),
    ]
    const z = array('pre-activations', layer, sample)
    const name = story.trace.network.layers[layer]!.activation.name
    const argument = isNormalized(story, layer) ? array('arguments', layer, sample) : z
    const applied: Expr = { kind: 'activation', name, parameters: {}, arguments: [q(argument)], unit: 0 }
    return [
      line(
        z,
        plus(times(q(w), q(a)), q(b)),
        plus(times(matrixOf(story, w), matrixOf(story, a)), matrixOf(story, b)),
        column(trace.preActivations[layer]!),
      ),
      ...normalizedLines(story, layer, sample),
      line(
        array('activations', layer, sample),
        isMasked(story.trace, layer) ? hadamard(q(array('masks', layer, sample)), applied) : applied,
        undefined,
        column(trace.activations[layer]!),
      ),
    ]
  })
  return [
    ...steps,
    ...smoothedTargets(story, sample),
    line(sampleLoss(sample), undefined, undefined, num(trace.loss)),
  ]
}

function batchLine(story: Story): Block[] {
  if (story.trace.samples.length === 1) return loweredLoss(story)
  return [
    paragraph(story.words.batchLossIdea(story.trace.network.loss.reduction)),
    ...penalties(story),
    line(batchLoss, undefined, undefined, num(story.trace.loss)),
  ]
}

function backward(story: Story, sample: number): Block[] {
  const { words, last, trace } = story
  const { shortCut, deltas, activationGradients } = trace.samples[sample]!
  const [a, y, slopes] = [
    array('activations', last, sample),
    array(trace.network.loss.labelSmoothing > 0 ? 'smoothed-targets' : 'targets', last, sample),
    array('slopes', last, sample),
  ]
  const own = array('deltas', last, sample)
  const scale = lossScale(story)
  const short = ownShare(trace, scaled(minus(q(a), q(y)), scale), sample)
  const long = hadamard(q({ kind: 'derivative', of: lossThrough(trace, sample), by: a }), q(slopes))
  const numbers = shortCut
    ? weighed(story, ownShare(trace, scaled(minus(matrixOf(story, a), matrixOf(story, y)), scale), sample))
    : hadamard(column(activationGradients[last]!), matrixOf(story, slopes))
  const vector = trace.network.layers[last]!.activation.name === 'softmax' && !shortCut
  return [
    paragraph(shortCut ? words.matrices.shortCut : words.matrices.outputDelta),
    vector
      ? line(own, undefined, undefined, column(deltas[last]!))
      : line(own, shortCut ? short : long, numbers, column(deltas[last]!)),
    ...(last > 0 ? [paragraph(words.matrices.hiddenDelta)] : []),
    ...(sample === 0 && story.shape.units.some((_, layer) => isNormalized(story, layer))
      ? [paragraph(words.layers.matrixDelta)]
      : []),
    ...layersOf(story)
      .slice(0, -1)
      .toReversed()
      .flatMap((layer) => hiddenDelta(story, layer, sample)),
  ]
}

/** With the number of a sample's weight. */
const weighed = (story: Story, e: Expr): Expr =>
  substitute(e, (quantity) =>
    quantity.kind === 'sample-weight' ? num(story.derivation.value(quantity)) : undefined,
  )

/** The constant of a canonical pair whose loss is a mean over the outputs. */
function lossScale(story: Story): number {
  return story.trace.network.loss.name === 'binary-cross-entropy' ? story.shape.units[story.last]! : 1
}

const scaled = (e: Expr, by: number): Expr =>
  by === 1
    ? e
    : { kind: 'product', factors: [{ kind: 'quotient', numerator: num(1), denominator: num(by) }, e] }

function gradients(story: Story): Block[] {
  const [first, ...others] = story.trace.samples
  const several = others.length > 0 || first!.sample.weight !== undefined
  const penalized = normsOf(story).length > 0
  // A bias that a layer shares gathers the deltas of all its units: no longer the vector delta.
  const shared = story.trace.network.biasPolicy === 'shared'
  return layersOf(story)
    .toReversed()
    .flatMap((layer): Block[] => {
      const by = (symbol: ArraySymbol): Quantity => ({
        kind: 'derivative',
        of: batchLoss,
        by: array(symbol, layer),
      })
      const [d, a] = [array('deltas', layer), array('activations', layer - 1)]
      const { weights, biases, scales, shifts } = story.trace.gradients[layer]!
      const w = array('weights', layer)
      const u = q(derivative(lossThrough(story.trace, 0), array('arguments', layer)))
      const normal = q(array('normalized', layer))
      const outer = withPenalty(story, times(q(d), transposed(q(a))), q(w))
      const numbers = penalized ? undefined : times(matrixOf(story, d), transposed(matrixOf(story, a)))
      return [
        line(by('weights'), several ? undefined : outer, several ? undefined : numbers, matrix(weights)),
        line(
          by('biases'),
          several || shared || biasCancels(story.trace.network, layer, 0) ? undefined : q(d),
          undefined,
          column(biases),
        ),
        ...(scales && shifts
          ? [
              line(by('scales'), several ? undefined : hadamard(u, normal), undefined, column(scales)),
              line(by('shifts'), several ? undefined : u, undefined, column(shifts)),
            ]
          : []),
      ]
    })
}

/** + λ_1 · sign(W) + λ_2 · W, entry by entry. */
function withPenalty(story: Story, data: Expr, w: Expr): Expr {
  const terms = normsOf(story).map((norm): Expr => {
    const slope: Expr = norm === 1 ? { kind: 'function', name: 'sign', of: w } : w
    return { kind: 'product', factors: [hyper(norm === 1 ? 'l1' : 'l2'), slope] }
  })
  return terms.length === 0 ? data : plus(data, ...terms)
}

/** The new matrices; the formula where the update is plain gradient descent. */
function updated(story: Story): Block[] {
  const { clip, maxNorm, schedule } = story.trace.optimizer
  const plain = updateRules(story.trace).length === 1 && clip === undefined && maxNorm === undefined
  const rate = schedule ? q(scheduledRate(story.trace.stateAfter.time)) : hyper('learning-rate')
  return layersOf(story)
    .toReversed()
    .flatMap((layer): Block[] => {
      const after = story.trace.networkAfter.layers[layer]!
      const row = (symbol: 'weights' | 'biases' | 'scales' | 'shifts', value: Expr): Block => {
        const old = array(symbol, layer)
        const gradient: Quantity = { kind: 'derivative', of: batchLoss, by: old }
        const formula = minus(q(old), { kind: 'product', factors: [rate, q(gradient)] })
        const name: Expr = { kind: 'quantity', quantity: array(symbol, layer, 0, 1), mark: 'new' }
        return { kind: 'calculation', left: [name], lines: plain ? [formula, value] : [value] }
      }
      const trained = isTrained(story.trace, { kind: 'bias', layer, unit: 0 })
      return [
        row('weights', matrix(after.weights)),
        ...(trained ? [row('biases', column(after.biases))] : []),
        ...(after.normalization
          ? [
              row('scales', column(after.normalization.scales)),
              row('shifts', column(after.normalization.shifts)),
            ]
          : []),
      ]
    })
}
