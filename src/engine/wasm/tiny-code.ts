// The run of a tiny network, row by row: every weight in a local of its own, a step without a loop. The same numbers as in panels.

import { type ActivationCode, activationCode, type ImportedActivation } from './activation-code.ts'
import type { Arithmetic } from './arithmetic.ts'
import type { Code, Local } from './assembler/code.ts'
import { f32, f64, type Integer, i32, type Value } from './assembler/values.ts'
import type { Context } from './context.ts'
import { compile } from './formulas.ts'
import { type Kind, scalarKind } from './kinds.ts'
import type { LayerLayout } from './layout.ts'
import { termCode, termOf } from './loss-code.ts'
import { RUN_PARAMETERS, runParameters } from './run-code.ts'
import { type Renewed, renewed } from './update-code.ts'

/** Parameters and their memories that are kept in locals, at most. */
const MOST_LOCALS = 96

type Scalar = 'f64' | 'f32'
type Number = Value<Scalar>

/** One parameter: where it lies, what it is, and what the optimizer remembers of it. */
interface Parameter {
  readonly address: number
  readonly value: Local<Scalar>
  readonly memories: ReadonlyMap<string, Local<Scalar>>
}

interface TinyLayer {
  readonly layout: LayerLayout
  readonly activation: ActivationCode<Scalar>
  /** [to][from] */
  readonly weights: readonly (readonly Parameter[])[]
  readonly biases: readonly Parameter[]
}

/** Whether a network is trained one row at a time, small, and with nothing that is rare. */
export function isTiny({
  network,
  optimizer,
  batchSize,
  layout,
  update,
  way,
  activations,
}: Context): boolean {
  const { l1, l2 } = network.loss
  const parameters = layout.layers.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0)
  return (
    batchSize === 1 &&
    parameters * (1 + update.memories.length) <= MOST_LOCALS &&
    network.biasPolicy !== 'shared' &&
    l1 === 0 &&
    l2 === 0 &&
    !optimizer.clip &&
    optimizer.maxNorm === undefined &&
    network.layers.every(({ dropout, normalization }) => dropout === 0 && !normalization) &&
    activations.every((activation) => activation !== undefined) &&
    way.kind !== 'outside' &&
    termOf(network, layout.layers.at(-1)!.units) !== undefined
  )
}

/** The same function as `writeRun` writes. */
export function writeTinyRun(context: Context, imported: readonly ImportedActivation[]): void {
  const kind = scalarKind(context.functions, context.layout.lanes.precision)
  context.builder.function(
    RUN_PARAMETERS,
    'i32',
    (code) => {
      const run = runParameters(code)
      const layers = context.layout.layers.map((_, l) => tinyLayer(code, context, imported[l]!, kind, l))
      const made = code.local('i32')
      const taint = code.local('f64')
      code.repeat((leaveWhen) => {
        const row = code.local('i32', i32.load(run.order))
        const step = new TinyStep(code, context, kind, layers, {
          input: rowOf(code, context, run.inputs, row, context.layout.layers[0]!.inputPanels),
          target: rowOf(code, context, run.targets, row, context.layout.targetPanels),
          weight: context.weighted
            ? code.local('f64', f64.load(i32.add(run.weights, i32.shiftLeft(row, 3))))
            : undefined,
        })
        code.set(taint, step.taint())
        const loss = code.local('f64', f64.add(step.loss(), taint))
        code.store(run.losses, loss)
        code.advance(made, 1)
        leaveWhen(i32.not(f64.less(f64.absolute(loss), f64.constant(Infinity))))
        step.update(run.steps)
        code.advance(run.order, 4)
        code.advance(run.losses, 8)
        code.advance(run.steps, run.stride)
        code.advance(run.count, -1)
        leaveWhen(i32.not(run.count))
      })
      for (const { weights, biases } of layers) {
        for (const parameter of [...weights.flat(), ...biases]) storeParameter(code, context, parameter)
      }
      code.store(0, taint, context.layout.taint)
      code.result(made)
    },
    'run',
  )
}

const rowOf = (code: Code, { layout }: Context, rows: Integer, row: Integer, panels: number): Local<'i32'> =>
  code.local('i32', i32.add(rows, i32.multiply(row, panels * layout.rowBytes)))

