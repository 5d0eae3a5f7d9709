// Which part of a large table of numbers is shown, and the way to the others.
import { locale } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import type { GridSpec, Part, Place } from './grid-spec.ts'
import { networkWords } from './network-words.ts'

interface GridPartProps {
  readonly spec: GridSpec
  readonly part: Part
  readonly first: Place
  readonly onShow: (first: Place) => void
}

export function GridPart({ spec, part, first, onShow }: GridPartProps) {
  const free = spec.columns - spec.pinned
  const isTall = part.rows < spec.rows
  const isWide = part.columns < free
  if (!isTall && !isWide) return null
  return (
    <div class="net-part">
      {isTall && (
        <Range
          what={spec.rowsName}
          first={first.row}
          shown={part.rows}
          count={spec.rows}
          onFirst={(row) => onShow({ ...first, row })}
        />
      )}
      {isWide && (
        <Range
          what={spec.columnsName}
          first={first.column}
          shown={part.columns}
          count={free}
          onFirst={(column) => onShow({ ...first, column })}
        />
      )}
    </div>
  )
}

interface RangeProps {
  readonly what: string
  readonly first: number
  readonly shown: number
  readonly count: number
  readonly onFirst: (first: number) => void
}

function Range({ what, first, shown, count, onFirst }: RangeProps) {
  const w = networkWords.value
  const last = count - shown
  const text = (n: number): string => n.toLocaleString(locale.value)
  const go = (to: number): void => onFirst(Math.max(0, Math.min(last, to)))
  return (
    <div class="net-range" role="group" aria-label={what}>
      <button
        type="button"
        class="quiet"
        aria-label={w.before(what)}
        aria-disabled={first === 0}
        onClick={() => go(first - shown)}
      >
        <Icon name="previous" />
      </button>
      <span>
        {what} {w.window(text(first + 1), text(first + shown), text(count))}
      </span>
      <button
        type="button"
        class="quiet"
        aria-label={w.after(what)}
        aria-disabled={first === last}
        onClick={() => go(first + shown)}
      >
        <Icon name="next" />
      </button>
      <input
        class="net-slider"
        type="range"
        min={1}
        max={last + 1}
        value={first + 1}
        aria-label={w.firstShown(what)}
        onInput={(event) => go(Number(event.currentTarget.value) - 1)}
      />
    </div>
  )
}
