// The studio's beginning: the state that the address tells, the page, and the address kept true from then on.
import { effect } from '@preact/signals'
import { render } from 'preact'
import { PasoError } from '../src/errors.ts'
import { loadParts } from '../src/later.ts'
import { words as vocabulary } from '../src/messages.ts'
import { languageOf } from '../src/print/words.ts'
import { addressed, viewIn } from './model/address.ts'
import { keepAddress } from './model/history.ts'
import { begins, change, view } from './model/page.ts'
import { usualView } from './model/view.ts'
import { notice } from './page/announce.ts'
import { App } from './page/app.tsx'
import { isDark } from './page/theme.ts'
import { words } from './words/said.ts'
import './styles/tokens.css'
import './styles/page.css'
import './styles/formula.css'
import './styles/steps.css'
import './styles/views.css'
import './styles/network.css'
import './styles/train.css'
import './styles/check.css'
import './styles/surface.css'
import './styles/help.css'
import './styles/print.css'

async function begin(): Promise<void> {
  view.value = { ...view.value, language: languageOf(navigator.language) }
  await Promise.all([loadParts(), take(location.hash)])
  effect(() => {
    document.documentElement.lang = view.value.language
    document.documentElement.classList.toggle('embedded', view.value.embed !== undefined)
    document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light'
    document.title = words.value.title
  })
  render(<App />, document.getElementById('studio')!)
  isShown = true
  keepAddress((hash) => void take(hash))
  await vocabulary.load()
}

/** Undo takes back what an address brought, but for the first. */
let isShown = false

/** An address that cannot be read leaves the page as it is, and says so. */
async function take(hash: string): Promise<void> {
  const { language, theme } = view.value
  view.value = { ...usualView, language, theme, ...viewIn(hash) }
  try {
    const told = await addressed(hash)
    if (isShown) change(told.lesson, told.place)
    else begins(told.lesson, told.place)
    notice.value = undefined
  } catch (error) {
    await vocabulary.load()
    const reason = error instanceof PasoError ? error.texts[view.value.language].what : undefined
    notice.value = words.value.badAddress(reason)
  }
}

void begin()
