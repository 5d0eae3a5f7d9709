// Panels: the loops over the columns of a row, and over all vectors of some rows.
import type { Code, Local } from './assembler/code.ts'
import { i32, type Value } from './assembler/values.ts'
import type { Layout } from './layout.ts'
import type { Part } from './team.ts'

/** Visits the columns of a row in panels, in order; `column` is the address of each, from the start of the panels. */
export function eachColumn(
  code: Code,
  { width, rowBytes, panelBytes, lanes }: Layout,
  row: Value<'i32'>,
  column: Local<'i32'>,
  columns: number,
  visit: () => void,
): void {
  const end = code.local('i32')
  const some = (count: number): void => {
    code.set(end, i32.add(column, count * lanes.bytes))
    code.countSome(column, end, lanes.bytes, visit)
  }
  const [whole, rest] = [Math.floor(columns / width), columns % width]
  code.set(column, row)
  if (whole > 0) {
    const left = code.local('i32', i32.constant(whole))
    code.repeat((leaveWhen) => {
      some(width)
      code.advance(column, panelBytes - rowBytes)
      code.advance(left, -1)
      leaveWhen(i32.not(left))
    })
  }
  if (rest > 0) some(rest)
}

/** Every vector of the rows in panels; `at` is its address from the start of the panels. `row` is computed where it is used. */
export function eachVector(
  code: Code,
  { panelBytes, rowBytes }: Layout,
  { from, to }: Part,
  panels: number,
  visit: (at: Local<'i32'>, row: Value<'i32'>) => void,
): void {
  const [start, at, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  code.set(start, i32.constant(0))
  code.countSome(start, panels * panelBytes, panelBytes, () => {
    code.set(at, i32.add(start, i32.multiply(from, rowBytes)))
    code.set(end, i32.add(start, i32.multiply(to, rowBytes)))
    code.count(at, end, rowBytes / 2, () => visit(at, i32.divide(i32.subtract(at, start), rowBytes)))
  })
}
