// The backward pass of a whole step: the first weight of each layer in full, the others by what they share with it.
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
import { lossThrough } from '../../derive/normalized-steps.ts'
import { product, q } from '../../math/expr.ts'
import type { ParameterRef, WeightRef } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { say } from '../document.ts'
import { deltaCalculation, hasErrorTerms, hasSlopeFactor, sumOverPaths } from '../sections/deltas.ts'
import { asParagraph, inputFactor, lossFactor, slopeFactor } from '../sections/factors.ts'
import { deltaBlocks } from '../sections/layer-deltas.ts'
import { isNormalized, isTied, statisticLine } from '../sections/normalization.ts'
import { scaleAndShift } from '../sections/normalized-deltas.ts'
import { chainGradient } from '../sections/objective.ts'
import { longAndShort } from '../sections/short-cut.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, type Numbering, paragraph } from '../story.ts'
import { unitInWords, unitList } from '../units.ts'

/** Layers with more units than this tell the first ones and list the others' gradients in the table. */
const MOST_UNITS = 4

/** The layers from the last to the first. */
export function layersBackward(story: Story, numbering: Numbering): Block[] {
  const layers = story.shape.units.map((_, layer) => layer).toReversed()
  return layers.flatMap((layer) => [
    numbering.heading(story.words.layerHeading(layer, story.last)),
    ...(layer === story.last ? outputLayer(story) : hiddenLayer(story, layer)),
  ])
}

function outputLayer(story: Story): Block[] {
  const units = unitsOf(story.trace, story.last).slice(0, MOST_UNITS)
  const short = !hasSlopeFactor(story, story.last, 0) || isTied(story)
  return units.flatMap((unit) => (unit === 0 ? firstOutput(story, short) : nextOutput(story, unit, short)))
}

const weightTo = (layer: number, to: number, from: number): WeightRef => ({
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
      ...(hasSlopeFactor(story, last, 0) ? [deltaCalculation(story, last, 0, 0)] : []),
      ...(isTied(story) ? [paragraph(words.layers.tiedGradient)] : []),
      byDelta(story, ref),
      ...sameUnit(story, ref, others),
    ]
  return [...opening, ...threeFactors(story, ref, true), ...sharedProduct(story, ref, others)]
}

/** Chain, three run-in factors, product. */
function threeFactors(story: Story, ref: WeightRef, first: boolean): Block[] {
  const { words } = story
  const [a, z] = [activation(ref.layer, ref.to, 0), preActivation(ref.layer, ref.to, 0)]
  const parameter = versioned(ref, story.version)
  const factors = [derivative(lossThrough(story.trace, 0), a), derivative(a, z), derivative(z, parameter)]
  const output = ref.layer === story.last
  const values = factors.map((f) => ({ kind: 'number' as const, value: story.derivation.value(f) }))
  const total = chainGradient(story, ref)
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
              unitInWords(story, ref.layer, ref.to),
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

function sumBlocks(story: Story, ref: WeightRef): Block[] {
  const a = activation(ref.layer, ref.to, 0)
  const outputs = ref.layer + 1 === story.last && hasErrorTerms(story, 0)
  const terms = unitsOf(story.trace, story.last).map((k) => q(derivative(unitLoss(k, 0), a)))
  const display: Block[] =
    outputs && terms.length > 1 && terms.length <= 4
      ? [
          {
            kind: 'display',
            math: {
              kind: 'relation',
              sides: [q(derivative(lossThrough(story.trace, 0), a)), { kind: 'sum', terms }],
            },
          },
        ]
      : []
  return [...display, ...sumOverPaths(story, ref.layer, ref.to, 0, true)]
}

const siblings = (story: Story, layer: number, to: number) =>
  story.trace.network.layers[layer]!.weights[to]!.slice(0, LONGEST_SUM).map((_, from) =>
    weightTo(layer, to, from),
  )

/** The other weights into the unit of `ref`, by its delta. */
function sameUnit(story: Story, ref: WeightRef, others: readonly WeightRef[]): Block[] {
  if (others.length === 0) return []
  const { words } = story
  return [
    heading(3, words.parameterHeading(others.map((r) => name(story, r)))),
    paragraph(words.sameUnitOtherInput(name(story, ref), others.length)),
    ...others.map((r) => byDelta(story, r)),
  ]
}

/** dE/dnet kept, then one product for each other weight. */
function sharedProduct(story: Story, ref: WeightRef, others: readonly WeightRef[]): Block[] {
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

/** dE_o/dnet_o, or delta where an output has no error of its own. */
const netOf = (story: Story, unit: number) =>
  hasErrorTerms(story, 0)
    ? derivative(unitLoss(unit, 0), preActivation(story.last, unit, 0))
    : delta(story.last, unit, 0)
const keptProduct = (story: Story, unit: number): Block =>
  calculate(story, netOf(story, unit), [story.derivation.step(netOf(story, unit))!.formula])

function byNet(story: Story, ref: WeightRef): Block {
  const total = chainGradient(story, ref)
  return calculate(story, total, [
    product(q(netOf(story, ref.to)), q(activation(ref.layer - 1, ref.from, 0))),
  ])
}

function byDelta(story: Story, ref: WeightRef): Block {
  if (isTied(story)) {
    const whole = gradient(ref, story.version)
    return statisticLine(story, whole, story.trace.samples.length)
  }
  const total = chainGradient(story, ref)
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
  const error = lossFactor(story, unit, 0, hasErrorTerms(story, 0) ? unitLoss(unit, 0) : sampleLoss(0))
  const kept = error.calculation.map(lastLineOnly)
  const slope = slopeFactor(story, last, unit, 0, true)
  return [
    opening,
    paragraph(
      words.goesToOutput(
        unitInWords(story, last, unit),
        story.derivation.value(derivative(lossThrough(story.trace, 0), a)),
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
    unit === 0
      ? firstHidden(story, layer, form)
      : [
          ...nextHidden(story, layer, unit),
          ...(isNormalized(story, layer) ? scaleAndShift(story, layer, unit, false) : []),
        ],
  )
}

/** The first hidden weight by its paths, then by delta; the others of its unit by delta. */
function firstHidden(story: Story, layer: number, form: Story['options']['form']): Block[] {
  const { words } = story
  const ref = weightTo(layer, 0, 0)
  const byPaths = form !== 'recursive' && hasSlopeFactor(story, layer, 0) && !isTied(story)
  const others = siblings(story, layer, 0).slice(1)
  const seen = story.trace.network.layers
    .slice(layer + 1)
    .some((l) => l.activation.name === story.trace.network.layers[layer]!.activation.name)
  return [
    heading(3, words.parameterHeading([name(story, ref)])),
    ...(byPaths ? threeFactors(story, ref, !seen) : []),
    ...(byPaths && form === 'paths' ? [] : recursiveBlocks(story, layer, 0, ref, byPaths)),
    ...sameUnit(story, ref, others),
    ...(isNormalized(story, layer) ? scaleAndShift(story, layer, 0, true) : []),
  ]
}

function recursiveBlocks(story: Story, layer: number, unit: number, ref: WeightRef, told: boolean): Block[] {
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
    ...deltaBlocks(story, layer, unit, 0, true),
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
    paragraph(words.goesToHidden(unitInWords(story, layer, unit), outgoing, weights.length)),
    ...(hasSlopeFactor(story, layer, 0) ? slopeFactor(story, layer, unit, 0, true).calculation : []),
    ...deltaBlocks(story, layer, unit, 0, false),
    ...weights.map((r) => byDelta(story, r)),
  ]
}
