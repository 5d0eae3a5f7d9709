// Every parameter's gradient on every row of a batch, and their mean: the gradient of the batch.
import { parametersOf } from '../../core/parameters.ts'
import { gradient, sampleGradient, versioned } from '../../derive/names.ts'
import { batchLossKind } from '../../derive/objective-steps.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, type Numbering, paragraph, rowNumber } from '../story.ts'
import { isTied } from './normalization.ts'
import { gradientWords } from './objective.ts'
import { content, MOST_ROWS, numberCell } from './parameter-table.ts'

/** More rows than this are not shown one by one. */
const FEW_ROWS = 4

export function batchGradients(story: Story, numbering: Numbering): Block[] {
  const { words, trace, version, derivation } = story
  const kind = batchLossKind(trace)
  const alone = trace.samples.length === 1
  if (kind === undefined && (alone || isTied(story))) return []
  const { reduction } = trace.network.loss
  const refs = [...parametersOf(trace.network)]
  const first = refs.find((ref) => ref.kind === 'weight' && ref.layer === story.last)!
  const name = gradient(first, version)
  return [
    numbering.heading(
      alone || isTied(story) ? words.objective.heading(kind!) : words.section.batch(reduction),
    ),
    ...gradientWords(story, first),
    ...(alone || isTied(story)
      ? []
      : [paragraph([...words.sameForEveryRow, ' ', ...words.batchGradientIdea(reduction)])]),
    ...(trace.samples.length <= LONGEST_SUM
      ? [calculate(story, name, [derivation.step(name)!.formula])]
      : []),
    ...(refs.length <= MOST_ROWS ? [tableOf(story, refs)] : []),
  ]
}

function tableOf(story: Story, refs: readonly ParameterRef[]): Block {
  const { words, trace, version, derivation, context } = story
  const samples = trace.samples.map((_, sample) => sample)
  const shown = samples.length <= FEW_ROWS && !isTied(story) ? samples : []
  const row = (ref: ParameterRef): Cell[] => [
    content(say`${q(versioned(ref, version))}`),
    ...shown.map((sample) => numberCell(derivation.value(sampleGradient(ref, version, sample)))),
    numberCell(derivation.value(gradient(ref, version)), context.digits),
  ]
  return {
    kind: 'table',
    columns: [
      { head: words.column.parameter, align: 'left' },
      ...shown.map((sample) => ({
        head: words.column.rowNumber(rowNumber(story, sample)),
        align: 'right' as const,
      })),
      { head: words.column.gradient, align: 'right' },
    ],
    rows: refs.map(row),
  }
}
