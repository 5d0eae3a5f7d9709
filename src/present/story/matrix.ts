// The story of a step in matrix notation: one line for each layer, forward, backward and for the update.

import { batchLoss, hyper, sampleLoss, scheduledRate } from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import { updateRules } from '../../derive/update-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { num, q } from '../../math/expr.ts'
import type { ArrayQuantity, Quantity } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { networkDiagram } from '../sections/diagram.ts'
import { encodingNote, networkLine, recipeLine } from '../sections/introduction.ts'
import { gradientWords, loweredLoss, normsOf, penalties, smoothedTargets } from '../sections/objective.ts'
import { resultTable } from '../sections/results.ts'
import { linesInCommon } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { heading, Numbering, paragraph, rowNumber } from '../story.ts'
import { joined } from '../units.ts'

/** Matrices of more rows or columns than this are printed by their corners. */
const WIDEST = 6

type Symbol = ArrayQuantity['symbol']

const firstWeight = { kind: 'weight', layer: 0, to: 0, from: 0 } as const

const array = (symbol: Symbol, layer: number, sample = 0, version = 0): ArrayQuantity => ({
  kind: 'array',
  symbol,
  layer,
  sample,
  version,
})
const times = (a: Expr, b: Expr): Expr => ({ kind: 'operator', operator: 'matrix-product', of: [a, b] })
const hadamard = (a: Expr, b: Expr): Expr => ({ kind: 'operator', operator: 'hadamard', of: [a, b] })
const transposed = (a: Expr): Expr => ({ kind: 'operator', operator: 'transpose', of: [a] })
const plus = (...terms: Expr[]): Expr => ({ kind: 'sum', terms })
const minus = (a: Expr, b: Expr): Expr => plus(a, { kind: 'negative', of: b })

export function matrixStory(stories: readonly Story[]): Block[] {
  const story = stories[0]!
  const { words } = story
  const numbering = new Numbering()
  const samples = story.trace.samples.map((_, sample) => sample).slice(0, 4)
  return [
    heading(1, words.titleOfMatrices),
    paragraph(joined([networkLine(story), recipeLine(story)])),
    ...networkDiagram(story),
    ...encodingNote(story),
    paragraph(words.matrices.idea),
    ...(story.shape.units.some((n) => n > WIDEST) || story.shape.inputs > WIDEST
      ? [paragraph(words.matrices.tooWide(WIDEST))]
      : []),
    paragraph(words.digitsNote(story.context.digits, undefined)),
    numbering.heading(words.section.forward),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...forward(story, sample)]),
    ...batchLine(story),
    numbering.heading(words.matrices.backward),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...backward(story, sample)]),
    numbering.heading(words.section.gradient),
    paragraph(words.matrices.gradients),
    ...gradientWords(story, firstWeight),
    ...gradients(story),
    numbering.heading(words.section.newValues(story.trace.network.biasPolicy !== 'fixed')),
    paragraph(words.matrices.update),
    ...linesInCommon(story),
    ...updated(story),
    ...resultTable(story),
    ...stories
      .slice(1)
      .flatMap((later) => [
        numbering.heading(words.stepHeading(later.trace.stateAfter.time)),
        paragraph(words.laterStepWhole(later.trace.loss)),
        ...updated(later),
      ]),
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
    const applied: Expr = { kind: 'activation', name, parameters: {}, arguments: [q(z)], unit: 0 }
    return [
      line(
        z,
        plus(times(q(w), q(a)), q(b)),
        plus(times(matrixOf(story, w), matrixOf(story, a)), matrixOf(story, b)),
        column(trace.preActivations[layer]!),
      ),
      line(array('activations', layer, sample), applied, undefined, column(trace.activations[layer]!)),
    ]
  })
  return [
    ...steps,
    ...smoothedTargets(story, sample),
    line(sampleLoss(sample), undefined, undefined, num(trace.loss)),
  ]
}

/** name = symbols = numbers = value */
function line(name: Quantity, symbols: Expr | undefined, numbers: Expr | undefined, value: Expr): Block {
  const lines = [symbols, numbers, value].filter((e): e is Expr => e !== undefined)
  return { kind: 'calculation', left: [q(name)], lines }
}

