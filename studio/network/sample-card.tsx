// The sample: inputs and targets, the total error now and after one step, and the examples.
import { numberText, Value } from '../formula/formula.tsx'
import { canUndo, lesson, place, row, show, undo, view } from '../model/page.ts'
import { standInKind } from '../model/stand-in.ts'
import { words } from '../words/said.ts'
import { AlsoMessage, chooseLesson } from './also.tsx'
import { outcome } from './draft.ts'
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
        <AlsoMessage of="sample" />
        <SampleGrids />
        <TroubleMessage />
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
        onClick={() =>
          samples.length > 1 && chooseLesson('sample', () => withoutRow(lesson.peek(), row.peek()))
        }
      >
        −
      </button>
      <button
        type="button"
        class="quiet net-step"
        aria-label={w.addRow}
        onClick={() => {
          if (chooseLesson('sample', () => withRowAfter(lesson.peek(), row.peek()))) go(row.peek() + 1)
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
      <dl class="net-totals">
        <div>
          <dt class="faint">
            {w.now}
            {count > 1 && `, ${w.meanOf(count)}`}
          </dt>
          <dd>
            <Value of={now} digits={digits} />
          </dd>
        </div>
        <div>
          <dt class="faint">{w.afterStep}</dt>
          <dd class="net-after">
            <Value of={after} digits={digits} />
          </dd>
        </div>
      </dl>
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

/** Numbers beyond those of 64 bits: which was the first, and the way back. */
function TroubleMessage() {
  const w = networkWords.value
  const { trouble } = outcome.value
  if (!trouble) return null
  const { what, where, why } = trouble.texts?.[view.value.language] ?? { what: w.tooLargeTotal }
  return (
    <div class="net-message wrong" role="alert">
      <p>
        {w.notFinite[trouble.when]} {what}
      </p>
      {[where, why].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {canUndo.value && (
        <button type="button" class="cure" onClick={undo}>
          {words.value.undo}
        </button>
      )}
    </div>
  )
}

/** Where the sample is not in view, the totals are: what follows each keystroke is to be seen. */
export function TotalsStrip() {
  const { now, after } = outcome.value
  const text = (value: number): string => numberText(value, view.value.digits)
  return (
    <p class="net-strip" aria-hidden="true">
      <span>E</span> <span class="value">{text(now)}</span> →{' '}
      <span class="value net-after">{text(after)}</span>
    </p>
  )
}
