// Grid: what a table of numbers shows, and which part of a large one; its rows and columns are counted from 0.
import type { ComponentChildren } from 'preact'
import type { Formula } from '../../src/math/formula.ts'
import type { Lesson } from '../model/lesson.ts'
import type { PastedCell } from './pasted.ts'

export interface GridSpec {
  readonly label: string
  readonly rows: number
  readonly columns: number
  /** The last columns, which are always shown. */
  readonly pinned: number
  /** A column whose cells are one. */
  readonly common?: number | undefined
  readonly rowHead: (row: number) => ComponentChildren
  readonly columnHead: (column: number) => ComponentChildren
  /** A column beside the numbers, which nobody edits. */
  readonly beside?: { readonly head: string; readonly value: (row: number) => number | undefined } | undefined
  readonly value: (row: number, column: number) => number
  readonly symbol?: (row: number, column: number) => Formula | undefined
  /** For who hears the page. */
  readonly name: (row: number, column: number) => string
  /** What is said of a cell, such as that it is frozen. */
  readonly note?: (column: number) => { readonly text: string; readonly isFrozen: boolean } | undefined
  readonly withCells: (lesson: Lesson, cells: readonly PastedCell[]) => Lesson
  /** What the parts of a large table are called. */
  readonly rowsName: string
  readonly columnsName: string
  /** Without a head above its columns, where its title says it. */
  readonly isHeadless?: boolean
  /** With more rows a part of them is shown; `MOST_ROWS` where nothing is said. */
  readonly mostRows?: number
}

export interface Place {
  readonly row: number
  readonly column: number
}

export const keyOfPlace = ({ row, column }: Place, { common }: GridSpec): string =>
  column === common ? `all ${column}` : `${row} ${column}`

/** More rows than these are shown in parts of `PART`. */
const MOST_ROWS = 16
const PART = 10

/** Pixels of a row's head and of a column, at least. */
const HEAD = 104
const NARROW_HEAD = 76
const COLUMN = 86
const NARROW_COLUMN = 76
const NARROW = 480
const NAMED_COLUMN = 118

export interface Part {
  readonly rows: number
  /** Without those that are pinned. */
  readonly columns: number
}

export function partFor(spec: GridSpec, width: number): Part {
  const { mostRows = MOST_ROWS } = spec
  const [head, column] = width < NARROW ? [NARROW_HEAD, NARROW_COLUMN] : [HEAD, COLUMN]
  const room = Math.floor((width - head) / column) - spec.pinned - (spec.beside ? 1 : 0)
  return {
    rows: spec.rows <= mostRows ? spec.rows : Math.min(PART, mostRows),
    columns: Math.min(spec.columns - spec.pinned, Math.max(1, room)),
  }
}

/** Whether the name of a number stands beside it. */
export const hasRoomForNames = (columns: number, width: number): boolean =>
  width >= NARROW && (width - HEAD) / columns >= NAMED_COLUMN

/** The first that is shown, so that one in particular is. */
export const firstFor = (first: number, shown: number, count: number, at: number): number =>
  Math.max(0, Math.min(count - shown, at < first ? at : at >= first + shown ? at - shown + 1 : first))
