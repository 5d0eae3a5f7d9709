// Regions: where the name of each class has most room in its region.

export interface RegionPlace {
  readonly kind: number
  readonly row: number
  readonly column: number
}

/** Regions that are nowhere this far from another one, in cells of 64 across, have no name. */
const LEAST_ROOM = 0.05

/** For each class the cell farthest from all others, by steps to a neighbour (two passes over the cells). */
export function regionPlaces(regions: ArrayLike<number>, parts: number): RegionPlace[] {
  const far = new Uint16Array(parts * parts)
  const kindAt = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= parts || j >= parts ? -1 : regions[i * parts + j]!
  const farAt = (i: number, j: number, kind: number): number =>
    i < 0 || j < 0 || i >= parts || j >= parts
      ? Math.floor(parts / 12)
      : kindAt(i, j) === kind
        ? far[i * parts + j]!
        : 0
  for (let i = 0; i < parts; i++)
    for (let j = 0; j < parts; j++) {
      const kind = kindAt(i, j)
      far[i * parts + j] = Math.min(farAt(i - 1, j, kind), farAt(i, j - 1, kind)) + 1
    }
  const best = new Map<number, { at: number; far: number }>()
  for (let i = parts - 1; i >= 0; i--)
    for (let j = parts - 1; j >= 0; j--) {
      const at = i * parts + j
      const kind = regions[at]!
      far[at] = Math.min(far[at]!, Math.min(farAt(i + 1, j, kind), farAt(i, j + 1, kind)) + 1)
      if (far[at]! > (best.get(kind)?.far ?? 0)) best.set(kind, { at, far: far[at]! })
    }
  return [...best]
    .filter(([, place]) => place.far >= LEAST_ROOM * parts)
    .map(([kind, { at }]) => ({ kind, row: Math.floor(at / parts), column: at % parts }))
}
