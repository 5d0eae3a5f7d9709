// Rows of a table that say the same as others.
import { cellsOf, type Table } from './table.ts'

/** How many rows say the same as an earlier row, in every column. */
export function duplicateRows(table: Table): number {
  return firstEqualRows(table).reduce((count, first, row) => (first < row ? count + 1 : count), 0)
}

/**
 * For each row the first one that says the same in every column: itself where none did before. Rows are compared by a hash
 * first and cell by cell where hashes meet, so the answer is exact. One column is looked at after the other. [rows]
 */
export function firstEqualRows(table: Table): Uint32Array {
  const firstRows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const hashes = rowHashes(table)
  const sorted = hashes.slice().sort()
  const repeated = new Set(sorted.filter((hash, i) => i > 0 && hash === sorted[i - 1]))
  let open = repeated.size === 0 ? [] : Array.from(firstRows).filter((row) => repeated.has(hashes[row]!))
  while (open.length > 0) {
    const firstOf = new Map<number, number>()
    for (const row of open) if (!firstOf.has(hashes[row]!)) firstOf.set(hashes[row]!, row)
    const firsts = open.map((row) => firstOf.get(hashes[row]!)!)
    const differs = rowsThatDiffer(table, open, firsts)
    open.forEach((row, i) => {
      if (!differs[i]) firstRows[row] = firsts[i]!
    })
    open = open.filter((_, i) => differs[i])
  }
  return firstRows
}

/** Of each pair of rows 1 where a cell differs; a row is equal to itself. */
function rowsThatDiffer(table: Table, rows: readonly number[], others: readonly number[]): Uint8Array {
  const differs = new Uint8Array(rows.length)
  for (const column of table.columns) {
    const cells = cellsOf(column)
    for (let i = 0; i < rows.length; i++) {
      if (cells[rows[i]!] !== cells[others[i]!] && rows[i] !== others[i]) differs[i] = 1
    }
  }
  return differs
}

const bits = new DataView(new ArrayBuffer(8))

/** Of each row 32 bits that depend on all its cells, in the manner of FNV-1a; equal rows have equal hashes. */
function rowHashes({ columns, rows }: Table): Uint32Array {
  const hashes = new Uint32Array(rows).fill(0x811c9dc5)
  for (const column of columns) {
    const cells = cellsOf(column)
    for (let row = 0; row < rows; row++) {
      // -0 is 0.
      bits.setFloat64(0, cells[row]! + 0)
      let hash = Math.imul(hashes[row]! ^ bits.getUint32(0), 0x01000193)
      hash ^= hash >>> 15
      hash = Math.imul(hash ^ bits.getUint32(4), 0x01000193)
      hashes[row] = hash ^ (hash >>> 15)
    }
  }
  return hashes
}
