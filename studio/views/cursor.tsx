// Cursor: the one part of a drawing that Tab reaches, laid over it; each part that it comes to is a new element, so that its name is heard.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface CursorProps {
  readonly role: 'gridcell' | 'option' | 'button'
  readonly box: Box
  /** What is heard: what it is, and its value. */
  readonly label: string
  /** Set by whoever moves the cursor with a key: the new element then takes the focus. */
  readonly moves: RefObject<boolean>
  readonly isChosen?: boolean
  /** Of a cell of a grid, from 1. */
  readonly column?: number
  /** Of an option of many, from 1. */
  readonly place?: { readonly at: number; readonly of: number }
  readonly isRound?: boolean
}

/** Give it the key of the part that it stands on. */
export function Cursor({ role, box, label, moves, isChosen = false, column, place, isRound }: CursorProps) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!moves.current) return
    moves.current = false
    element.current!.focus({ preventScroll: true })
  }, [])
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: each role gets its own
    <div
      ref={element}
      class={`cursor${isRound ? ' round' : ''}${isChosen ? ' chosen' : ''}`}
      role={role}
      tabIndex={0}
      aria-label={label}
      {...(role === 'gridcell' && { 'aria-colindex': column, 'aria-selected': isChosen })}
      {...(role === 'option' && {
        'aria-selected': isChosen,
        'aria-posinset': place?.at,
        'aria-setsize': place?.of,
      })}
      {...(role === 'button' && { 'aria-pressed': isChosen })}
      style={{
        left: `${box.x}px`,
        top: `${box.y}px`,
        width: `${box.width}px`,
        height: `${box.height}px`,
      }}
    />
  )
}
