// A click on a printed number shows all digits of its double, and copies them.
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from '../words/said.ts'
import { announce } from './announce.ts'
import { copyText } from './clipboard.ts'

/** Milliseconds that it stays. */
const SHOWN = 2500

interface Told {
  readonly text: string
  readonly x: number
  readonly y: number
}
const told = signal<Told>()
let timer: ReturnType<typeof setTimeout> | undefined

/** All digits, with a point, as programs read them. */
export async function copyDouble(text: string, at?: DOMRect): Promise<void> {
  if (!(await copyText(text))) return
  announce(`${words.peek().copied}: ${text}`)
  if (!at) return
  told.value = { text, x: at.left + at.width / 2, y: at.top }
  clearTimeout(timer)
  timer = setTimeout(() => {
    told.value = undefined
  }, SHOWN)
}

function onClick(event: MouseEvent): void {
  const number = (event.target as HTMLElement).closest?.<HTMLElement>('[data-double]')
  // A number within a button belongs to the button; a text that is being selected stays.
  if (!number || number.closest('button, a, label') || getSelection()?.toString()) return
  void copyDouble(number.dataset.double!, number.getBoundingClientRect())
}

export function FullValue() {
  useEffect(() => {
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [])
  const now = told.value
  if (!now) return null
  return (
    <p class="full-value" aria-hidden="true" style={{ left: `${now.x}px`, top: `${now.y}px` }}>
      <span class="value">{now.text}</span> {words.value.copied}
    </p>
  )
}
