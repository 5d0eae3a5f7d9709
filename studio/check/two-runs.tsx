// Both runs of the deck's first update, number by number: what is the same, and the first number that differs.
import { mistakenStep } from '../../src/core/mistakes.ts'
import { step } from '../../src/core/step.ts'
import { derive } from '../../src/derive/derivation.ts'
import { q } from '../../src/math/expr.ts'
import { keyOf } from '../../src/math/quantity.ts'
import { Formula, numberText } from '../formula/formula.tsx'
import { exampleLesson } from '../model/lesson.ts'
import { goTo, place, show, timeline, view } from '../model/page.ts'
import { timelineOf } from '../model/stepping.ts'
import { words } from '../words/said.ts'
import { checkWords } from './check-words.ts'
import { Differing } from './differing.tsx'

/** The steps of both, with their numbers; made once. */
function compared() {
  const { network, samples, optimizer } = exampleLesson('deck')!
  const right = derive(step(network, samples, optimizer))
  const wrong = derive(mistakenStep('too-early', network, samples, optimizer)!)
  return timelineOf(right, 0).map(({ target, phase }) => {
    const [one, other] = [right.value(target), wrong.value(target)]
    return { target, phase, right: one, wrong: other, differs: one !== other }
  })
}

let made: ReturnType<typeof compared> | undefined

export function TwoRuns() {
  const w = checkWords.value
  made ??= compared()
  const differing = made.filter(({ differs }) => differs)
  const digits = Math.min(9, view.value.digits)
  return (
    <div class="story">
      <p>{w.runsHow(made.length - differing.length, made.length)}</p>
      <div
        class="table-box runs-box"
        tabIndex={0}
        role="region"
        aria-label={`${w.ways['in-order']}, ${w.ways['too-early']}`}
      >
        <table class="story-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{w.ways['in-order']}</th>
              <th scope="col">{w.ways['too-early']}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ target, phase, right, wrong }, i) => (
              <tr key={keyOf(target)} class={i === 0 ? 'first-different' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    class="head"
                    title={w.toStep}
                    onClick={() => {
                      place.value = { ...place.peek(), update: 0, row: 0 }
                      goTo(timeline.peek().findIndex((one) => keyOf(one.target) === keyOf(target)))
                      show({ screen: 'steps' })
                    }}
                  >
                    <Formula of={q(target)} />
                  </button>
                  <span class="faint">{words.value.phases[phase]}</span>
                </th>
                <td class="value">{numberText(right, digits)}</td>
                <td>
                  <Differing text={numberText(wrong, digits)} right={numberText(right, digits)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
