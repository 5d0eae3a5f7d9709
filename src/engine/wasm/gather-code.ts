// Gather as code: the rows that an order names, brought from the table in the memory into panels.
import type { Callable, Local } from './assembler/code.ts'
import { f64, i32, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { TILE } from './layout.ts'

/**
 * (order, rows, inputs, targets, weights): brings the rows that the order names into the panels. What fills the last tile are
 * copies of the last row.
 */
export function gatherFunction({ builder, layout, weighted }: Context): Callable {
  const { rowBytes, panelBytes, inputs, targets, targetPanels, rowWeights, layers } = layout
  return builder.function(['i32', 'i32', 'i32', 'i32', 'i32'], undefined, (code) => {
    const [order, rows, inputRows, targetRows, weights] = [0, 1, 2, 3, 4].map((n) =>
      code.parameter('i32', n),
    ) as [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>]
    const [to, end, row] = [code.local('i32'), code.local('i32'), code.local('i32')]
    const copy = (from: Local<'i32'>, panels: number, place: number): void => {
      const source = code.local('i32', i32.add(from, i32.multiply(row, panels * rowBytes)))
      const target = code.local('i32', to)
      const last = code.local('i32', i32.add(source, panels * rowBytes))
      code.countSome(source, last, rowBytes, () => {
        for (const half of [0, rowBytes / 2]) code.store(target, v128.load(source, half), place + half)
        code.advance(target, panelBytes)
      })
    }
    const weight = code.local('i32', i32.constant(rowWeights))
    const read = code.local('i32', rows)
    code.set(end, i32.multiply(i32.and(i32.add(rows, TILE - 1), -TILE), rowBytes))
    code.countSome(to, end, rowBytes, () => {
      code.when(read, () => {
        code.set(row, i32.load(order))
        code.advance(order, 4)
        code.advance(read, -1)
      })
      copy(inputRows, layers[0]!.inputPanels, inputs)
      copy(targetRows, targetPanels, targets)
      if (weighted) {
        code.store(weight, f64.load(i32.add(weights, i32.shiftLeft(row, 3))))
        code.advance(weight, 8)
      }
    })
  })
}
