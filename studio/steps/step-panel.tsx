// The step panel: what is asked, the rule in general, the chain or the calculation, the result, why, and the check beside it.
import { computed } from '@preact/signals'
import { masksOf } from '../../src/core/dropout.ts'
import { checkGradient } from '../../src/core/gradient-check.ts'
import { unversioned } from '../../src/derive/names.ts'
import { isParameter, keyOf } from '../../src/math/quantity.ts'
import { Formula, numberText, Text, Value } from '../formula/formula.tsx'
import { at, card, derivation, place, show, target, timeline, view } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { Segment } from '../page/segment.tsx'
import { words } from '../words/said.ts'
import { CardBody } from './card-body.tsx'
import { Copy } from './copy.tsx'
import { LayerLine } from './layer-line.tsx'

export function StepPanel() {
  const { phase, question, general, body } = card.value
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
      <div class="panel-body">
        <h2 id="question" class="question">
          <Text of={question} />
        </h2>
        {general && !(body.kind === 'chain' && body.paths.length > 1) && (
          <p class="general">
            <span class="row-label">{w.rows.general}</span>
            <Formula of={general.formula} />
            <span class="note">
              <Text of={general.note} />
            </span>
          </p>
        )}
        <LayerLine />
        <CardBody key={`${keyOf(target.value)} ${Object.values(view.value).join(' ')}`} card={card.value} />
        <Result />
        <p class="why">
          <Text of={card.value.why} />
        </p>
      </div>
      <Check />
    </section>
  )
}

function Result() {
  const { name, value } = card.value
  const { digits } = view.value
  const exact = numberText(value, digits) === numberText(value, 17)
  return (
    <p class="result">
      <Formula of={name} />
      <span class="m-o">{exact ? '=' : '≈'}</span>
      <strong title={String(value)}>
        <Value of={value} digits={digits} />
      </strong>
    </p>
  )
}

/** The slope of the loss by the parameter whose gradient is shown, measured. */
const check = computed(() => {
  const asked = target.value
  if (asked.kind !== 'derivative' || asked.of.kind !== 'batch-loss' || !isParameter(asked.by))
    return undefined
  const { network, samples } = derivation.value.trace
  return checkGradient(
    network,
    samples.map(({ sample }) => sample),
    unversioned(asked.by),
    { masks: masksOf(samples) },
  )
})

function Check() {
  const found = check.value
  if (!found) return null
  const w = words.value
  const [icon, word] = {
    passed: ['check', w.checked],
    failed: ['cross', w.checkFailed],
    kink: ['loss', w.corner],
  }[found.status] as ['check' | 'cross' | 'loss', string]
  return (
    <footer class={`check check-${found.status}`}>
      <strong>
        <Icon name={icon} />
        {word}
      </strong>{' '}
      <span class="check-words">{w.differences} </span>
      <Value of={found.numeric} digits={view.value.digits} /> · {w.relativeError}{' '}
      <Value of={found.relativeError} digits={2} />
    </footer>
  )
}
