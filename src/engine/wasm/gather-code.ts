// Gather as code: the rows that an order names, brought from the table in the memory into panels.
import type { Callable, Local } from './assembler/code.ts'
import { f64, i32, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { TILE } from './layout.ts'

/**
 * (order, from, to, inputs, targets, weights): brings rows that the order names into the panels, each to its place. What fills
 * the last tile are copies of the last row.
 */
export function gatherFunction({ builder, layout, weighted }: Context): Callable {
  const { rowBytes, panelBytes, inputs, targets, targetPanels, rowWeights, layers } = layout
  return builder.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], undefined, (code) => {
    const [order, first, last, inputRows, targetRows, weights] = [0, 1, 2, 3, 4, 5].map((n) =>
      code.parameter('i32', n),
    ) as [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>]
    const [to, end, row] = [code.local('i32'), code.local('i32'), code.local('i32')]
    const copy = (from: Local<'i32'>, panels: number, place: number): void => {
      const source = code.local('i32', i32.add(from, i32.multiply(row, panels * rowBytes)))
      const target = code.local('i32', to)
      const end = code.local('i32', i32.add(source, panels * rowBytes))
      code.countSome(source, end, rowBytes, () => {
        for (const half of [0, rowBytes / 2]) code.store(target, v128.load(source, half), place + half)
        code.advance(target, panelBytes)
      })
    }
    const weight = code.local('i32', i32.add(i32.shiftLeft(first, 3), rowWeights))
    const read = code.local('i32', i32.subtract(last, first))
    code.advance(order, i32.shiftLeft(first, 2))
    code.set(to, i32.multiply(first, rowBytes))
    code.set(end, i32.multiply(i32.and(i32.add(last, TILE - 1), -TILE), rowBytes))
    code.count(to, end, rowBytes, () => {
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
