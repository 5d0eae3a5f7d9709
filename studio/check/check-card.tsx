// Every gradient by the chain rule, beside the measured slope, with how far they are apart.
import { computed, signal } from '@preact/signals'
import type { GradientCheck } from '../../src/core/gradient-check.ts'
import { versioned } from '../../src/derive/names.ts'
import { isTrained } from '../../src/derive/order.ts'
import { q } from '../../src/math/expr.ts'
import { keyOf } from '../../src/math/quantity.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { Formula, Value } from '../formula/formula.tsx'
import { ask, card, context, derivation, locale, show, view } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { Segment } from '../page/segment.tsx'
import { words } from '../words/said.ts'
import { checkRun, report, startChecks, stopChecks } from './check-run.ts'
import { checkWords } from './check-words.ts'
import { CopyChecks } from './copy-checks.tsx'
import { Strip } from './strip.tsx'
import { TrainedBiases } from './trained-biases.tsx'

type Order = 'name' | 'error'
const order = signal<Order>('name')

/** The parameter whose gradient or update the first screen tells. */
const toldParameter = computed(() => {
  const { parameter } = card.value
  return parameter && keyOf(versioned(parameter, derivation.value.version))
})

/** Rows in the page; of more the worst. */
const MOST_ROWS = 200

export function CheckCard() {
  const w = checkWords.value
  const run = checkRun.value
  return (
    <section class="card check-card" aria-labelledby="checks">
      <header class="card-head">
        <Verdict />
        <span class="spread" />
        <Segment
          label={w.order}
          value={order.value}
          options={(['name', 'error'] as const).map((value) => ({ value, label: w.orders[value] }))}
          onChange={(value) => {
            order.value = value
          }}
        />
        <CopyChecks />
      </header>
      <p class="check-idea">{w.idea}</p>
      {run?.fault && (
        <p class="notice" role="alert">
          {run.fault}
        </p>
      )}
      {run && <Progress />}
      <Table />
      <p class="check-how">{w.how}</p>
      <TrainedBiases />
    </section>
  )
}

function Verdict() {
  const w = checkWords.value
  const run = checkRun.value
  const count = (n: number): string => n.toLocaleString(locale.value)
  const failed = report.value.parameters.filter(({ status }) => status === 'failed').length
  const kinks = report.value.parameters.filter(({ status }) => status === 'kink').length
  if (!run || run.isRunning || run.fault)
    return (
      <h1 id="checks" class="verdict">
        {w.checking}
      </h1>
    )
  return (
    <h1 id="checks" class={`verdict ${failed > 0 ? 'fails' : 'passes'}`}>
      <Icon name={failed > 0 ? 'cross' : 'check'} />
      {failed > 0 ? w.fail(count(failed), count(run.checks.length)) : w.pass(count(run.checks.length))}
      {kinks > 0 && <span class="faint">{w.kinks(count(kinks))}</span>}
    </h1>
  )
}

function Progress() {
  const w = checkWords.value
  const { checks, asked, all, isRunning } = checkRun.value!
  const count = (n: number): string => n.toLocaleString(locale.value)
  if (!isRunning && checks.length === all) return null
  return (
    <p class="check-progress" role="status">
      {checks.length < asked
        ? w.progress(count(checks.length), count(asked))
        : w.some(count(asked), count(all))}
      {isRunning ? (
        <button type="button" class="plain" onClick={stopChecks}>
          {w.cancel}
        </button>
      ) : (
        <button type="button" class="plain" onClick={() => startChecks(true)}>
          {w.checkAll(count(all))}
        </button>
      )}
    </p>
  )
}

function Table() {
  const w = checkWords.value
  const { checks = [], isRunning = true } = checkRun.value ?? {}
  const fitting = checks.length <= MOST_ROWS
  // While it runs the rows stand as they come.
  const shown =
    isRunning || (fitting && order.value === 'name')
      ? checks.slice(0, MOST_ROWS)
      : worst(checks).slice(0, MOST_ROWS)
  return (
    <div class="table-box check-box" tabIndex={0} role="region" aria-label={w.table}>
      <table class="check-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{w.parameter}</span>
            </th>
            <th scope="col">{w.chainRule}</th>
            <th scope="col">{w.measured}</th>
            <th scope="col">{w.relativeError}</th>
            <th scope="col" class="strip-head">
              <span class="value">10⁻¹⁶</span>
              <span class="value">10⁻⁷</span>
            </th>
            <th scope="col">
              <span class="unseen">{w.result}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((check) => (
            <Row key={JSON.stringify(check.parameter)} check={check} />
          ))}
        </tbody>
      </table>
      {!fitting && !isRunning && <p class="faint">{w.worst(MOST_ROWS)}</p>}
    </div>
  )
}

/** What failed comes first; then as the column of relative errors says. */
const worst = (list: readonly GradientCheck[]): GradientCheck[] =>
  list.toSorted((a, b) => rank(b) - rank(a) || b.relativeError - a.relativeError)

const rank = ({ status }: GradientCheck): number => (status === 'failed' ? 1 : 0)

function Row({ check }: { readonly check: GradientCheck }) {
  const w = checkWords.value
  const { parameter, analytic, numeric, relativeError, scaledError, status } = check
  const digits = Math.min(view.value.digits, 9)
  const isTold = toldParameter.value === keyOf(versioned(parameter, derivation.value.version))
  const isFrozen = !isTrained(derivation.value.trace, parameter)
  return (
    <tr class={`${status}${isTold ? ' told' : ''}`} aria-current={isTold ? 'true' : undefined}>
      <th scope="row">
        <button
          type="button"
          class="head"
          title={w.toStep}
          onClick={() => {
            ask(parameter)
            show({ screen: 'steps' })
          }}
        >
          <Formula of={q(versioned(parameter, 0))} />
          {isFrozen && (
            <span class="frozen" title={w.frozen}>
              <Icon name="lock" />
              <span class="unseen">{w.frozen}</span>
            </span>
          )}
        </button>
      </th>
      <td>
        <Value of={analytic} digits={digits} />
      </td>
      <td>
        <Value of={numeric} digits={digits} />
      </td>
      <td class="value">{formatNumber(relativeError, { digits: 2, locale: context.value.locale })}</td>
      <td>
        <Strip error={scaledError} hasPassed={status !== 'failed'} />
      </td>
      <td class="result-mark">
        {status === 'kink' ? (
          <span title={w.kink}>{words.value.corner}</span>
        ) : (
          <>
            <Icon name={status === 'passed' ? 'check' : 'cross'} />
            <span class="unseen">{status === 'passed' ? w.passed : w.failed}</span>
          </>
        )}
      </td>
    </tr>
  )
}
