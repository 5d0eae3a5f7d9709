// The help: every term of the page with what it means, and the keys. It stands beside the page, which goes on working.
import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../page/icon.tsx'
import { Segment } from '../page/segment.tsx'
import { closeHelp } from './help.ts'
import { helpWords } from './help-words.ts'
import { Keys } from './key-list.tsx'
import { TermList } from './term-list.tsx'

const shown = signal<'terms' | 'keys'>('terms')

export function HelpDialog() {
  const w = helpWords.value
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current!.focus({ preventScroll: true }), [])
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') closeHelp()
    // The keys of the steps belong to the page, not to who reads here; F1 and ? still close.
    else if (!['F1', '?'].includes(event.key)) event.stopPropagation()
  }
  return (
    <dialog open class="help" aria-labelledby="help-title" tabIndex={-1} ref={box} onKeyDown={onKey}>
      <div class="card-head">
        <h2 id="help-title">{w.title}</h2>
        <span class="spread" />
        <Segment
          label={w.view}
          value={shown.value}
          options={(['terms', 'keys'] as const).map((value) => ({ value, label: w.views[value] }))}
          onChange={(value) => {
            shown.value = value
          }}
        />
        <button type="button" class="quiet" aria-label={w.close} onClick={closeHelp}>
          <Icon name="cross" />
        </button>
      </div>
      {shown.value === 'terms' ? <TermList /> : <Keys />}
    </dialog>
  )
}
