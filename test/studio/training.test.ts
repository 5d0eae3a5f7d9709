// What the studio's worker trains with: to the bit what the library trains, whenever it stops, goes back or is changed.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { readCsv } from '../../src/data/csv.ts'
import { flatParameters, shapeOf } from '../../src/engine/parameters.ts'
import { trainSync } from '../../src/engine/trainer.ts'
import type { Epoch, TrainingState } from '../../src/engine/training-plan.ts'
import { loadExample } from '../../src/formats/examples.ts'
import { planTraining } from '../../src/library/training.ts'
import { extended } from '../../studio/train/curve.ts'
import { trainFrom, trainText } from '../../studio/train/train-address.ts'
import { KeptStates } from '../../studio/training/kept-states.ts'
import { tableNames, usualSettings } from '../../studio/training/messages.ts'
import { planOfLesson, planOfTable } from '../../studio/training/run-plan.ts'
import { Runner } from '../../studio/training/runner.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }

const path = (name: string): string => fileURLToPath(new URL(`../../examples/${name}.csv`, import.meta.url))
const iris = await readCsv(path('iris'))

const fresh = (): Runner => new Runner(planOfTable(iris, 'built-in', usualSettings).plan)

/** Whole epochs. */
function runTo(runner: Runner, epoch: number, kept?: KeptStates): Epoch[] {
  const epochs: Epoch[] = []
  while (runner.epoch < epoch || epochs.length === 0) {
    const done = runner.advance()
    if (!done) continue
    epochs.push(done)
    kept?.see(done, () => runner.state()!)
    if (done.epoch >= epoch) break
  }
  return epochs
}

const weights = (runner: Runner): number[] => {
  const network = runner.network()
  return [...flatParameters(network, shapeOf(network))]
}

describe('a run of the studio', () => {
  it('has the losses and weights of the library', () => {
    const { plan } = planTraining(iris, 'target', {
      weightDecay: 0,
      validation: 0.25,
      test: 0,
      scaling: 'standard',
      seed: 1,
      engine: 'js',
      precision: 'float64',
      epochs: 7,
    })
    const run = trainSync({ ...plan, patience: undefined })
    const runner = fresh()
    const losses = (epochs: readonly Epoch[]) => epochs.map((epoch) => [epoch.loss, epoch.validationLoss])
    expect(losses(runTo(runner, 7))).toEqual(losses(run.history))
    expect(weights(runner)).toEqual([...run.state().session.parameters])
  })

  it('comes to the same weights batch by batch, and after going back', () => {
    const kept = new KeptStates()
    const runner = fresh()
    runTo(runner, 6, kept)
    const six = weights(runner)
    runner.goTo(kept.upTo(2))
    runTo(runner, 6)
    expect(weights(runner)).toEqual(six)
    runner.goTo(undefined)
    expect(runner.epoch).toBe(0)
    while (runner.epoch < 6) runner.advance(1)
    expect(weights(runner)).toEqual(six)
  })

  it('ends an epoch after its last batch, and goes on from there', () => {
    const [one, other] = [fresh(), fresh()]
    runTo(one, 3)
    while (!other.isAtEnd) other.advance()
    expect([other.epoch, other.position]).toEqual([0, iris.rows - 38])
    expect(other.endEpoch()?.epoch).toBe(1)
    expect([other.epoch, other.position]).toEqual([1, 0])
    expect(other.endEpoch()).toBeUndefined()
    runTo(other, 3)
    expect(weights(other)).toEqual(weights(one))
  })

  it('takes another rate and penalty from the next step on', () => {
    const [one, other] = [fresh(), fresh()]
    for (const runner of [one, other]) runTo(runner, 2)
    one.change({ learningRate: 0.03, l2: 0.1 })
    expect(one.plan.optimizer.options.learningRate).toBe(0.03)
    expect(one.plan.network.loss.l2).toBe(0.1)
    expect(weights(one)).toEqual(weights(other))
    for (const runner of [one, other]) runTo(runner, 3)
    expect(weights(one)).not.toEqual(weights(other))
  })

  it('makes the deck’s steps in order and too early, as the reference has them', async () => {
    const deck = await loadExample('deck')
    for (const [order, numbers] of [
      ['in-order', reference.bias_fixed],
      ['too-early', reference.sequential_bug],
    ] as const) {
      const runner = new Runner(planOfLesson(deck, { ...usualSettings, order }).plan)
      runTo(runner, 1)
      const found = runner.network().layers.flatMap((layer) => layer.weights.flat())
      // One rounding of each update beside those of the gradient.
      for (const [i, w] of numbers[1].w.entries())
        expect(Math.abs(found[i]! - w)).toBeLessThanOrEqual(2 ** -53)
    }
  })

  it('refuses to be too early where that has no meaning', async () => {
    const asked = { ...usualSettings, order: 'too-early', optimizer: 'lbfgs' } as const
    expect(() => planOfTable(iris, 'built-in', asked)).toThrow(
      expect.objectContaining({ code: 'no-mistake' }),
    )
  })
})

