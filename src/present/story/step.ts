// The story of a whole step: forward, error, every gradient, every update, the biases, and whether it helped.

import { outputsOf } from '../../core/forward.ts'
import type { Network } from '../../core/network.ts'
import { parametersOf } from '../../core/parameters.ts'
import { batchLoss as lossOfBatch, train } from '../../core/step.ts'
import { unitsOf } from '../../derive/backward-steps.ts'
import {
  activation,
  delta,
  derivative,
  gradient,
  preActivation,
  sampleLoss,
  unitLoss,
  versioned,
  weight,
} from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import { product, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import { biasSection } from '../sections/biases.ts'
import { deltaCalculation, hasSlopeFactor, longAndShort, sumOverPaths } from '../sections/deltas.ts'
import { asParagraph, inputFactor, lossFactor, slopeFactor, text } from '../sections/factors.ts'
import { forwardSection, lossSection } from '../sections/forward.ts'
import { introductionToStep } from '../sections/introduction.ts'
import { content, numberCell } from '../sections/parameter-table.ts'
import { resultTable } from '../sections/results.ts'
import { updateLines } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, Numbering, paragraph } from '../story.ts'
import { unitList, unitName } from '../units.ts'

/** What many steps on one sample come to. */
const MUCH_LATER = 10_000
/** More new values than this are not calculated one by one but listed. */
const MOST_UPDATES = 16
/** Layers with more units than this tell the first ones and list the others' gradients in the table. */
const MOST_UNITS = 4

export function stepStory(stories: readonly Story[]): Block[] {
  const numbering = new Numbering()
  return stories.flatMap((story, i) =>
    i === 0
      ? firstStep(story, numbering, stories.length === 1)
      : laterStep(story, numbering, i === stories.length - 1),
  )
}

function firstStep(story: Story, numbering: Numbering, only: boolean): Block[] {
  return [
    ...introductionToStep(story),
    ...numbered(forwardSection(story), numbering),
    ...numbered(lossSection(story), numbering),
    ...gradientSection(story, numbering),
    ...layersBackward(story, numbering),
    ...updates(story, numbering),
    ...biasSection(story, numbering),
    ...(only ? outcome(story, numbering) : []),
  ]
}

/** A section's own heading takes the next number. */
function numbered(blocks: Block[], numbering: Numbering): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' && block.level === 2 ? numbering.heading(block.content) : block,
  )
}

/** What we want: the gradient, and which way it points. */
function gradientSection(story: Story, numbering: Numbering): Block[] {
  const { words } = story
  const weights = [...parametersOf(story.trace.network)].filter((p) => p.kind === 'weight')
  const loss = q({ kind: 'batch-loss' })
  const entries = weights.map((ref) => q(gradient(ref, story.version)))
  const short = entries.length <= 12
  return [
    numbering.heading(words.section.gradient),
    paragraph(words.gradientIdea(loss, weights.length)),
    ...(short ? [{ kind: 'display' as const, math: { kind: 'gradient' as const, of: loss, entries } }] : []),
    paragraph(words.uphill),
  ]
}

/** The layers from the last to the first. */
function layersBackward(story: Story, numbering: Numbering): Block[] {
  const layers = story.shape.units.map((_, layer) => layer).toReversed()
  return layers.flatMap((layer) => [
    numbering.heading(story.words.layerHeading(layer, story.last)),
    ...(layer === story.last ? outputLayer(story) : hiddenLayer(story, layer)),
  ])
}

function outputLayer(story: Story): Block[] {
  const units = unitsOf(story.trace, story.last).slice(0, MOST_UNITS)
  const short = !hasSlopeFactor(story, story.last, 0)
  return units.flatMap((unit) => (unit === 0 ? firstOutput(story, short) : nextOutput(story, unit, short)))
}

const weightTo = (layer: number, to: number, from: number): Extract<ParameterRef, { kind: 'weight' }> => ({
  kind: 'weight',
  layer,
  to,
  from,
})
const name = (story: Story, ref: ParameterRef) => q(versioned(ref, story.version))

/** The first weight in full, the others into the same unit by what they share. */
function firstOutput(story: Story, short: boolean): Block[] {
  const { words, last } = story
  const ref = weightTo(last, 0, 0)
  const others = siblings(story, last, 0).slice(1)
  const opening = [heading(3, words.parameterHeading([name(story, ref)]))]
  if (short)
    return [
      ...opening,
      paragraph(words.deltaNamed(name(story, ref), q(preActivation(last, 0, 0)), q(delta(last, 0, 0)))),
      ...longAndShort(story, 0, [0]),
      byDelta(story, ref),
      ...others.flatMap((r) => [
        heading(3, words.parameterHeading([name(story, r)])),
        paragraph(
          words.sameUnitOtherInput(name(story, ref), q(activation(last - 1, r.from, 0)), name(story, r)),
        ),
        byDelta(story, r),
      ]),
    ]
  return [...opening, ...threeFactors(story, ref, true), ...sharedProduct(story, ref, others)]
}

