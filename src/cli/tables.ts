// Tables of text, aligned, for what a command prints.

export interface TextColumn {
  readonly head: string
  readonly align: 'left' | 'right'
}

/** Lines: the heads, a rule, the rows. Two spaces stand between columns. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ head }, i) =>
    Math.max(length(head), ...rows.map((row) => length(row[i] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, i) => {
        const gap = ' '.repeat(widths[i]! - length(cells[i] ?? ''))
        return align === 'left' ? (cells[i] ?? '') + gap : gap + (cells[i] ?? '')
      })
      .join('  ')
      .trimEnd()
  return [
    line(columns.map(({ head }) => head)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
  ]
}

/** In characters as a terminal shows them; combining marks take no room. */
const length = (text: string): number => [...text.replace(/\p{M}/gu, '')].length

/** A confusion matrix: rows are the true classes, columns the predicted ones. */
export function confusionTable(
  classes: readonly string[],
  counts: readonly (readonly number[])[],
  corner: string,
): string[] {
  const columns: TextColumn[] = [
    { head: corner, align: 'left' },
    ...classes.map((head): TextColumn => ({ head, align: 'right' })),
  ]
  return textTable(
    columns,
    classes.map((name, row) => [name, ...counts[row]!.map(String)]),
  )
}

/** 1 row, 2 rows */
export const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`
