// The step panel: where in the telling it stands, how it is told, and the step itself.
import { computed } from '@preact/signals'
import { at, card, place, show, target, timeline, view } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { Segment } from '../page/segment.tsx'
import { words } from '../words/said.ts'
import { Copy } from './copy.tsx'
import { CheckLine, checkOf, StepBody } from './step-body.tsx'

/** Measured once for each step, not at each look. */
const check = computed(() => checkOf(target.value))

export function StepPanel() {
  const { phase } = card.value
  const w = words.value
  return (
    <section class={`card panel phase-${phase}`} aria-labelledby="question">
      <header class="card-head">
        <span class="chip">
          <Icon name={phase} />
          {w.phases[phase]}
        </span>
        <span class="faint">
          {w.step(at.value + 1, timeline.value.length)}
          {place.value.update > 0 && ` · ${w.update(place.value.update)}`}
        </span>
        <span class="spread" />
        <Segment
          label={w.form}
          value={view.value.form}
          options={[
            { value: 'paths', label: w.forms.paths },
            { value: 'recursive', label: w.forms.recursive },
          ]}
          onChange={(form) => show({ form })}
        />
        <Copy />
      </header>
      <StepBody card={card.value} id="question" />
      <CheckLine of={check.value} />
    </section>
  )
}
