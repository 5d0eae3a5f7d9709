// Unit keys: where the arrows lead from a unit of a network's drawing, and which unit is pointed at.
import type { Layout } from '../../src/diagram/places.ts'

/** A unit by its column, 0 for the inputs. */
export interface UnitAt {
  readonly column: number
  readonly unit: number
}

/** Undefined where the key moves nothing. */
export function neighbour(
  { units, blocks }: Layout,
  { column, unit }: UnitAt,
  key: string,
): UnitAt | undefined {
  const block = blocks?.[column]
  const last = units[column]!.length - 1
  const within = (to: number): UnitAt => ({ column, unit: Math.max(0, Math.min(last, to)) })
  const beside = (to: number): UnitAt => {
    if (to < 0 || to >= units.length) return { column, unit }
    return { column: to, unit: nearestTo(units[column]![unit]!.box.y, units[to]!) }
  }
  const step = block?.columns ?? 1
  switch (key) {
    case 'ArrowUp':
      return within(unit - step >= 0 ? unit - step : unit)
    case 'ArrowDown':
      return within(unit + step <= last ? unit + step : unit)
    case 'ArrowLeft':
      return block && unit % step > 0 ? within(unit - 1) : beside(column - 1)
    case 'ArrowRight':
      return block && unit % step < step - 1 && unit < last ? within(unit + 1) : beside(column + 1)
    case 'Home':
      return within(0)
    case 'End':
      return within(last)
    default:
      return undefined
  }
}

function nearestTo(y: number, places: Layout['units'][number]): number {
  let best = 0
  places.forEach(({ box }, unit) => {
    if (Math.abs(box.y - y) < Math.abs(places[best]!.box.y - y)) best = unit
  })
  return best
}

/** How far from a unit is still at it. */
const REACH = 6

export function unitNear({ units }: Layout, x: number, y: number): UnitAt | undefined {
  for (const [column, places] of units.entries())
    for (const [unit, { box }] of places.entries()) {
      // Cells of a block stand side by side.
      const reach = places.length > 64 ? 0 : REACH
      if (
        x >= box.x - reach &&
        x < box.x + box.width + reach &&
        y >= box.y - reach &&
        y < box.y + box.height + reach
      )
        return { column, unit }
    }
  return undefined
}
