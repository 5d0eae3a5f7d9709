// Going on: a session or a training that was stopped at any step ends with the same bits as one that never was.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  type Network,
  type NormalizationKind,
  network,
  normalizationKinds,
  type OptimizerSpec,
  optimizerSpec,
} from '../../src/core/index.ts'
import { coreEngine } from '../../src/engine/core-engine.ts'
import { flatRows, type SessionState } from '../../src/engine/engine.ts'
import { javascript } from '../../src/engine/javascript.ts'
import { train, training, trainSync } from '../../src/engine/trainer.ts'
import type { Pause, Run, TrainingPlan, TrainingState } from '../../src/engine/training-plan.ts'
import { type OptimizerName, optimizerNames, optimizerOf } from '../../src/math/optimizers.ts'
import { xoshiro } from '../../src/math/random.ts'
import { exactEngines } from './engines.ts'

const engines = exactEngines

/** Every optimizer with every choice of its options that changes what it remembers, and schedules with a warm-up. */
const optimizers = [
  optimizerSpec(
    'adam',
    { learningRate: 0.1 },
    {
      schedule: { name: 'plateau', options: { factor: 0.5, patience: 1, threshold: 0.05 }, warmup: 9 },
      clip: { norm: 1 },
    },
  ),
  optimizerSpec(
    'sgd',
    { momentum: 0.3 },
    { schedule: { name: 'cosine', options: { steps: 90 }, warmup: 20 }, maxNorm: 1 },
  ),
  ...optimizerNames.flatMap(withSwitches),
]

function withSwitches(name: OptimizerName): OptimizerSpec[] {
  const { options } = optimizerOf(name)
  const switches = ['momentum', 'nesterov', 'centered', 'weightDecay', 'rateDecay'].filter(
    (option) => option in options,
  )
  return Array.from({ length: 2 ** switches.length }, (_, bits) =>
    optimizerSpec(
      name,
      Object.fromEntries(
        switches.map((option, i) => {
          const on = (bits >> i) % 2 === 1
          return [option, typeof options[option]!.default === 'boolean' ? on : on ? 0.3 : 0]
        }),
      ),
    ),
  )
}

const isSearched = (name: string): boolean => optimizerOf(name).kind === 'vector'

const ROWS = 7
const INPUTS = 3

const normals = (seed: number, count: number): number[] => {
  const random = xoshiro(seed)
  return Array.from({ length: count }, () => random.normal())
}

function networkOf(
  biasPolicy: BiasPolicy,
  seed: number,
  dropout = 0,
  normalization?: NormalizationKind,
): Network {
  const layer = (units: number, inputs: number, shift: number) => ({
    weights: Array.from({ length: units }, (_, to) => normals(seed + shift + to, inputs)),
    biases: biasPolicy === 'shared' ? 0.1 : normals(seed + shift + 50, units),
  })
  return network({
    inputs: INPUTS,
    layers: [
      { ...layer(4, INPUTS, 0), activation: 'tanh', dropout, normalization },
      { ...layer(2, 4, 100), activation: 'identity' },
    ],
    loss: 'mse',
    biasPolicy,
  })
}

const rowsOf = (count: number, seed: number) => {
  const numbers = normals(seed, count * (INPUTS + 2))
  const row = (n: number): number[] => numbers.slice(n * (INPUTS + 2), (n + 1) * (INPUTS + 2))
  return flatRows(
    Array.from({ length: count }, (_, n) => row(n).slice(0, INPUTS)),
    Array.from({ length: count }, (_, n) => row(n).slice(INPUTS)),
  )
}

/** What a checkpoint does to a state: nothing of the session is shared with it. */
const throughFile = <State>(state: State): State => structuredClone(state)

const biasPolicies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']

