// A step that may not be there: where the updates have run away, a message says so and the place stays.
import { PasoError } from '../../src/errors.ts'
import { view } from '../model/page.ts'
import { notice } from '../page/announce.ts'

export function attempt(go: () => void): void {
  try {
    go()
    notice.value = undefined
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    notice.value = error.texts[view.peek().language].what
  }
}
