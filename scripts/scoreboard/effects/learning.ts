// What the options about learning do: the rule of a step, its size, and how many there are.
import { optimizerNames } from '../../../src/math/optimizers.ts'
import {
  agree,
  biasesOf,
  type Effect,
  type Flags,
  noStep,
  oneSearch,
  oneStep,
  ROWS,
  tableText,
  trained,
  weightsOf,
} from './trained.ts'

const RATE = oneStep['learning-rate'] as number

/** All weights, then all biases. */
async function parameters(flags: Flags, table = tableText()): Promise<number[]> {
  const one = await trained(flags, table)
  return [...weightsOf(one), ...biasesOf(one)]
}

const minus = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, i) => value - other[i]!)

export const learningEffects: Readonly<Record<string, Effect>> = {
  optimizer: {
    claim: 'is the rule of the step: each gives other weights from the same gradients',
    async holds() {
      const all = []
      for (const optimizer of optimizerNames)
        all.push(
          String(
            await parameters({ ...(optimizer === 'lbfgs' ? oneSearch : oneStep), optimizer, epochs: 3 }),
          ),
        )
      // Without decay Adam and AdamW are the same rule.
      return new Set(all).size === all.length - 1
    },
  },
  learningRate: {
    claim: 'multiplies the gradient that is subtracted',
    async holds() {
      const first = await parameters(noStep)
      const step = minus(await parameters(oneStep), first)
      const triple = minus(await parameters({ ...oneStep, 'learning-rate': 3 * RATE }), first)
      return (
        step.some((change) => change !== 0) &&
        agree(
          triple,
          step.map((change) => 3 * change),
        )
      )
    },
  },
  momentum: {
    claim: 'adds to the second step this share of the first one',
    async holds() {
      const [none, some] = [
        { ...oneStep, epochs: 2 },
        { ...oneStep, epochs: 2, momentum: 0.5 },
      ]
      const first = minus(await parameters(oneStep), await parameters(noStep))
      const added = minus(await parameters(some), await parameters(none))
      return agree(
        added,
        first.map((change) => 0.5 * change),
      )
    },
  },
  weightDecay: {
    claim: 'subtracts from each parameter this share of it, times the rate',
    async holds() {
      const flags = { 'bias-initializer': 'uniform' } as const
      const first = await parameters({ ...noStep, ...flags })
      const without = await parameters({ ...oneStep, ...flags })
      const pulled = minus(await parameters({ ...oneStep, ...flags, 'weight-decay': 0.2 }), without)
      return agree(
        pulled,
        first.map((parameter) => -RATE * 0.2 * parameter),
      )
    },
  },
  sampleWeight: {
    claim: 'counts each row by that column, which is no input then: two for every row double the step',
    async holds() {
      const [head, ...lines] = tableText().trim().split('\n')
      const table = [`${head},count`, ...lines.map((line) => `${line},2`), ''].join('\n')
      const without = { ignore: ['kind', 'count'] }
      const first = await parameters({ ...noStep, ...without }, table)
      const step = minus(await parameters({ ...oneStep, ...without }, table), first)
      const double = minus(await parameters({ ...oneStep, 'sample-weight': 'count' }, table), first)
      return agree(
        double,
        step.map((change) => 2 * change),
      )
    },
  },
  classWeights: {
    claim: 'lets all classes count the same: as a column with n / (K · n_k) for each row of a class does',
    async holds() {
      const [head, ...lines] = tableText().trim().split('\n')
      const kinds = lines.map((line) => line.split(',').at(-1)!)
      const weightOf = (kind: string) => ROWS / (2 * kinds.filter((one) => one === kind).length)
      const rows = lines.map((line, row) => `${line},${weightOf(kinds[row]!)}`)
      const table = [`${head},count`, ...rows, ''].join('\n')
      const asked = { ...oneStep, target: 'kind' }
      const none = await parameters({ ...asked, ignore: ['count'] }, table)
      const balanced = await parameters({ ...asked, ignore: ['count'], 'class-weights': 'balanced' }, table)
      const column = await parameters({ ...asked, ignore: [], 'sample-weight': 'count' }, table)
      return agree(balanced, column) && !agree(balanced, none)
    },
  },
  batchSize: {
    claim:
      'is how many rows a step takes: with tiny steps, one for each row add up to as many times one for all',
    async holds() {
      const tiny = { ...oneStep, 'learning-rate': 1e-7 }
      const first = await parameters({ ...noStep })
      const all = minus(await parameters(tiny), first)
      const each = minus(await parameters({ ...tiny, 'batch-size': 1 }), first)
      const pairs = minus(await parameters({ ...tiny, 'batch-size': 2 }), first)
      const times = (factor: number) => all.map((change) => factor * change)
      // Of the order of one step squared, and the rounding of a difference of weights.
      const near = (steps: number[], factor: number) => agree(steps, times(factor), 1e-9)
      return near(each, ROWS) && near(pairs, ROWS / 2) && all.some((change) => Math.abs(change) > 1e-8)
    },
  },
  epochs: {
    claim: 'is how many passes are made, at most',
    async holds() {
      const { json } = await trained({ hidden: 3, validation: 0, epochs: 6 })
      return json.epochs === 6 && json.history.length === 6 && json.stoppedBy === 'epochs'
    },
  },
  patience: {
    claim: 'ends after so many epochs without a better validation loss, and keeps the best weights',
    async holds() {
      const { json } = await trained({ hidden: 8, epochs: 2000, patience: 4, 'learning-rate': 0.05 })
      const losses = json.history.map(({ validationLoss }) => validationLoss!)
      const before = Math.min(...losses.slice(0, -4))
      const best = Math.min(...losses)
      return (
        json.stoppedBy === 'patience' &&
        losses.slice(-4).every((loss) => loss > before * (1 - 1e-4)) &&
        losses[json.bestEpoch - 1] === best
      )
    },
  },
  seconds: {
    claim: 'ends a training after this time',
    async holds() {
      const { json } = await trained({ hidden: 3, validation: 0, epochs: 1_000_000, seconds: 0.2 })
      return json.stoppedBy === 'time' && json.epochs < 1_000_000
    },
  },
}