function tinyLayer(
  code: Code,
  context: Context,
  imported: ImportedActivation,
  kind: Kind<Scalar, 'i32'>,
  l: number,
): TinyLayer {
  const { layout, network } = context
  const layer = layout.layers[l]!
  const { rowBytes, width, lanes } = layout
  const load = (address: number): Parameter => loadParameter(code, context, kind, address)
  const column = (j: number): number =>
    Math.floor(j / width) * layer.weightRows * rowBytes + (j % width) * lanes.bytes
  const each = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => of(n))
  return {
    layout: layer,
    activation: activationCode(network.layers[l]!, imported, kind)!,
    weights: each(layer.units, (j) =>
      each(layer.inputs, (k) => load(layer.weights + column(j) + k * rowBytes)),
    ),
    biases: each(layer.units, (j) => load(layer.biases + j * lanes.bytes)),
  }
}

const loadNumber = ({ layout }: Context, address: Integer, offset: number): Number =>
  layout.lanes.precision === 'float64' ? f64.load(address, offset) : f32.load(address, offset)

function loadParameter(
  code: Code,
  context: Context,
  { arithmetic }: Kind<Scalar, 'i32'>,
  address: number,
): Parameter {
  const local = (at: number): Local<Scalar> => code.local(arithmetic.type, loadNumber(context, 0, at))
  const memories = context.update.memories.map(
    ({ name }, n) => [name, local(address + context.layout.memories[n]!)] as const,
  )
  return { address, value: local(address), memories: new Map(memories) }
}

function storeParameter(
  code: Code,
  { layout, update }: Context,
  { address, value, memories }: Parameter,
): void {
  code.store(0, value, address)
  for (const [n, { name }] of update.memories.entries()) {
    code.store(0, memories.get(name)!, address + layout.memories[n]!)
  }
}

interface Row {
  readonly input: Local<'i32'>
  readonly target: Local<'i32'>
  /** Undefined where all count the same. */
  readonly weight: Local<'f64'> | undefined
}

const double = (x: Number): Value<'f64'> =>
  x.type === 'f64' ? (x as Value<'f64'>) : f64.promote(x as Value<'f32'>)

class TinyStep {
  readonly #code: Code
  readonly #context: Context
  readonly #arithmetic: Arithmetic<Scalar, 'i32'>
  readonly #layers: readonly TinyLayer[]
  readonly #row: Row
  /** Of the inputs, then of each layer. */
  readonly #signals: (readonly Local<Scalar>[])[] = []
  readonly #z: (readonly Local<Scalar>[])[] = []
  readonly #targets: readonly Local<Scalar>[]

  constructor(
    code: Code,
    context: Context,
    { arithmetic }: Kind<Scalar, 'i32'>,
    layers: readonly TinyLayer[],
    row: Row,
  ) {
    this.#code = code
    this.#context = context
    this.#arithmetic = arithmetic
    this.#layers = layers
    this.#row = row
    const { bytes } = context.layout.lanes
    const numbers = (at: Local<'i32'>, count: number): Local<Scalar>[] =>
      Array.from({ length: count }, (_, k) => this.#keep(loadNumber(context, at, k * bytes)))
    this.#signals.push(numbers(row.input, layers[0]!.layout.inputs))
    for (const layer of layers) this.#forward(layer)
    this.#targets = numbers(row.target, layers.at(-1)!.layout.units)
  }

  #keep(value: Number): Local<Scalar> {
    return this.#code.local(this.#arithmetic.type, value)
  }

