// The forward pass and the loss, told unit by unit; wide layers by their largest terms and a table.

import { isVector, unitsOf } from '../../derive/backward-steps.ts'
import { activation, batchLoss, preActivation, sampleLoss, unitLoss } from '../../derive/names.ts'
import type { Expr } from '../../math/expr.ts'
import { call, negative, q } from '../../math/expr.ts'
import { biasLast } from '../../math/formula.ts'
import type { Block, Cell, Content } from '../document.ts'
import { say } from '../document.ts'
import { activationWritten, lossTermWritten, netWritten } from '../formulas.ts'
import type { Story } from '../story.ts'
import { calculate, heading, LONGEST_SUM, paragraph, rowNumber } from '../story.ts'
import { unitName, unitTitle } from '../units.ts'
import { longSum } from './deltas.ts'
import { text } from './factors.ts'
import { maskNotes } from './masks.ts'
import {
  isNormalized,
  isTied,
  normalizationIdea,
  normalizedUnit,
  overOf,
  statistics,
  tiedLosses,
} from './normalization.ts'
import { loweredLoss, penalties, smoothedTargets } from './objective.ts'
import { content, numberCell } from './parameter-table.ts'
import { sampleTable } from './sample-table.ts'

/** Layers wider than this tell one unit and put the others in a table. */
const FEW_UNITS = 4

/** Every unit of every layer, the table filling up behind each. */
export function forwardSection(story: Story): Block[] {
  const layers = story.shape.units.map((_, layer) => layer)
  return [
    heading(2, story.words.section.forward),
    paragraph(story.words.forwardIdea(story.trace.network.layers[0]!.activation.name)),
    ...(story.trace.samples.length > 1 ? [paragraph(firstRow(story, true))] : []),
    ...maskNotes(story),
    ...layers.flatMap((layer) => layerForward(story, layer)),
    ...(story.trace.samples.length > 1 ? batchTable(story) : []),
  ]
}

/** Which row is told, and whether the others are without a part in it. */
export const firstRow = (story: Story, whole: boolean): Content =>
  isTied(story)
    ? story.words.layers.firstRowForward(rowNumber(story, 0), whole)
    : story.words.firstRowForward(rowNumber(story, 0), whole)

function layerForward(story: Story, layer: number): Block[] {
  const units = unitsOf(story.trace, layer)
  const told = units.length > FEW_UNITS ? units.slice(0, 1) : units
  const intro = layer > 0 ? story.words.nextLayerIdea : []
  return [
    ...layerStatistics(story, layer),
    ...told.flatMap((unit) => [
      heading(3, unitTitle(story, layer, unit)),
      ...text(unit === 0 ? intro : []),
      ...(isOverUnits(story, layer)
        ? [...normalizedUnit(story, layer, unit, 0, unit === 0), ...outputOf(story, layer, unit, 0)]
        : unitForward(story, layer, unit, 0, unit === 0)),
      ...(units.length > FEW_UNITS || story.trace.samples.length > 1
        ? []
        : sampleTable(story, activation(layer, unit, 0))),
    ]),
    ...(units.length > FEW_UNITS ? [layerTable(story, layer)] : []),
  ]
}

const isOverUnits = (story: Story, layer: number): boolean =>
  isNormalized(story, layer) && overOf(story, layer).kind === 'layer'

/** Of a layer that is normalized over its units, first the z of all and what they have in common. */
function layerStatistics(story: Story, layer: number): Block[] {
  if (!isOverUnits(story, layer)) return []
  return [
    heading(3, story.words.layers.heading),
    ...unitsOf(story.trace, layer)
      .slice(0, LONGEST_SUM)
      .flatMap((unit) => netOf(story, layer, unit, 0)),
    ...normalizationIdea(story, layer),
    ...statistics(story, layer, 0, 0),
  ]
}

/** z and a of one unit; what a normalization makes of z between them, `why` with its reasons. */
export function unitForward(story: Story, layer: number, unit: number, sample: number, why = true): Block[] {
  return [
    ...netOf(story, layer, unit, sample),
    ...(isNormalized(story, layer)
      ? [
          ...(why ? normalizationIdea(story, layer) : []),
          ...statistics(story, layer, unit, sample),
          ...normalizedUnit(story, layer, unit, sample, why),
        ]
      : []),
    ...outputOf(story, layer, unit, sample),
  ]
}