/** Chain, three run-in factors, product. */
function threeFactors(story: Story, ref: Extract<ParameterRef, { kind: 'weight' }>, first: boolean): Block[] {
  const { words } = story
  const [a, z] = [activation(ref.layer, ref.to, 0), preActivation(ref.layer, ref.to, 0)]
  const parameter = versioned(ref, story.version)
  const factors = [derivative(sampleLoss(0), a), derivative(a, z), derivative(z, parameter)]
  const output = ref.layer === story.last
  const values = factors.map((f) => ({ kind: 'number' as const, value: story.derivation.value(f) }))
  const total = gradientName(story, ref)
  return [
    ...(output
      ? [
          paragraph(
            words.onePathInline(name(story, ref), {
              kind: 'arrow',
              nodes: [name(story, ref), q(z), q(a), q(sampleLoss(0))],
            }),
          ),
        ]
      : []),
    { kind: 'chain', left: q(total), factors: factors.map((f) => q(f)), numbered: false },
    ...(output
      ? asParagraph(words.ordinalFactor(1), lossFactor(story, ref.to, 0))
      : [
          paragraph([
            { kind: 'strong', content: words.ordinalFactor(1) },
            ' ',
            ...words.feedsOutputs(
              unitName(ref.layer, ref.to),
              unitList(story, ref.layer + 1),
              story.shape.units[ref.layer + 1]!,
              ref.layer + 1 === story.last,
            ),
          ]),
          ...sumBlocks(story, ref),
        ]),
    ...asParagraph(words.ordinalFactor(2), slopeFactor(story, ref.layer, ref.to, 0, !first)),
    ...asParagraph(words.ordinalFactor(3), inputFactor(story, ref, 0, ref.to)),
    paragraph([{ kind: 'strong', content: words.allTogether }]),
    {
      kind: 'calculation',
      left: [q(total)],
      lines: [
        { kind: 'product', factors: values },
        { kind: 'number', value: story.derivation.value(total) },
      ],
    },
  ]
}

function sumBlocks(story: Story, ref: Extract<ParameterRef, { kind: 'weight' }>): Block[] {
  const a = activation(ref.layer, ref.to, 0)
  const outputs = ref.layer + 1 === story.last && hasSlopeFactor(story, story.last, 0)
  const terms = unitsOf(story.trace, story.last).map((k) => q(derivative(unitLoss(k, 0), a)))
  const display: Block[] =
    outputs && terms.length > 1 && terms.length <= 4
      ? [
          {
            kind: 'display',
            math: { kind: 'relation', sides: [q(derivative(sampleLoss(0), a)), { kind: 'sum', terms }] },
          },
        ]
      : []
  return [...display, ...sumOverPaths(story, ref.layer, ref.to, 0, true)]
}

/** With one sample the gradient is of the total error; in a batch, of this row's. */
const gradientName = (story: Story, ref: ParameterRef) =>
  story.trace.samples.length > 1
    ? derivative(sampleLoss(0), versioned(ref, story.version))
    : gradient(ref, story.version)

const siblings = (story: Story, layer: number, to: number) =>
  story.trace.network.layers[layer]!.weights[to]!.slice(0, LONGEST_SUM).map((_, from) =>
    weightTo(layer, to, from),
  )

/** dE/dnet kept, then one product for each other weight. */
function sharedProduct(
  story: Story,
  ref: Extract<ParameterRef, { kind: 'weight' }>,
  others: readonly Extract<ParameterRef, { kind: 'weight' }>[],
): Block[] {
  if (others.length === 0) return []
  const { words } = story
  return [
    heading(3, words.parameterHeading(others.map((r) => name(story, r)))),
    paragraph(words.sameUnitKeep(name(story, ref), others.length)),
    keptProduct(story, ref.to),
    ...others.flatMap((r) => [
      paragraph(words.onlyThirdChanges(name(story, r), q(activation(r.layer - 1, r.from, 0)))),
      byNet(story, r),
    ]),
  ]
}

const netOf = (story: Story, unit: number) =>
  derivative(unitLoss(unit, 0), preActivation(story.last, unit, 0))
const keptProduct = (story: Story, unit: number): Block =>
  calculate(story, netOf(story, unit), [story.derivation.step(netOf(story, unit))!.formula])

function byNet(story: Story, ref: Extract<ParameterRef, { kind: 'weight' }>): Block {
  const total = gradientName(story, ref)
  return calculate(story, total, [
    product(q(netOf(story, ref.to)), q(activation(ref.layer - 1, ref.from, 0))),
  ])
}

