// What a step tells: the question, the rule in general, the chain or the calculation, the result, why, and the check beside it.
import { masksOf } from '../../src/core/dropout.ts'
import { checkGradient, type GradientCheck } from '../../src/core/gradient-check.ts'
import { unversioned } from '../../src/derive/names.ts'
import { isParameter, keyOf, type Quantity } from '../../src/math/quantity.ts'
import type { Card } from '../../src/present/card/card.ts'
import { Formula, numberText, Text, Value } from '../formula/formula.tsx'
import { derivation, show, view } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { words } from '../words/said.ts'
import { CardBody } from './card-body.tsx'
import { LayerLine } from './layer-line.tsx'

interface StepBodyProps {
  readonly card: Card
  /** The id of the question, which names the part around it. */
  readonly id: string
  readonly onPaper?: boolean
}

export function StepBody({ card, id, onPaper = false }: StepBodyProps) {
  const { target, question, general, body } = card
  return (
    <div class="panel-body">
      <h2 id={id} class="question">
        <Text of={question} />
      </h2>
      {general && !(body.kind === 'chain' && body.paths.length > 1) && (
        <p class="general">
          <span class="row-label">{words.value.rows.general}</span>
          <Formula of={general.formula} />
          <span class="note">
            <Text of={general.note} />
          </span>
        </p>
      )}
      <LayerLine target={target} />
      <CardBody
        key={`${keyOf(target)} ${Object.values(view.value).join(' ')}`}
        card={card}
        onPaper={onPaper}
      />
      <Result of={card} />
      <p class="why">
        <Text of={card.why} />
      </p>
    </div>
  )
}

function Result({ of: { name, value } }: { readonly of: Card }) {
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

/** The slope of the loss by the parameter whose gradient a step tells, measured; undefined for other steps. */
export function checkOf(target: Quantity): GradientCheck | undefined {
  if (target.kind !== 'derivative' || target.of.kind !== 'batch-loss' || !isParameter(target.by))
    return undefined
  const { network, samples } = derivation.value.trace
  return checkGradient(
    network,
    samples.map(({ sample }) => sample),
    unversioned(target.by),
    { masks: masksOf(samples) },
  )
}

interface CheckLineProps {
  readonly of: GradientCheck | undefined
  readonly onPaper?: boolean
}

export function CheckLine({ of: found, onPaper = false }: CheckLineProps) {
  if (!found) return null
  const w = words.value
  const [icon, word] = {
    passed: ['check', w.checked],
    failed: ['cross', w.checkFailed],
    kink: ['loss', w.corner],
  }[found.status] as ['check' | 'cross' | 'loss', string]
  const verdict = (
    <>
      <Icon name={icon} />
      {word}
    </>
  )
  return (
    <footer class={`check check-${found.status}`}>
      <strong>
        {onPaper ? (
          verdict
        ) : (
          <button type="button" title={w.allChecks} onClick={() => show({ screen: 'check' })}>
            {verdict}
          </button>
        )}
      </strong>{' '}
      <span class="check-words">{w.differences} </span>
      <Value of={found.numeric} digits={view.value.digits} /> · {w.relativeError}{' '}
      <Value of={found.relativeError} digits={2} />
    </footer>
  )
}
