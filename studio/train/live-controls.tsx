// What may change while it runs: the learning rate and the penalty on the weights, each a slider and a number.

import { formatNumber } from '../../src/print/numbers.ts'
import { EditableNumber } from '../formula/editable-number.tsx'
import { notARate } from '../model/errors.ts'
import { locale } from '../model/page.ts'
import { changeLive, live } from './run.ts'
import { trainWords } from './train-words.ts'

/** Powers of ten between which a slider moves, and its steps in each. */
const RATE = { from: -5, to: 1, steps: 20 }
/** Its first place is 0. */
const L2 = { from: -6, to: 0, steps: 10 }

export function LiveControls() {
  const w = trainWords.value
  const { learningRate, l2 } = live.value
  return (
    <div class="facts">
      <h2>{w.whileRunning}</h2>
      {learningRate === undefined ? (
        <p class="faint">{w.notSearched}</p>
      ) : (
        <LogSlider
          label={w.learningRate}
          value={learningRate}
          scale={RATE}
          onChange={(value) => changeLive({ learningRate: value })}
        />
      )}
      <LogSlider label={w.l2} value={l2} scale={L2} hasZero onChange={(value) => changeLive({ l2: value })} />
    </div>
  )
}

interface LogSliderProps {
  readonly label: string
  readonly value: number
  readonly scale: { readonly from: number; readonly to: number; readonly steps: number }
  readonly hasZero?: boolean
  readonly onChange: (value: number) => void
}

function LogSlider({ label, value, scale, hasZero = false, onChange }: LogSliderProps) {
  const { from, to, steps } = scale
  const last = (to - from) * steps
  const first = hasZero ? -1 : 0
  const at = value <= 0 ? first : Math.round((Math.log10(value) - from) * steps)
  const set = (place: number): void =>
    onChange(place < 0 ? 0 : Number((10 ** (from + place / steps)).toPrecision(2)))
  const shown = formatNumber(value, { digits: 3, locale: locale.value })
  return (
    <div class="log-slider">
      <p class="fact">
        <span>{label}</span>
        <EditableNumber
          name={label}
          value={value}
          digits={3}
          onChange={(fresh) => {
            if (!(fresh > 0 || (hasZero && fresh === 0))) throw notARate(fresh, hasZero)
            onChange(fresh)
          }}
        />
      </p>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={shown}
        min={first}
        max={last}
        value={Math.max(first, Math.min(last, at))}
        onInput={({ currentTarget }) => set(Number(currentTarget.value))}
        onKeyDown={(event) => {
          const by = { PageUp: steps, PageDown: -steps }[event.key]
          if (by === undefined) return
          event.preventDefault()
          set(Math.max(first, Math.min(last, at + by)))
        }}
      />
    </div>
  )
}
