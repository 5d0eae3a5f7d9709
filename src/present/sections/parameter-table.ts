// Tables of parameters: which units each joins with its value, and all gradients with their check.
import { parametersOf, parameterValue } from '../../core/parameters.ts'
import { versioned } from '../../derive/names.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell, Content } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { unitList, unitName } from '../units.ts'

/** More parameters than this are told by layer, not one by one. */
export const MOST_ROWS = 60

export const content = (c: Content): Cell => ({ kind: 'content', content: c })
export const numberCell = (value: number, digits?: number): Cell =>
  digits === undefined ? { kind: 'number', value } : { kind: 'number', value, digits }

/** Weight | Joins | Value */
export function parameterTable(story: Story): Block[] {
  const { words, context } = story
  const parameters = [...parametersOf(story.trace.network)]
  if (parameters.length > MOST_ROWS) return []
  const weightsFirst = [
    ...parameters.filter((p) => p.kind === 'weight'),
    ...parameters.filter((p) => p.kind !== 'weight'),
  ]
  return [
    {
      kind: 'table',
      columns: [
        { head: words.column.parameter, align: 'left' },
        { head: words.column.joins, align: 'left' },
        { head: words.column.value, align: 'right' },
      ],
      rows: weightsFirst.map((ref) => [
        content(say`${q(versioned(ref, story.version))}`),
        content(joins(story, ref)),
        numberCell(parameterValue(story.trace.network, ref), context.digits),
      ]),
    },
  ]
}

function joins(story: Story, ref: ParameterRef): Content {
  if (ref.kind === 'weight') return say`${unitName(ref.layer - 1, ref.from)} → ${unitName(ref.layer, ref.to)}`
  if (ref.kind !== 'bias') return say`${unitName(ref.layer, ref.unit)}`
  const to = ref.unit === 'all' ? unitList(story, ref.layer) : say`${unitName(ref.layer, ref.unit)}`
  return say`1 → ${to}`
}
