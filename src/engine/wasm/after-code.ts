// What follows an update, as code: norms held, and the weights the other way; and what the weights cost.
import type { Callable, Code, Local } from './assembler/code.ts'
import { f64, i32 } from './assembler/values.ts'
import type { Context } from './context.ts'
import type { LayerLayout, Layout } from './layout.ts'
import { writeLimits } from './limits-code.ts'

/** What follows the update: norms held, and the weights the other way. */
export function afterFunction({ builder, layout, optimizer }: Context): Callable {
  const transpose = builder.function(
    [],
    undefined,
    (code) => {
      for (const layer of layout.layers.slice(1)) writeTransposed(code, layout, layer)
    },
    'transpose',
  )
  return builder.function([], undefined, (code) => {
    if (optimizer.maxNorm !== undefined) writeLimits.holdWithinNorm(code, layout, optimizer.maxNorm)
    code.call(transpose)
  })
}

function writeTransposed(
  code: Code,
  { width, columnBits, lanes, rowBytes }: Layout,
  layer: LayerLayout,
): void {
  const { inputs, units, weightRows, weights, transposed } = layer
  const [j, k, from, to] = Array.from({ length: 4 }, () => code.local('i32')) as [
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
  ]
  code.set(j, i32.constant(0))
  code.countSome(j, units, 1, () => {
    const panel = i32.multiply(i32.shiftRight(j, columnBits), weightRows * rowBytes)
    code.set(from, i32.add(panel, i32.multiply(i32.and(j, width - 1), lanes.bytes)))
    code.set(k, i32.constant(0))
    code.countSome(k, inputs, 1, () => {
      const inPanel = i32.multiply(i32.shiftRight(k, columnBits), units * rowBytes)
      const inRow = i32.add(i32.multiply(j, rowBytes), i32.multiply(i32.and(k, width - 1), lanes.bytes))
      code.set(to, i32.add(inPanel, inRow))
      code.store(to, lanes.narrowed(lanes.load(from, weights)), transposed)
      code.advance(from, rowBytes)
    })
  })
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