function byDelta(story: Story, ref: Extract<ParameterRef, { kind: 'weight' }>): Block {
  const total = gradientName(story, ref)
  return calculate(story, total, [
    product(q(delta(ref.layer, ref.to, 0)), q(activation(ref.layer - 1, ref.from, 0))),
  ])
}

/** Another output: its two factors, their product, its weights. */
function nextOutput(story: Story, unit: number, short: boolean): Block[] {
  const { words, last } = story
  const weights = siblings(story, last, unit)
  const a = activation(last, unit, 0)
  const opening = heading(3, words.parameterHeading(weights.map((r) => name(story, r))))
  if (short)
    return [opening, deltaCalculation(story, last, unit, 0), ...weights.map((r) => byDelta(story, r))]
  const error = lossFactor(story, unit, 0, unitLoss(unit, 0))
  const kept = error.calculation.map(lastLineOnly)
  const slope = slopeFactor(story, last, unit, 0, true)
  return [
    opening,
    paragraph(
      words.goesToOutput(
        unitName(last, unit),
        story.derivation.value(derivative(sampleLoss(0), a)),
        weights.length,
      ),
    ),
    ...kept,
    ...slope.calculation,
    keptProduct(story, unit),
    ...weights.map((r) => byNet(story, r)),
  ]
}

/** A derivation told before: from its last symbolic line on. */
function lastLineOnly(block: Block): Block {
  if (block.kind !== 'calculation') return block
  const firstNumbers = block.lines.findIndex((line) => !hasQuantity(line))
  return { ...block, lines: block.lines.slice(Math.max(0, firstNumbers - 1)) }
}

const hasQuantity = (e: object): boolean => JSON.stringify(e).includes('"quantity"')

function hiddenLayer(story: Story, layer: number): Block[] {
  const { form } = story.options
  const units = unitsOf(story.trace, layer).slice(0, MOST_UNITS)
  return units.flatMap((unit) =>
    unit === 0 ? firstHidden(story, layer, form) : nextHidden(story, layer, unit),
  )
}

/** The first hidden weight by its paths, then by delta; the others of its unit by delta. */
function firstHidden(story: Story, layer: number, form: Story['options']['form']): Block[] {
  const { words } = story
  const ref = weightTo(layer, 0, 0)
  const byPaths = form !== 'recursive' && hasSlopeFactor(story, layer, 0)
  const others = siblings(story, layer, 0).slice(1)
  const seen = story.trace.network.layers
    .slice(layer + 1)
    .some((l) => l.activation.name === story.trace.network.layers[layer]!.activation.name)
  return [
    heading(3, words.parameterHeading([name(story, ref)])),
    ...(byPaths ? threeFactors(story, ref, !seen) : []),
    ...(byPaths && form === 'paths' ? [] : recursiveBlocks(story, layer, 0, ref, byPaths)),
    ...others.flatMap((r) => [
      heading(3, words.parameterHeading([name(story, r)])),
      paragraph(
        words.sameUnitOtherInput(name(story, ref), q(activation(layer - 1, r.from, 0)), name(story, r)),
      ),
      byDelta(story, r),
    ]),
  ]
}

function recursiveBlocks(
  story: Story,
  layer: number,
  unit: number,
  ref: Extract<ParameterRef, { kind: 'weight' }>,
  told: boolean,
): Block[] {
  const { words } = story
  const known = unitsOf(story.trace, layer + 1).map((k) => {
    const d = delta(layer + 1, k, 0)
    return say`${{ kind: 'relation', sides: [q(d), { kind: 'number', value: story.derivation.value(d) }] }}`
  })
  return [
    paragraph([
      { kind: 'strong', content: words.recursiveRunIn },
      ' ',
      ...words.recursiveKnown(known.slice(0, 4), layer + 1 === story.last),
    ]),
    ...(hasSlopeFactor(story, layer, 0) && !told
      ? slopeFactor(story, layer, unit, 0, false).calculation
      : []),
    deltaCalculation(story, layer, unit, 0),
    byDelta(story, ref),
    ...(told ? [paragraph(words.sameWithLess)] : []),
  ]
}

function nextHidden(story: Story, layer: number, unit: number): Block[] {
  const { words } = story
  const weights = siblings(story, layer, unit)
  const outgoing = unitsOf(story.trace, layer + 1)
    .slice(0, 4)
    .map((k) => q(weight(layer + 1, k, unit, story.version)))
  return [
    heading(3, words.parameterHeading(weights.map((r) => name(story, r)))),
    paragraph(words.goesToHidden(unitName(layer, unit), outgoing, weights.length)),
    ...(hasSlopeFactor(story, layer, 0) ? slopeFactor(story, layer, unit, 0, true).calculation : []),
    deltaCalculation(story, layer, unit, 0),
    ...weights.map((r) => byDelta(story, r)),
  ]
}

