// What follows an update, as code: norms held, and the weights the other way; and what the weights cost.
import type { Callable, Code, Local } from './assembler/code.ts'
import { choose, f64, type Integer, i32, integer, type Value, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { eachLayer } from './layer-runs.ts'
import { type LayerLayout, type Layout, type Shift, TILE } from './layout.ts'
import { writeLimits } from './limits-code.ts'
import { type Part, partOf, tilesOf } from './team.ts'

/** What follows the update: norms held, and the weights the other way. */
export function afterFunction(context: Context): Callable {
  const { builder, optimizer, layout, team } = context
  const transpose = transposeFunction(context)
  return builder.function([], undefined, (code) => {
    if (optimizer.maxNorm !== undefined) writeLimits.holdWithinNorm(code, context, optimizer.maxNorm)
    if (layout.layers.length > 1) code.call(transpose, integer(team.self.index), integer(team.self.count))
  })
}

/** (index, count): the weights the other way, of the tiles that fall to one of so many threads. Of all tiles as `transpose`. */
export function transposeFunction(context: Context): Callable {
  const { builder, layout } = context
  const part = builder.function(['i32', 'i32'], undefined, (code) => {
    const member = { index: code.parameter('i32', 0), count: code.parameter('i32', 1) }
    eachLayer(code, context, (l, shift) => {
      const layer = layout.layers[l]!
      if (l > 0) writeTransposed(code, layout, layer, partOf(code, tilesOf(layer), member), shift)
    })
  })
  const all = { index: i32.constant(0), count: i32.constant(1) }
  builder.function([], undefined, (code) => code.call(part, all.index, all.count), 'transpose')
  return part
}

/** Tile by tile: of 4 inputs by all columns of a panel, rows become columns. Rows that are no input leave 0. */
function writeTransposed(
  code: Code,
  layout: Layout,
  layer: LayerLayout,
  { from, to }: Part,
  shift: Shift,
): void {
  const { width, columnBits, lanes, rowBytes } = layout
  const { inputs, unitPanels, weightRows, weights, transposed } = layer
  const [at, end, input] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const [panel, target] = [code.local('i32'), code.local('i32')]
  const address = (tile: Integer) =>
    i32.add(i32.add(i32.multiply(tile, TILE * rowBytes), weights), shift.parameters)
  const tiles = weightRows / TILE
  const rest = inputs % TILE
  code.set(at, address(from))
  code.set(end, address(to))
  code.set(panel, i32.divide(from, tiles))
  code.set(input, i32.multiply(i32.subtract(from, i32.multiply(panel, tiles)), TILE))
  code.count(at, end, TILE * rowBytes, () => {
    const inPanel = i32.multiply(i32.shiftRight(input, columnBits), unitPanels * width * rowBytes)
    const inRow = i32.multiply(i32.and(input, width - 1), lanes.bytes)
    const inColumn = i32.add(i32.multiply(panel, width * rowBytes), shift.rows)
    code.set(target, i32.add(i32.add(inPanel, inRow), inColumn))
    const rows = Array.from({ length: TILE }, (_, r) =>
      [0, rowBytes / 2].map((half) => realRow(code, v128.load(at, r * rowBytes + half), r)),
    )
    for (const v of [0, 1]) {
      const columns = lanes.turned(rows.map((row) => row[v]!))
      columns.forEach((vectors, c) => {
        const column = (v * lanes.count + c) * rowBytes
        for (const [n, vector] of vectors.entries()) {
          code.store(target, vector, transposed + column + 16 * n)
        }
      })
    }
    code.advance(input, TILE)
    code.when(i32.equal(input, weightRows), () => {
      code.set(input, i32.constant(0))
      code.advance(panel, 1)
    })
  })

  function realRow(code: Code, row: Value<'v128'>, r: number): Local<'v128'> {
    if (rest === 0 || r < rest) return code.local('v128', row)
    const isInput = i32.less(input, weightRows - TILE)
    return code.local('v128', choose(isInput, row, lanes.constant(0)))
  }
}

/** (loss) -> the loss with the penalties of the weights, in core's order; undefined where there are none. */
export function penaltyFunction({ builder, layout, network }: Context): Callable<'f64'> | undefined {
  const { l1, l2 } = network.loss
  if (l1 === 0 && l2 === 0) return undefined
  return builder.function(['f64'], 'f64', (code) => {
    const loss = code.parameter('f64', 0)
    const [sizes, squares, weight] = [code.local('f64'), code.local('f64'), code.local('f64')]
    for (const layer of layout.layers) {
      writeLimits.eachWeight(code, layout, layer, (at) => {
        code.set(weight, layout.lanes.load(at))
        code.set(sizes, f64.add(sizes, f64.absolute(weight)))
        code.set(squares, f64.add(squares, f64.multiply(weight, weight)))
      })
    }
    const first = l1 === 0 ? loss : f64.add(loss, f64.multiply(f64.constant(l1), sizes))
    code.result(l2 === 0 ? first : f64.add(first, f64.multiply(f64.constant(l2 / 2), squares)))
  })
}
