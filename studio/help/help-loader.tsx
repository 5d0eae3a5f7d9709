// The help in the page: its text comes when it is asked for.
import { type Signal, signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { notice } from '../page/announce.ts'
import { words } from '../words/said.ts'
import { isHelpOpen, onHelpKey } from './help.ts'

const loaded: Signal<ComponentType | undefined> = signal(undefined)

export function Help() {
  useEffect(() => {
    // Before an editor, which keeps its keys for itself.
    addEventListener('keydown', onHelpKey, true)
    return () => removeEventListener('keydown', onHelpKey, true)
  }, [])
  const isOpen = isHelpOpen.value
  useEffect(() => {
    if (isOpen && !loaded.peek()) void load()
  }, [isOpen])
  const Dialog = loaded.value
  return isOpen && Dialog ? <Dialog /> : null
}

async function load(): Promise<void> {
  try {
    loaded.value = (await import('./help-dialog.tsx')).HelpDialog
  } catch {
    isHelpOpen.value = false
    notice.value = words.peek().notLoaded
  }
}
