// A session of the engine native: it goes on to the bit, stops where numbers are no longer finite, and takes rows as they come.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { type Engine, flatRows, type Rows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { nativeEngine } from '../../../src/engine/native/native.ts'
import { train } from '../../../src/engine/trainer.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { noRuntime } from './installed.ts'

const random = xoshiro(3)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
const net = network({
  inputs: 3,
  layers: [
    { weights: draw(5, 3), activation: 'tanh', dropout: 0.2 },
    { weights: draw(2, 5), activation: 'identity' },
  ],
  loss: 'mse',
})
const rows = flatRows(draw(20, 3), draw(20, 2))
const order = Uint32Array.from({ length: 20 }, (_, n) => n)
const native = nativeEngine('float64')

describe.skipIf(noRuntime)('a session of native', () => {
  it.each(['float32', 'float64'] as const)('goes on to the bit in %s', (precision) => {
    const plan = () => nativeEngine(precision).plan(net, optimizerSpec('adam', {}), 8, { random: xoshiro(5) })
    const [whole, first, second] = [plan(), plan(), plan()]
    whole.run(rows, order)
    whole.run(rows, order)
    first.run(rows, order)
    second.resume(first.state())
    second.run(rows, order)
    expect(second.state()).toEqual(whole.state())
  })

  it('makes the same numbers whether an epoch is one run or several', () => {
    const plan = () => native.plan(net, optimizerSpec('adam', {}), 8, { random: xoshiro(5) })
    const [whole, parts] = [plan(), plan()]
    const losses = [...whole.run(rows, order)]
    const others = [order.subarray(0, 8), order.subarray(8, 16), order.subarray(16)].map((part) =>
      parts.run(rows, part),
    )
    expect(others.flatMap((part) => [...part])).toEqual(losses)
    expect(parts.state()).toEqual(whole.state())
  })

  it('goes on where another engine was', () => {
    const plan = (engine: Engine) => engine.plan(net, optimizerSpec('adam', {}), 8, { random: xoshiro(5) })
    const [js, own] = [plan(javascript), plan(native)]
    js.run(rows, order)
    own.resume(js.state())
    expect(own.state()).toEqual(js.state())
    const [losses, others] = [own.run(rows, order), js.run(rows, order)]
    expect(Math.max(...losses.map((loss, n) => Math.abs(loss - others[n]!)))).toBeLessThan(1e-14)
  })

  it('refuses a state of another network', () => {
    const small = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
    const state = native.plan(small, optimizerSpec('adam', {}), 8).state()
    const session = native.plan(net, optimizerSpec('adam', {}), 8, { random: xoshiro(5) })
    expect(() => session.resume(state)).toThrow(expect.objectContaining({ code: 'wrong-state' }))
  })

  it('takes some rows of shared arrays, by number', () => {
    const members = Uint32Array.of(17, 3, 11, 5)
    const some: Rows = { ...rows, count: 4, members }
    const copied = flatRows(
      [...members].map((n) => [...rows.inputs.subarray(3 * n, 3 * n + 3)]),
      [...members].map((n) => [...rows.targets.subarray(2 * n, 2 * n + 2)]),
    )
    const [own, other] = [some, copied].map((given) => {
      const session = native.plan(net, optimizerSpec('sgd', {}), 3, { random: xoshiro(5) })
      const losses = session.run(given, Uint32Array.of(2, 0, 3, 1))
      return { losses, saved: session.save(), outputs: session.outputs(given), loss: session.loss(given) }
    })
    expect(own).toEqual(other)
  })

  it('evaluates more rows than pass at once', () => {
    const many = flatRows(draw(2500, 3), draw(2500, 2))
    const [own, js] = [native, javascript].map((engine) =>
      engine.plan(net, optimizerSpec('sgd', {}), 8, { random: xoshiro(5) }),
    )
    expect(Math.abs(own!.loss(many) / js!.loss(many) - 1)).toBeLessThan(1e-14)
    const [outputs, others] = [own!.outputs(many), js!.outputs(many)]
    expect(Math.max(...outputs.map((value, n) => Math.abs(value - others[n]!)))).toBeLessThan(1e-14)
  })
})

