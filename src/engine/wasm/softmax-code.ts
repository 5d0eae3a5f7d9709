// softmax as code: row by row, in the order of its own code.
import type { Code, Local } from './assembler/code.ts'
import { f64, i32 } from './assembler/values.ts'
import type { Functions } from './functions.ts'
import type { LayerLayout, Layout } from './layout.ts'
import { eachColumn } from './panels.ts'

/** Up to this size exponentials are taken as they are; the same number as in the activation's own code. */
const SAFE = 600

/** f of all rows from their z; the sums are doubles whatever the precision. */
export function writeSoftmax(
  code: Code,
  layout: Layout,
  rows: Local<'i32'>,
  layer: LayerLayout,
  functions: Functions,
): void {
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
  code.set(row, i32.constant(0))
  code.countSome(row, i32.multiply(rows, rowBytes), rowBytes, () => {
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
