// Problems: what is trained, on which rows and from which weights, the same for all who take part.
import { readFileSync, writeFileSync } from 'node:fs'
import { xoshiro } from '../src/math/random.ts'

/**
 * What a step computes. classes: relu, then softmax with cross-entropy. squares: sigmoid in all layers, half the squared error.
 * labels: sigmoid in all layers, binary cross-entropy, summed over the outputs. All are means over the rows of a batch.
 * labels-in-turn: labels, but layer by layer: a hidden layer's gradient is taken from weights that this step has already changed.
 */
export type Arithmetic = 'classes' | 'squares' | 'labels' | 'labels-in-turn'

export type Precision = 'float32' | 'float64'

export interface Problem {
  /** Units of each layer, the inputs first. */
  readonly widths: readonly number[]
  readonly arithmetic: Arithmetic
  readonly batch: number
  /** A multiple of the batch. */
  readonly rows: number
  readonly rate: number
  readonly precision: Precision
}

export interface Layer {
  /** [to · from] */
  readonly weights: Float64Array
  /** [to] */
  readonly biases: Float64Array
}

/** All of them are float32 numbers, so that everyone begins with the same ones. */
export interface Data {
  /** [rows · inputs] */
  readonly inputs: Float64Array
  /** One of each row's outputs is 1, the others are 0. [rows · outputs] */
  readonly targets: Float64Array
  readonly layers: readonly Layer[]
}

export const inputsOf = ({ widths }: Problem): number => widths[0]!
export const outputsOf = ({ widths }: Problem): number => widths.at(-1)!

/** Inputs and outputs of each layer. */
export const pairsOf = ({ widths }: Problem): [inputs: number, units: number][] =>
  widths.slice(1).map((units, l) => [widths[l]!, units])

/** Operations that a row needs, a multiplication and its addition counted as two; the inputs need no gradient. */
export function operationsOf(problem: Problem): number {
  const products = pairsOf(problem).map(([inputs, units], l) => (l === 0 ? 4 : 6) * inputs * units)
  return products.reduce((sum, one) => sum + one, 0)
}

/** How far the centres of two outputs' rows are from each other, in standard deviations of a row. */
const DISTANCE = 3

/** Rows around a centre for each output, and weights whose spread keeps the signal (He's for relu, Glorot's for sigmoid). */
export function dataOf(problem: Problem): Data {
  const random = xoshiro(1)
  const draw = (count: number, scale: number): Float64Array =>
    Float64Array.from({ length: count }, () => Math.fround(scale * random.normal()))
  const [inputs, outputs] = [inputsOf(problem), outputsOf(problem)]
  const centres = draw(outputs * inputs, DISTANCE / Math.sqrt(2 * inputs))
  const values = draw(problem.rows * inputs, 1)
  const targets = new Float64Array(problem.rows * outputs)
  for (let row = 0; row < problem.rows; row++) {
    const target = random.integer(outputs)
    targets[row * outputs + target] = 1
    for (let i = 0; i < inputs; i++) {
      const at = row * inputs + i
      values[at] = Math.fround(values[at]! + centres[target * inputs + i]!)
    }
  }
  const relu = problem.arithmetic === 'classes'
  const layers = pairsOf(problem).map(([from, to]) => ({
    weights: draw(from * to, Math.sqrt(relu ? 2 / from : 2 / (from + to))),
    biases: new Float64Array(to),
  }))
  return { inputs: values, targets, layers }
}

/** Inputs, targets, then each layer's weights and biases, as doubles one after the other. */
export function writeData(path: string, { inputs, targets, layers }: Data): void {
  const parts = [inputs, targets, ...layers.flatMap(({ weights, biases }) => [weights, biases])]
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part.buffer))))
}

export function readData(path: string, problem: Problem): Data {
  const bytes = readFileSync(path)
  const doubles = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  let at = 0
  const take = (count: number): Float64Array => {
    at += count
    return doubles.slice(at - count, at)
  }
  return {
    inputs: take(problem.rows * inputsOf(problem)),
    targets: take(problem.rows * outputsOf(problem)),
    layers: pairsOf(problem).map(([from, to]) => ({ weights: take(from * to), biases: take(to) })),
  }
}

const labels = (output: number, target: number): number => -Math.log(target === 1 ? output : 1 - output)

const lossOf = {
  classes: (output: number, target: number) => (target === 0 ? 0 : -target * Math.log(output)),
  squares: (output: number, target: number) => (output - target) ** 2 / 2,
  labels,
  'labels-in-turn': labels,
} as const satisfies Record<Arithmetic, (output: number, target: number) => number>

/** The mean loss of the rows whose outputs these are. [rows · outputs] */
export function meanLoss(
  { arithmetic, rows }: Problem,
  outputs: ArrayLike<number>,
  targets: Float64Array,
): number {
  let sum = 0
  for (let i = 0; i < targets.length; i++) sum += lossOf[arithmetic](outputs[i]!, targets[i]!)
  return sum / rows
}
