// A table in blocks: its rows as they were read, a column put together when it is asked for, and the blocks let go one by one.
import { type Column, cellsOf, type Table } from './table.ts'

/** A table that is spent once its blocks are taken: nobody may ask it for a column any more. */
export interface BlockTable extends Table {
  readonly takeBlocks: () => Iterable<Table>
}

/** @param blocks at least one; in all of them a code is the same category, and the last has them all */
export function blockTable(blocks: Table[]): BlockTable {
  const last = blocks.at(-1)!
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0)
  let joined: { readonly column: number; readonly cells: Float64Array | Uint32Array } | undefined
  const joinedCells = (column: number): Float64Array | Uint32Array => {
    if (blocks.length === 0) throw new TypeError('the blocks of this table are gone')
    if (joined?.column !== column) joined = { column, cells: join(blocks, column, rows) }
    return joined.cells
  }
  const columns = last.columns.map((column, k): Column => {
    const { name, position } = column
    const missing = gapsIn(blocks, k)
    const gaps = missing.length > 0 ? { missing } : {}
    if (column.kind === 'number') {
      return {
        kind: 'number',
        name,
        position,
        ...gaps,
        get values() {
          return joinedCells(k) as Float64Array
        },
      }
    }
    const { categories } = column
    return {
      kind: 'category',
      name,
      position,
      categories,
      ...gaps,
      get codes() {
        return joinedCells(k) as Uint32Array
      },
    }
  })
  return {
    ...last,
    columns,
    rows,
    ...(last.lines && { lines: fillFrom(blocks, new Uint32Array(rows), ({ lines }) => lines!) }),
    *takeBlocks() {
      joined = undefined
      for (let block = blocks.shift(); block; block = blocks.shift()) yield block
    },
  }
}

/** The table itself where it is in one piece. */
export const blocksOf = (table: Table | BlockTable): Iterable<Table> =>
  'takeBlocks' in table ? table.takeBlocks() : [table]

function join(blocks: readonly Table[], k: number, rows: number): Float64Array | Uint32Array {
  const isNumber = blocks[0]!.columns[k]!.kind === 'number'
  return fillFrom(blocks, isNumber ? new Float64Array(rows) : new Uint32Array(rows), ({ columns }) =>
    cellsOf(columns[k]!),
  )
}

function fillFrom<A extends Float64Array | Uint32Array>(
  blocks: readonly Table[],
  all: A,
  part: (block: Table) => ArrayLike<number>,
): A {
  let row = 0
  for (const block of blocks) {
    all.set(part(block), row)
    row += block.rows
  }
  return all
}

function gapsIn(blocks: readonly Table[], k: number): Uint32Array {
  let before = 0
  const rows = blocks.flatMap((block) => {
    const own = Array.from(block.columns[k]!.missing ?? [], (row) => before + row)
    before += block.rows
    return own
  })
  return Uint32Array.from(rows)
}
