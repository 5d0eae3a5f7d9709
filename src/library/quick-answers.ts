// Quick answers: rows of plain numbers and known categories straight to a network's inputs. Where anything is to be refused, filled
// in or said of a row, there is no quick answer: the way through a table has all the words.
import type { Network } from '../core/network.ts'
import type { ColumnEncoding, TableEncoding } from '../data/encoding.ts'
import { standardize } from '../data/scaling.ts'
import { decodePrediction, type NumberEncoding } from '../data/targets.ts'
import { answersOf } from './answers.ts'
import { isRecord } from './data.ts'
import { type AnyPrediction, predictionOf } from './predictions.ts'

/** One for each row; undefined where a row asks for more. */
export type QuickAnswers = (rows: unknown) => AnyPrediction[] | undefined

/** Writes a row's inputs. @returns whether it could */
type Write = (row: unknown, values: Float64Array) => boolean

export function quickAnswers(network: Network, encoding: TableEncoding): QuickAnswers {
  const answer = answersOf(network)
  const values = new Float64Array(network.inputs)
  const [fromList, fromRecord] = [listWriter(encoding.inputs), recordWriter(encoding.inputs)]
  return (rows) => {
    if (!Array.isArray(rows)) return undefined
    const write = isRecord(rows[0]) ? fromRecord : fromList
    const answers: AnyPrediction[] = []
    for (const row of rows) {
      if (!write(row, values)) return undefined
      answers.push(predictionOf(decodePrediction(encoding, answer(values))))
    }
    return answers
  }
}

const isPlain = (cell: unknown): cell is number => typeof cell === 'number' && Number.isFinite(cell)

/** The numbers of all columns in their order. */
function listWriter(columns: readonly ColumnEncoding[]): Write {
  if (columns.some(({ kind }) => kind === 'category')) return () => false
  const scalings = columns as readonly NumberEncoding[]
  return (row, values) => {
    if (!Array.isArray(row) && !ArrayBuffer.isView(row)) return false
    const cells = row as ArrayLike<unknown>
    if (cells.length !== scalings.length) return false
    for (let i = 0; i < scalings.length; i++) {
      const cell = cells[i]
      if (!isPlain(cell)) return false
      values[i] = standardize(cell, scalings[i]!)
    }
    return true
  }
}

/** A cell to the inputs from a place on. @returns whether it could */
type WriteCell = (cell: unknown, values: Float64Array) => boolean

/** Exactly the columns, by their names. */
function recordWriter(columns: readonly ColumnEncoding[]): Write {
  const names = columns.map(({ name }) => name)
  const places = new Map(names.map((name, i) => [name, i]))
  const fills = columns.some(({ missing }) => missing !== undefined)
  let next = 0
  const writers = columns.map((column): WriteCell => {
    const at = next
    next += column.kind === 'number' ? 1 : column.categories.length
    return column.kind === 'number'
      ? numberWriter(column, at)
      : fills
        ? () => false
        : textWriter(column.categories, at)
  })
  return (row, values) => {
    if (!isRecord(row)) return false
    // To read so many names one by one would take longer than the network.
    const [keys, cells] = [Object.keys(row), Object.values(row)]
    if (keys.length !== names.length) return false
    for (let i = 0; i < keys.length; i++) {
      const place = names[i] === keys[i] ? i : places.get(keys[i]!)
      if (place === undefined || !writers[place]!(cells[i], values)) return false
    }
    return true
  }
}

const numberWriter =
  (scaling: NumberEncoding, at: number): WriteCell =>
  (cell, values) => {
    if (!isPlain(cell)) return false
    values[at] = standardize(cell, scaling)
    return true
  }

function textWriter(categories: readonly string[], at: number): WriteCell {
  const codes = new Map(categories.map((text, code) => [text, code]))
  return (cell, values) => {
    const code = codes.get(cell as string)
    if (code === undefined) return false
    values.fill(0, at, at + categories.length)
    values[at + code] = 1
    return true
  }
}
