// Schedules in training: each step at the rate of its number, lowered at a plateau as PyTorch lowers it, told with each epoch.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec, type ScheduleChoice, step } from '../../src/core/index.ts'
import { flatRows, javascript, trainSync } from '../../src/engine/index.ts'
import { afterEpoch } from '../../src/engine/plateau.ts'
import { noPlateau } from '../../src/engine/training-plan.ts'
import { xoshiro } from '../../src/math/random.ts'
import { scheduledRate } from '../../src/math/schedules.ts'
import { deck, deckSample } from '../core/networks.ts'
import { exactEngines } from './engines.ts'

interface Plateau {
  readonly options: Readonly<Record<string, number>>
  readonly losses: number[]
  /** Of each epoch. */
  readonly rates: number[]
}

const oracle: { learningRate: number; plateaus: Plateau[] } = JSON.parse(
  readFileSync(new URL('../oracle/schedules.json', import.meta.url), 'utf8'),
)

describe.each(exactEngines)('a plateau on $name', (engine) => {
  it.each(oracle.plateaus)('$options lowers the rate when PyTorch does', ({ options, losses, rates }) => {
    const { learningRate } = oracle
    const optimizer = optimizerSpec('sgd', { learningRate }, { schedule: { name: 'plateau', options } })
    const session = engine.plan(deck(), optimizer, 1)
    const rows = flatRows([[0.05, 0.1]], [[0.01, 0.99]])
    let plateau = noPlateau
    losses.forEach((loss, epoch) => {
      session.run(rows, Uint32Array.of(0))
      // PyTorch multiplies rate after rate, we the factors: some roundings lie between.
      expect(session.learningRate()! / rates[epoch]!).toBeCloseTo(1, 14)
      plateau = afterEpoch(plateau, loss, optimizer, session)
    })
    expect(new Set(rates).size).toBeGreaterThan(2)
  })
})

it('gives each step the rate of its number, and tells it', () => {
  const schedule = { name: 'cosine', options: { steps: 5, lowest: 0.01 }, warmup: 3 } as const
  const optimizer = optimizerSpec('sgd', { learningRate: 0.5 }, { schedule })
  let trace = step(deck(), [deckSample], optimizer)
  for (let time = 1; time <= 9; time++) {
    const rate = scheduledRate(optimizer.schedule!, 0.5, time, 1)
    const at = (learningRate: number) =>
      step(trace.network, [deckSample], optimizerSpec('sgd', { learningRate })).networkAfter
    expect(trace.learningRate).toBe(rate)
    expect(trace.networkAfter).toEqual(at(rate))
    trace = step(trace.networkAfter, [deckSample], optimizer, trace.stateAfter)
  }
})

it('tells the rate of the last step of each epoch', () => {
  const schedule: ScheduleChoice = { name: 'step', options: { factor: 0.5, steps: 3 } }
  const optimizer = optimizerSpec('sgd', { learningRate: 0.4 }, { schedule })
  const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
  const { history } = trainSync({
    engine: javascript,
    network: net,
    optimizer,
    train: flatRows([[1], [2]], [[1], [2]]),
    epochs: 4,
    batchSize: 1,
    random: xoshiro(1),
  })
  expect(history.map(({ learningRate }) => learningRate)).toEqual([0.4, 0.2, 0.2, 0.1])
})

describe('a schedule is refused', () => {
  const refused: readonly (readonly [string, string | undefined, unknown])[] = [
    ['unknown-schedule', 'schedule', { name: 'cosinus' }],
    ['unknown-option', undefined, { name: 'cosine', options: { steps: 3, factor: 0.5 } }],
    ['not-a-count', 'schedule.steps', { name: 'cosine' }],
    ['not-a-count', 'schedule.steps', { name: 'step', options: { steps: 2.5 } }],
    ['not-a-count', 'schedule.warmup', { name: 'constant', warmup: -1 }],
    ['option-out-of-domain', 'schedule.factor', { name: 'step', options: { steps: 3, factor: 1.5 } }],
    ['option-out-of-domain', 'schedule.lowest', { name: 'cosine', options: { steps: 3, lowest: 0.6 } }],
    ['option-out-of-domain', 'schedule.power', { name: 'inverse', options: { power: Number.NaN } }],
  ]
  it.each(refused)('%s at %s', (code, where, schedule) => {
    expect(() =>
      optimizerSpec('sgd', { learningRate: 0.5 }, { schedule: schedule as ScheduleChoice }),
    ).toThrow(
      expect.objectContaining({
        code,
        exitCode: 2,
        ...(where !== undefined && {
          texts: expect.objectContaining({ en: expect.objectContaining({ where }) }),
        }),
      }),
    )
  })
})
