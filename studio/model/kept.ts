// Kept: a network too large for the address stays in the memory of its tab, so that a reload brings it back.
const KEY = 'paso.network'

/** @returns whether the browser had room for it, and leave to keep it */
export function keep(packed: string): boolean {
  try {
    sessionStorage.setItem(KEY, packed)
    return true
  } catch {
    return false
  }
}

/** Undefined where nothing was kept, or the browser keeps nothing. */
export function kept(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}
