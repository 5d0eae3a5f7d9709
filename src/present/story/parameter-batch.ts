// A batch: the forward pass of its first row, every row's gradient, and their mean.
import { activation, delta, gradient, sampleGradient } from '../../derive/names.ts'
import { isCancelled } from '../../derive/normalized-steps.ts'
import { num, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import { checkSection } from '../sections/check.ts'
import { batchTable, firstRow, lossSection, unitForward } from '../sections/forward.ts'
import { maskNotes } from '../sections/masks.ts'
import { isTied, statisticLine } from '../sections/normalization.ts'
import { gradientWords } from '../sections/objective.ts'
import { content, numberCell } from '../sections/parameter-table.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, type Numbering, paragraph, rowNumber } from '../story.ts'
import { signalOf, unitOf } from './ends.ts'

/** Forward for the first row, the activations of all, the losses. */
export function batchOpening(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const unit = unitOf(ref)
  const { words } = story
  const units: [number, number][] =
    ref.layer === story.last
      ? [[ref.layer, unit]]
      : [
          [ref.layer, unit],
          [story.last, 0],
        ]
  const [first] =
    ref.kind === 'weight' && ref.layer > 0 ? [[ref.layer - 1, ref.from] as [number, number]] : []
  return [
    numbering.heading(words.section.forward),
    paragraph(firstRow(story, false)),
    ...maskNotes(story),
    ...[...(first ? [first] : []), ...units].flatMap(([layer, u]) => unitForward(story, layer, u, 0)),
    ...batchTable(story),
    ...lossSection(story).map((block) =>
      block.kind === 'heading' ? numbering.heading(block.content) : block,
    ),
  ]
}

/** Each row's gradient, and their mean: the batch's. */
export function batchMean(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words, trace, derivation } = story
  const samples = trace.samples.map((_, sample) => sample)
  const name = gradient(ref, story.version)
  if (isTied(story)) return tiedMean(story, ref, numbering)
  const perRow = samples.map((sample) => derivation.value(sampleGradient(ref, story.version, sample)))
  const told = samples.slice(0, 2).map((sample) => {
    const own = sampleGradient(ref, story.version, sample)
    return calculate(story, own, [derivation.step(own)!.formula])
  })
  const agree = words.rowsAgree(
    perRow,
    samples.map((s) => rowNumber(story, s)),
  )
  const idea = words.batchGradientIdea(trace.network.loss.reduction)
  const added = gradientWords(story, ref)
  return [
    numbering.heading(words.section.batch(trace.network.loss.reduction)),
    paragraph(words.eachRowGradient),
    ...told,
    ...(samples.length > 2 ? [rowTable(story, ref, samples)] : []),
    ...(added.length > 0
      ? [paragraph(agree), ...added, paragraph(idea)]
      : [paragraph([...agree, ' ', ...idea])]),
    ...(samples.length <= LONGEST_SUM
      ? [calculate(story, name, [derivation.step(name)!.formula])]
      : [{ kind: 'calculation' as const, left: [q(name)], lines: [num(derivation.value(name))] }]),
    ...(story.options.detail === 'full' ? checkSection(story, ref) : []),
  ]
}

/** Where the rows have a part in each other's losses the gradient is one sum over all of them. */
function tiedMean(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words, trace } = story
  const added = gradientWords(story, ref)
  const cancelled = isCancelled(trace, ref)
  return [
    numbering.heading(words.section.batch(trace.network.loss.reduction)),
    ...(cancelled ? [] : [paragraph(words.layers.tiedGradient)]),
    ...added,
    statisticLine(story, gradient(ref, story.version), cancelled ? 1 : trace.samples.length),
    ...(story.options.detail === 'full' ? checkSection(story, ref) : []),
  ]
}

function rowTable(story: Story, ref: ParameterRef, samples: readonly number[]): Block {
  const { words, derivation, context } = story
  const unit = unitOf(ref)
  const weight = ref.kind === 'weight'
  const row = (sample: number): Cell[] => [
    content(say`${String(rowNumber(story, sample))}`),
    numberCell(derivation.value(delta(ref.layer, unit, sample)), context.digits),
    ...(weight
      ? [numberCell(derivation.value(activation(ref.layer - 1, ref.from, sample)), context.digits)]
      : []),
    numberCell(derivation.value(sampleGradient(ref, story.version, sample)), context.digits),
  ]
  return {
    kind: 'table',
    columns: [
      { head: words.column.row, align: 'left' },
      { head: say`${q(delta(ref.layer, unit, 0))}`, align: 'right' },
      ...(weight ? [{ head: say`${signalOf(ref, 0)}`, align: 'right' as const }] : []),
      { head: words.column.gradient, align: 'right' },
    ],
    rows: samples.slice(0, 24).map(row),
  }
}
