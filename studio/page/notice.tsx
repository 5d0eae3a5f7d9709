// The notice: what went wrong on the page as a whole, until something else is shown or somebody closes it.
import { words } from '../words/said.ts'
import { notice } from './announce.ts'

export function Notice() {
  if (notice.value === undefined) return null
  return (
    <div class="notice">
      <p role="alert">{notice.value}</p>
      <button type="button" class="quiet" onClick={() => (notice.value = undefined)}>
        {words.value.closeNotice}
      </button>
    </div>
  )
}
