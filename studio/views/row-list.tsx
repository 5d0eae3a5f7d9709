// A few rows of a table as buttons; one of them is chosen.
import { locale } from '../model/page.ts'
import { viewWords } from './view-words.ts'

interface RowListProps {
  readonly title: string
  /** Their numbers in the table, from 0. */
  readonly rows: readonly number[]
  readonly chosen?: number | undefined
  readonly onChoose: (row: number) => void
}

/** More are counted. */
const MOST = 60

/** As a table counts them: from 1. */
export const rowNumber = (row: number): string => (row + 1).toLocaleString(locale.value)

export function RowList({ title, rows, chosen, onChoose }: RowListProps) {
  const w = viewWords.value
  return (
    <div class="row-list" role="group" aria-label={title}>
      <span class="row-list-title">{title}:</span>
      {rows.length === 0 && <span>{w.noRows}</span>}
      {rows.slice(0, MOST).map((row) => (
        <button key={row} type="button" aria-pressed={row === chosen} onClick={() => onChoose(row)}>
          {w.row(rowNumber(row))}
        </button>
      ))}
      {rows.length > MOST && <span>{w.moreRows((rows.length - MOST).toLocaleString(locale.value))}</span>}
    </div>
  )
}
