// The deck's table: input, target output, actual output, errors; it fills up as the step goes, and a dash is not yet.
import { activation, sampleLoss, target, unitLoss } from '../../derive/names.ts'
import type { Quantity } from '../../math/quantity.ts'
import { INPUT_LAYER, keyOf } from '../../math/quantity.ts'
import type { Block, Cell, Column, Content } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { rowNumber } from '../story.ts'
import { unitName } from '../units.ts'

import { content } from './parameter-table.ts'

/** Tables wider than this leave the hidden units out, then the inputs; if that is not enough, there is no table. */
const MOST_COLUMNS = 16

/** Which computed values are known (for one that has no column there is no table): all, none, or those up to a quantity in the order of the forward pass. */
export type Known = 'all' | 'none' | Quantity

interface ValueColumn {
  readonly head: Content
  readonly group: 'input' | 'target' | 'output' | 'error'
  readonly quantity: (sample: number) => Quantity
  readonly given: boolean
}

export function sampleTable(story: Story, known: Known): Block[] {
  const columns = columnsOf(story)
  if (!columns) return []
  const several = story.trace.samples.length > 1
  const reached =
    typeof known === 'string' ? -1 : columns.findIndex((c) => keyOf(c.quantity(0)) === keyOf(known))
  if (typeof known !== 'string' && reached < 0) return []
  const cell = (column: ValueColumn, i: number, sample: number): Cell =>
    column.given || known === 'all' || i <= reached
      ? { kind: 'number', value: story.derivation.value(column.quantity(sample)) }
      : { kind: 'pending' }
  const rowHead: Column[] = several ? [{ head: story.words.column.row, align: 'left' }] : []
  return [
    {
      kind: 'table',
      columns: [...rowHead, ...columns.map((column, i) => headOf(story, column, columns[i - 1]))],
      rows: story.trace.samples.map((_, sample) => [
        ...(several ? [content(say`${String(rowNumber(story, sample))}`)] : []),
        ...columns.map((column, i) => cell(column, i, sample)),
      ]),
    },
  ]
}

function headOf(story: Story, column: ValueColumn, before: ValueColumn | undefined): Column {
  const group = before?.group === column.group ? {} : { group: story.words.group[column.group] }
  return { head: column.head, align: 'right', ...group }
}

function columnsOf(story: Story): ValueColumn[] | undefined {
  const full = [...inputColumns(story), ...outputColumns(story, true), ...errorColumns(story)]
  if (full.length <= MOST_COLUMNS) return full
  const short = [...inputColumns(story), ...outputColumns(story, false), ...errorColumns(story).slice(-1)]
  if (short.length <= MOST_COLUMNS) return short
  const bare = short.filter(({ group }) => group !== 'input')
  return bare.length <= MOST_COLUMNS ? bare : undefined
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

function inputColumns({ shape, last }: Story): ValueColumn[] {
  const inputs = range(shape.inputs).map(
    (unit): ValueColumn => ({
      head: say`${unitName(INPUT_LAYER, unit)}`,
      group: 'input',
      quantity: (sample) => activation(INPUT_LAYER, unit, sample),
      given: true,
    }),
  )
  const targets = range(shape.units[last]!).map(
    (unit): ValueColumn => ({
      head: say`${{ kind: 'target-unit', unit }}`,
      group: 'target',
      quantity: (sample) => target(unit, sample),
      given: true,
    }),
  )
  return [...inputs, ...targets]
}

function outputColumns({ shape, last }: Story, hidden: boolean): ValueColumn[] {
  const layers = hidden ? range(last + 1) : [last]
  return layers.flatMap((layer) =>
    range(shape.units[layer]!).map(
      (unit): ValueColumn => ({
        head: say`${unitName(layer, unit)}`,
        group: 'output',
        quantity: (sample) => activation(layer, unit, sample),
        given: false,
      }),
    ),
  )
}

function errorColumns({ shape, last, words }: Story): ValueColumn[] {
  const terms = range(shape.units[last]!).map(
    (unit): ValueColumn => ({
      head: say`${{ kind: 'error-unit', unit }}`,
      group: 'error',
      quantity: (sample) => unitLoss(unit, sample),
      given: false,
    }),
  )
  const total: ValueColumn = { head: words.column.total, group: 'error', quantity: sampleLoss, given: false }
  return terms.length === 1 ? [total] : [...terms, total]
}
