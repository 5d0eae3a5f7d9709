// The diagram of the network, with its head: what it is, its learning rate, digits and notation.

import { EditableNumber } from '../formula/editable-number.tsx'
import { withLearningRate } from '../model/edits.ts'
import { change, derivation, lesson, notation, place, row, show, view } from '../model/page.ts'
import { Segment } from '../page/segment.tsx'
import { words } from '../words/said.ts'
import { Ask } from './ask.tsx'
import { Drawing } from './drawing.tsx'
import { LessonFacts, lessonName, lessonSizes } from './lesson-facts.tsx'

const digitsOffered = [4, 6, 9, 12, 15]

export function DiagramCard() {
  const w = words.value
  const { samples } = derivation.value.trace
  const name = lessonName()
  return (
    <section class="card diagram-card" aria-labelledby="network">
      <header class="card-head">
        <h1 id="network">{name}</h1>
        <span class="faint">
          <LessonFacts
            rate={(value) => (
              <EditableNumber
                name={w.learningRate}
                value={value}
                digits={view.value.digits}
                onChange={(rate) => change(withLearningRate(lesson.peek(), rate))}
              />
            )}
          />
        </span>
        <span class="spread" />
        <Ask />
        {samples.length > 1 && (
          <select
            aria-label={w.row(row.value + 1, samples.length)}
            value={row.value}
            onChange={(event) => (place.value = { ...place.peek(), row: Number(event.currentTarget.value) })}
          >
            {samples.map((_, n) => (
              <option key={n} value={n}>
                {w.row(n + 1, samples.length)}
              </option>
            ))}
          </select>
        )}
        <select
          aria-label={w.digits(view.value.digits)}
          value={view.value.digits}
          onChange={(event) => show({ digits: Number(event.currentTarget.value) })}
        >
          {digitsOffered.map((n) => (
            <option key={n} value={n}>
              {w.digits(n)}
            </option>
          ))}
        </select>
        <Segment
          label={w.notation}
          value={notation.value}
          options={(['deck', 'delta', 'matrix'] as const).map((value) => ({
            value,
            label: w.notations[value],
          }))}
          onChange={(chosen) => show({ notation: chosen })}
        />
      </header>
      <Drawing title={`${name}, ${lessonSizes()}`} />
    </section>
  )
}
