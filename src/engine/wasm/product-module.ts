// A module that multiplies one row with a layer's weights, the same for all networks: answers to single rows wait for nothing else.
import { lanesOf } from './arithmetic.ts'
import { ModuleBuilder } from './assembler/module.ts'
import { i32, v128 } from './assembler/values.ts'
import { webAssembly } from './host.ts'

/** Units of a panel: so many that their sums do not wait for one another. */
export const PANEL = 16
const [ROW, VECTOR] = [8 * PANEL, 16]
const { add, multiply, loadSplat } = lanesOf.float64

/** (signal, panels, sums, inputs, end of sums). @returns nothing: each sum is bias + Σ_k w_k · a_k, in that order */
export type MultiplyRow = (signal: number, panels: number, sums: number, inputs: number, end: number) => void

/** For each panel of units its biases, then for each input the weights to these units. */
function productModule(): Uint8Array<ArrayBuffer> {
  const builder = new ModuleBuilder()
  builder.importMemory({ from: 'paso', name: 'memory' }, 1)
  const address = ['i32', 'i32', 'i32', 'i32', 'i32'] as const
  builder.function(
    address,
    undefined,
    (code) => {
      const [signal, at, sums, inputs, end] = address.map((type, n) => code.parameter(type, n))
      const vectors = Array.from({ length: ROW / VECTOR }, (_, n) => VECTOR * n)
      const totals = vectors.map(() => code.local('v128'))
      const [input, last, factor] = [code.local('i32'), code.local('i32'), code.local('v128')]
      code.set(last, i32.add(signal!, i32.shiftLeft(inputs!, 3)))
      code.countSome(sums!, end!, ROW, () => {
        vectors.forEach((place, n) => {
          code.set(totals[n]!, v128.load(at!, place))
        })
        code.set(input, signal!)
        code.countSome(input, last, 8, () => {
          code.advance(at!, ROW)
          code.set(factor, loadSplat(input))
          vectors.forEach((place, n) => {
            code.set(totals[n]!, add(totals[n]!, multiply(v128.load(at!, place), factor)))
          })
        })
        code.advance(at!, ROW)
        vectors.forEach((place, n) => {
          code.store(sums!, totals[n]!, place)
        })
      })
    },
    'multiply',
  )
  return builder.bytes()
}

let compiled: object | undefined

/** In that memory; compiled once. */
export function multiplyRowIn(memory: object): MultiplyRow {
  compiled ??= new webAssembly!.Module(productModule())
  const { exports } = new webAssembly!.Instance(compiled, { paso: { memory } })
  return exports.multiply as MultiplyRow
}
