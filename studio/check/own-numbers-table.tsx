// A column to write one's own numbers in; beside each what it is worth, and the known mistake that gives exactly that number.
import { q } from '../../src/math/expr.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { Formula } from '../formula/formula.tsx'
import { context, locale } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { checkWords } from './check-words.ts'
import { answer, answers, type Question, questions, verdictOf } from './own-numbers.ts'

export function OwnNumbers() {
  const w = checkWords.value
  const given = questions.value.map((question) => verdictOf(question)).filter((one) => one !== undefined)
  const kinds = given.map((one) => (one === 'text' ? 'wrong' : one.kind === 'mistake' ? 'wrong' : one.kind))
  const count = (kind: string): string =>
    kinds.filter((one) => one === kind).length.toLocaleString(locale.value)
  return (
    <div class="story">
      <p>{w.ownHow}</p>
      <div class="table-box own-box">
        <table class="own-table">
          <thead>
            <tr>
              <th scope="col">{w.quantity}</th>
              <th scope="col">{w.yours}</th>
              <th scope="col">{w.result}</th>
            </tr>
          </thead>
          <tbody>
            {questions.value.map((question, i) => (
              <Row key={question.key} question={question} index={i} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="own-sum" role="status">
        {given.length > 0 && w.sum(count('right'), count('rounded'), count('wrong'))}
      </p>
      {given.length > 0 && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            answers.value = {}
          }}
        >
          {w.clear}
        </button>
      )}
    </div>
  )
}

function Row({ question, index }: { readonly question: Question; readonly index: number }) {
  const w = checkWords.value
  const { key, target } = question
  const verdict = verdictOf(question)
  const kind = verdict === undefined ? '' : verdict === 'text' ? 'wrong' : verdict.kind
  return (
    <tr>
      <th scope="row">{target ? <Formula of={q(target)} /> : w.errorAfterUpdate}</th>
      <td>
        <input
          class="value"
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          size={14}
          aria-label={target ? spokenFormula(q(target), context.value) : w.errorAfterUpdate}
          value={answers.value[key] ?? ''}
          onInput={({ currentTarget }) => answer(key, currentTarget.value)}
          onPaste={(event) => pasteFrom(event, index)}
          onKeyDown={moveOnEnter}
        />
      </td>
      <td class={`own-verdict ${kind}`}>
        {verdict && (
          <>
            <Icon name={kind === 'right' ? 'check' : kind === 'rounded' ? 'check' : 'cross'} />
            <span>
              {verdict === 'text'
                ? w.notANumber
                : verdict.kind === 'mistake'
                  ? w.mistakes[verdict.mistake]
                  : verdict.kind === 'rounded'
                    ? verdict.onTheWay
                      ? w.roundedOnTheWay
                      : w.rounded
                    : w[verdict.kind]}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}

/** A column of a spreadsheet fills the rows from here on. */
function pasteFrom(event: ClipboardEvent, index: number): void {
  const lines = (event.clipboardData?.getData('text/plain') ?? '').trim().split(/\r?\n|\t/)
  if (lines.length < 2) return
  event.preventDefault()
  lines.forEach((line, i) => {
    const question = questions.peek()[index + i]
    if (question) answer(question.key, line.trim())
  })
}

function moveOnEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter') return
  const inputs = [...document.querySelectorAll<HTMLInputElement>('.own-table input')]
  inputs[inputs.indexOf(event.currentTarget as HTMLInputElement) + 1]?.focus()
}