function netOf(story: Story, layer: number, unit: number, sample: number): Block[] {
  const terms = story.trace.network.layers[layer]!.weights[unit]!.length
  return terms > LONGEST_SUM
    ? longNet(story, layer, unit, sample)
    : [calculate(story, preActivation(layer, unit, sample), [netWritten(story, layer, unit, sample)])]
}

function outputOf(story: Story, layer: number, unit: number, sample: number): Block[] {
  const written = activationWritten(story, layer, unit, sample)
  const wide =
    written.kind === 'quotient' &&
    written.denominator.kind === 'sum' &&
    written.denominator.terms.length > LONGEST_SUM
  const out = activation(layer, unit, sample)
  const softmax = isVector(story.trace, layer)
  return [
    ...(softmax && unit === 0 ? [paragraph(story.words.softmaxIdea)] : []),
    ...(wide
      ? [
          {
            kind: 'calculation' as const,
            left: [q(out)],
            lines: [
              story.derivation.step(out)!.formula,
              { kind: 'number' as const, value: story.derivation.value(out) },
            ],
            layout: 'row' as const,
          },
        ]
      : [calculate(story, out, [written])]),
  ]
}

/** A weighted sum of many terms. */
export function longNet(story: Story, layer: number, unit: number, sample: number): Block[] {
  const formula = story.derivation.step(preActivation(layer, unit, sample))!.formula
  const [bias, ...terms] = formula.kind === 'sum' ? formula.terms : []
  const base = story.derivation.value((bias as Extract<typeof bias, { kind: 'quantity' }>).quantity)
  const name = preActivation(layer, unit, sample)
  const general = {
    kind: 'relation' as const,
    sides: [q(name), biasLast(generalSum(story, layer, unit, bias!), story.context.notation)],
  }
  return [
    paragraph(
      story.words.longSumIs(
        say`${general}`,
        say`${{ kind: 'relation', sides: [bias!, { kind: 'number', value: base }] }}`,
      ),
    ),
    longSum(story, terms, base, say`${q(name)}`, story.derivation.value(name)),
  ]
}

/** Σ_i w_9,i^(1) · x_i + b */
function generalSum(
  story: Story,
  layer: number,
  unit: number,
  bias: Parameters<typeof biasLast>[0],
): Parameters<typeof biasLast>[0] {
  // The deck numbers its weights through, so no letter can stand for one of them.
  const deck = story.context.notation === 'deck'
  const index = deck ? '' : layer === 0 ? 'i' : 'j'
  const [pair, one] = deck ? [[], []] : [[unit, index], [index]]
  return {
    kind: 'sum',
    terms: [
      bias,
      {
        kind: 'series',
        index,
        of: {
          kind: 'product',
          factors: [
            q({ kind: 'indexed', symbol: 'weight', layer, indices: pair }),
            q({ kind: 'indexed', symbol: 'activation', layer: layer - 1, indices: one }),
          ],
        },
      },
    ],
  }
}

function layerTable(story: Story, layer: number): Block {
  const { words, context, derivation } = story
  const shown = unitsOf(story.trace, layer).slice(0, 24)
  const rows = shown.map((unit): Cell[] => [
    content(say`${unitName(layer, unit)}`),
    numberCell(derivation.value(preActivation(layer, unit, 0)), context.digits),
    numberCell(derivation.value(activation(layer, unit, 0)), context.digits),
  ])
  return {
    kind: 'table',
    columns: [
      { head: words.column.unit, align: 'left' },
      { head: words.column.netInput, align: 'right' },
      { head: words.column.output(undefined), align: 'right' },
    ],
    rows,
  }
}

/** The activations of every row of a batch. */
export function batchTable(story: Story): Block[] {
  const { shape, derivation, words } = story
  const columns = shape.units.flatMap((units, layer) =>
    Array.from({ length: units }, (_, unit) => ({ layer, unit })),
  )
  if (columns.length > 14) return []
  return [
    {
      kind: 'table',
      columns: [
        { head: words.column.row, align: 'left' },
        ...columns.map(({ layer, unit }) => ({
          head: say`${q(activation(layer, unit, 0))}`,
          align: 'right' as const,
        })),
      ],
      rows: story.trace.samples.map((_, sample) => [
        content(say`${String(rowNumber(story, sample))}`),
        ...columns.map(({ layer, unit }) => numberCell(derivation.value(activation(layer, unit, sample)))),
      ]),
    },
  ]
}

