// The trainer: the same seed gives the same run, the best weights win, and a run that fails says when and why.
import { describe, expect, it, vi } from 'vitest'
import { type Network, network, optimizerSpec } from '../../src/core/index.ts'
import { loss } from '../../src/core/step.ts'
import { diagnose } from '../../src/engine/diagnosis.ts'
import { type Engine, flatRows, type Rows, type Session } from '../../src/engine/engine.ts'
import { javascript } from '../../src/engine/javascript.ts'
import { startingNetwork } from '../../src/engine/start.ts'
import { train, trainSync } from '../../src/engine/trainer.ts'
import type { Epoch, TrainingPlan } from '../../src/engine/training-plan.ts'
import { PasoError } from '../../src/errors.ts'
import { xoshiro } from '../../src/math/random.ts'

/** y = 2 x_1 - x_2 + noise. */
function rowsOf(count: number, seed: number, noise = 0.3): Rows {
  const random = xoshiro(seed)
  const inputs = Array.from({ length: count }, () => [random.normal(), random.normal()])
  return flatRows(
    inputs,
    inputs.map(([a, b]) => [2 * a! - b! + noise * random.normal()]),
  )
}

function planOf(change: Partial<TrainingPlan> & { seed?: number } = {}): TrainingPlan {
  const random = xoshiro(change.seed ?? 3)
  const start = startingNetwork(
    {
      inputs: 2,
      outputs: 1,
      hidden: [{ units: 8 }],
      activation: 'tanh',
      outputActivation: 'identity',
      loss: 'mse',
    },
    random,
  )
  return {
    engine: javascript,
    network: start,
    optimizer: optimizerSpec('adam', { learningRate: 0.03 }),
    train: rowsOf(45, 1),
    validation: rowsOf(20, 2),
    epochs: 60,
    batchSize: 16,
    random,
    ...change,
  }
}

const samplesOf = ({ count, inputs, targets }: Rows) =>
  Array.from({ length: count }, (_, n) => ({
    input: [...inputs.subarray(2 * n, 2 * n + 2)],
    target: [targets[n]!],
  }))

const withoutTime = (epochs: readonly Epoch[]) => epochs.map(({ seconds: _, ...rest }) => rest)

it('gives the same run for the same seed, sync and async, and another for another', async () => {
  const one = trainSync(planOf())
  const two = await train(planOf())
  expect(two.network).toStrictEqual(one.network)
  expect(withoutTime(two.history)).toEqual(withoutTime(one.history))
  expect(trainSync(planOf({ seed: 4 })).network).not.toEqual(one.network)
})

it('keeps the weights of the best epoch, by the validation loss', () => {
  const plan = planOf({ epochs: 200 })
  const run = trainSync(plan)
  const best = run.history.reduce((a, b) => (b.validationLoss! < a.validationLoss! ? b : a))
  expect(run.bestEpoch).toBe(best.epoch)
  expect(loss(run.network, samplesOf(plan.validation!))).toBe(best.validationLoss)
})

it('stops when patience is over, and then not later', () => {
  const { history, bestEpoch, stoppedBy, epochs } = trainSync(planOf({ epochs: 5000, patience: 7 }))
  expect(stoppedBy).toBe('patience')
  expect(epochs).toBeLessThan(5000)
  expect(epochs - bestEpoch).toBeLessThanOrEqual(7)
  expect(history).toHaveLength(epochs)
})

it('takes a short last batch by its own mean', () => {
  const plan = planOf({ epochs: 1, batchSize: 32, validation: undefined })
  const { history, stoppedBy } = trainSync(plan)
  expect(stoppedBy).toBe('epochs')
  // 45 rows: a batch of 32 and one of 13; the epoch's loss weighs them by their rows.
  expect(history[0]!.loss).toBeGreaterThan(0)
  expect(history[0]!.loss).toBeLessThan(20)
})

it('stops when the time is over, with a network', () => {
  const { stoppedBy, network: net } = trainSync(planOf({ epochs: 1e6, seconds: 0.05, patience: undefined }))
  expect(stoppedBy).toBe('time')
  expect(net.layers.flatMap(({ biases }) => biases).every(Number.isFinite)).toBe(true)
})

it('stops when it is told to, with the reason that it is given', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  setTimeout(() => controller.abort(reason), 30)
  await expect(train(planOf({ epochs: 1e6 }), { signal: controller.signal })).rejects.toBe(reason)
})

/** One weight, one row: each step multiplies the distance from 0 by 1 - 2 · rate. */
function line(): Pick<TrainingPlan, 'network' | 'train' | 'validation' | 'batchSize'> {
  const net: Network = network({
    inputs: 1,
    layers: [{ weights: [[1]], activation: 'identity' }],
    loss: 'mse',
    biasPolicy: 'fixed',
  })
  return { network: net, train: flatRows([[1]], [[0]]), validation: undefined, batchSize: 1 }
}

function failure(change: Partial<TrainingPlan>): PasoError {
  try {
    trainSync(planOf({ ...line(), ...change }))
  } catch (error) {
    if (error instanceof PasoError) return error
  }
  throw new Error('it did not diverge')
}

