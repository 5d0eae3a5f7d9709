// The sample: inputs and targets, the total error now and after one step, and the examples.
import { Value } from '../formula/formula.tsx'
import { lesson, place, row, show, view } from '../model/page.ts'
import { standInKind } from '../model/stand-in.ts'
import { words } from '../words/said.ts'
import { keep, outcome } from './draft.ts'
import { networkWords } from './network-words.ts'
import { Presets } from './presets-list.tsx'
import { SampleGrids } from './sample-grids.tsx'
import { withoutRow, withRowAfter } from './samples.ts'

export function SampleCard() {
  const w = networkWords.value
  const standIn = standInKind(lesson.value)
  return (
    <section class="card net-sample" aria-labelledby="net-sample">
      <header class="card-head">
        <h1 id="net-sample">{w.sample}</h1>
        <span class="spread" />
        <Rows />
      </header>
      <div class="net-sample-body">
        {standIn && (
          <p class="net-message" role="note">
            {w.standIn[standIn]}
          </p>
        )}
        <SampleGrids />
        <Outcome />
        <Presets />
      </div>
    </section>
  )
}

function Rows() {
  const w = networkWords.value
  const { samples } = lesson.value
  const go = (to: number): void => {
    place.value = { ...place.peek(), row: to }
  }
  return (
    <>
      {samples.length === 1 ? (
        <span class="faint">{words.value.row(1, 1)}</span>
      ) : (
        <select
          aria-label={words.value.row(row.value + 1, samples.length)}
          value={row.value}
          onChange={(event) => go(Number(event.currentTarget.value))}
        >
          {samples.map((_, n) => (
            <option key={n} value={n}>
              {words.value.row(n + 1, samples.length)}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="quiet net-step"
        aria-label={w.removeRow}
        aria-disabled={samples.length === 1}
        onClick={() => samples.length > 1 && keep(() => withoutRow(lesson.peek(), row.peek()))}
      >
        −
      </button>
      <button
        type="button"
        class="quiet net-step"
        aria-label={w.addRow}
        onClick={() => {
          if (!keep(() => withRowAfter(lesson.peek(), row.peek()))) go(row.peek() + 1)
        }}
      >
        +
      </button>
    </>
  )
}

function Outcome() {
  const w = networkWords.value
  const { now, after } = outcome.value
  const { digits } = view.value
  const count = lesson.value.samples.length
  return (
    <div class="net-outcome">
      <p class="faint">
        {w.now}
        {count > 1 && `, ${w.meanOf(count)}`}
      </p>
      <p class="net-now">
        <Value of={now} digits={digits} />
      </p>
      <p class="faint">{w.afterStep}</p>
      <p class="net-after">
        <Value of={after} digits={digits} />
      </p>
      <button
        type="button"
        class="net-explain"
        onClick={() => {
          place.value = { ...place.peek(), update: 0, step: 0 }
          show({ screen: 'steps' })
        }}
      >
        {w.explain}
      </button>
    </div>
  )
}
