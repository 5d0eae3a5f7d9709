// Parts that may come later: loaded in the background after `paso` itself, or there at once where whole.ts brings them.

export interface Later<Part> {
  /** Undefined as long as it is not there. */
  readonly part: Part | undefined
  /** Loads it unless it is there. Where it cannot be loaded nothing is thrown, and the next call tries again. */
  load(): Promise<void>
  /** It is there from now on. */
  bring(part: Part): void
}

/** @param load what to wait for, once */
export function later<Part>(load: () => Promise<Part>): Later<Part> {
  let part: Part | undefined
  let arrival: Promise<void> | undefined
  const bring = (loaded: Part): void => {
    part = loaded
  }
  return {
    get part() {
      return part
    },
    bring,
    load() {
      if (part) return Promise.resolve()
      arrival ??= load().then(bring, () => {
        arrival = undefined
      })
      return arrival
    },
  }
}
