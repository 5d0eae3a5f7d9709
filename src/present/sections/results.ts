// Every parameter in one table: before, gradient, central differences, relative difference, after.
import { parametersOf } from '../../core/parameters.ts'
import { gradient, versioned } from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { paragraph } from '../story.ts'
import { gradientCheck } from './check.ts'
import { content, MOST_ROWS, numberCell } from './parameter-table.ts'

/** All trained parameters, or those with the largest gradients where they are many. */
export function resultTable(story: Story): Block[] {
  const { words, context } = story
  const all = [...parametersOf(story.trace.network)].filter((ref) => isTrained(story.trace, ref))
  const refs = all.length > MOST_ROWS ? all.toSorted(bySize(story)).slice(0, 20) : all
  const row = (ref: ParameterRef): Cell[] => {
    const check = gradientCheck(story, ref)
    return [
      content(say`${q(versioned(ref, story.version))}`),
      numberCell(story.derivation.value(versioned(ref, story.version)), context.digits),
      numberCell(check.analytic, context.digits),
      numberCell(check.numeric, context.digits),
      numberCell(check.relativeError, 1),
      numberCell(story.derivation.value(versioned(ref, story.version + 1)), context.digits),
    ]
  }
  const columns = [
    words.column.before,
    words.column.gradient,
    words.column.numeric,
    words.column.difference,
    words.column.after,
  ]
  return [
    paragraph(words.tableOfAll(refs.length, all.length)),
    {
      kind: 'table',
      columns: [
        { head: words.column.parameter, align: 'left' },
        ...columns.map((head) => ({ head, align: 'right' as const })),
      ],
      rows: refs.map(row),
    },
  ]
}

const bySize =
  (story: Story) =>
  (a: ParameterRef, b: ParameterRef): number =>
    Math.abs(story.derivation.value(gradient(b, story.version))) -
    Math.abs(story.derivation.value(gradient(a, story.version)))
