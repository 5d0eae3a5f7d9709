// Menu: a button that opens a short list of things to do, in groups; arrows move in it, Escape closes it.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export interface MenuItem {
  readonly label: string
  readonly onSelect: () => void
  /** One of several of which one is chosen. */
  readonly isChosen?: boolean
  /** Something that is on or off. */
  readonly isOn?: boolean
}

export interface MenuGroup {
  /** Undefined: the only group. */
  readonly label?: string | undefined
  readonly items: readonly MenuItem[]
}

interface MenuProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  /** What stands in the button. */
  readonly children: ComponentChildren
  readonly class?: string
  /** At which side of the button the list begins; the end where nothing is said. */
  readonly from?: 'start' | 'end'
}

export function Menu({ label, groups, children, class: kind = 'quiet', from = 'end' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const chosen = box.current!.querySelector<HTMLElement>('[aria-checked="true"]')
    ;(chosen ?? box.current!.querySelector<HTMLElement>('[role^="menuitem"]'))?.focus()
    const away = (event: Event): void => {
      if (!box.current!.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  const close = (): void => {
    setOpen(false)
    box.current!.querySelector<HTMLElement>('button')!.focus()
  }
  return (
    <div class="menu-box" ref={box}>
      <button
        type="button"
        class={kind}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div
          class={`menu from-${from}`}
          role="menu"
          aria-label={label}
          onKeyDown={(event) => moveIn(event, close)}
        >
          {groups.map((group, i) => (
            <Group key={i} of={group} close={close} />
          ))}
        </div>
      )}
    </div>
  )
}

function Group({ of: { label, items }, close }: { readonly of: MenuGroup; readonly close: () => void }) {
  const list = items.map((item) => (
    <button
      key={item.label}
      type="button"
      {...roleOf(item)}
      tabIndex={-1}
      onClick={() => {
        close()
        item.onSelect()
      }}
    >
      {item.label}
    </button>
  ))
  if (label === undefined) return <>{list}</>
  return (
    <div role="group" aria-label={label}>
      <p class="menu-head">{label}</p>
      {list}
    </div>
  )
}

function roleOf({ isChosen, isOn }: MenuItem) {
  if (isChosen !== undefined) return { role: 'menuitemradio', 'aria-checked': isChosen } as const
  if (isOn !== undefined) return { role: 'menuitemcheckbox', 'aria-checked': isOn } as const
  return { role: 'menuitem' } as const
}

function moveIn(event: KeyboardEvent, close: () => void): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role^="menuitem"]')]
  const here = items.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') close()
  else if (to === undefined) return
  else items[to]!.focus()
  event.preventDefault()
  event.stopPropagation()
}
