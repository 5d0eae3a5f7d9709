// What went wrong, at its place, with the cure as a button.
import { formatNumber } from '../../src/print/numbers.ts'
import { locale, view } from '../model/page.ts'
import { begin, changeLive, type Fault, fault, goTo, settings, snapshot } from './run.ts'
import { trainWords } from './train-words.ts'

export function FaultMessage({ place }: { readonly place: Fault['place'] }) {
  const w = trainWords.value
  const now = fault.value
  if (now?.place !== place) return null
  const { what, where, expected, received, why, hint } = now.texts[view.value.language]
  const { column, rate } = now
  const epoch = snapshot.value?.epoch ?? 0
  const cure = (): void => {
    fault.value = undefined
    if (column !== undefined) {
      const asked = now.settings ?? settings.peek()
      begin({ ...asked, ignored: [...asked.ignored, column] }, now.source)
    } else {
      goTo(epoch)
      changeLive({ learningRate: rate })
    }
  }
  const rateText = rate === undefined ? '' : formatNumber(rate, { digits: 3, locale: locale.value })
  return (
    <div class="fault-message" role="alert">
      <p class="fault-what">{what}</p>
      {[where, expected && w.expected(expected), received && w.received(received), why, column ? '' : hint]
        .filter(Boolean)
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {place === 'run' && <p>{w.kept(epoch.toLocaleString(locale.value))}</p>}
      {(column !== undefined || rate !== undefined) && (
        <button type="button" class="cure" onClick={cure}>
          {column === undefined ? w.backTo(epoch.toLocaleString(locale.value), rateText) : w.leaveOut(column)}
        </button>
      )}
    </div>
  )
}
