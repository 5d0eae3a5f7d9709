// The fingerprint of a table: little enough to keep, and another one as soon as a row, a name or a cell is another.
import { crc32c } from '../math/crc32c.ts'
import type { Column, ColumnKind, Table } from './table.ts'

export interface ColumnFingerprint {
  readonly name: string
  readonly kind: ColumnKind
  /** The check sum of its cells, in hexadecimal. */
  readonly cells: string
}

export interface TableFingerprint {
  readonly rows: number
  readonly columns: readonly ColumnFingerprint[]
}

export function fingerprintOf({ rows, columns }: Table): TableFingerprint {
  return { rows, columns: columns.map((column) => ({ ...nameAndKind(column), cells: cellsOf(column) })) }
}

const nameAndKind = ({ name, kind }: Column): Pick<ColumnFingerprint, 'name' | 'kind'> => ({ name, kind })

function cellsOf(column: Column): string {
  const sum =
    column.kind === 'number'
      ? crc32c(bytesOf(column.values))
      : crc32c(new TextEncoder().encode(JSON.stringify(column.categories)), crc32c(bytesOf(column.codes)))
  return sum.toString(16).padStart(8, '0')
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
