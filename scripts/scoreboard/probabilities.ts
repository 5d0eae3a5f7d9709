// Probabilities: of any row, near or far from what was trained on, those of all classes add up to 1.
import { mlp } from '../../src/library/index.ts'
import { xoshiro } from '../../src/math/random.ts'
import { type Row, same } from './row.ts'
import { type ExampleName, exampleTable } from './tables.ts'

const ROWS = 2000
const BAR = 1e-12

/** The largest distance from 1 of a sum of probabilities, over rows of ever larger numbers. */
async function farthest(name: ExampleName): Promise<number> {
  const { model } = mlp({ epochs: 20 }).fitSync(await exampleTable(name), { seed: 1 })
  const random = xoshiro(7)
  const rows = Array.from({ length: ROWS }, (_, n) =>
    model.encoding.inputs.map(() => random.normal() * 10 ** ((n / ROWS) * 12)),
  )
  const sums = model
    .predict(rows)
    .map(({ probabilities }) => Object.values<number>(probabilities!).reduce((sum, one) => sum + one))
  return sums.reduce((most, sum) => Math.max(most, Math.abs(sum - 1)), 0)
}

export const probabilities: Row = {
  name: 'probabilities',
  title: {
    en: 'probabilities of 2,000 rows of each of iris, breast_cancer, digits, far ones too',
    es: 'probabilidades de 2000 filas de iris, breast_cancer y digits, también lejanas',
  },
  bar: { en: 'sum to 1 within 1e-12', es: 'suman 1 con 1e-12' },
  others: { en: 'brain.js: a sum of 1.096', es: 'brain.js: una suma de 1,096' },
  async measure(effort) {
    const names = effort === 'whole' ? (['iris', 'breast_cancer', 'digits'] as const) : (['iris'] as const)
    const distances: number[] = []
    for (const name of names) distances.push(await farthest(name))
    const worst = Math.max(...distances)
    return {
      shown: same(worst === 0 ? '0' : worst.toExponential(0)),
      met: worst <= BAR,
      figures: { names, distances },
    }
  },
}
