// Places: what a layout says: boxes of nodes, errors, bias tabs and labels, and where edges start and end.
import type { NotationName } from '../math/formula.ts'
import type { NodeForm, Rung } from './forms.ts'
import { type Box, bottom, type Point, right } from './geometry.ts'
import type { EdgeLine } from './labels.ts'

export interface LayoutOptions {
  readonly width: number
  readonly height: number
  /** The roomiest form that may be used: narrow on a phone. The layout goes down to smaller ones by itself. */
  readonly form?: 'wide' | 'narrow'
  /** Names of weights differ in width. */
  readonly notation: NotationName
  /** Names of the inputs, to stand at their left in a network of circles. */
  readonly inputNames?: readonly string[] | undefined
}

/** An input or a neuron. */
export interface UnitPlace {
  readonly box: Box
  /** Where edges come in and go out. */
  readonly enter: Point
  readonly leave: Point
  /** Its name, where that stands outside of the box. */
  readonly name?: Box
  /** The x of the wall between net and out. */
  readonly wall?: number
  /** Its bias. */
  readonly tab?: Box
}

export interface ErrorPlace {
  readonly box: Box
  readonly target?: Box
}

/** The edges between two layers, with one rung for all their labels. */
export interface PairPlace {
  /** The layer that the edges go to. */
  readonly layer: number
  readonly gap: number
  readonly pitch: number
  readonly lines: readonly EdgeLine[]
  readonly rung: Rung
  /** One for each line, in order; none on the rung `none`. */
  readonly boxes: readonly Box[]
  /** Where labels with two versions stand; undefined where not all of them find a place. */
  readonly updated?: readonly Box[] | undefined
}

/** all: each edge with a name; medium: each as a line, the largest in color; thinned: the largest; aggregated: wedges. */
export type EdgeStyle = 'all' | 'medium' | 'thinned' | 'aggregated'

export interface Layout {
  readonly width: number
  readonly height: number
  readonly form: NodeForm
  readonly edges: EdgeStyle
  /** units[layer + 1][unit]: the inputs first. */
  readonly units: readonly (readonly UnitPlace[])[]
  /** None in a network of circles. */
  readonly errors: readonly ErrorPlace[]
  readonly total?: Box
  /** Of networks whose edges have names. */
  readonly pairs: readonly PairPlace[]
  /** Of layers that are blocks of cells: their outlines, by column. */
  readonly blocks?: readonly (Block | undefined)[]
}

/** A layer as a grid of cells; its units' boxes are the cells. */
export interface Block {
  readonly box: Box
  readonly columns: number
  readonly rows: number
}

/** How high a delta's tag stands above its neuron. */
const TAG_ROOM = 20
/** How far a tag stands out at the right of its neuron. */
export const TAG_OUT = 8

/** Every box that a label must leave free: nodes, names, bias tabs, the room of delta tags, errors, targets. */
export function reservedBoxes(layout: Omit<Layout, 'pairs'>): Box[] {
  const units = layout.units.flatMap((column, c) =>
    column.flatMap(({ box, name, tab }) => [
      box,
      ...(name ? [name] : []),
      ...(tab ? [tab] : []),
      ...(c > 0 && layout.form === 'wide' ? [tagRoom(box)] : []),
    ]),
  )
  const errors = layout.errors.flatMap(({ box, target }) => (target ? [box, target] : [box]))
  return [...units, ...errors, ...(layout.total ? [layout.total] : [])]
}

/** Beside the bias tab: the slope of a saturated neuron, where no label stands. */
export const slopeRoom = (box: Box): Box => ({
  x: right(box) - 26,
  y: bottom(box) + 3,
  width: 44,
  height: 18,
})

/** Above the right half of a neuron. */
export const tagRoom = ({ x, y, width }: Box): Box => ({
  x: x + 44,
  y: y - TAG_ROOM,
  width: width - 44 + TAG_OUT,
  height: TAG_ROOM,
})