describe('a run that diverges', () => {
  it('is stopped in the step where it passes the limit, with its trail', () => {
    // Losses (1 - 2 · 500)^(2 · step): 1, 999², 999⁴ > 10¹⁰.
    const { code, exitCode, texts } = failure({ optimizer: optimizerSpec('sgd', { learningRate: 500 }) })
    expect([code, exitCode]).toEqual(['diverged', 1])
    expect(texts.en).toEqual({
      what: 'the loss grew without limit: 1, 9.98·10⁵, 9.96·10¹¹.',
      where:
        'epoch 3, step 1 of 1 (step 3 of the run), learning rate 500; layer 1 of 1 has the largest gradient, ∂L/∂w_11^(1) = 2.00·10⁶.',
      why: 'each step jumps over the minimum and lands further away.',
      hint: 'a learning rate of 50.',
    })
    expect(texts.es).toEqual({
      what: 'el error creció sin límite: 1; 9,98·10⁵; 9,96·10¹¹.',
      where:
        'época 3, paso 1 de 1 (paso 3 en total), tasa de aprendizaje 500; la capa 1 de 1 tiene el mayor gradiente, ∂L/∂w_11^(1) = 2,00·10⁶.',
      why: 'cada paso salta por encima del mínimo y cae más lejos.',
      hint: 'una tasa de aprendizaje de 50.',
    })
  })

  it('names a momentum that is too high', () => {
    const { texts } = failure({ optimizer: optimizerSpec('sgd', { learningRate: 5, momentum: 0.999 }) })
    expect(texts.en.why).toBe(
      'with momentum 0.999, speed adds up over about 1/(1 − 0.999) = 1000 steps: the learning rate acts as if it were 1000 times larger.',
    )
    expect(texts.en.hint).toBe('momentum 0.9, or a learning rate 100 times smaller.')
  })

  it('names the column of the largest numbers when nothing was scaled', () => {
    const { texts } = failure({
      optimizer: optimizerSpec('sgd', { learningRate: 1e6 }),
      advice: {
        learningRateOption: '--learning-rate',
        unscaled: { name: 's1', position: 5, low: 97, high: 301 },
      },
    })
    expect(texts.en).toEqual({
      what: 'the loss went from 1 to 4.00·10¹² in one step.',
      where:
        'epoch 2, step 1 of 1 (step 2 of the run), learning rate 10⁶; column 5 (s1) holds values from 97 to 301; layer 1 of 1 has the largest gradient, ∂L/∂w_11^(1) = −4.00·10⁶.',
      why: 'the inputs are not scaled, and a gradient grows with the size of its input.',
      hint: 'standardize the inputs.',
    })
  })

  it('is found even when only the last step breaks the weights', () => {
    const { texts } = failure({
      epochs: 1,
      optimizer: optimizerSpec('sgd', { learningRate: 1e308 }),
      train: flatRows([[1e3]], [[0]]),
    })
    expect(texts.en.what).toBe('the new weight w_11^(1) passed 1.8·10³⁰⁸, the largest 64-bit number.')
    expect(texts.en.where).toBe('epoch 1, step 1 of 1, one row at a time, learning rate 10³⁰⁸; layer 1 of 1.')
  })
})

describe('a network that hardly learns', () => {
  const samples = samplesOf(rowsOf(30, 5))

  it('because a layer is dead is warned about', () => {
    const net = network({
      inputs: 2,
      layers: [
        {
          weights: [
            [0.1, 0.2],
            [0.3, 0.1],
          ],
          biases: -30,
          activation: 'relu',
        },
        { weights: [[1, 1]], activation: 'identity' },
      ],
      loss: 'mse',
    })
    const [warning, ...more] = diagnose(net, net, samples)
    expect(more).toEqual([])
    expect(warning!.code).toBe('dead-layer')
    expect(warning!.texts.en.where).toBe('after the training, all 2 relu units give 0 on all 30 rows.')
    expect(warning!.texts.en.why).toContain('the gradient of the 6 parameters of the layer is exactly 0')
  })

  it('because gradients vanish is warned about', () => {
    const deep = startingNetwork(
      {
        inputs: 2,
        outputs: 1,
        hidden: Array.from({ length: 14 }, () => ({ units: 8 })),
        activation: 'sigmoid',
        outputActivation: 'identity',
        loss: 'mse',
      },
      xoshiro(1),
    )
    expect(diagnose(deep, deep, samples).map(({ code }) => code)).toEqual(['vanishing-gradient'])
  })

  it('is not seen where there is none', () => {
    const run = trainSync(planOf({ epochs: 5 }))
    expect(diagnose(planOf().network, run.network, samples)).toEqual([])
  })
})

describe('runs', () => {
  /** Ten milliseconds a step, on a clock of its own; how many rows each run took. */
  function runsOf(turn?: number): number[] {
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
    const lengths: number[] = []
    const engine: Engine = {
      name: 'slow',
      plan(...given) {
        const session = javascript.plan(...given)
        const steps = session.run.bind(session)
        const run: Session['run'] = (rows, order) => {
          lengths.push(order.length)
          now += 10 * order.length
          return steps(rows, order)
        }
        return Object.assign(session, { run, ...(turn !== undefined && { turn }) })
      },
    }
    const rows = flatRows(
      Array.from({ length: 15 }, () => [1]),
      Array.from({ length: 15 }, () => [1]),
    )
    const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
    const optimizer = optimizerSpec('sgd', {})
    try {
      trainSync({ engine, network: net, optimizer, train: rows, epochs: 1, batchSize: 1, random: xoshiro(1) })
    } finally {
      clock.mockRestore()
    }
    return lengths
  }

  it('take as long as their session says, or a turn', () => {
    expect(runsOf()).toEqual(new Array(15).fill(1))
    expect(runsOf(80)).toEqual([1, 2, 4, 4, 4])
  })
})
