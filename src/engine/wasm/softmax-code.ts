// softmax as code: row by row; doubles in the order of its own code, float32 a vector at a time.
import type { Code, Local } from './assembler/code.ts'
import { f64, i32, type Value, v128 } from './assembler/values.ts'
import type { Functions } from './functions.ts'
import type { LayerLayout, Layout } from './layout.ts'
import { eachColumn } from './panels.ts'
import type { Part } from './team.ts'

/** Up to this size exponentials are taken as they are; the same number as in the activation's own code. */
const SAFE = 600

/** f of some rows from their z. */
export function writeSoftmax(
  code: Code,
  layout: Layout,
  rows: Part,
  layer: LayerLayout,
  functions: Functions,
): void {
  const write = layout.lanes.precision === 'float64' ? inOrder : byVectors
  write(code, layout, rows, layer, functions)
}

function inOrder(code: Code, layout: Layout, rows: Part, layer: LayerLayout, functions: Functions): void {
  const { rowBytes, lanes } = layout
  const row = code.local('i32')
  const column = code.local('i32')
  const [largest, size, shift, total, rise] = Array.from({ length: 5 }, () => code.local('f64')) as [
    Local<'f64'>,
    Local<'f64'>,
    Local<'f64'>,
    Local<'f64'>,
    Local<'f64'>,
  ]
  const each = (visit: () => void): void => eachColumn(code, layout, row, column, layer.units, visit)
  const z = () => lanes.load(column, layer.z)
  code.set(row, i32.multiply(rows.from, rowBytes))
  code.count(row, i32.multiply(rows.to, rowBytes), rowBytes, () => {
    code.set(largest, f64.constant(-Infinity))
    code.set(size, f64.constant(0))
    each(() => {
      code.set(largest, f64.maximum(largest, z()))
      code.set(size, f64.maximum(size, f64.absolute(z())))
    })
    code.set(shift, f64.constant(0))
    code.when(i32.not(f64.atMost(size, f64.constant(SAFE))), () => code.set(shift, largest))
    code.set(total, f64.constant(-0))
    each(() => {
      code.set(rise, functions.scalar('exp', f64.subtract(z(), shift)))
      code.store(column, lanes.narrowed(rise), layer.f)
      code.set(total, f64.add(total, rise))
    })
    each(() => code.store(column, lanes.narrowed(f64.divide(lanes.load(column, layer.f), total)), layer.f))
  })
}

/** Always after subtracting the largest z, since e^x soon is too large for a float32. */
function byVectors(code: Code, layout: Layout, rows: Part, layer: LayerLayout, functions: Functions): void {
  const { rowBytes, panelBytes, lanes, width } = layout
  const [row, at] = [code.local('i32'), code.local('i32')]
  const [shift, total, rise] = [code.local('v128'), code.local('v128'), code.local('v128')]
  const [full, rest] = [Math.floor(layer.units / width), layer.units % width]
  /** Every vector of the row that has units, with the bits of the lanes that are some where not all are. */
  const each = (visit: (offset: number, real?: Value<'v128'>) => void): void => {
    const both = (panel: number, count: number): void => {
      for (const v of [0, 1]) {
        const real = Math.min(lanes.count, count - v * lanes.count)
        if (real <= 0) continue
        visit(panel + (v * rowBytes) / 2, real < lanes.count ? lanes.mask(real) : undefined)
      }
    }
    code.set(at, row)
    if (full > 0) {
      const end = code.local('i32', i32.add(row, full * panelBytes))
      code.countSome(at, end, panelBytes, () => both(0, width))
    }
    if (rest > 0) both(0, rest)
  }
  const z = (offset: number): Value<'v128'> => v128.load(at, layer.z + offset)
  code.set(row, i32.multiply(rows.from, rowBytes))
  code.count(row, i32.multiply(rows.to, rowBytes), rowBytes, () => {
    code.set(shift, lanes.constant(-Infinity))
    each((offset, real) => {
      const own = real ? v128.choose(z(offset), lanes.constant(-Infinity), real) : z(offset)
      code.set(shift, lanes.maximum(shift, own))
    })
    code.set(shift, acrossLanes(code, shift, lanes.maximum))
    code.set(total, lanes.constant(0))
    each((offset, real) => {
      code.set(rise, functions.vector('exp', lanes.subtract(z(offset), shift)))
      if (real) code.set(rise, v128.and(rise, real))
      code.store(at, rise, layer.f + offset)
      code.set(total, lanes.add(total, rise))
    })
    code.set(total, acrossLanes(code, total, lanes.add))
    each((offset) => code.store(at, lanes.divide(v128.load(at, layer.f + offset), total), layer.f + offset))
  })
}

/** The same value in all four lanes: of each with its neighbour, then of both pairs. */
function acrossLanes(
  code: Code,
  vector: Local<'v128'>,
  of: (a: Value<'v128'>, b: Value<'v128'>) => Value<'v128'>,
): Value<'v128'> {
  const words = (...places: readonly number[]): number[] =>
    places.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte))
  const pairs = code.local('v128', of(vector, v128.shuffle(vector, vector, words(1, 0, 3, 2))))
  return of(pairs, v128.shuffle(pairs, pairs, words(2, 3, 0, 1)))
}
