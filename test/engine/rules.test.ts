// The rules of a training step, engine by engine, against PyTorch: penalties, smoothed targets, sample weights, limits, decoupled decay.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type LossChoice,
  network,
  optimizerSpec,
  type Sample,
  step,
  type UpdateLimits,
} from '../../src/core/index.ts'
import { flatRows } from '../../src/engine/index.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import type { OptimizerName } from '../../src/math/optimizers.ts'
import { scaledError } from '../core/networks.ts'
import { exactEngines } from './engines.ts'

interface Layer {
  readonly weights: number[][]
  readonly biases: number[]
}

interface Case {
  readonly title: string
  readonly layers: readonly [Layer, Layer]
  readonly output: ActivationName
  readonly loss: Exclude<LossChoice, string>
  readonly inputs: number[][]
  readonly targets: number[][]
  readonly weights?: number[]
  readonly optimizer: { readonly name: OptimizerName; readonly options: Record<string, number | boolean> }
  readonly limits?: UpdateLimits
  /** Of each step: the loss before its update, and the norm of the gradient where it is clipped by it. */
  readonly losses: number[]
  readonly norms?: number[]
  readonly after: readonly Layer[]
}

/** Measured: below 1e-15 everywhere but where Adam divides by small moments. */
const TOLERANCE = 1e-13

const oracle: { batchSize: number; epochs: number; cases: Case[] } = JSON.parse(
  readFileSync(new URL('../oracle/rules.json', import.meta.url), 'utf8'),
)

function start({ layers: [hidden, last], output, loss, inputs }: Case) {
  return network({
    inputs: inputs[0]!.length,
    layers: [
      { ...hidden, activation: 'tanh' },
      { ...last, activation: output },
    ],
    loss,
  })
}

describe.each(exactEngines)('$name', (engine) => {
  it.each(oracle.cases)('$title', (given) => {
    const { name, options } = given.optimizer
    const session = engine.plan(start(given), optimizerSpec(name, options, given.limits), oracle.batchSize)
    const rows = flatRows(given.inputs, given.targets, given.weights)
    const order = Uint32Array.from(given.inputs.keys())
    const losses = Array.from({ length: oracle.epochs }, () => [...session.run(rows, order)]).flat()
    expect(scaledError(losses, given.losses)).toBeLessThan(TOLERANCE)
    given.after.forEach(({ weights, biases }, l) => {
      const ours = session.network().layers[l]!
      expect(scaledError(ours.weights, weights)).toBeLessThan(TOLERANCE)
      expect(scaledError(ours.biases, biases)).toBeLessThan(TOLERANCE)
    })
  })
})

it.each(exactEngines)('$name: rows among others, in another order', (engine) => {
  const given = oracle.cases.find(({ weights }) => weights)!
  const { name, options } = given.optimizer
  const plain = flatRows(given.inputs, given.targets, given.weights)
  // Each row stands after a stranger, the last one first.
  const mixed = (rows: number[][]) => rows.toReversed().flatMap((row) => [row.map((x) => x + 7), row])
  const others = flatRows(
    mixed(given.inputs),
    mixed(given.targets),
    mixed(given.weights!.map((weight) => [weight])).flat(),
  )
  const { count } = plain
  const among = {
    ...others,
    count,
    members: Uint32Array.from({ length: count }, (_, n) => 2 * (count - n) - 1),
  }
  const came = [plain, among].map((rows) => {
    const session = engine.plan(start(given), optimizerSpec(name, options, given.limits), oracle.batchSize)
    const losses = session.run(rows, Uint32Array.from(given.inputs.keys()))
    return { losses, parameters: session.save(), outputs: session.outputs(rows), loss: session.loss(rows) }
  })
  expect(came[1]).toEqual(came[0])
})

it.each(oracle.cases.filter(({ norms }) => norms))('$title: the norm that a step tells', (given) => {
  const { name, options } = given.optimizer
  const samples = given.inputs.map((input, n): Sample => ({ input, target: given.targets[n]! }))
  const first = samples.slice(0, oracle.batchSize)
  const trace = step(start(given), first, optimizerSpec(name, options, given.limits))
  expect(trace.gradientNorm).toBeCloseTo(given.norms![0]!, 14)
})
