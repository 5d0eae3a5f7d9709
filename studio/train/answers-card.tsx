// The answers of a network whose outputs stand for nothing: target and answer of each output, sample by sample.
import { formatNumber } from '../../src/print/numbers.ts'
import { locale, view } from '../model/page.ts'
import { choose, chosen, info, snapshot } from './run.ts'
import { trainWords } from './train-words.ts'

/** More samples are not listed. */
const MOST = 50

export function AnswersCard() {
  const w = trainWords.value
  const { shown, outputs } = info.value!
  const answers = snapshot.value!.outputs
  const number = (value: number): string =>
    formatNumber(value, { digits: Math.min(6, view.value.digits), locale: locale.value })
  return (
    <section class="card view answers-card" aria-labelledby="answers">
      <header class="card-head">
        <h2 id="answers">{w.answers}</h2>
      </header>
      <div class="answers-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{w.sample}</th>
              {outputs.map((name) => (
                <th key={name} scope="col" colSpan={2} title={name}>
                  {name}
                </th>
              ))}
            </tr>
            <tr>
              <td />
              {outputs.map((name) => [
                <th key={`${name} y`} scope="col">
                  {w.target.toLowerCase()}
                </th>,
                <th key={`${name} a`} scope="col">
                  {w.answer}
                </th>,
              ])}
            </tr>
          </thead>
          <tbody>
            {Array.from(shown.rows.subarray(0, MOST), (row) => (
              <tr key={row} class={row === chosen.value ? 'chosen' : ''}>
                <th scope="row">
                  <button type="button" aria-pressed={row === chosen.value} onClick={() => choose(row)}>
                    {row + 1}
                  </button>
                </th>
                {outputs.map((name, k) => [
                  <td key={`${name} y`}>{number(shown.targets[row * outputs.length + k]!)}</td>,
                  <td key={`${name} a`}>{number(answers[row * outputs.length + k]!)}</td>,
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