describe('a session', () => {
  it('goes on to the bit in either engine, after any step, with every optimizer', () => {
    const rows = rowsOf(ROWS, 5)
    fc.assert(
      fc.property(
        fc.constantFrom(...optimizers),
        fc.constantFrom(...biasPolicies),
        fc.constantFrom(...engines),
        fc.constantFrom(...engines),
        fc.constantFrom(0, 0.4),
        fc.constantFrom(undefined, ...normalizationKinds),
        fc.integer({ min: 2, max: 3 }),
        fc.nat({ max: 9 }),
        fc.nat(1000),
        (optimizer, policy, first, second, drop, kind, batchSize, before, seed) => {
          const dropout = isSearched(optimizer.name) ? 0 : drop
          const net = networkOf(policy, seed, dropout, kind)
          const masks = (from: number) => (dropout > 0 ? { random: xoshiro(from) } : {})
          const order = (step: number): Uint32Array =>
            xoshiro(seed + step)
              .permutation(ROWS)
              .subarray(0, batchSize)
          const whole = javascript.plan(net, optimizer, batchSize, masks(8))
          const stopped = first.plan(net, optimizer, batchSize, masks(8))
          for (let step = 0; step < before; step++) {
            whole.run(rows, order(step))
            stopped.run(rows, order(step))
          }
          expect(stopped.state()).toStrictEqual(whole.state())
          const state = throughFile(stopped.state())
          stopped.run(rows, order(99))
          const other = second.plan(
            networkOf(policy, seed + 1, dropout, kind),
            optimizer,
            batchSize,
            masks(9),
          )
          other.resume(state)
          for (let step = before; step < 12; step++) {
            expect(other.run(rows, order(step))).toStrictEqual(whole.run(rows, order(step)))
          }
          expect(other.state()).toStrictEqual(whole.state())
          expect(other.network().layers).toStrictEqual(whole.network().layers)
        },
      ),
      { numRuns: 300 },
    )
  })

  const adam = () => javascript.plan(networkOf('per-neuron', 1), optimizerSpec('adam'), 1)

  it.each<[string, (state: SessionState) => SessionState, string]>([
    [
      'another network',
      (state) => ({ ...state, parameters: state.parameters.slice(1) }),
      'the state is not one of this training. parameters. Expected: 26. Received: 25. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
    [
      'another optimizer',
      (state) => ({ ...state, memory: { velocity: state.parameters } }),
      'the state is not one of this training. memory. Expected: first-moment, second-moment. Received: velocity. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
    [
      'a memory of another size',
      (state) => ({ ...state, memory: { ...state.memory, 'first-moment': new Float64Array(3) } }),
      'the state is not one of this training. memory.first-moment. Expected: 26. Received: 3. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
    [
      'a network with dropout',
      (state) => ({ ...state, random: xoshiro(1).state() }),
      'the state is not one of this training. random. Expected: —. Received: xoshiro128**. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
    [
      'a learning rate of 0',
      (state) => ({ ...state, rateFactor: 0 }),
      'the state is not one of this training. rateFactor. Expected: 1. Received: 0. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
    [
      'half a step',
      (state) => ({ ...state, time: 0.5 }),
      'the state is not one of this training. time. Expected: 0, 1, 2, ... Received: 0.5. go on with the network, the optimizer and the rows that the state was taken with.',
    ],
  ])('refuses the state of %s', (_, change, message) => {
    for (const engine of engines) {
      const session = engine.plan(networkOf('per-neuron', 2), optimizerSpec('adam'), 1)
      const before = session.state()
      const run = () => session.resume(change(adam().state()))
      expect(run).toThrow(expect.objectContaining({ code: 'wrong-state', exitCode: 2 }))
      expect(run).toThrow(message)
      expect(session.state()).toStrictEqual(before)
    }
  })
})

function planOf(change: Partial<TrainingPlan> = {}): TrainingPlan {
  return {
    engine: javascript,
    network: networkOf('per-neuron', 4, 0.2, 'batch'),
    optimizer: optimizerSpec('adam', { learningRate: 0.02 }),
    train: rowsOf(25, 1),
    validation: rowsOf(9, 2),
    epochs: 20,
    batchSize: 4,
    random: xoshiro(3),
    pace: 1,
    ...change,
  }
}

/** All that a run is, but for the time that it took and what made the steps. */
const bits = ({ seconds: _, by: ___, history, state, ...run }: Run) => ({
  ...run,
  history: history.map(({ seconds: __, ...epoch }) => epoch),
  state: withoutTime(state()),
})
const withoutTime = ({ seconds: _, history, ...state }: TrainingState) => ({
  ...state,
  history: history.map(({ seconds: __, ...epoch }) => epoch),
})

/** Runs as far as the given pause, and hands out where it stands there. */
function stateAt(plan: TrainingPlan, pause: number): TrainingState {
  let [left, found]: [number, TrainingState | undefined] = [pause, undefined]
  const steps = training({
    ...plan,
    onPause: (pause) => {
      if (left-- === 0) found = throughFile(pause.state())
    },
  })
  while (!found && !steps.next().done);
  if (!found) throw new Error('there is no such pause')
  return found
}

describe('a training', () => {
  // 25 rows in batches of 4, the last row in the batch before: six pauses within an epoch and one after it.
  const lastPause = 20 * 7 - 1

  it.each(
    optimizers.map((optimizer) => [optimizer.name, JSON.stringify(optimizer.options), optimizer] as const),
  )('goes on to the bit after any step, with %s %s', (_, __, optimizer) => {
    // A step that is searched for takes all rows, and does not go with dropout.
    const [pauses, dropout, batchSize] = isSearched(optimizer.name) ? [2, 0, 25] : [7, 0.2, 4]
    const plan = { optimizer, patience: 15, batchSize, network: networkOf('per-neuron', 4, dropout, 'batch') }
    const whole = bits(trainSync(planOf(plan)))
    fc.assert(
      fc.property(fc.nat(pauses * whole.epochs - 1), fc.constantFrom(1, 3, undefined), (pause, pace) => {
        const resume = stateAt(planOf(plan), pause)
        // Another start and another generator: nothing but the state may count.
        const start = { network: networkOf('per-neuron', 9, dropout, 'batch'), random: xoshiro(77) }
        expect(bits(trainSync(planOf({ ...plan, ...start, resume, pace })))).toStrictEqual(whole)
      }),
      {
        numRuns: 12,
        examples: [
          [0, 1],
          [pauses - 1, 1],
          [pauses * whole.epochs - 1, 1],
        ],
      },
    )
  })

  it('goes on from core where js stopped, and back', () => {
    const whole = bits(trainSync(planOf()))
    for (const pause of [0, 50, 57, lastPause]) {
      const resume = stateAt(planOf(), pause)
      const inCore = stateAt(planOf({ engine: coreEngine }), pause)
      expect(withoutTime(inCore)).toStrictEqual(withoutTime(resume))
      expect(bits(trainSync(planOf({ engine: coreEngine, resume })))).toStrictEqual(whole)
    }
  })

  it('that has converged does not go on', () => {
    const plan = {
      network: networkOf('fixed', 4),
      optimizer: optimizerSpec('lbfgs', { toleranceGrad: 1e-3 }),
      batchSize: 25,
      validation: undefined,
      epochs: 2000,
    }
    const run = trainSync(planOf(plan))
    expect([run.stoppedBy, run.ending]).toEqual(['converged', 'flat'])
    expect(run.epochs).toBeLessThan(2000)
    const resume = throughFile(run.state())
    expect(bits(trainSync(planOf({ ...plan, resume })))).toStrictEqual(bits(run))
    expect(bits(trainSync(planOf({ ...plan, engine: coreEngine })))).toStrictEqual(bits(run))
  })

  it('of 20 epochs is one of 10 and 10 more', () => {
    const ten = trainSync(planOf({ epochs: 10 }))
    expect(ten.epochs).toBe(10)
    expect(bits(trainSync(planOf({ resume: throughFile(ten.state()) })))).toStrictEqual(
      bits(trainSync(planOf())),
    )
  })

  it('that ended for want of patience does not go on without more of it', () => {
    const plan = { epochs: 5000, patience: 4 }
    const run = trainSync(planOf(plan))
    expect(run.stoppedBy).toBe('patience')
    const resume = run.state()
    expect(bits(trainSync(planOf({ ...plan, resume })))).toStrictEqual(bits(run))
    const more = { epochs: 5000, patience: 9 }
    expect(bits(trainSync(planOf({ ...more, resume })))).toStrictEqual(bits(trainSync(planOf(more))))
  })

  it('that ran out of time goes on as if it had not', () => {
    const hasty = trainSync(planOf({ seconds: 0, pace: 2 }))
    expect([hasty.stoppedBy, hasty.epochs]).toEqual(['time', 1])
    expect(hasty.state().position).toBe(8)
    expect(bits(trainSync(planOf({ resume: hasty.state() })))).toStrictEqual(bits(trainSync(planOf())))
    expect(
      trainSync(planOf({ resume: hasty.state(), seconds: 1e9 })).history[0]!.seconds,
    ).toBeGreaterThanOrEqual(hasty.state().seconds)
  })

  it('that was left in a turn goes on from its last pause', async () => {
    let pause: Pause | undefined
    const controller = new AbortController()
    const onPause = (now: Pause) => {
      pause = now
      if (now.epochs === 6) controller.abort()
    }
    await expect(train(planOf({ onPause }), { signal: controller.signal })).rejects.toThrow()
    const resume = pause!.state()
    expect(resume.history).toHaveLength(6)
    expect(bits(await train(planOf({ resume })))).toStrictEqual(bits(trainSync(planOf())))
  })

  it('does not depend on its pauses', () => {
    const whole = bits(trainSync(planOf()))
    for (const pace of [2, 5, 100, undefined]) {
      expect(bits(trainSync(planOf({ pace })))).toStrictEqual(whole)
    }
  })

  it.each([-4, 3, 24, 4.5])('refuses to stand at row %d', (position) => {
    const resume = { ...stateAt(planOf(), 3), position }
    expect(() => trainSync(planOf({ resume }))).toThrow(
      `position. Expected: 0, 4, 8, ..., 25. Received: ${position}.`,
    )
  })
})