describe('kept states', () => {
  const state = (size: number): TrainingState =>
    ({
      session: { parameters: new Float64Array(size), memory: {} },
      best: { weights: new Float64Array(size) },
    }) as unknown as TrainingState
  const see = (kept: KeptStates, epoch: number, size = 4): void =>
    kept.see({ epoch } as Epoch, () => state(size))

  it('spread over the whole run, and know its history', () => {
    const kept = new KeptStates()
    for (let epoch = 1; epoch <= 5000; epoch++) see(kept, epoch)
    expect(kept.epochs.length).toBeLessThanOrEqual(401)
    expect(kept.epochs[0]).toBe(kept.epochs[1]! - kept.epochs[0]!)
    const found = kept.upTo(1234)!
    expect(found.history.length).toBe(kept.epochs.findLast((epoch) => epoch <= 1234))
    expect(found.history.at(-1)?.epoch).toBe(found.history.length)
    expect(kept.upTo(0)).toBeUndefined()
  })

  it('forget what comes after an epoch that is made again', () => {
    const kept = new KeptStates()
    for (let epoch = 1; epoch <= 9; epoch++) see(kept, epoch)
    see(kept, 4)
    expect(kept.epochs).toEqual([1, 2, 3, 4])
  })

  it('are few where a network is large', () => {
    const kept = new KeptStates()
    for (let epoch = 1; epoch <= 50; epoch++) see(kept, epoch, 2 ** 20)
    expect(kept.epochs.length).toBeLessThanOrEqual(4)
  })
})

describe('the curve', () => {
  const epoch = (n: number): Epoch =>
    ({ epoch: n, loss: 1 / n, validationLoss: undefined }) as unknown as Epoch
  it('replaces the epochs that are made again', () => {
    const start = [{ epoch: 0, train: 2, validation: undefined }]
    const once = extended(start, [epoch(1), epoch(2), epoch(3)])
    expect(extended(once, [epoch(2)]).map((point) => point.epoch)).toEqual([0, 1, 2])
  })
  it('has at most 2000 points, the first and the last among them', () => {
    let curve = extended([{ epoch: 0, train: 2, validation: undefined }], [epoch(1)])
    for (let n = 2; n <= 9000; n++) curve = extended(curve, [epoch(n)])
    expect(curve.length).toBeLessThanOrEqual(2000)
    expect([curve[0]!.epoch, curve.at(-1)!.epoch]).toEqual([0, 9000])
  })
})

describe('the address', () => {
  it('brings a run back', () => {
    const settings = {
      ...usualSettings,
      ignored: ['a,b', 'c|d:e'],
      hidden: [16, 8],
      learningRate: 0.05,
      seed: 7,
      biases: 'fixed',
      order: 'too-early',
    } as const
    const text = trainText({ kind: 'built-in', name: 'wine' }, settings)!
    expect(trainFrom(text)).toEqual({ table: 'wine', settings, epoch: 0, row: undefined })
    const there = trainText({ kind: 'built-in', name: 'iris' }, usualSettings, { epoch: 22, row: 68 })!
    expect(there).toBe('iris,epoch:22,row:69')
    expect(trainFrom(there)).toEqual({ table: 'iris', settings: usualSettings, epoch: 22, row: 68 })
  })
  it('is silent about what is usual, and about a file', () => {
    expect(trainText({ kind: 'built-in', name: 'iris' }, usualSettings)).toBeUndefined()
    expect(trainText({ kind: 'file', name: 'x.csv', file: new Blob([]) }, usualSettings)).toBeUndefined()
  })
  it('takes what it cannot read as usual', () => {
    for (const text of [
      '',
      'nothing',
      'iris,hidden:0,epoch:-1,row:x',
      'iris,rate:x,seed:-1,toString:1,target:%',
      ',,,:,',
    ])
      expect(trainFrom(text)).toEqual({ table: 'iris', settings: usualSettings, epoch: 0, row: undefined })
  })
})

it('has every built-in table', () => {
  for (const name of tableNames) expect(readFileSync(path(name), 'utf8')).toContain('target')
})
