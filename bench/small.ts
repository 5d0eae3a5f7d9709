// Where the time of a small network goes, by leaving parts of its steps out: npx tsx bench/small.ts
import { network, optimizerSpec } from '../src/core/index.ts'
import { flatRows } from '../src/engine/engine.ts'
import { webassemblyEngine } from '../src/engine/wasm/webassembly.ts'
import { caseOf } from './cases.ts'
import { dataOf, pairsOf } from './problem.ts'

const ROWS = 2048

interface Variant {
  readonly name: string
  readonly batch: number
  readonly last: 'softmax' | 'identity'
}

const variants: readonly Variant[] = [
  { name: 'as it is, batches of 16', batch: 16, last: 'softmax' },
  { name: 'without exponentials and logarithms', batch: 16, last: 'identity' },
  { name: 'one batch of all rows', batch: ROWS, last: 'softmax' },
  { name: 'neither', batch: ROWS, last: 'identity' },
]

/** Nanoseconds of a row, the best of many windows, the variants in turn. */
function measured(precision: 'float32' | 'float64'): number[] {
  const runs = variants.map(({ batch, last }) => {
    const problem = caseOf([4, 10, 3], batch, { rows: ROWS, precision })
    const data = dataOf(problem)
    const layers = pairsOf(problem).map(([from, to], l, all) => ({
      weights: Array.from({ length: to }, (_, j) => [
        ...data.layers[l]!.weights.subarray(j * from, (j + 1) * from),
      ]),
      activation: l === all.length - 1 ? last : ('relu' as const),
    }))
    const loss = last === 'softmax' ? 'cross-entropy' : 'mse'
    const net = network({ inputs: 4, layers, loss })
    // So small a rate that the numbers stay where they are.
    const sgd = optimizerSpec('sgd', { learningRate: 1e-6 })
    const session = webassemblyEngine(precision).plan(net, sgd, batch)
    const rows = { ...flatRows([], []), count: ROWS, inputs: data.inputs, targets: data.targets }
    const order = Uint32Array.from({ length: ROWS }, (_, n) => n)
    return () => session.run(rows, order)
  })
  const best = runs.map(() => Number.POSITIVE_INFINITY)
  for (const end = performance.now() + 6000; performance.now() < end; )
    runs.forEach((run, k) => {
      const began = performance.now()
      for (let n = 0; n < 5; n++) run()
      best[k] = Math.min(best[k]!, ((performance.now() - began) * 1e6) / (5 * ROWS))
    })
  return best
}

for (const precision of ['float64', 'float32'] as const) {
  const best = measured(precision)
  console.log(`4-10-3, ${precision}, nanoseconds of a row`)
  for (const [k, { name }] of variants.entries())
    console.log(`  ${name.padEnd(38)} ${best[k]!.toFixed(1).padStart(6)}`)
}
