// All steps on paper: a head, and for each step a block with its drawing and what it tells.
import { layoutOf } from '../../src/diagram/layout.ts'
import { sceneOf } from '../../src/diagram/scene.ts'
import type { Card } from '../../src/present/card/card.ts'
import { cardAt, context, derivation, knownAt, lesson, place, row, timeline } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { LessonFacts, lessonName } from '../steps/lesson-facts.tsx'
import { litOfCard } from '../steps/lit-of-card.ts'
import { nodeOf } from '../steps/scene-node.ts'
import { CheckLine, checkOf, StepBody } from '../steps/step-body.tsx'
import { words } from '../words/said.ts'

/** The width of a sheet between its margins, in pixels of the page: 180 mm fit A4 and letter. */
const WIDTH = 680
/** A row of neurons, and the least and the most of a drawing: a step has to fit on a sheet. */
const ROW = 92
const LOWEST = 196
const HIGHEST = 400

/** With more steps than this, only gradients of parameters have their drawing: of a large network one is told. */
const MOST_DRAWN = 200

export function PrintedSteps() {
  const w = words.value
  const steps = timeline.value
  const samples = derivation.value.trace.samples.length
  return (
    <main class="printed" aria-label={w.copyScope.all}>
      <header>
        <h1>{w.title}</h1>
        <p>
          {lessonName()} · <LessonFacts />
          {samples > 1 && ` · ${w.row(row.value + 1, samples)}`}
          {place.value.update > 0 && ` · ${w.update(place.value.update)}`}
        </p>
      </header>
      {steps.map((_, step) => (
        <Block key={step} step={step} />
      ))}
    </main>
  )
}

function Block({ step }: { readonly step: number }) {
  const w = words.value
  const { target, phase } = timeline.value[step]!
  const card = cardAt.value(target)
  const count = timeline.value.length
  const question = `printed-question-${step}`
  return (
    <section class={`printed-step phase-${phase}`} aria-labelledby={question}>
      <p class="printed-head">
        <span class="chip">
          <Icon name={phase} />
          {w.phases[phase]}
        </span>
        <span class="faint">{w.step(step + 1, count)}</span>
      </p>
      {(count <= MOST_DRAWN || card.parameter) && nodeOf(drawing(step, card), 'drawing')}
      <StepBody card={card} id={question} onPaper />
      <CheckLine of={checkOf(target)} onPaper />
    </section>
  )
}

/** The drawing as it stands after a step. */
function drawing(step: number, card: Card) {
  const shown = context.value
  const { target, phase } = timeline.value[step]!
  const rows = Math.max(shown.shape.inputs, ...shown.shape.units)
  const layout = layoutOf(shown.shape, {
    width: WIDTH,
    height: Math.min(HIGHEST, Math.max(LOWEST, rows * ROW)),
    form: 'narrow',
    notation: shown.notation,
    inputNames: lesson.value.inputNames,
  })
  return sceneOf({
    derivation: derivation.value,
    layout,
    context: shown,
    sample: row.value,
    computed: knownAt(step),
    target,
    phase,
    lit: litOfCard(card),
    interactive: false,
    inputNames: lesson.value.inputNames,
    outputNames: lesson.value.unitNames.at(-1),
    title: words.value.step(step + 1, timeline.value.length),
    id: `printed-${step}`,
  })
}
