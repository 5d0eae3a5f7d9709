// The step that would follow: its line with the numbers in, its rate, the error along the arrow, before and after.

import { versioned } from '../../src/derive/names.ts'
import { type Expr, negative, num, product, sum } from '../../src/math/expr.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { EditableNumber } from '../formula/editable-number.tsx'
import { Formula, Value } from '../formula/formula.tsx'
import { notARate } from '../model/errors.ts'
import { locale } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { words } from '../words/said.ts'
import {
  at,
  canStep,
  here,
  loss,
  next,
  nextLoss,
  pair,
  setRate,
  shownRate,
  slope,
  takeStep,
} from './plane.ts'
import { ray } from './ray.ts'
import { RateSlider, RayChart } from './ray-chart.tsx'
import { surfaceWords } from './surface-words.ts'

const HEIGHT = 250
/** A rate that prints as the best one does not overshoot. */
const NEARLY = 1.02

export function StepCard() {
  const w = surfaceWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  const about = (value: number): string => formatNumber(value, { digits: 2, locale: locale.value })
  const best = ray.value?.best
  const isTooFar = best !== undefined && shownRate.value > best * NEARLY
  return (
    <section class="card surface-step" aria-labelledby="surface-step">
      <header class="card-head">
        <span class="chip phase-update">
          <Icon name="update" />
          {words.value.phases.update}
        </span>
        <span class="faint">{w.stepFrom(at.value + 1, at.value)}</span>
        <span class="spread" />
        <PictureMenu selector=".ray-chart" name="paso-rates" />
      </header>
      <div class="surface-step-body">
        <h2 id="surface-step" class="surface-question">
          {w.against}
        </h2>
        <div
          class="surface-formula"
          tabIndex={0}
          role="region"
          aria-label={w.stepFrom(at.value + 1, at.value)}
        >
          <Formula of={stepFormula()} digits={5} />
        </div>
        <p class="fact rate-line">
          <span>{w.rate}</span>
          <EditableNumber
            name={w.rate}
            value={shownRate.value}
            digits={4}
            onChange={(value) => {
              if (!(value > 0)) throw notARate(value, false)
              setRate(value)
            }}
          />
        </p>
        <RateSlider />
        <p class="faint">{w.alongArrow}</p>
        <div ref={box}>{room && <RayChart width={room.width} height={HEIGHT} />}</div>
        <div class="before-after">
          <p>
            <span class="faint">{w.before(at.value)}</span>
            <b>
              <Value of={loss.value} digits={5} />
            </b>
          </p>
          <span aria-hidden="true">→</span>
          <p class={nextLoss.value > loss.value ? 'worse' : 'better'} aria-live="polite">
            <span class="faint">{w.after(at.value + 1)}</span>
            <b>{canStep.value ? <Value of={nextLoss.value} digits={5} /> : '—'}</b>
          </p>
          <span class="spread" />
          <button type="button" class="explain" aria-disabled={!canStep.value} onClick={takeStep}>
            {w.take}
          </button>
        </div>
        <p class="surface-why">
          {!canStep.value
            ? w.outOfRange
            : best === undefined
              ? w.fallsOn
              : isTooFar
                ? w.tooFar(about(best))
                : w.until(about(best))}
        </p>
      </div>
    </section>
  )
}

const column = (...rows: readonly Expr[]): Expr => ({ kind: 'matrix', rows: rows.map((row) => [row]) })

function stepFormula() {
  const [x, y] = pair.value!
  const version = at.value + 1
  const named = column(
    ...[x, y].map((ref): Expr => ({ kind: 'quantity', quantity: versioned(ref, version), mark: 'version' })),
  )
  const numbers = (point: readonly [number, number]): Expr => column(num(point[0]), num(point[1]))
  const made = sum(numbers(here.value), negative(product(num(shownRate.value), numbers(slope.value))))
  return { kind: 'relation', sides: [named, made, numbers(next.value)], symbol: '≈' } as const
}