/** The numbers of an array. */
function matrixOf(story: Story, { symbol, layer, sample }: ArrayQuantity): Expr {
  const { network, samples } = story.trace
  const trace = samples[sample]!
  switch (symbol) {
    case 'weights':
      return matrix(network.layers[layer]!.weights)
    case 'biases':
      return column(network.layers[layer]!.biases)
    case 'activations':
      return column(layer < 0 ? trace.sample.input : trace.activations[layer]!)
    case 'pre-activations':
      return column(trace.preActivations[layer]!)
    case 'deltas':
      return column(trace.deltas[layer]!)
    case 'slopes':
      return column(trace.slopes[layer]!)
    case 'targets':
      return column(trace.sample.target)
    case 'smoothed-targets':
      return column(trace.targets)
  }
}

const column = (values: readonly number[]): Expr => matrix(values.map((value) => [value]))

/** A matrix of numbers; a large one by its first rows and columns and its last. */
function matrix(rows: readonly (readonly number[])[]): Expr {
  const dots: Expr = q({ kind: 'variable', name: '…' })
  const shorten = <T>(items: readonly T[], gap: T): T[] =>
    items.length > WIDEST ? [...items.slice(0, WIDEST - 2), gap, items.at(-1)!] : [...items]
  const shown = rows.map((row) =>
    shorten(
      row.map((value) => num(value)),
      dots,
    ),
  )
  const gap = shown[0]!.map(() => dots)
  return { kind: 'matrix', rows: shorten(shown, gap) }
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
  const short = scaled(minus(q(a), q(y)), scale)
  const long = hadamard(q({ kind: 'derivative', of: sampleLoss(sample), by: a }), q(slopes))
  const numbers = shortCut
    ? scaled(minus(matrixOf(story, a), matrixOf(story, y)), scale)
    : hadamard(column(activationGradients[last]!), matrixOf(story, slopes))
  const vector = trace.network.layers[last]!.activation.name === 'softmax' && !shortCut
  return [
    paragraph(shortCut ? words.matrices.shortCut : words.matrices.outputDelta),
    vector
      ? line(own, undefined, undefined, column(deltas[last]!))
      : line(own, shortCut ? short : long, numbers, column(deltas[last]!)),
    ...(last > 0 ? [paragraph(words.matrices.hiddenDelta)] : []),
    ...layersOf(story)
      .slice(0, -1)
      .toReversed()
      .map((layer) => hiddenDelta(story, layer, sample)),
  ]
}

/** The constant of a canonical pair whose loss is a mean over the outputs. */
function lossScale(story: Story): number {
  return story.trace.network.loss.name === 'binary-cross-entropy' ? story.shape.units[story.last]! : 1
}

const scaled = (e: Expr, by: number): Expr =>
  by === 1
    ? e
    : { kind: 'product', factors: [{ kind: 'quotient', numerator: num(1), denominator: num(by) }, e] }

function hiddenDelta(story: Story, layer: number, sample: number): Block {
  const [w, next] = [array('weights', layer + 1), array('deltas', layer + 1, sample)]
  const slopes = array('slopes', layer, sample)
  const own = array('deltas', layer, sample)
  const value = column(story.trace.samples[sample]!.deltas[layer]!)
  if (story.trace.network.layers[layer]!.activation.name === 'softmax')
    return line(own, undefined, undefined, value)
  const symbols = hadamard(times(transposed(q(w)), q(next)), q(slopes))
  const numbers = hadamard(
    times(transposed(matrixOf(story, w)), matrixOf(story, next)),
    matrixOf(story, slopes),
  )
  return line(own, symbols, numbers, value)
}

function gradients(story: Story): Block[] {
  const [first, ...others] = story.trace.samples
  const several = others.length > 0 || first!.sample.weight !== undefined
  const penalized = normsOf(story).length > 0
  // A bias that a layer shares gathers the deltas of all its units: no longer the vector delta.
  const shared = story.trace.network.biasPolicy === 'shared'
  return layersOf(story)
    .toReversed()
    .flatMap((layer): Block[] => {
      const by = (symbol: Symbol): Quantity => ({
        kind: 'derivative',
        of: batchLoss,
        by: array(symbol, layer),
      })
      const [d, a] = [array('deltas', layer), array('activations', layer - 1)]
      const { weights, biases } = story.trace.gradients[layer]!
      const w = array('weights', layer)
      const outer = withPenalty(story, times(q(d), transposed(q(a))), q(w))
      const numbers = penalized ? undefined : times(matrixOf(story, d), transposed(matrixOf(story, a)))
      return [
        line(by('weights'), several ? undefined : outer, several ? undefined : numbers, matrix(weights)),
        line(by('biases'), several || shared ? undefined : q(d), undefined, column(biases)),
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
      const row = (symbol: 'weights' | 'biases', value: Expr): Block => {
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
      ]
    })
}
