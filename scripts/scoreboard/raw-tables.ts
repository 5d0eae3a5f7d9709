// Raw tables with every option left out: how good the answers to held-out rows are, as a mean over seeds.
import { type Metrics, mlp } from '../../src/library/index.ts'
import { figure, joined, type Row } from './row.ts'
import { mean, seeds } from './statistics.ts'
import { type ExampleName, exampleTable } from './tables.ts'

const SEEDS = 10

/** The test score of each seed. */
async function testScores(name: ExampleName, metric: 'accuracy' | 'r2', count: number): Promise<number[]> {
  const table = await exampleTable(name)
  return seeds(count).map((seed) => {
    const { test } = mlp().fitSync(table, { seed }).metrics
    return (test as Metrics)[metric]!
  })
}

const classified = ['wine', 'breast_cancer', 'digits'] as const
const LEAST_ACCURACY = 0.95
const LEAST_R2 = 0.35

export const rawClasses: Row = {
  name: 'raw-classes',
  title: {
    en: 'raw wine / breast_cancer / digits: accuracy on held-out rows, defaults, 10 seeds',
    es: 'wine / breast_cancer / digits sin preparar: exactitud en filas apartadas, valores por omisión, 10 semillas',
  },
  bar: { en: '≥ 0.95 each', es: '≥ 0,95 cada una' },
  others: joined(
    [
      { en: 'brain.js 0.33 / 0.63 / 0.90', es: 'brain.js 0,33 / 0,63 / 0,90' },
      { en: 'scikit-learn 0.78 / 0.92 / 0.975', es: 'scikit-learn 0,78 / 0,92 / 0,975' },
    ],
    '; ',
  ),
  async measure(effort, note) {
    const scores: [name: ExampleName, scores: number[]][] = []
    for (const [n, name] of classified.entries()) {
      note?.(n, classified.length)
      const count = effort === 'sample' && name === 'digits' ? 1 : SEEDS
      scores.push([name, await testScores(name, 'accuracy', count)])
    }
    const means = scores.map(([, each]) => mean(each))
    return {
      shown: joined(means.map((value) => figure(value, 3))),
      met: means.every((value) => value >= LEAST_ACCURACY),
      figures: Object.fromEntries(scores),
    }
  },
}

export const rawRegression: Row = {
  name: 'raw-regression',
  title: {
    en: 'raw diabetes: R² on held-out rows, defaults, 10 seeds',
    es: 'diabetes sin preparar: R² en filas apartadas, valores por omisión, 10 semillas',
  },
  bar: { en: '≥ 0.35', es: '≥ 0,35' },
  others: { en: 'scikit-learn −3.7', es: 'scikit-learn −3,7' },
  async measure() {
    const scores = await testScores('diabetes', 'r2', SEEDS)
    const value = mean(scores)
    return { shown: figure(value, 3), met: value >= LEAST_R2, figures: { scores } }
  },
}
