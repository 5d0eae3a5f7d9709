// Contours: the lines of equal height of a grid of numbers, by marching squares, and the heights at which they are drawn.

/** Numbers over a grid, row after row, the first row at the bottom. */
export interface Grid {
  readonly columns: number
  readonly rows: number
  /** [rows · columns] NaN and infinities have no lines near them. */
  readonly values: ArrayLike<number>
}

/** Places in the grid: columns and rows, from 0, with parts. */
export type GridPoint = readonly [number, number]

/** A line; closed where it ends at its beginning. */
export type Contour = readonly GridPoint[]

/** An edge of a cell by the point at its lower left and its direction. */
type Edge = string

/**
 * The lines at a height: each cell that it crosses gives a piece between two of its edges, cut where the height lies
 * between the two corners, and pieces that share an edge are joined. Where a cell has two pieces (a saddle), the mean of
 * its corners says which corners belong together.
 * Source: W. E. Lorensen, H. E. Cline, "Marching cubes", SIGGRAPH 1987, in two dimensions.
 */
export function contourLines(grid: Grid, height: number): Contour[] {
  const { columns, rows, values } = grid
  const cuts = new Map<Edge, GridPoint>()
  const neighbours = new Map<Edge, Edge[]>()
  const cut = (i: number, j: number, isUp: boolean): Edge => {
    const edge = `${i},${j},${isUp}`
    if (!cuts.has(edge)) {
      const from = values[j * columns + i]!
      const to = isUp ? values[(j + 1) * columns + i]! : values[j * columns + i + 1]!
      const share = (height - from) / (to - from)
      cuts.set(edge, isUp ? [i, j + share] : [i + share, j])
    }
    return edge
  }
  const join = (a: Edge, b: Edge): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      neighbours.set(one, [...(neighbours.get(one) ?? []), other])
  }
  for (let j = 0; j < rows - 1; j++)
    for (let i = 0; i < columns - 1; i++) {
      const at = j * columns + i
      const corners = [values[at]!, values[at + 1]!, values[at + columns + 1]!, values[at + columns]!]
      if (!corners.every(Number.isFinite)) continue
      const isAbove = corners.map((value) => value >= height)
      /** Below, right, above, left: between a corner and the next one. */
      const crossed = [0, 1, 2, 3].filter((k) => isAbove[k] !== isAbove[(k + 1) % 4])
      const edges = [
        () => cut(i, j, false),
        () => cut(i + 1, j, true),
        () => cut(i, j + 1, false),
        () => cut(i, j, true),
      ]
      if (crossed.length === 2) join(edges[crossed[0]!]!(), edges[crossed[1]!]!())
      else if (crossed.length === 4) {
        const mean = corners.reduce((sum, value) => sum + value) / 4
        // The first corner and the one across are on the mean's side or not: the pieces cut off the other two, or them.
        const turn = mean >= height === isAbove[0] ? 0 : 1
        join(edges[turn]!(), edges[turn + 1]!())
        join(edges[turn + 2]!(), edges[(turn + 3) % 4]!())
      }
    }
  return chains(neighbours).map((chain) => chain.map((edge) => cuts.get(edge)!))
}

/** Pieces joined end to end: open lines first, from their ends. */
function chains(neighbours: ReadonlyMap<Edge, readonly Edge[]>): Edge[][] {
  const seen = new Set<Edge>()
  const follow = (start: Edge): Edge[] => {
    const chain = [start]
    seen.add(start)
    for (let next: Edge | undefined = start; next !== undefined; ) {
      next = neighbours.get(next)!.find((edge) => !seen.has(edge))
      if (next === undefined) break
      seen.add(next)
      chain.push(next)
    }
    const isClosed = chain.length > 2 && neighbours.get(start)!.includes(chain.at(-1)!)
    return isClosed ? [...chain, start] : chain
  }
  const ends = [...neighbours].filter(([, others]) => others.length === 1).map(([edge]) => edge)
  const open = ends
    .filter((edge) => !seen.has(edge))
    .flatMap((edge) => (seen.has(edge) ? [] : [follow(edge)]))
  const closed = [...neighbours.keys()].flatMap((edge) => (seen.has(edge) ? [] : [follow(edge)]))
  return [...open, ...closed]
}

/** Above this ratio of the largest to the smallest, heights go by their order of size. */
const LONG_RANGE = 15

/** Heights within a power of ten, from many to few. */
const TIMES = [
  [1, 1.5, 2, 3, 4, 5, 6, 8],
  [1, 2, 3, 5, 7],
  [1, 2, 5],
  [1, 3],
]

/**
 * Round heights between two numbers, about as many as asked for: evenly spaced, or 1, 2, 5 of each power of ten (more of
 * them, fewer, or powers alone) where the range is long.
 */
export function contourHeights(least: number, most: number, count: number): number[] {
  if (!(most > least) || !Number.isFinite(most - least)) return []
  if (least > 0 && most / least > LONG_RANGE) {
    const decades = Math.log10(most / least)
    const times = TIMES.find((one) => decades * one.length <= count) ?? [1]
    const every = Math.max(1, Math.ceil((decades * times.length) / count))
    const found: number[] = []
    for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
      if (times.length === 1 && power % every !== 0) continue
      for (const n of times) found.push(Number(`${n}e${power}`))
    }
    return found.filter((height) => height > least && height < most)
  }
  const rough = (most - least) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((times) => times * power >= rough)! * power
  const found: number[] = []
  for (let k = Math.ceil(least / step); k * step < most; k++)
    if (k * step > least) found.push(Number((k * step).toPrecision(12)))
  return found
}
