// The top bar: mark, undo, redo, link, language, theme.
import { useState } from 'preact/hooks'
import type { Language } from '../../src/errors.ts'
import { addressOf } from '../model/address.ts'
import { canRedo, canUndo, lesson, place, redo, show, undo, view } from '../model/page.ts'
import { words } from '../words/said.ts'
import { announce } from './announce.ts'
import { Icon, Mark } from './icon.tsx'
import { Segment } from './segment.tsx'

const languages: readonly Language[] = ['en', 'es']

/** What the page shows: its own choice, or the system's. */
export const isDark = (): boolean =>
  (view.value.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'

export function TopBar() {
  const w = words.value
  const [copied, setCopied] = useState(false)
  const copyLink = async (): Promise<void> => {
    await navigator.clipboard.writeText(
      new URL(await addressOf(lesson.peek(), place.peek(), view.peek()), location.href).href,
    )
    announce(w.linkCopied)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  const dark = isDark()
  return (
    <header class="top-bar">
      <a class="brand" href="#net=deck" aria-current="page">
        <Mark />
        Paso
      </a>
      <span class="screen-name">{w.screens.steps}</span>
      <span class="spread" />
      <button type="button" class="quiet" aria-label={w.undo} aria-disabled={!canUndo.value} onClick={undo}>
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="quiet wide"
        aria-label={w.redo}
        aria-disabled={!canRedo.value}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
      <button type="button" class="quiet" aria-label={w.link} onClick={() => void copyLink()}>
        <Icon name={copied ? 'check' : 'link'} />
        <span class="wide">{copied ? w.linkCopied : w.link}</span>
      </button>
      <Segment
        label={w.languages}
        value={view.value.language}
        options={languages.map((value) => ({
          value,
          label: value.toUpperCase(),
          title: w.languageName[value],
        }))}
        onChange={(language) => show({ language })}
      />
      <button
        type="button"
        class="quiet"
        aria-label={dark ? w.theme.light : w.theme.dark}
        onClick={() => show({ theme: dark ? 'light' : 'dark' })}
      >
        <Icon name={dark ? 'light' : 'dark'} />
      </button>
    </header>
  )
}
