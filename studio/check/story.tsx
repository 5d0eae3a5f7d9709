// The story of the famous wrong number, told with both runs, as this page computes them.
import { useEffect } from 'preact/hooks'
import { mistakenStep } from '../../src/core/mistakes.ts'
import { step } from '../../src/core/step.ts'
import { activation, delta, weight } from '../../src/derive/names.ts'
import { difference, num, product, q, sum } from '../../src/math/expr.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { Formula, numberText, Text, Value } from '../formula/formula.tsx'
import { exampleLesson } from '../model/lesson.ts'
import { locale, view } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { checkWords } from './check-words.ts'
import { Differing } from './differing.tsx'
import { longRuns, longRunsProgress, startLongRuns } from './long-runs.ts'
import type { Side } from './sides.ts'

/** As the pages that tell it print them. */
const published = {
  first: 0.291027924,
  o1: 0.015912196,
  o2: 0.984065734,
  last: 0.0000351085,
} as const

export function Story({ onSide }: { readonly onSide: (side: Side) => void }) {
  const w = checkWords.value
  useEffect(startLongRuns, [])
  const first = longRuns.value?.inOrder.first
  return (
    <div class="story">
      <p class="story-question">
        {w.famous(numberText(published.first, 9), first === undefined ? '…' : numberText(first, 9))}
      </p>
      <StoryTable />
      <div class="two-ways">
        <Way kind="in-order" />
        <Way kind="too-early" />
      </div>
      <p class="story-end">{w.storyEnd}</p>
      <p class="buttons-row">
        <button type="button" class="explain" onClick={() => onSide('runs')}>
          {w.followBoth}
        </button>
        <button type="button" class="plain" onClick={() => onSide('own')}>
          {w.checkOwn}
        </button>
      </p>
    </div>
  )
}

function StoryTable() {
  const w = checkWords.value
  const runs = longRuns.value
  const rows = [
    { name: w.errorAfter(1), right: runs?.inOrder.first, wrong: published.first, from: w.fromTooEarly },
    { name: w.outputAfter(1), right: runs?.inOrder.outputs[0], wrong: published.o1, from: w.sameMistake },
    { name: w.outputAfter(2), right: runs?.inOrder.outputs[1], wrong: published.o2, from: w.sameMistake },
    { name: w.errorAfter(10_000), right: runs?.inOrder.last, wrong: published.last, from: w.oneEarly },
  ]
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={`${w.correct}, ${w.published}`}>
      <table class="story-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{w.correct}</th>
            <th scope="col">{w.published}</th>
            <th scope="col" class="from">
              {w.whereFrom}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, right, wrong, from }, i) => (
            <tr key={i}>
              <th scope="row">
                <Text of={name} />
                <span class="from-below">{from}</span>
              </th>
              <td>
                {right === undefined ? (
                  <span class="faint" role="status">
                    {Math.round(100 * longRunsProgress.value)} %
                  </span>
                ) : (
                  <span class="value">{decimals(right, wrong)}</span>
                )}
              </td>
              <td>
                {right === undefined ? (
                  <span class="value">{numberText(wrong, 9)}</span>
                ) : (
                  <Differing text={decimals(wrong, wrong)} right={decimals(right, wrong)} />
                )}
              </td>
              <td class="from">{from}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** With as many decimals as the published number has. */
function decimals(value: number, like: number): string {
  const places = like < 1e-3 ? 10 : 9
  const text = value.toFixed(places)
  return locale.value === 'es' ? text.replace('.', ',') : text
}

/** The gradient of w1 by the chain rule, with the deltas of both outputs. */
const w1Formula = product(
  sum(product(q(delta(1, 0, 0)), q(weight(1, 0, 0, 0))), product(q(delta(1, 1, 0)), q(weight(1, 1, 0, 0)))),
  q(activation(0, 0, 0)),
  difference(num(1), q(activation(0, 0, 0))),
  q(activation(-1, 0, 0)),
)

function Way({ kind }: { readonly kind: 'in-order' | 'too-early' }) {
  const w = checkWords.value
  const { network, samples, optimizer } = exampleLesson('deck')!
  const right = step(network, samples, optimizer)
  const isRight = kind === 'in-order'
  const trace = isRight ? right : mistakenStep('too-early', network, samples, optimizer)!
  const read = isRight ? network : trace.networkAfter
  const version = isRight ? 0 : 1
  const digits = Math.min(9, view.value.digits)
  const gradient = trace.gradients[0]!.weights[0]![0]!
  const exact = right.gradients[0]!.weights[0]![0]!
  const short = Math.round(100 * (1 - gradient / exact))
  const order = isRight ? w.orderRight : w.orderWrong
  return (
    <section class={`way ${isRight ? 'right' : 'wrong'}`}>
      <h3>
        <Icon name={isRight ? 'check' : 'cross'} />
        {w.ways[kind]}
      </h3>
      <p class="faint">{w.waysHow[kind]}</p>
      <ol class="way-order">
        {order.map(({ text, phase, isFault }) => (
          <li key={text} class={`phase-${phase} ${isFault ? 'is-fault' : ''}`}>
            <Icon name={phase} />
            {text}
          </li>
        ))}
      </ol>
      <div class="way-formula" tabIndex={0} role="region" aria-label={w.ways[kind]}>
        <Formula
          of={{
            kind: 'relation',
            sides: [gradientOfW1, w1Formula],
          }}
        />
      </div>
      <p class={`way-read ${isRight ? '' : 'wrong-read'}`}>
        {[0, 1].map((to) => (
          <Formula
            key={to}
            of={{
              kind: 'relation',
              sides: [
                { kind: 'quantity', quantity: weight(1, to, 0, version), mark: 'version' },
                num(read.layers[1]!.weights[to]![0]!),
              ],
              symbol: isRight ? '=' : '≈',
            }}
            digits={4}
          />
        ))}
      </p>
      <p class="way-result">
        <span class="faint">
          <Text of={w.gradientOf} />
        </span>{' '}
        <Value of={gradient} digits={digits} />{' '}
        {!isRight && (
          <b class="too-small">{w.tooSmall(formatNumber(short, { digits: 3, locale: locale.value }))}</b>
        )}
      </p>
    </section>
  )
}

const gradientOfW1 = q({
  kind: 'derivative',
  of: { kind: 'sample-loss', sample: 0 },
  by: weight(0, 0, 0, 0),
})
