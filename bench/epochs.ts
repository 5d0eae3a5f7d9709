// Epochs as users run them: what shuffling, the watch over the losses and a validation set cost beside the steps alone, by the time of
// the processor, in turn in one process.
import { type Case, caseOf } from './cases.ts'
import { core, engines, networkOf } from './peers/paso.ts'
import { dataOf } from './problem.ts'
import { summary } from './statistics.ts'

/** Of one case; ratios are medians over the rounds. */
export interface EpochResult {
  readonly name: string
  /** Microseconds of the processor for the steps alone, on the same rows in the same order each time. */
  readonly steps: number
  /** The same with each epoch shuffled, its losses watched and its weights kept. */
  readonly shuffled: number
  /** With a validation set besides, of a quarter as many rows. */
  readonly validated: number
  /** The steps alone, and nothing but the losses of the validation set. */
  readonly scored: number
}

const widths = [
  [[4, 10, 3], 16],
  [[64, 32, 10], 32],
  [[784, 128, 10], 32],
] as const

const epochCases: readonly Case[] = (['float64', 'float32'] as const).flatMap((precision) =>
  widths.map(([sizes, batch]) => caseOf(sizes, batch, { precision })),
)

/** Microseconds of the processor in one turn of each way. */
const TURN = 2e5

const used = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}

export async function measureEpochs(rounds: number, cases = epochCases): Promise<EpochResult[]> {
  const results: EpochResult[] = []
  for (const one of cases) results.push(await measured(one, rounds))
  return results
}

async function measured(one: Case, rounds: number): Promise<EpochResult> {
  const ways = await waysOf(one)
  ways.steps(2)
  const start = used()
  ways.steps(4)
  const epochs = Math.max(2, Math.round(TURN / ((used() - start) / 4)))
  // Once in vain: the code is compiled, and compiled again once it is hot.
  for (const way of Object.values(ways)) way(epochs)
  const times = Array.from({ length: rounds }, () =>
    Object.fromEntries(
      Object.entries(ways).map(([name, way]) => {
        const begun = used()
        way(epochs)
        return [name, (used() - begun) / epochs]
      }),
    ),
  )
  const ratio = (name: string): number => summary(times.map((round) => round[name]! / round.steps!)).median
  return {
    name: `${one.name.replace(' float64', '')} ${one.precision}`,
    steps: summary(times.map(({ steps }) => steps!)).median,
    shuffled: ratio('shuffled'),
    validated: ratio('validated'),
    scored: ratio('scored'),
  }
}

/** Each of them makes so many epochs, and goes on where it was. */
async function waysOf(one: Case) {
  const { engineFor, training } = await engines()
  const { optimizerSpec } = await core()
  const { xoshiro } = await import('../src/math/random.ts')
  const data = dataOf(one)
  const network = await networkOf(one, data)
  const [engine, optimizer] = [
    engineFor('wasm', one.precision),
    optimizerSpec('sgd', { learningRate: 0.001 }),
  ]
  const train = { count: one.rows, inputs: data.inputs, targets: data.targets }
  const validation = { ...train, count: one.rows / 4 }
  const session = engine.plan(network, optimizer, one.batch)
  const order = xoshiro(1).permutation(one.rows)
  const trained = (beside: object): ((epochs: number) => void) => {
    const random = xoshiro(2)
    const plan = {
      engine,
      network,
      optimizer,
      train,
      batchSize: one.batch,
      epochs: Infinity,
      random,
      ...beside,
    }
    const course = training(plan)
    return (epochs) => {
      for (let left = epochs; left > 0; ) if (course.next().value) left--
    }
  }
  const steps = (epochs: number): void => {
    for (let epoch = 0; epoch < epochs; epoch++) session.run(train, order)
  }
  const scored = (epochs: number): void => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      session.run(train, order)
      session.loss(validation)
    }
  }
  return { steps, shuffled: trained({}), validated: trained({ validation }), scored }
}
