// Tables in a terminal: groups of columns with a rule below their heads; what does not fit is folded between groups.
import type { Table } from '../present/document.ts'
import { displayWidth, padEnd, padStart, wordsOf, wrapWords } from './lines.ts'
import type { Page } from './terminal-text.ts'
import { cellText, contentText } from './terminal-text.ts'

interface TextColumn {
  readonly head: string
  readonly align: 'left' | 'right'
  readonly cells: readonly string[]
  readonly width: number
}

/** Columns under one group's head; a column outside all groups is a group of its own. */
interface Group {
  readonly title: string
  readonly columns: readonly TextColumn[]
}

const BETWEEN_GROUPS = 2

/** A table as lines of at most the page's width. */
export function tableLines(table: Table, page: Page): string[] {
  const groups = groupsOf(table, page)
  const caption =
    table.caption === undefined
      ? []
      : [...wrapWords(wordsOf(contentText(table.caption, page)), page.width), '']
  const spaced = groups.some((group) => group.title !== '') ? 1 : 2
  const folds = folded(groups, spaced, page.width)
  return [
    ...caption,
    ...folds.flatMap((fold, i) => [...(i === 0 ? [] : ['']), ...gridLines(fold, spaced, page)]),
  ]
}

function groupsOf(table: Table, page: Page): Group[] {
  const columns = table.columns.map((column, j): TextColumn => {
    const head = contentText(column.head, page)
    const cells = table.rows.map((row) =>
      cellText(row[j] ?? { kind: 'empty' }, page, page.document.context.tableDigits),
    )
    const width = Math.max(1, displayWidth(head), ...cells.map(displayWidth))
    return { head, align: column.align, cells, width }
  })
  const groups: { title: string; columns: TextColumn[] }[] = []
  let grouped = false
  table.columns.forEach((column, j) => {
    if (column.group !== undefined) {
      grouped = true
      groups.push({ title: contentText(column.group, page), columns: [columns[j]!] })
    } else if (grouped) groups.at(-1)!.columns.push(columns[j]!)
    else groups.push({ title: '', columns: [columns[j]!] })
  })
  return groups.map((group) => withRoomForTitle(group))
}

/** The last column of a group takes what the longest word of its title needs beyond the others. */
function withRoomForTitle(group: Group): Group {
  const needed = Math.max(0, ...wordsOf(group.title).map(displayWidth))
  const missing = needed - groupWidth(group, 1)
  if (missing <= 0) return group
  const last = group.columns.at(-1)!
  return { ...group, columns: [...group.columns.slice(0, -1), { ...last, width: last.width + missing }] }
}

const groupWidth = (group: Group, spaced: number): number =>
  group.columns.reduce((total, column) => total + column.width, 0) + (group.columns.length - 1) * spaced

const rowWidth = (groups: readonly Group[], spaced: number): number =>
  groups.reduce((total, group) => total + groupWidth(group, spaced), 0) + (groups.length - 1) * BETWEEN_GROUPS

/** Rows of groups that fit; the columns before the first group, or the first column, stand again at the left of each. */
function folded(groups: readonly Group[], spaced: number, width: number): Group[][] {
  if (rowWidth(groups, spaced) <= width) return [[...groups]]
  const shrunk = shrinkHeads(groups)
  if (rowWidth(shrunk, spaced) <= width) return [shrunk]
  const narrow = shrunk.map((group) => shrinkCells(group, width))
  const labels = narrow.slice(0, labelCount(narrow))
  const keepLabels = labels.length > 0 && rowWidth(labels, spaced) <= width / 2
  const repeated = keepLabels ? labels : []
  const rest = keepLabels ? narrow.slice(labels.length) : narrow
  const room = width - (repeated.length > 0 ? rowWidth(repeated, spaced) + BETWEEN_GROUPS : 0)
  const folds: Group[][] = []
  let fold: Group[] = []
  for (const group of rest.flatMap((g) => splitGroup(shrinkCells(g, room), spaced, room))) {
    if (fold.length > 0 && rowWidth([...fold, group], spaced) > room) {
      folds.push([...repeated, ...fold])
      fold = []
    }
    fold.push(group)
  }
  return [...folds, [...repeated, ...fold]]
}

/** How many columns at the left name the rows. */
function labelCount(groups: readonly Group[]): number {
  const first = groups.findIndex((group) => group.title !== '')
  return first === -1 ? 1 : first
}

/** Heads broken at their words: a column as wide as its cells and the longest word of its head. */
function shrinkHeads(groups: readonly Group[]): Group[] {
  return groups.map((group) =>
    withRoomForTitle({
      ...group,
      columns: group.columns.map((column) => ({
        ...column,
        width: Math.max(1, ...wordsOf(column.head).map(displayWidth), ...column.cells.map(displayWidth)),
      })),
    }),
  )
}

/** A column that is wider than the page by itself is wrapped. */
function shrinkCells(group: Group, room: number): Group {
  const columns = group.columns.map((column) => ({
    ...column,
    width: Math.max(1, Math.min(column.width, room)),
  }))
  return { ...group, columns }
}

/** A group that is too wide by itself, in parts that fit. */
function splitGroup(group: Group, spaced: number, room: number): Group[] {
  const parts: Group[] = []
  let columns: TextColumn[] = []
  for (const column of group.columns) {
    if (columns.length > 0 && groupWidth({ ...group, columns: [...columns, column] }, spaced) > room) {
      parts.push({ ...group, columns })
      columns = []
    }
    columns.push(column)
  }
  return [...parts, { ...group, columns }]
}

function gridLines(groups: readonly Group[], spaced: number, page: Page): string[] {
  const titled = groups.some((group) => group.title !== '')
  const space = ' '.repeat(spaced)
  const gap = ' '.repeat(BETWEEN_GROUPS)
  const widths = groups.map((group) => groupWidth(group, spaced))
  const titles = groups.map((group, g) => wrapWords(wordsOf(group.title), widths[g]!))
  const heads = groups.map((group) =>
    group.columns.map((column) => wrapWords(wordsOf(column.head), column.width)),
  )
  const rows = groups.map((group) =>
    group.columns.map((c) => c.cells.map((cell) => wrapWords(wordsOf(cell), c.width))),
  )
  const row = (blocks: readonly (readonly (readonly string[])[])[], aligned: boolean): string[] => {
    const height = Math.max(1, ...blocks.flat().map((lines) => lines.length))
    return Array.from({ length: height }, (_, i) =>
      groups
        .map((group, g) =>
          group.columns
            .map((column, c) => {
              const text = blocks[g]![c]![i] ?? ''
              return aligned && column.align === 'right'
                ? padStart(text, column.width)
                : padEnd(text, column.width)
            })
            .join(space),
        )
        .join(gap),
    )
  }
  const titleRows = titled ? Math.max(...titles.map((lines) => lines.length)) : 0
  const count = groups[0]?.columns[0]?.cells.length ?? 0
  return [
    ...Array.from({ length: titleRows }, (_, i) =>
      groups.map((_, g) => padEnd(titles[g]![i] ?? '', widths[g]!)).join(gap),
    ),
    ...row(heads, !titled),
    page.paint.quiet(groups.map((_, g) => '─'.repeat(widths[g]!)).join(gap)),
    ...Array.from({ length: count }, (_, r) =>
      row(
        rows.map((group) => group.map((column) => column[r]!)),
        true,
      ),
    ).flat(),
  ]
}
