// Targets: the parts of a drawing that can be chosen, with their boxes; how arrow keys lead from one to the next.
import { biasUnit } from '../derive/forward-steps.ts'
import { activation, bias, weight } from '../derive/names.ts'
import { INPUT_LAYER, type Quantity } from '../math/quantity.ts'
import { idOf } from './buttons.ts'
import { along, type Box, boxAt, centerOf } from './geometry.ts'
import { type LabelPlace, labelPlaces } from './label-places.ts'
import type { SceneInput } from './scene-input.ts'
import { View } from './view.ts'

export interface SceneTarget {
  /** The `data-id` of its element. */
  readonly id: string
  readonly quantity: Quantity
  readonly box: Box
  /** Of its corners. */
  readonly radius: number
  /** Counts columns from the left, those of weights between those of units. */
  readonly column: number
}

/** Every part that can be chosen, in reading order. */
export function targetsIn(input: SceneInput): SceneTarget[] {
  const { layout, derivation, sample } = input
  const { trace, version } = derivation
  const view = new View(input)
  const units = (column: number): SceneTarget[] =>
    layout.units[column]!.flatMap(({ box, tab }, unit) => {
      const layer = column - 1
      const quantity = activation(layer, unit, sample)
      const radius = layer === INPUT_LAYER && layout.form !== 'circle' ? 6 : box.height / 2
      const own = { id: idOf(quantity), quantity, box, radius, column: 2 * column }
      if (!tab) return [own]
      const b = bias(layer, biasUnit(trace, layer, unit), version)
      return [own, { id: idOf(b, unit), quantity: b, box: tab, radius: 6, column: 2 * column }]
    })
  const weights = (column: number): SceneTarget[] => {
    const pair = layout.pairs[column]
    if (!pair) return []
    const places = labelPlaces(view, pair)
    return pair.lines.map(({ to, from, start, end }, i) => {
      const quantity = weight(pair.layer, to, from, version)
      const box = labelBox(places[i]!) ?? boxAt(along(start, end, 0.5), 24, 24)
      return { id: idOf(quantity), quantity, box, radius: 6, column: 2 * column + 1 }
    })
  }
  const columns = layout.units.flatMap((_, column) => [...units(column), ...weights(column)])
  return [...columns, ...errorTargets(input)]
}

const labelBox = (place: LabelPlace): Box | undefined => (place.kind === 'none' ? undefined : place.box)

function errorTargets({ layout, sample }: SceneInput): SceneTarget[] {
  const column = 2 * layout.units.length
  const errors = layout.errors.flatMap(({ box, target }, unit): SceneTarget[] => {
    const quantity = { kind: 'unit-loss', unit, sample } as const
    const own = { id: idOf(quantity), quantity, box, radius: 7, column }
    if (!target) return [own]
    const expected = { kind: 'target', unit, sample } as const
    return [{ id: idOf(expected), quantity: expected, box: target, radius: 4, column }, own]
  })
  if (!layout.total) return errors
  const quantity = { kind: 'sample-loss', sample } as const
  return [...errors, { id: idOf(quantity), quantity, box: layout.total, radius: 7, column: column + 1 }]
}

export type Direction = 'left' | 'right' | 'up' | 'down'

const ways: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** What lies to the side counts more than what lies ahead. */
const SIDEWAYS = 2

/** The nearest part in a direction, within 45 degrees where there is one; undefined at the border. */
export function nearest(
  targets: readonly SceneTarget[],
  id: string,
  direction: Direction,
): SceneTarget | undefined {
  const here = targets.find((target) => target.id === id)
  if (!here) return undefined
  const from = centerOf(here.box)
  const [dx, dy] = ways[direction]
  const found = targets.flatMap((target) => {
    const to = centerOf(target.box)
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx)
    if (target.id === id || ahead <= 1) return []
    return [{ target, distance: ahead + SIDEWAYS * aside + (aside > ahead ? FAR : 0) }]
  })
  return found.sort((a, b) => a.distance - b.distance)[0]?.target
}

/** Added to what lies rather beside than ahead. */
const FAR = 10_000

/** The first or the last part of the column that a part stands in: Home and End. */
export function columnEnd(
  targets: readonly SceneTarget[],
  id: string,
  end: 'first' | 'last',
): SceneTarget | undefined {
  const here = targets.find((target) => target.id === id)
  const column = targets.filter((target) => target.column === here?.column).sort((a, b) => a.box.y - b.box.y)
  return end === 'first' ? column[0] : column.at(-1)
}
