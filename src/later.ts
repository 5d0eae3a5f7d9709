// What may come later: loaded in the background after `paso` itself, or there at once where whole.ts brings it.

export interface Later<Part> {
  /** Undefined as long as it is not there. */
  readonly part: Part | undefined
  /** Loads it unless it is there. Where it cannot be loaded nothing is thrown, and the next call tries again. */
  load(): Promise<void>
  /** It is there from now on, unless it was already. */
  bring(part: Part): void
}

/** A part of a room that computes, and so can't be done without. */
export interface LaterPart<Name, Part> extends Later<Part> {
  /** @throws what is said of the part of that name while it is not there */
  needed(name: Name): Part
}

/** @param load what to wait for, once */
export function later<Part>(load: () => Promise<Part>): Later<Part> {
  let part: Part | undefined
  let arrival: Promise<void> | undefined
  const bring = (loaded: Part): void => {
    part ??= loaded
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

const parts: Pick<Later<unknown>, 'load'>[] = []

/** @param notLoaded what to throw for a part that is not there */
export function laterPart<Name, Part>(
  load: () => Promise<Part>,
  notLoaded: (name: Name) => Error,
): LaterPart<Name, Part> {
  const waited = later(load)
  parts.push(waited)
  return Object.defineProperties(
    {
      needed(name: Name) {
        if (!waited.part) throw notLoaded(name)
        return waited.part
      },
    },
    Object.getOwnPropertyDescriptors(waited),
  ) as LaterPart<Name, Part>
}

/** Loads the parts of all rooms that are there to be loaded. */
export async function loadParts(): Promise<void> {
  await Promise.all(parts.map((part) => part.load()))
}
