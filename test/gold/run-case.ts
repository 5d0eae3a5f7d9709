// Gold cases: reads one, runs core on it, and tells how far each array is from PyTorch's. For the test and for `npm run gold`.
import { gradientsOf } from '../../src/core/gradients.ts'
import {
  backward,
  forward,
  initialState,
  type LayerValues,
  loss,
  type Network,
  network,
  type OptimizerSpec,
  optimizerSpec,
  type Sample,
  type SampleTrace,
  step,
} from '../../src/core/index.ts'
import { type Engine, flatRows } from '../../src/engine/engine.ts'
import { activationOf, lossOf, type Named, optimizerOf } from './names.ts'

/** The bar of the cases' README; PyTorch itself is within 1e-13 of 50-digit arithmetic on them. */
export const BAR = 1e-12

export type ArrayKind = 'z' | 'a' | 'loss' | 'dz' | 'dW' | 'db' | 'dx' | 'params' | 'finalLoss'

/** How far one array is: max|ours - gold| / max|gold|; where gold is exactly 0, ours must be too, or it is Infinity. */
export interface Comparison {
  readonly kind: ArrayKind
  readonly name: string
  readonly error: number
}

type Matrix = readonly (readonly number[])[]

interface GoldParameters {
  readonly W: Matrix
  readonly b: readonly number[]
}

export interface GoldCase {
  readonly id: string
  readonly pytorchSpecific?: boolean
  readonly net: { readonly inputs: number; readonly layers: readonly { units: number; activation: Named }[] }
  readonly init: readonly GoldParameters[]
  readonly data: { readonly x: Matrix; readonly t: Matrix }
  readonly loss: Named
  readonly optimizer: Named
  readonly full: Readonly<Record<'z' | 'a' | 'dz', readonly Matrix[]>> & {
    readonly loss: number
    readonly dW: readonly Matrix[]
    readonly db: Matrix
    readonly dx: Matrix
  }
  readonly batches: Matrix | { readonly cycle: Matrix; readonly steps: number }
  readonly steps: readonly {
    readonly i: number
    readonly loss: number
    readonly params?: readonly GoldParameters[]
  }[]
  readonly finalLoss: number
}

const required = ['id', 'net', 'init', 'data', 'loss', 'optimizer', 'full', 'batches', 'steps', 'finalLoss']

/** @throws Error that says what is wrong with the text */
export function readCase(text: string): GoldCase {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error('not a JSON object')
  const { format } = value as { format?: unknown }
  if (format !== 'paso-gold-1') throw new Error(`format is ${JSON.stringify(format)}, not "paso-gold-1"`)
  const missing = required.filter((field) => !(field in value))
  if (missing.length > 0) throw new Error(`without ${missing.join(', ')}`)
  return value as GoldCase
}

/**
 * Runs a case: everything at the initial parameters, then every step.
 * @throws Error when the case does not fit together
 */
export function runCase(gold: GoldCase): Comparison[] {
  const initial = networkOf(gold)
  const samples = gold.data.x.map((input, n) => ({ input, target: gold.data.t[n] ?? [] }))
  return [...compareFull(gold, initial, samples), ...compareSteps(gold, coreStepper(gold, initial, samples))]
}

function networkOf(gold: GoldCase): Network {
  const [layers, initial] = [gold.net.layers.length, gold.init.length]
  if (layers !== initial) throw new Error(`${layers} layers, and initial parameters of ${initial}`)
  return network({
    inputs: gold.net.inputs,
    layers: gold.net.layers.map(({ units, activation }, l) => ({
      units,
      weights: gold.init[l]!.W,
      biases: gold.init[l]!.b,
      activation: activationOf(activation),
    })),
    loss: lossOf(gold.loss),
  })
}

/** The derivatives of `full` are of the batch's loss: 1/N is in them. */
function compareFull(gold: GoldCase, net: Network, samples: readonly Sample[]): Comparison[] {
  const traces: SampleTrace[] = samples.map((sample) => {
    const trace = forward(net, sample)
    return { ...trace, ...backward(net, trace) }
  })
  const share = net.loss.reduction === 'mean' ? 1 / samples.length : 1
  const gradients = gradientsOf(net, traces)
  const { full } = gold
  const each = net.layers.map((_, l) => l)
  return [
    ...each.flatMap((l) => [
      compare(
        'z',
        `full.z[${l}]`,
        traces.map((trace) => trace.preActivations[l]!),
        full.z[l],
      ),
      compare(
        'a',
        `full.a[${l}]`,
        traces.map((trace) => trace.activations[l]!),
        full.a[l],
      ),
      compare(
        'dz',
        `full.dz[${l}]`,
        traces.map((trace) => trace.deltas[l]!.map((d) => share * d)),
        full.dz[l],
      ),
      compare('dW', `full.dW[${l}]`, gradients[l]!.weights, full.dW[l]),
      compare('db', `full.db[${l}]`, gradients[l]!.biases, full.db[l]),
    ]),
    compare(
      'dx',
      'full.dx',
      traces.map((trace) => inputGradients(net, trace).map((d) => share * d)),
      full.dx,
    ),
    compare('loss', 'full.loss', loss(net, samples), full.loss),
  ]
}

