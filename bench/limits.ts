// What one core can do in vectors of 128 bits, beside what training makes of it: npx tsx bench/limits.ts
import { network, optimizerSpec } from '../src/core/index.ts'
import { flatRows, type PlanOptions, type Precision } from '../src/engine/engine.ts'
import type { Code } from '../src/engine/wasm/assembler/code.ts'
import { ModuleBuilder } from '../src/engine/wasm/assembler/module.ts'
import { f32x4, f64x2 } from '../src/engine/wasm/assembler/values.ts'
import { canFuse, webAssembly } from '../src/engine/wasm/host.ts'
import { helperFrom } from '../src/engine/wasm/threads/worker.ts'
import { webassemblyEngine } from '../src/engine/wasm/webassembly.ts'
import { caseOf } from './cases.ts'
import { dataOf, operationsOf, pairsOf } from './problem.ts'

/** Sums that do not wait for each other: more than an instruction takes cycles. */
const SUMS = 12
const ROUNDS = 1e6

/** The most operations a nanosecond that some milliseconds at a time showed. */
function best(operations: number, work: () => void): number {
  work()
  let most = 0
  for (const end = performance.now() + 1000; performance.now() < end; ) {
    const began = performance.now()
    work()
    most = Math.max(most, operations / (performance.now() - began) / 1e6)
  }
  return most
}

/** Products and sums of registers, and nothing else. */
function ceiling(precision: Precision, relaxed: boolean): number {
  const [lanes, count] = precision === 'float32' ? [f32x4, 4] : [f64x2, 2]
  const write = (code: Code): void => {
    const [round, times] = [code.local('i32'), code.local('v128', lanes.constant(0.999))]
    const more = code.local('v128', lanes.constant(1e-3))
    const sums = Array.from({ length: SUMS }, () => code.local('v128'))
    code.countSome(round, ROUNDS, 1, () => {
      for (const sum of sums) {
        const product = () => lanes.add(more, lanes.multiply(sum, times))
        code.set(sum, relaxed ? lanes.multiplyAdd(sum, times, more) : product())
      }
    })
    for (const [n, sum] of sums.entries()) code.store(16 * n, sum)
  }
  const builder = new ModuleBuilder()
  builder.importMemory({ from: 'paso', name: 'memory' }, 1)
  builder.function([], undefined, write, 'run')
  const memory = new webAssembly!.Memory({ initial: 1 })
  const module = new webAssembly!.Module(builder.bytes())
  const { run } = new webAssembly!.Instance(module, { paso: { memory } }).exports as { run: () => void }
  return best(ROUNDS * SUMS * 2 * count, run)
}

async function attained(problem: ReturnType<typeof caseOf>, options: PlanOptions): Promise<number> {
  const data = dataOf(problem)
  const layers = pairsOf(problem).map(([from, to], l, all) => ({
    weights: Array.from({ length: to }, (_, j) => [
      ...data.layers[l]!.weights.subarray(j * from, (j + 1) * from),
    ]),
    activation: l === all.length - 1 ? ('softmax' as const) : ('relu' as const),
  }))
  const net = network({ inputs: problem.widths[0]!, layers, loss: 'cross-entropy' })
  const engine = webassemblyEngine(problem.precision)
  const session = engine.plan(net, optimizerSpec('sgd', {}), problem.batch, options)
  const rows = { ...flatRows([], []), count: problem.rows, inputs: data.inputs, targets: data.targets }
  const order = Uint32Array.from({ length: 4 * problem.batch }, (_, n) => n)
  for (let tries = 0; session.by.threads < Number(options.threads ?? 1) && tries < 500; tries++) {
    session.run(rows, order)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return best(operationsOf(problem) * order.length, () => session.run(rows, order))
}

helperFrom(new URL('../dist/engine/wasm/threads/helper.js', import.meta.url))
if (!canFuse()) console.log('This WebAssembly does not multiply and add in one.')
for (const precision of ['float32', 'float64'] as const) {
  for (const relaxed of [false, true].slice(0, canFuse() ? 2 : 1)) {
    const shown = (value: number): string => value.toFixed(1).padStart(6)
    const title = `${precision}${relaxed ? ', relaxed' : ''}`
    console.log(
      `${title.padEnd(18)} the most, 1 thread: ${shown(ceiling(precision, relaxed))} operations a nanosecond`,
    )
    for (const widths of [
      [784, 128, 10],
      [784, 512, 512, 10],
    ]) {
      const problem = caseOf(widths, 128, { rows: 1024, precision })
      const [one, two] = [
        await attained(problem, { relaxed }),
        await attained(problem, { relaxed, threads: 2 }),
      ]
      const ratio = `2 threads: ${shown(two)}, ${(two / one).toFixed(2)} times`
      console.log(`  ${problem.name.padEnd(21)} 1 thread: ${shown(one)}   ${ratio}`)
    }
  }
}
process.exit()
