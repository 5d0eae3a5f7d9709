// Forms: how large nodes, gaps and labels are, from the wide capsules of a page down to circles.

/** wide: two chambers with captions; narrow: two chambers; mini: the output alone; circle: a mark. */
export type NodeForm = 'wide' | 'narrow' | 'mini' | 'circle'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface FormSizes {
  readonly unit: Size
  readonly input: Size
  readonly error: Size
  readonly total: Size
  /** Under the net chamber: its distance from the node, how far in it begins, its size. */
  readonly tab: Size & { readonly inset: number; readonly gap: number }
  /** The name above a node: its height, and how far in it begins. */
  readonly name: { readonly height: number; readonly inset: number }
  readonly nameAboveInput: boolean
  /** Between columns, and between the centers of rows. */
  readonly leastGap: number
  readonly leastPitch: number
  readonly leastInputPitch: number
  /** From the last capsule to its error. */
  readonly errorGap: number
  /** Around all nodes: above the first center, below the last, left and right. */
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  /** Where one output's total stands below its error. */
  readonly totalBelow: number
  /** Whether targets are written beside their errors. */
  readonly targets: boolean
}

export const forms: Readonly<Record<Exclude<NodeForm, 'circle'>, FormSizes>> = {
  wide: {
    unit: { width: 128, height: 60 },
    input: { width: 70, height: 40 },
    error: { width: 64, height: 56 },
    total: { width: 80, height: 56 },
    tab: { width: 92, height: 20, inset: 8, gap: 7 },
    name: { height: 20, inset: 12 },
    nameAboveInput: false,
    leastGap: 112,
    leastPitch: 150,
    leastInputPitch: 48,
    errorGap: 28,
    top: 64,
    bottom: 64,
    left: 14,
    right: 16,
    totalBelow: 107,
    targets: true,
  },
  narrow: {
    unit: { width: 88, height: 40 },
    input: { width: 42, height: 30 },
    error: { width: 38, height: 30 },
    total: { width: 44, height: 30 },
    tab: { width: 80, height: 17, inset: 4, gap: 3 },
    name: { height: 16, inset: 8 },
    nameAboveInput: true,
    leastGap: 42,
    leastPitch: 80,
    leastInputPitch: 50,
    errorGap: 34,
    top: 44,
    bottom: 44,
    left: 8,
    right: 5,
    totalBelow: 62,
    targets: false,
  },
  mini: {
    unit: { width: 48, height: 26 },
    input: { width: 40, height: 26 },
    error: { width: 36, height: 26 },
    total: { width: 44, height: 26 },
    tab: { width: 52, height: 16, inset: 0, gap: 2 },
    name: { height: 15, inset: 3 },
    nameAboveInput: true,
    leastGap: 40,
    leastPitch: 64,
    leastInputPitch: 46,
    errorGap: 26,
    top: 34,
    bottom: 36,
    left: 6,
    right: 5,
    totalBelow: 54,
    targets: false,
  },
}

/** The rungs of a label, the most told first. */
export type Rung = 'two-line' | 'one-line' | 'symbol' | 'none'

export const labelSizes: Readonly<Record<Exclude<Rung, 'none'>, Size>> = {
  'two-line': { width: 76, height: 38 },
  'one-line': { width: 76, height: 22 },
  symbol: { width: 24, height: 18 },
}

/** A label that shows two versions of its weight. */
export const updatedSize: Size = { width: 120, height: 40 }

/** Networks with more edges than this between two layers are not drawn edge by edge with names. */
export const MOST_EDGES = 36
/** Up to here all edges are drawn, the largest in color; beyond, the largest alone. */
export const MOST_MEDIUM_EDGES = 256
/** Layers with more units are blocks of cells. */
export const MOST_UNITS = 64