/** Output layer first, then the hidden ones; all at the end of the step. */
function inUpdateOrder(story: Story): ParameterRef[] {
  const trained = [...parametersOf(story.trace.network)].filter((ref) => isTrained(story.trace, ref))
  return trained.toSorted(
    (a, b) => Number(b.layer === story.last) - Number(a.layer === story.last) || a.layer - b.layer,
  )
}

function updates(story: Story, numbering: Numbering): Block[] {
  const { words } = story
  const refs = inUpdateOrder(story)
  const plain = story.trace.optimizer.name === 'sgd'
  const told = refs.length > MOST_UPDATES ? refs.slice(0, 1) : refs
  return [
    numbering.heading(words.section.newValues(refs.some((ref) => ref.kind === 'bias'))),
    paragraph(words.onlyNow(refs.length)),
    ...(plain ? [] : [paragraph(words.describeOptimizer(story.trace.optimizer.name))]),
    ...told.flatMap((ref, i) => updateLines(story, ref, i === 0 && !plain)),
    ...resultTable(story),
  ]
}

/** Forward again with the new weights. */
function outcome(story: Story, numbering: Numbering): Block[] {
  const { words, trace, context } = story
  if (trace.samples.length > 1) return batchOutcome(story, numbering)
  const { sample } = trace.samples[0]!
  const before = trace.samples[0]!.activations[story.last]!
  const after = outputsOf(trace.networkAfter, sample.input)
  const lossAfter = lossOfBatch(trace.networkAfter, [sample])
  const units = unitsOf(trace, story.last).slice(0, 8)
  const row = (label: Cell, outputs: readonly number[], loss: number | undefined): Cell[] => [
    label,
    ...units.map((unit) => numberCell(outputs[unit]!, context.digits)),
    loss === undefined ? { kind: 'empty' } : numberCell(loss, context.digits),
  ]
  return [
    numbering.heading(words.section.outcome),
    paragraph(words.forwardAgain),
    {
      kind: 'table',
      columns: [
        { head: [], align: 'left' },
        ...units.map((unit) => ({ head: say`${unitName(story.last, unit)}`, align: 'right' as const })),
        { head: words.column.totalLoss, align: 'right' },
      ],
      rows: [
        row(content(words.row.target), sample.target, undefined),
        row(content(words.row.beforeStep), before, trace.loss),
        row(content(words.row.afterStep), after, lossAfter),
        ...muchLater(story).map(([n, network]) =>
          row(
            content(words.row.afterSteps(n)),
            outputsOf(network, sample.input),
            lossOfBatch(network, [sample]),
          ),
        ),
      ],
    },
    paragraph(words.outcome(trace.loss, lossAfter)),
    ...text(famousSlip(story) ? words.famousSlip : []),
  ]
}

/** The network after ten thousand steps on the same sample, where that is quickly done. */
function muchLater(story: Story): [steps: number, network: Network][] {
  const { trace } = story
  const parameters = [...parametersOf(trace.network)].length
  if (trace.stateBefore.time > 0 || parameters > 20) return []
  const samples = trace.samples.map(({ sample }) => sample)
  return [[MUCH_LATER, train(trace.network, samples, trace.optimizer, { steps: MUCH_LATER }).network]]
}

/** Whether this is the deck's first step, whose published result is widely wrong. */
function famousSlip(story: Story): boolean {
  const weights = story.trace.network.layers.flatMap((layer) => layer.weights.flat())
  return (
    story.trace.stateBefore.time === 0 &&
    weights.join() === '0.15,0.2,0.25,0.3,0.4,0.45,0.5,0.55' &&
    story.trace.network.biasPolicy === 'fixed' &&
    Math.abs(story.trace.loss - 0.298371108760003) < 1e-12
  )
}

function batchOutcome(story: Story, numbering: Numbering): Block[] {
  const { words, trace } = story
  const after = lossOfBatch(
    trace.networkAfter,
    trace.samples.map(({ sample }) => sample),
  )
  return [numbering.heading(words.section.outcome), paragraph(words.batchOutcome(trace.loss, after))]
}

/** A step after the first: its loss, its gradients and updates in one table. */
function laterStep(story: Story, numbering: Numbering, isLast: boolean): Block[] {
  const { words } = story
  return [
    numbering.heading(words.stepHeading(story.trace.stateAfter.time)),
    paragraph(words.laterStepWhole(story.trace.loss)),
    ...resultTable(story),
    ...(isLast ? outcome(story, numbering) : []),
  ]
}