/** dL/dx_i = Σ_k w_ki · delta_k over the first layer. */
function inputGradients(net: Network, trace: SampleTrace): number[] {
  const { weights } = net.layers[0]!
  return trace.sample.input.map((_, i) =>
    weights.map((row, k) => row[i]! * trace.deltas[0]![k]!).reduce((a, b) => a + b),
  )
}

/** What makes the steps of a case. */
interface Stepper {
  /** Makes a step on these rows; gives the loss before it. */
  readonly step: (rows: readonly number[]) => number
  readonly network: () => Network
  /** Of all rows. */
  readonly loss: () => number
}

function coreStepper(gold: GoldCase, initial: Network, samples: readonly Sample[]): Stepper {
  const optimizer: OptimizerSpec = optimizerSpec(...optimizerOf(gold.optimizer))
  let net = initial
  let state = initialState(net, optimizer)
  return {
    step(rows) {
      const trace = step(
        net,
        rows.map((row) => rowOf(samples, row)),
        optimizer,
        state,
      )
      net = trace.networkAfter
      state = trace.stateAfter
      return trace.loss
    },
    network: () => net,
    loss: () => loss(net, samples),
  }
}

/** The steps of a case as an engine makes them: losses, parameters and the final loss. */
export function runEngine(gold: GoldCase, engine: Engine): Comparison[] {
  const rows = flatRows(gold.data.x as number[][], gold.data.t as number[][])
  const optimizer = optimizerSpec(...optimizerOf(gold.optimizer))
  const { cycle } = cycleOf(gold)
  const session = engine.plan(networkOf(gold), optimizer, Math.max(...cycle.map(({ length }) => length)))
  return compareSteps(gold, {
    step: (batch) => session.run(rows, Uint32Array.from(batch))[0]!,
    network: () => session.network(),
    loss: () => session.loss(rows),
  })
}

const cycleOf = ({ batches }: GoldCase) =>
  'cycle' in batches ? batches : { cycle: batches, steps: batches.length }

function compareSteps(gold: GoldCase, stepper: Stepper): Comparison[] {
  const { cycle, steps } = cycleOf(gold)
  const told = new Map(gold.steps.map((entry) => [entry.i, entry]))
  const comparisons: Comparison[] = []
  for (let i = 0; i < steps; i++) {
    const before = stepper.step(cycle[i % cycle.length]!)
    const entry = told.get(i)
    if (!entry) continue
    comparisons.push(compare('loss', `steps[${i}].loss`, before, entry.loss))
    if (entry.params) comparisons.push(...compareParameters(i, stepper.network().layers, entry.params))
  }
  if (told.size === 0 || Math.max(...told.keys()) >= steps) throw new Error('steps that no batch belongs to')
  return [...comparisons, compare('finalLoss', 'finalLoss', stepper.loss(), gold.finalLoss)]
}

function rowOf(samples: readonly Sample[], row: number): Sample {
  const sample = samples[row]
  if (!sample) throw new Error(`batches name row ${row} of ${samples.length}`)
  return sample
}

function compareParameters(
  i: number,
  layers: readonly LayerValues[],
  params: readonly GoldParameters[],
): Comparison[] {
  return layers.flatMap(({ weights, biases }, l) => [
    compare('params', `steps[${i}].params[${l}].W`, weights, params[l]?.W),
    compare('params', `steps[${i}].params[${l}].b`, biases, params[l]?.b),
  ])
}

type Nested = number | readonly Nested[]

function compare(kind: ArrayKind, name: string, ours: Nested, gold: Nested | undefined): Comparison {
  if (gold === undefined || shapeOf(ours) !== shapeOf(gold)) {
    throw new Error(
      `${name} has the shape ${gold === undefined ? 'none' : shapeOf(gold)}, not ${shapeOf(ours)}`,
    )
  }
  const [left, right] = [flat(ours), flat(gold)]
  const scale = Math.max(...right.map(Math.abs))
  const error = Math.max(...left.map((value, i) => Math.abs(value - right[i]!)))
  if (scale === 0) return { kind, name, error: error === 0 ? 0 : Infinity }
  return { kind, name, error: Number.isNaN(error) ? Infinity : error / scale }
}

function shapeOf(values: Nested): string {
  if (typeof values === 'number') return 'number'
  return Array.isArray(values) ? `[${values.map(shapeOf).join(' ')}]` : `no number: ${JSON.stringify(values)}`
}

function flat(values: Nested): number[] {
  return typeof values === 'number' ? [values] : values.flatMap(flat)
}
