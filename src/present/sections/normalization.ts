// A normalized layer told: its statistics and what becomes of z on the way forward; the running statistics after the step.
import { unitsOf } from '../../derive/backward-steps.ts'
import { argument, lossSum, normalized, preActivation, running } from '../../derive/names.ts'
import {
  lossThrough,
  membersOf,
  normalizationOf,
  runningLayers,
  statisticOf,
} from '../../derive/normalized-steps.ts'
import { inRow, num, q } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { Block, Content } from '../document.ts'
import type { Over } from '../prose/layers.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, type Numbering, paragraph, rowNumber } from '../story.ts'
import { joined } from '../units.ts'

/** Running statistics of more units than this are left to the network's file. */
const FEW_UNITS = 4

export const isNormalized = ({ trace }: Story, layer: number): boolean =>
  normalizationOf(trace, layer) !== undefined

/** Whether the derivatives of each sample are those of all losses. */
export const isTied = ({ trace }: Story): boolean => lossThrough(trace, 0).kind === 'loss-sum'

/** What a layer's statistics are taken over. */
export const overOf = ({ trace }: Story, layer: number): Over => ({
  kind: normalizationOf(trace, layer)!.kind,
  count: membersOf(trace, statisticOf(trace, 'mean', layer, { unit: 0, sample: 0 })).length,
})

/** A quantity with its formula and its numbers; where the formula is long, with its value. */
export function statisticLine(story: Story, name: Quantity, terms: number): Block {
  if (terms > LONGEST_SUM)
    return { kind: 'calculation', left: [q(name)], lines: [num(story.derivation.value(name))] }
  return calculate(story, name, [story.derivation.step(name)!.formula])
}

/** Why there are statistics, and what the names of other rows look like; for the first unit of a layer. */
export function normalizationIdea(story: Story, layer: number): Block[] {
  const { words, trace } = story
  const over = overOf(story, layer)
  const name = words.nameOfActivation(trace.network.layers[layer]!.activation.name)
  return [
    paragraph(
      joined([
        ...(over.kind === 'batch'
          ? [words.layers.rowMark(inRow(preActivation(layer, 0, 1)), rowNumber(story, 1))]
          : []),
        words.layers.idea(over, name),
      ]),
    ),
  ]
}

/** μ, σ² and s of a unit over the rows, or of a row over the units. */
export function statistics(story: Story, layer: number, unit: number, sample: number): Block[] {
  const { count } = overOf(story, layer)
  return (['mean', 'variance', 'deviation'] as const).map((name) =>
    statisticLine(
      story,
      statisticOf(story.trace, name, layer, { unit, sample }),
      name === 'deviation' ? 1 : count,
    ),
  )
}

/** ẑ and u of a unit. */
export function normalizedUnit(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  why: boolean,
): Block[] {
  const { epsilon } = normalizationOf(story.trace, layer)!
  return [
    ...(why ? [paragraph(story.words.layers.argument(epsilon))] : []),
    ...[normalized(layer, unit, sample), argument(layer, unit, sample)].map((name) =>
      statisticLine(story, name, 1),
    ),
  ]
}

/** That all losses are differentiated together, where batch normalization ties the rows. */
export function tiedLosses(story: Story): Block[] {
  if (!isTied(story)) return []
  const { layers } = story.words
  return [
    paragraph(joined([layers.tied(q(lossSum)), layers.ownLossOnly])),
    statisticLine(story, lossSum, story.trace.samples.length),
  ]
}

/** How a step moves the running statistics. */
export function runningSection(story: Story, numbering: Numbering, told: readonly number[]): Block[] {
  const moved = runningLayers(story.trace).filter((layer) => told.includes(layer))
  if (moved.length === 0) return []
  return [numbering.heading(story.words.layers.runningHeading), ...runningLines(story, moved)]
}

function runningLines(story: Story, moved: readonly number[]): Block[] {
  return moved.flatMap((layer, i): Block[] => {
    const normalization = normalizationOf(story.trace, layer)!
    const momentum = normalization.kind === 'batch' ? normalization.momentum : 0
    const units = unitsOf(story.trace, layer).slice(0, FEW_UNITS)
    const idea: Content = story.words.layers.running(momentum, story.trace.samples.length)
    return [
      ...(i === 0 ? [paragraph(idea)] : []),
      ...units.flatMap((unit) =>
        (['mean', 'variance'] as const).map((name) => {
          const after = running(name, layer, unit, story.version + 1)
          return calculate(
            story,
            [{ kind: 'quantity', quantity: after, mark: 'new' }],
            [story.derivation.step(after)!.formula],
          )
        }),
      ),
    ]
  })
}
