// What the engine native is worth: how many threads a step keeps busy, and whether it is faster than the one in WebAssembly.
import type { Network } from '../../core/network.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import { childrenOf, type Expr } from '../../math/expr.ts'
import { MOST_THREADS } from '../defaults.ts'
import type { PlanOptions, Precision } from '../engine.ts'
import { shapeOf } from '../parameters.ts'
import { operationsOf } from '../wasm/threads/size.ts'
import { processors } from '../wasm/threads/worker.ts'
import { type UpdatePlan, updatePlan } from '../wasm/update-code.ts'
import { holdsUpdate } from './step-graph.ts'

/** float32 operations that take some sixty microseconds: below, handing work out costs more than sharing it saves. */
const WORTH_A_THREAD = 6e6

/** At most as many as are asked for, and as a step keeps busy. */
export function threadsFor(
  network: Network,
  batchSize: number,
  precision: Precision,
  { threads = 1, worth = WORTH_A_THREAD }: PlanOptions,
): number {
  const asked = threads === 'auto' ? Math.min(processors(), MOST_THREADS) : threads
  const size = precision === 'float32' ? 1 : 2
  return Math.max(1, Math.min(asked, Math.floor((size * operationsOf(network, batchSize)) / worth)))
}

/** In microseconds: of a step and of an operation of its products; of an operation of the update, and for each number that it is made on. */
const native = { step: 15, product: 1 / 8.5e4, pass: 2.5, number: 3.5e-4 } as const
const webassembly = { product: 1 / 3.8e4, number: 1e-3 } as const

/** How much faster it must be: what it costs to load, and to have other last digits. */
const CLEARLY = 0.9

/**
 * Whether native is clearly faster than WebAssembly on as many threads, in float32 as in float64, by what was measured of both on
 * networks from 2-2-2 to 784-512-512-10. Each operation of an update is a pass over all parameters there, and all are one here.
 * @param optimizer one that looks at one parameter at a time
 */
export function isWorth(network: Network, optimizer: OptimizerSpec, batchSize: number): boolean {
  const update = updatePlan(optimizer)
  const { size } = shapeOf(network)
  const products = operationsOf(network, batchSize)
  const passes = holdsUpdate({ network, optimizer, update }) ? 0 : passesOf(update)
  const own = native.step + native.product * products + passes * (native.pass + native.number * size)
  return own < CLEARLY * (webassembly.product * products + webassembly.number * size)
}

const passesOf = ({ rules, stepFormulas }: UpdatePlan): number => {
  const operations = (e: Expr): number => {
    const parts = childrenOf(e)
    if (parts.length === 0 || stepFormulas.includes(e)) return 0
    return Math.max(1, parts.length - 1) + parts.reduce((sum, part) => sum + operations(part), 0)
  }
  return rules.reduce((sum, { formula }) => sum + operations(formula), 0)
}
