// The studio's beginning: the state that the address tells, the page, and the address kept true from then on.
import { effect } from '@preact/signals'
import { render } from 'preact'
import { PasoError } from '../src/errors.ts'
import { loadParts } from '../src/later.ts'
import { words as vocabulary } from '../src/messages.ts'
import { languageOf } from '../src/print/words.ts'
import { addressed, addressOf, LONGEST } from './model/address.ts'
import { lesson, place, view } from './model/page.ts'
import { Updates } from './model/stepping.ts'
import { notice } from './page/announce.ts'
import { App } from './page/app.tsx'
import { isDark } from './page/top-bar.tsx'
import { words } from './words/said.ts'
import './styles/tokens.css'
import './styles/page.css'
import './styles/formula.css'
import './styles/steps.css'

async function begin(): Promise<void> {
  view.value = { ...view.value, language: languageOf(navigator.language) }
  // Normalized layers and the like are parts that come later, and a network in the address may need them.
  await Promise.all([loadParts(), take(location.hash)])
  effect(() => {
    document.documentElement.lang = view.value.language
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
    document.title = words.value.title
  })
  render(<App />, document.getElementById('studio')!)
  effect(keepAddress)
  addEventListener('hashchange', () => void take(location.hash))
  await vocabulary.load()
}

/** An address that cannot be read leaves the page as it is, and says so. */
async function take(hash: string): Promise<void> {
  try {
    const told = await addressed(hash)
    new Updates(told.lesson).derivation(told.place.update)
    lesson.value = told.lesson
    place.value = told.place
    view.value = { ...view.value, ...told.view }
    notice.value = undefined
  } catch (error) {
    await vocabulary.load()
    const reason = error instanceof PasoError ? error.texts[view.value.language].what : ''
    notice.value = `${words.value.badAddress} ${reason}`.trim()
  }
}

let writing: ReturnType<typeof setTimeout> | undefined

/** A moment after the last change, so that moving through the steps does not write a hundred addresses. */
function keepAddress(): void {
  const state = [lesson.value, place.value, view.value] as const
  clearTimeout(writing)
  writing = setTimeout(async () => {
    const address = await addressOf(...state)
    if (address.length <= LONGEST) history.replaceState(null, '', address)
  }, 250)
}

void begin()