describe.skipIf(noRuntime)('a step of many rows', () => {
  const count = 1700
  const inputs = draw(count, 3)
  const given = flatRows(inputs, draw(count, 2))
  const weighted = { ...given, weights: Float64Array.from({ length: count }, () => random.next()) }
  const limits = { clip: { norm: 0.1 }, maxNorm: 1 }

  /** 1,024 are two whole chunks, 1,201 are parted with rows to spare, 1,700 are all. The last step is shorter. */
  it.each([1024, 1201, 1700])('passes in chunks: %i rows', (batchSize) => {
    const optimizers = [
      optimizerSpec('sgd', { learningRate: 0.1 }),
      optimizerSpec('adam', { learningRate: 0.1 }, limits),
    ]
    for (const optimizer of optimizers) {
      for (const some of [given, weighted]) {
        const [own, js] = [native, javascript].map((engine) => {
          const session = engine.plan(net, optimizer, batchSize, { random: xoshiro(5) })
          const losses = [0, 1].flatMap(() => [...session.run(some, xoshiro(9).permutation(count))])
          return { losses, state: session.state() }
        })
        const far = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
          Math.max(...Array.from(a, (value, n) => Math.abs(value - b[n]!)))
        expect(far(own!.losses, js!.losses)).toBeLessThan(1e-14)
        expect(far(own!.state.parameters, js!.state.parameters)).toBeLessThan(1e-14)
        expect(own!.state.random).toEqual(js!.state.random)
      }
    }
  })

  it('stops where a row of it is not finite', () => {
    const some = { ...given, inputs: given.inputs.slice() }
    some.inputs[3 * 1300 + 1] = Infinity
    const session = native.plan(net, optimizerSpec('sgd', {}), 600, { random: xoshiro(5) })
    const order = Uint32Array.from({ length: count }, (_, n) => n)
    expect([...session.run(some, order)].map(Number.isFinite)).toEqual([true, true, false])
    expect(session.state().time).toBe(2)
  })
})

describe.skipIf(noRuntime)('numbers of native that are no longer finite', () => {
  /** Row 3 of 6 is too large: of its batch nothing may be made. */
  const large = flatRows([[1], [0.5], [-1], [1e200], [1], [2]], [[0], [1], [0], [0], [0], [1]])
  const all = Uint32Array.of(0, 1, 2, 3, 4, 5)
  const hiding = (activation: 'relu' | 'tanh') =>
    network({
      inputs: 1,
      layers: [
        { weights: [[0.5], [-1e200]], activation, dropout: 0.3 },
        { weights: [[0.4, 0]], activation: 'identity' },
      ],
      loss: 'mse',
    })

  it.each(['relu', 'tanh'] as const)(
    'behind %s stop it, with the state before them and the masks up to them',
    (activation) => {
      const [own, js] = [native, javascript].map((engine) => {
        const session = engine.plan(hiding(activation), optimizerSpec('adam', {}), 1, { random: xoshiro(5) })
        return { losses: [...session.run(large, all)], state: session.state(), rate: session.learningRate() }
      })
      expect(own!.losses).toHaveLength(4)
      expect(own!.losses[3]).toBeNaN()
      expect(own!.state.time).toBe(3)
      expect(own!.state.random).toEqual(js!.state.random)
      expect(js!.losses).toHaveLength(4)
      own!.state.parameters.forEach((value, n) => {
        const other = js!.state.parameters[n]!
        expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-14 * Math.abs(other))
      })
    },
  )

  it('are seen where a limit hides them', () => {
    const wide = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mae' })
    const given = flatRows([[1e200]], [[0]])
    for (const limit of [{ clip: { norm: 1 } }, { clip: { value: 1 } }]) {
      const session = native.plan(wide, optimizerSpec('sgd', {}, limit), 1)
      const other = javascript.plan(wide, optimizerSpec('sgd', {}, limit), 1)
      session.run(given, Uint32Array.of(0))
      other.run(given, Uint32Array.of(0))
      expect(session.finite()).toBe(other.finite())
    }
  })

  it('are told as the other engines tell them', async () => {
    const wild = { learningRate: 50 }
    const start = network({
      inputs: 3,
      layers: [
        { weights: draw(4, 3), activation: 'relu' },
        { weights: draw(2, 4), activation: 'identity' },
      ],
      loss: 'mse',
    })
    const told = (engine: Engine) =>
      train({
        engine,
        network: start,
        optimizer: optimizerSpec('sgd', wild),
        train: rows,
        epochs: 200,
        batchSize: 4,
        random: xoshiro(1),
      }).then(
        () => 'no error',
        (error: { code: string; message: string }) => [error.code, error.message],
      )
    const own = await told(native)
    expect(own).toEqual(await told(javascript))
    expect(own[0]).toBe('diverged')
  })
})

describe.skipIf(noRuntime)('what native has no kernels for is refused', () => {
  const layer = (activation: 'tanh' | 'gelu', normalization?: { kind: 'batch' | 'layer' }) =>
    network({
      inputs: 2,
      layers: [
        { weights: draw(2, 2), activation, ...(normalization && { normalization }) },
        { weights: draw(1, 2), activation: 'identity' },
      ],
      loss: 'mse',
    })
  it.each([
    ['L-BFGS', layer('tanh'), 'lbfgs'],
    ['batch normalization', layer('tanh', { kind: 'batch' }), 'sgd'],
    ['layer normalization', layer('tanh', { kind: 'layer' }), 'sgd'],
    ['gelu in doubles', layer('gelu'), 'sgd'],
  ] as const)('%s', (_, given, optimizer) => {
    expect(() => native.plan(given, optimizerSpec(optimizer, {}), 4)).toThrow(
      expect.objectContaining({ code: 'native-kernels', exitCode: 2 }),
    )
  })
  it('but not gelu in float32', () => {
    const session = nativeEngine('float32').plan(layer('gelu'), optimizerSpec('sgd', {}), 4)
    expect(session.run(flatRows([[1, 2]], [[1]]), Uint32Array.of(0))).toHaveLength(1)
  })
})
