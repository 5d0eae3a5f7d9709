// Layer health: what each layer of a network does on some rows: how large, how flat and how often silent its units are, and how
// large the gradients that reach it.
import { backward } from '../core/backward.ts'
import { forwardPass } from '../core/forward.ts'
import { signalInto } from '../core/gradients.ts'
import type { ActivationSpec, Network, Sample } from '../core/network.ts'
import { activationOf } from '../math/activations.ts'

/** One layer on some rows, in evaluation: nothing is dropped, and batch normalization takes its running statistics. */
export interface LayerHealth {
  readonly units: number
  readonly activation: string
  /** The mean of |a| over units and rows. */
  readonly meanActivation: number
  /** The share of (unit, row) whose slope is below 1 % of the activation's steepest; undefined in the last layer. */
  readonly saturated: number | undefined
  /** Units, from 0, that are saturated on every row; [] in the last layer. */
  readonly saturatedUnits: readonly number[]
  /** Units, from 0, whose slope is exactly 0 on every row, so that no gradient passes; [] in the last layer. */
  readonly deadUnits: readonly number[]
  /** The mean over the rows of the root mean square over the units of delta = dL/dz, of each row's own loss. */
  readonly delta: number
  /** The mean over the rows of the norm of dL/dW of the layer, of each row's own loss. */
  readonly gradient: number
}

export interface NetworkHealth {
  readonly layers: readonly LayerHealth[]
  /** Rows on which the loss or a gradient is not finite; the figures are of the others. */
  readonly brokenRows: number
  /** Rows that were looked at. */
  readonly rows: number
}

/** A slope below this share of the steepest one is flat. */
export const FLAT = 0.01

interface Sums {
  activation: number
  delta: number
  gradient: number
  /** Of the whole layer. */
  flat: number
  /** By unit, on how many rows. */
  readonly flatRows: Uint32Array
  readonly zeroRows: Uint32Array
}

/** @param samples as the network takes them, at least one */
export function healthOf(network: Network, samples: readonly Sample[]): NetworkHealth {
  const { layers } = network
  const last = layers.length - 1
  const limits = layers.map(({ activation }) => FLAT * steepestSlope(activation))
  const sums = layers.map(
    ({ biases: { length } }): Sums => ({
      activation: 0,
      delta: 0,
      gradient: 0,
      flat: 0,
      flatRows: new Uint32Array(length),
      zeroRows: new Uint32Array(length),
    }),
  )
  let rows = 0
  for (const sample of samples) {
    const forward = forwardPass(network, sample)
    const { slopes, deltas } = backward(network, forward)
    if (!Number.isFinite(forward.loss) || !deltas.every((layer) => layer.every(Number.isFinite))) continue
    rows++
    for (const [l, sum] of sums.entries()) {
      const activations = forward.activations[l]!
      const norm = normOf(deltas[l]!)
      sum.activation += activations.reduce((total, a) => total + Math.abs(a), 0) / activations.length
      sum.delta += norm / Math.sqrt(activations.length)
      sum.gradient += norm * normOf(signalInto(forward, l))
      if (l < last) addSlopes(sum, slopes[l]!, limits[l]!)
    }
  }
  return {
    rows: samples.length,
    brokenRows: samples.length - rows,
    layers: layers.map(({ activation, biases: { length: units } }, l) => {
      const sum = sums[l]!
      const always = (counts: Uint32Array): number[] =>
        Array.from(counts.keys()).filter((unit) => rows > 0 && l < last && counts[unit] === rows)
      return {
        units,
        activation: activation.name,
        meanActivation: sum.activation / rows,
        saturated: l === last ? undefined : sum.flat / (rows * units),
        saturatedUnits: always(sum.flatRows),
        deadUnits: always(sum.zeroRows),
        delta: sum.delta / rows,
        gradient: sum.gradient / rows,
      }
    }),
  }
}

function addSlopes(sum: Sums, slopes: readonly number[], limit: number): void {
  for (let unit = 0; unit < slopes.length; unit++) {
    const size = Math.abs(slopes[unit]!)
    if (size === 0) sum.zeroRows[unit]!++
    if (size >= limit) continue
    sum.flatRows[unit]!++
    sum.flat++
  }
}

const normOf = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))

/** Every activation is steepest well within. */
const FARTHEST = 10
const NET = 0.01

/** The largest |f'(z)|, on a net of z from −10 to 10; of softmax the largest entry of the Jacobian's diagonal, ¼. */
export function steepestSlope({ name, parameters }: ActivationSpec): number {
  const activation = activationOf(name)
  if (activation.kind === 'vector') return 0.25
  let steepest = 0
  for (let i = -FARTHEST / NET; i <= FARTHEST / NET; i++) {
    const z = i * NET
    const slope = activation.derivative(z, activation.f(z, parameters), parameters)
    steepest = Math.max(steepest, Math.abs(slope))
  }
  return steepest
}

/** Whether the activation flattens on both sides, so that a flat slope is saturation and not a rectifier at rest. */
export function isBounded(name: string): boolean {
  const { low, high } = activationOf(name).range
  return Number.isFinite(low) && Number.isFinite(high)
}
