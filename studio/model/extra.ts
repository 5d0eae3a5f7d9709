// What single screens keep in the address besides the lesson, the place and the view: short texts by names such as surface.x.
import { signal } from '@preact/signals'

export type Extra = Readonly<Record<string, string>>

export const extra = signal<Extra>({})

/** A screen and its own name for the thing. */
type Key = `${string}.${string}`

/** Undefined where the address says nothing of it. */
export const extraOf = (key: Key): string | undefined => extra.value[key]

/** @param value undefined takes it away */
export function setExtra(key: Key, value: string | undefined): void {
  if (extra.peek()[key] === value) return
  const { [key]: _, ...others } = extra.peek()
  extra.value = value === undefined ? others : { ...others, [key]: value }
}

/** Whatever could not have been set is left out. */
export const extraIn = (parts: URLSearchParams): Extra =>
  Object.fromEntries([...parts].filter(([key, value]) => /^[a-z]+\.[a-z]+$/.test(key) && value.length <= 400))
