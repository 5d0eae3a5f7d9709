// softmax as code: row by row, a vector at a time; the sum of doubles in the order of its own code.
import type { Code, Local } from './assembler/code.ts'
import { f64, i32, type Value, v128 } from './assembler/values.ts'
import type { Functions } from './functions.ts'
import type { LayerLayout, Layout } from './layout.ts'
import type { Part } from './team.ts'

/** Up to this size exponentials are taken as they are; the same number as in the activation's own code. */
const SAFE = 600

type Vector = Local<'v128'>

/** f of some rows from their z. */
export function writeSoftmax(
  code: Code,
  layout: Layout,
  rows: Part,
  layer: LayerLayout,
  functions: Functions,
): void {
  const { rowBytes, lanes } = layout
  const [row, at] = [code.local('i32'), code.local('i32')]
  const [shift, rise] = [code.local('v128'), code.local('v128')]
  const each = (visit: Visit): void => eachVectorOf(code, layout, layer, row, at, visit)
  const z = (offset: number): Value<'v128'> => v128.load(at, layer.z + offset)
  const sum = lanes.precision === 'float64' ? inOrder(code, layout) : byLanes(code, layout)
  code.set(row, i32.multiply(rows.from, rowBytes))
  code.count(row, i32.multiply(rows.to, rowBytes), rowBytes, () => {
    findShift(code, layout, { shift, each, z })
    sum.begin()
    each((offset, real, count) => {
      code.set(rise, functions.vector('exp', lanes.subtract(z(offset), shift)))
      code.store(at, rise, layer.f + offset)
      sum.add(rise, real, count)
    })
    const total = code.local('v128', sum.total())
    each((offset) => code.store(at, lanes.divide(v128.load(at, layer.f + offset), total), layer.f + offset))
  })
}

/** `real` has the bits of the lanes that are units, where not all `count` of them are. */
type Visit = (offset: number, real: Value<'v128'> | undefined, count: number) => void

/** Every vector of a row that has units; `at` is its address but for the offset. */
function eachVectorOf(
  code: Code,
  { rowBytes, panelBytes, lanes, width }: Layout,
  { units }: LayerLayout,
  row: Local<'i32'>,
  at: Local<'i32'>,
  visit: Visit,
): void {
  const [full, rest] = [Math.floor(units / width), units % width]
  const both = (count: number): void => {
    for (const v of [0, 1]) {
      const real = Math.min(lanes.count, count - v * lanes.count)
      if (real > 0) visit((v * rowBytes) / 2, real < lanes.count ? lanes.mask(real) : undefined, real)
    }
  }
  code.set(at, row)
  if (full > 0) {
    const end = code.local('i32', i32.add(row, full * panelBytes))
    code.countSome(at, end, panelBytes, () => both(width))
  }
  if (rest > 0) both(rest)
}

interface Row {
  readonly shift: Vector
  readonly each: (visit: Visit) => void
  readonly z: (offset: number) => Value<'v128'>
}

/** The largest z; of doubles 0 where no z is too large for e^z. A float32 always takes the largest: e^z soon is too large for it. */
function findShift(code: Code, { lanes }: Layout, { shift, each, z }: Row): void {
  const isWide = lanes.precision === 'float64'
  const size = isWide ? code.local('v128') : undefined
  code.set(shift, lanes.constant(-Infinity))
  if (size) code.set(size, lanes.constant(0))
  each((offset, real) => {
    const own = real ? v128.choose(z(offset), lanes.constant(-Infinity), real) : z(offset)
    code.set(shift, lanes.maximum(shift, own))
    if (!size) return
    const absolute = lanes.absolute(z(offset))
    code.set(size, lanes.maximum(size, real ? v128.and(absolute, real) : absolute))
  })
  code.set(shift, acrossLanes(code, lanes.count, shift, lanes.maximum))
  if (!size) return
  const largest = f64.maximum(lanes.lane(size, 0), lanes.lane(size, 1))
  code.when(f64.atMost(largest, f64.constant(SAFE)), () => code.set(shift, lanes.constant(0)))
}

/** The sum of doubles, unit by unit. */
function inOrder(code: Code, { lanes }: Layout) {
  const sum = code.local('f64')
  return {
    begin: () => code.set(sum, f64.constant(-0)),
    add(rise: Vector, _: unknown, count: number) {
      for (let n = 0; n < count; n++) code.set(sum, f64.add(sum, lanes.lane(rise, n)))
    },
    total: () => lanes.splat(sum),
  }
}

/** The sum of each lane, then of all of them. */
function byLanes(code: Code, { lanes }: Layout) {
  const sums = code.local('v128')
  return {
    begin: () => code.set(sums, lanes.constant(0)),
    add: (rise: Vector, real: Value<'v128'> | undefined) =>
      code.set(sums, lanes.add(sums, real ? v128.and(rise, real) : rise)),
    total: () => acrossLanes(code, lanes.count, sums, lanes.add),
  }
}

/** The same value in all lanes: of four, of each with its neighbour before of both pairs. */
function acrossLanes(
  code: Code,
  count: number,
  vector: Vector,
  of: (a: Value<'v128'>, b: Value<'v128'>) => Value<'v128'>,
): Value<'v128'> {
  const words = (...places: readonly number[]): number[] =>
    places.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte))
  const neighbours = v128.shuffle(vector, vector, words(1, 0, 3, 2))
  const pairs = count === 4 ? code.local('v128', of(vector, neighbours)) : vector
  return of(pairs, v128.shuffle(pairs, pairs, words(2, 3, 0, 1)))
}