/** The loss of each output, of each sample, of the batch. */
export function lossSection(story: Story): Block[] {
  const { words, trace } = story
  const several = trace.samples.length > 1
  const told = trueClassLoss(story, 0) ? trace.samples.map((_, sample) => sample).slice(0, FEW_UNITS) : [0]
  const table = several ? [] : sampleTable(story, 'all')
  return [
    heading(2, words.section.loss(story.options.notation === 'deck')),
    paragraph([...words.lossIdea, ' ', ...words.describeLoss(trace.network.loss.name)]),
    ...told.flatMap((sample) => sampleLosses(story, sample)),
    ...table,
    ...(several ? batchLosses(story) : loweredLoss(story)),
    ...tiedLosses(story),
  ]
}

function sampleLosses(story: Story, sample: number): Block[] {
  const short = trueClassLoss(story, sample)
  if (short) return [calculate(story, sampleLoss(sample), [short])]
  return [...smoothedTargets(story, sample), ...lossByOutputs(story, sample)]
}

function lossByOutputs(story: Story, sample: number): Block[] {
  const units = unitsOf(story.trace, story.last)
  const total = calculate(story, sampleLoss(sample), [story.derivation.step(sampleLoss(sample))!.formula])
  if (units.length > FEW_UNITS)
    return [
      calculate(story, unitLoss(0, sample), [lossTermWritten(story, 0, sample)]),
      {
        kind: 'calculation',
        left: [q(sampleLoss(sample))],
        lines: [{ kind: 'number', value: story.derivation.value(sampleLoss(sample)) }],
      },
    ]
  if (units.length === 1) return [calculate(story, sampleLoss(sample), [lossTermWritten(story, 0, sample)])]
  return [
    ...units.map((unit) => calculate(story, unitLoss(unit, sample), [lossTermWritten(story, unit, sample)])),
    ...(story.trace.samples.length > 1 ? [] : sampleTable(story, unitLoss(units.length - 1, sample))),
    paragraph(story.words.totalIdea),
    total,
  ]
}

/** -ln of the true class's probability, where the loss is cross-entropy and the target is one class. */
export function trueClassLoss(story: Story, sample: number): Expr | undefined {
  const { network, samples } = story.trace
  const { target } = samples[sample]!.sample
  const one = target.indexOf(1)
  if (network.loss.name !== 'cross-entropy' || network.loss.labelSmoothing > 0 || one < 0) return undefined
  return negative(call('ln', q(activation(story.last, one, sample))))
}

/** Each row's loss, and their mean. */
function batchLosses(story: Story): Block[] {
  const { trace, words, derivation } = story
  const reduction = trace.network.loss.reduction
  const weighted = trace.samples.some(({ sample }) => sample.weight !== undefined)
  const rows = trace.samples.map((_, sample): Cell[] => [
    content(say`${String(rowNumber(story, sample))}`),
    ...(weighted ? [numberCell(trace.samples[sample]!.sample.weight ?? 1)] : []),
    numberCell(derivation.value(sampleLoss(sample)), story.context.digits),
  ])
  return [
    {
      kind: 'table',
      columns: [
        { head: words.column.row, align: 'left' },
        ...(weighted ? [{ head: ['ω'], align: 'right' as const }] : []),
        { head: words.column.loss, align: 'right' },
      ],
      rows,
    },
    paragraph([
      ...words.batchLossIdea(reduction),
      ...(weighted ? [' ', ...words.objective.sampleWeights] : []),
    ]),
    ...penalties(story),
    ...(trace.samples.length <= LONGEST_SUM
      ? [calculate(story, batchLoss, [derivation.step(batchLoss)!.formula])]
      : [
          {
            kind: 'calculation' as const,
            left: [q(batchLoss)],
            lines: [{ kind: 'number' as const, value: trace.loss }],
          },
        ]),
  ]
}
