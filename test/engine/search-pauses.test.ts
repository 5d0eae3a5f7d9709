// A step that is searched for pauses within: whoever leaves there has the state before the step, and goes on from it to the same bits.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type NormalizationKind, network, optimizerSpec } from '../../src/core/index.ts'
import { flatRows } from '../../src/engine/engine.ts'
import { training } from '../../src/engine/trainer.ts'
import type { Pause } from '../../src/engine/training-plan.ts'
import { xoshiro } from '../../src/math/random.ts'
import { exactEngines } from './engines.ts'

const ROWS = 200
const random = xoshiro(3)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
const weights = [draw(4, 3), draw(2, 4)] as const
const netOf = (normalization?: NormalizationKind) =>
  network({
    inputs: 3,
    layers: [
      { weights: weights[0], activation: 'tanh', normalization },
      { weights: weights[1], activation: 'identity' },
    ],
    loss: 'mse',
  })
const rows = flatRows(draw(ROWS, 3), draw(ROWS, 2))
const optimizer = optimizerSpec('lbfgs')
const order = Uint32Array.from({ length: ROWS }, (_, n) => n)

// Each look at the clock is a second after the last one: whatever may pause does.
let clock = 0
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000)))
afterEach(() => void vi.restoreAllMocks())

const searching = exactEngines.filter(({ name }) => name !== 'core')

describe.each(searching)('$name', (engine) => {
  it.each([undefined, 'batch', 'layer'] as const)('normalized by %s', (kind) => {
    const session = engine.plan(netOf(kind), optimizer, ROWS)
    session.run(rows, order)
    const before = session.state()
    const run = session.pausing!(rows, order)
    let pauses = 0
    for (let next = run.next(); !next.done; next = run.next(), pauses++) {
      expect(session.state()).toStrictEqual(before)
      expect(session.finite()).toBe(true)
    }
    expect(pauses > 0 || kind === 'batch').toBe(true)
    expect(session.state().time).toBe(2)
    const other = engine.plan(netOf(kind), optimizer, ROWS)
    other.resume(before)
    other.run(rows, order)
    expect(session.state()).toStrictEqual(other.state())
  })

  it('is left in the middle of a step, and resumed', () => {
    const plan = () => ({
      engine,
      network: netOf(),
      optimizer,
      train: rows,
      batchSize: ROWS,
      epochs: 6,
      random: xoshiro(1),
    })
    const whole = training(plan())
    let end = whole.next()
    while (!end.done) end = whole.next()
    let seen = 0
    let left: Pause | undefined
    const steps = training({
      ...plan(),
      onPause: (pause) => {
        left = pause
      },
    })
    for (let next = steps.next(); !next.done && seen < 25; seen++) next = steps.next()
    const state = left!.state()
    expect(state.position).toBe(0)
    const rest = training({ ...plan(), resume: state })
    let again = rest.next()
    while (!again.done) again = rest.next()
    expect(again.value.state().session).toStrictEqual(end.value.state().session)
    expect(again.value.history.map(({ loss }) => loss)).toEqual(end.value.history.map(({ loss }) => loss))
  })
})
