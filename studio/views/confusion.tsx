// The confusion matrix: how many rows of each class were given which; a cell tells its rows.
import { useMemo, useRef, useState } from 'preact/hooks'
import { confusion, mostProbable } from '../../src/engine/metrics.ts'
import { locale } from '../model/page.ts'
import { type Cell, cellAfter } from './grid-keys.ts'
import { RowList } from './row-list.tsx'
import { viewWords } from './view-words.ts'

export interface ConfusionProps {
  /** Which rows are counted. */
  readonly part: 'validation' | 'train'
  /** The names of the classes. */
  readonly classes: readonly string[]
  /** Each row's true class, from 0. [rows] */
  readonly truth: ArrayLike<number>
  /** [rows · classes], row after row; of a single output p they are 1 − p and p */
  readonly probabilities: ArrayLike<number>
  /** The rows' numbers in their table, from 0. [rows] */
  readonly rows: ArrayLike<number>
  /** The chosen row's number. */
  readonly chosen?: number | undefined
  readonly onChoose: (row: number) => void
}

/** Classes of which each has its number at its ease; with more, cells are smaller. */
const FEW = 6
const SOME = 12

export function ConfusionCard(props: ConfusionProps) {
  const w = viewWords.value
  const { part, classes, truth, probabilities, rows, chosen, onChoose } = props
  const counts = useMemo(() => confusion(truth, probabilities), [truth, probabilities])
  const predicted = useMemo(() => mostProbable(probabilities, truth.length), [truth, probabilities])
  const [asked, setAsked] = useState<Cell>()
  const right = counts.reduce((sum, row, k) => sum + row[k]!, 0)
  const count = (n: number): string => n.toLocaleString(locale.value)
  const listed = asked && rowsOf(asked)
  return (
    <section class="card view confusion-card" aria-labelledby="confusion">
      <header class="card-head">
        <h2 id="confusion">{w.parts[part]}</h2>
        <span class="spread" />
        <span class="faint">
          <span class="value">{count(right)}</span> {w.ofRight(count(truth.length))}
        </span>
      </header>
      <Matrix
        counts={counts}
        classes={classes}
        asked={asked}
        label={w.confusion(count(right), count(truth.length))}
        onAsk={setAsked}
      />
      {asked && listed ? (
        <RowList
          title={w.cellRows(classes[asked.row]!, classes[asked.column]!)}
          rows={listed}
          chosen={chosen}
          onChoose={onChoose}
        />
      ) : (
        <p class="view-note">{w.selectCell}</p>
      )}
    </section>
  )

  function rowsOf({ row, column }: Cell): number[] {
    const found: number[] = []
    for (let n = 0; n < truth.length; n++)
      if (truth[n] === row && predicted[n] === column) found.push(rows[n]!)
    return found
  }
}

interface MatrixProps {
  readonly counts: readonly (readonly number[])[]
  readonly classes: readonly string[]
  readonly asked: Cell | undefined
  readonly label: string
  readonly onAsk: (cell: Cell) => void
}

function Matrix({ counts, classes, asked, label, onAsk }: MatrixProps) {
  const w = viewWords.value
  const [tab, setTab] = useState<Cell>({ row: 0, column: 0 })
  const grid = useRef<HTMLTableElement>(null)
  const most = Math.max(1, ...counts.flat())
  const size = classes.length <= FEW ? 'few' : classes.length <= SOME ? 'some' : 'many'
  const move = (event: KeyboardEvent): void => {
    const to = cellAfter(event, tab, classes.length, classes.length)
    if (to) {
      setTab(to)
      grid.current!.querySelector<HTMLElement>(`[data-cell="${to.row}.${to.column}"]`)!.focus()
    } else if (event.key === 'Enter' || event.key === ' ') onAsk(tab)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-cell]')?.dataset.cell
    if (cell === undefined) return
    const [row, column] = cell.split('.').map(Number) as [number, number]
    onAsk({ row, column })
  }
  return (
    <div class="confusion-box">
      <table
        class={`confusion ${size}`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen is a grid
        role="grid"
        aria-label={label}
        ref={grid}
        onKeyDown={move}
        onClick={onClick}
      >
        <thead>
          <tr>
            <th class="caption corner" rowSpan={2} scope="col">
              {w.actual}
            </th>
            <th class="caption" colSpan={classes.length} scope="colgroup">
              {w.predicted}
            </th>
          </tr>
          <tr>
            {classes.map((name) => (
              <th key={name} scope="col" title={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, actual) => (
            <tr key={classes[actual]}>
              <th scope="row" title={classes[actual]}>
                <span>{classes[actual]}</span>
              </th>
              {row.map((n, given) => {
                const isAsked = asked?.row === actual && asked.column === given
                return (
                  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
                  <td
                    key={classes[given]}
                    class={n === 0 ? 'none' : actual === given ? 'right' : 'wrong'}
                    style={{ '--share': `${12 + (50 * n) / most}%` }}
                    data-cell={`${actual}.${given}`}
                    tabIndex={tab.row === actual && tab.column === given ? 0 : -1}
                    aria-selected={isAsked}
                    aria-label={w.cell(classes[actual]!, classes[given]!, n.toLocaleString(locale.value))}
                    onFocus={() => setTab({ row: actual, column: given })}
                  >
                    <span>{n === 0 ? '·' : n.toLocaleString(locale.value)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
