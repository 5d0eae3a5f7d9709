// Turns: long computations take theirs between frames, and stop when nobody wants them any more.

/** Milliseconds before the page has its turn. */
const TURN = 8

/**
 * @returns to be awaited often: goes on at once while the turn lasts; false when the work is not wanted any more
 */
export function turns(isWanted: () => boolean): () => Promise<boolean> | boolean {
  let end = performance.now() + TURN
  return () => {
    if (performance.now() < end) return true
    return new Promise((resolve) => {
      setTimeout(() => {
        end = performance.now() + TURN
        resolve(isWanted())
      })
    })
  }
}

/** Work of which only the latest is wanted. */
export class Latest {
  #current: object | undefined

  /** Starts it, which gives up what was started before; what needs no second turn is done when this returns. */
  start(work: (rest: () => Promise<boolean> | boolean) => Promise<void>): () => void {
    const own = {}
    this.#current = own
    void work(turns(() => this.#current === own))
    return () => {
      if (this.#current === own) this.#current = undefined
    }
  }
}
