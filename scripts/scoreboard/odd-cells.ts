// Odd cells: a cell that is no number is refused with its row and its column and exit code 2, wherever it stands; none is guessed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paso } from '../golden-run.ts'
import { counted, type Row } from './row.ts'

const cells = ['NaN', 'nan', '', ' ', 'N/A', 'NA', 'null', 'Infinity', '0x10', 'two', '1,5', '1.2.3', '1e999']
const ROWS = 40
/** From 0. */
const places = [
  { row: 0, column: 'width' },
  { row: 23, column: 'width' },
  { row: ROWS - 1, column: 'area' },
]

/** Numbers with a decimal point; the cell stands in one place, in quotes where it has a comma. */
function tableWith(cell: string, place: (typeof places)[number]): string {
  const shown = cell.includes(',') ? `"${cell}"` : cell
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const numbers: Record<string, string> = {
      height: `${row}.5`,
      width: `${(row * 7) % 40}.25`,
      area: `${row * 3}.75`,
    }
    if (row === place.row) numbers[place.column] = shown
    return Object.values(numbers).join(',')
  })
  return ['height,width,area', ...lines, ''].join('\n')
}

/** Whether training refuses it, with exit code 2, the place, and nothing written. */
async function refused(path: string, { row, column }: (typeof places)[number]): Promise<boolean> {
  const { code, stdout, stderr } = await paso(['train', path, '--target', 'area', '--lang', 'en'])
  const error = stderr.slice(stderr.indexOf('Error:'))
  return code === 2 && stdout === '' && error.includes(`row ${row + 1}`) && error.includes(column)
}

export const oddCells: Row = {
  name: 'odd-cells',
  title: {
    en: 'a NaN, blank, N/A, 0x10 or text cell, a 1,5 among decimal points',
    es: 'una celda NaN, vacía, N/A, 0x10 o de texto, un 1,5 entre puntos decimales',
  },
  bar: {
    en: 'refused with row and column, exit code 2',
    es: 'rechazada con fila y columna, código de salida 2',
  },
  others: { en: 'brain.js trains to NaN', es: 'brain.js entrena hasta NaN' },
  async measure(_, note) {
    const folder = mkdtempSync(join(tmpdir(), 'paso-cells-'))
    const accepted: string[] = []
    try {
      for (const [n, cell] of cells.entries()) {
        note?.(n, cells.length)
        for (const place of places) {
          const path = join(folder, 'table.csv')
          writeFileSync(path, tableWith(cell, place))
          if (!(await refused(path, place))) accepted.push(`${JSON.stringify(cell)} in row ${place.row + 1}`)
        }
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    const count = cells.length * places.length
    return {
      shown: counted(count - accepted.length, count),
      met: accepted.length === 0,
      figures: { cells, places, accepted },
    }
  },
}