  #forward({ weights, biases, activation }: TinyLayer): void {
    const { add, multiply } = this.#arithmetic
    const signal = this.#signals.at(-1)!
    const z = biases.map(({ value: bias }, j) =>
      this.#keep(
        weights[j]!.reduce<Number>((sum, { value }, k) => add(sum, multiply(value, signal[k]!)), bias),
      ),
    )
    this.#z.push(z)
    this.#signals.push(z.map((own) => this.#keep(activation.f(this.#code, own))))
  }

  /** 0, or NaN where a number on the way was not finite. */
  taint(): Value<'f64'> {
    const parts = this.#z.flat().map((z) => f64.multiply(f64.constant(0), double(z)))
    return parts.reduce((total, own) => f64.add(total, own))
  }

  /** By the row's weight. */
  loss(): Value<'f64'> {
    const { network, layout, functions } = this.#context
    const term = termOf(network, layout.layers.at(-1)!.units)!
    const terms = this.#signals
      .at(-1)!
      .map((a, k) => termCode(this.#code, term, functions, { y: double(this.#targets[k]!), a: double(a) }))
    const sum = terms.reduce((total, own) => f64.add(total, own))
    const { weight } = this.#row
    return weight ? f64.multiply(weight, sum) : sum
  }

  /** Backward, then every parameter. @param numbers the address of the step's numbers */
  update(numbers: Local<'i32'>): void {
    const ofStep = new Map(
      this.#context.update.stepFormulas.map((formula, n) => [
        formula,
        this.#keep(this.#narrowed(f64.load(numbers, 8 * n))),
      ]),
    )
    const deltas = this.#deltas()
    this.#layers.forEach((layer, l) => {
      const signal = this.#signals[l]!
      layer.weights.forEach((row, j) => {
        row.forEach((parameter, k) => {
          const slope = this.#arithmetic.multiply(deltas[l]![j]!, signal[k]!)
          this.#renew(parameter, this.#weighted(slope), ofStep)
        })
      })
      if (this.#context.network.biasPolicy === 'fixed') return
      layer.biases.forEach((parameter, j) => {
        this.#renew(parameter, this.#weighted(deltas[l]![j]!), ofStep)
      })
    })
  }

  #narrowed(x: Value<'f64'>): Number {
    return this.#arithmetic.type === 'f64' ? x : f32.demote(x)
  }

  #weighted(slope: Number): Number {
    const { weight } = this.#row
    return weight ? this.#arithmetic.multiply(this.#narrowed(weight), slope) : slope
  }

  #renew(
    { value, memories }: Parameter,
    gradient: Number,
    ofStep: Parameters<typeof renewed<Scalar, 'i32'>>[3],
  ): void {
    const after: Renewed<Scalar> = renewed(this.#code, this.#context.update, this.#arithmetic, ofStep, {
      parameter: value,
      gradient: this.#keep(gradient),
      memory: (name) => memories.get(name)!,
    })
    this.#code.set(value, after.parameter)
    for (const [name, memory] of after.memories) this.#code.set(memories.get(name)!, memory)
  }

  /** dL/dz of every layer, by the weights as they were. */
  #deltas(): readonly (readonly Local<Scalar>[])[] {
    const { add, multiply } = this.#arithmetic
    const deltas: (readonly Local<Scalar>[])[] = []
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const next = this.#layers[l + 1]
      if (!next) {
        deltas.unshift(this.#outputDeltas())
        continue
      }
      const behind = deltas[0]!
      const own = this.#z[l]!.map((_, j) => {
        const products = behind.map((delta, k) => multiply(next.weights[k]![j]!.value, delta))
        return this.#keep(
          multiply(
            products.reduce((sum, product) => add(sum, product)),
            this.#slope(l, j),
          ),
        )
      })
      deltas.unshift(own)
    }
    return deltas
  }

  #slope(l: number, j: number): Number {
    return this.#layers[l]!.activation.slope(this.#code, this.#z[l]![j]!, this.#signals[l + 1]![j]!)
  }

  #outputDeltas(): readonly Local<Scalar>[] {
    const { way } = this.#context
    if (way.kind === 'outside') throw new TypeError('deltas from outside')
    const last = this.#layers.length - 1
    return this.#signals.at(-1)!.map((a, k) => {
      const value = compile(way.formula, {
        arithmetic: this.#arithmetic,
        call: (name) => {
          throw new TypeError(`no ${name} in the slope of a loss`)
        },
        quantity: (q) => (q.kind === 'variable' && q.name === 'y' ? this.#targets[k]! : a),
        keep: (kept) => this.#keep(kept),
      })
      return this.#keep(way.kind === 'pair' ? value : this.#arithmetic.multiply(value, this.#slope(last, k)))
    })
  }
}
