// The JavaScript engine: plain loops over flat arrays, each sum in core's order, so that its numbers equal core's to the bit.
import { shortCutOf } from '../core/backward.ts'
import { checkRandom, maskValue } from '../core/dropout.ts'
import type { Network } from '../core/network.ts'
import { withPenalty } from '../core/penalty.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { learningRateAt } from '../core/update.ts'
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, CanonicalPair, LossDefinition, Parameters } from '../math/definitions.ts'
import { canonicalPair, lossOf, smoothedClasses, smoothedTarget } from '../math/losses.ts'
import { type Random, randomFrom } from '../math/random.ts'
import type { Engine, PlanOptions, Rows, Session, SessionState } from './engine.ts'
import { clip as clipInPlace, holdWithinNorm } from './limits.ts'
import { flatParameters, type LayerShape, type Shape, shapeOf, withParameters } from './parameters.ts'
import { checkState, copyOf } from './session-state.ts'
import { type Update, updateOf } from './updates.ts'

export const javascript: Engine = {
  name: 'js',
  plan: (network, optimizer, batchSize, options = {}) =>
    new JavaScriptSession(network, optimizer, batchSize, options),
}

/** One layer with the numbers of the sample that passes through it. */
interface LayerState extends LayerShape {
  readonly activation: ActivationDefinition
  readonly parameters: Parameters
  readonly dropout: number
  readonly z: number[]
  /** f(z). */
  f: number[]
  /** What goes on to the next layer: f(z), or m · f(z) where a step drops outputs. */
  a: number[]
  readonly mask: number[]
  readonly masked: number[]
  /** dL/da and dL/dz. */
  readonly gradients: number[]
  readonly deltas: number[]
}

class JavaScriptSession implements Session {
  readonly #network: Network
  readonly #batchSize: number
  readonly #shape: Shape
  readonly #layers: readonly LayerState[]
  readonly #loss: LossDefinition
  /** Only where targets are probabilities does it depend on the sample whether the short cut holds. */
  #pair: CanonicalPair | undefined
  readonly #optimizer: OptimizerSpec
  readonly #update: Update
  readonly #parameters: Float64Array
  readonly #gradients: Float64Array
  readonly #input: number[]
  readonly #target: number[]
  #random: Random | undefined
  /** How much the sample counts. */
  #weight = 1
  #time = 0
  #rateFactor = 1

  constructor(network: Network, optimizer: OptimizerSpec, batchSize: number, { random }: PlanOptions) {
    checkRandom(network, random)
    this.#random = random
    this.#network = network
    this.#batchSize = batchSize
    this.#shape = shapeOf(network)
    this.#layers = this.#shape.layers.map((shape, l) => {
      const { activation, dropout } = network.layers[l]!
      const { name, parameters } = activation
      const zeros = (): number[] => new Array<number>(shape.units).fill(0)
      return {
        ...shape,
        activation: activationOf(name),
        parameters,
        dropout,
        z: zeros(),
        f: zeros(),
        a: zeros(),
        mask: zeros(),
        masked: zeros(),
        deltas: zeros(),
        gradients: zeros(),
      }
    })
    this.#loss = lossOf(network.loss.name)
    this.#pair = canonicalPair(network.layers.at(-1)!.activation.name, network.loss.name)
    this.#optimizer = optimizer
    this.#update = updateOf(optimizer, this.#shape.size)
    this.#parameters = flatParameters(network, this.#shape)
    this.#gradients = new Float64Array(this.#shape.size)
    this.#input = new Array<number>(network.inputs).fill(0)
    this.#target = new Array<number>(this.#layers.at(-1)!.units).fill(0)
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const batchSize = this.#batchSize
    const losses = new Float64Array(Math.ceil(order.length / batchSize))
    for (let step = 0; step < losses.length; step++) {
      const from = step * batchSize
      const loss = this.#gradientsOf(rows, order, from, Math.min(from + batchSize, order.length))
      losses[step] = loss
      if (!Number.isFinite(loss)) return losses.subarray(0, step + 1)
      this.#step()
    }
    return losses
  }

  outputs(rows: Rows): Float64Array {
    const width = this.#target.length
    const outputs = new Float64Array(rows.count * width)
    for (let row = 0; row < rows.count; row++) {
      this.#take(rows, row)
      this.#forward()
      outputs.set(this.#layers.at(-1)!.a, row * width)
    }
    return outputs
  }

  loss(rows: Rows): number {
    let sum = 0
    for (let row = 0; row < rows.count; row++) {
      this.#take(rows, row)
      this.#forward()
      const loss = this.#weight * this.#sampleLoss()
      sum = row === 0 ? loss : sum + loss
    }
    return this.#overBatch(sum, rows.count)
  }

  learningRate(): number {
    return learningRateAt(this.#optimizer, Math.max(1, this.#time), this.#rateFactor)
  }

  lowerRate(factor: number): void {
    this.#rateFactor *= factor
  }

  save(): Float64Array {
    return this.#parameters.slice()
  }

  restore(saved: Float64Array): void {
    this.#parameters.set(saved)
  }

  state(): SessionState {
    return copyOf({
      parameters: this.#parameters,
      memory: this.#update.memory,
      time: this.#time,
      rateFactor: this.#rateFactor,
      random: this.#random?.state(),
    })
  }

  resume(state: SessionState): void {
    checkState(state, this.state())
    const { parameters, memory, time, rateFactor, random } = state
    this.#random = random && randomFrom(random)
    this.#parameters.set(parameters)
    for (const [name, values] of Object.entries(this.#update.memory)) values.set(memory[name]!)
    this.#time = time
    this.#rateFactor = rateFactor
  }

  network(): Network {
    return withParameters(this.#network, this.#shape, this.#parameters)
  }

  /** Leaves in `#gradients` those of the batch that stands in `order` between two places; returns its loss. */
  #gradientsOf(rows: Rows, order: Uint32Array, from: number, to: number): number {
    const count = to - from
    let sum = 0
    for (let n = 0; n < count; n++) {
      this.#take(rows, order[from + n]!)
      this.#forward(this.#random)
      this.#prepareTarget()
      const loss = this.#weight * this.#sampleLoss()
      sum = n === 0 ? loss : sum + loss
      this.#backward()
      for (let l = 0; l < this.#layers.length; l++) this.#addGradients(l, n === 0)
    }
    if (this.#network.loss.reduction === 'mean' && count > 1) {
      const share = 1 / count
      const gradients = this.#gradients
      for (let i = 0; i < gradients.length; i++) gradients[i] = share * gradients[i]!
    }
    return this.#addPenalty(this.#overBatch(sum, count))
  }

  /** Adds the penalties to the gradients of the weights, and to the loss, which it returns. */
  #addPenalty(loss: number): number {
    const spec = this.#network.loss
    if (spec.l1 === 0 && spec.l2 === 0) return loss
    const [parameters, gradients] = [this.#parameters, this.#gradients]
    let [sizes, squares] = [0, 0]
    for (const { weights, biases } of this.#layers) {
      for (let i = weights; i < biases; i++) {
        const weight = parameters[i]!
        gradients[i] = withPenalty(gradients[i]!, weight, spec)
        sizes += Math.abs(weight)
        squares += weight * weight
      }
    }
    const first = spec.l1 === 0 ? loss : loss + spec.l1 * sizes
    return spec.l2 === 0 ? first : first + (spec.l2 / 2) * squares
  }

  #overBatch(sum: number, count: number): number {
    return this.#network.loss.reduction === 'mean' && count > 1 ? (1 / count) * sum : sum
  }

  #take(rows: Rows, row: number): void {
    const input = this.#input
    const target = this.#target
    for (let i = 0, at = row * input.length; i < input.length; i++) input[i] = rows.inputs[at + i]!
    for (let i = 0, at = row * target.length; i < target.length; i++) target[i] = rows.targets[at + i]!
    this.#weight = rows.weights?.[row] ?? 1
  }

  /** What only training asks of a target: whether the short cut holds for it, and label smoothing. */
  #prepareTarget(): void {
    const { labelSmoothing } = this.#network.loss
    const target = this.#target
    if (this.#loss.targetsAreProbabilities) this.#pair = shortCutOf(this.#network, target)
    if (labelSmoothing === 0) return
    const classes = smoothedClasses(this.#loss, target.length)
    for (let k = 0; k < target.length; k++) target[k] = smoothedTarget(target[k]!, labelSmoothing, classes)
  }

  /** With a generator as a step goes, dropping outputs where the network has dropout; without one as in evaluation. */
  #forward(random?: Random): void {
    let signal = this.#input
    const parameters = this.#parameters
    for (const layer of this.#layers) {
      const { z, inputs, units } = layer
      for (let j = 0, w = layer.weights; j < units; j++) {
        let sum = parameters[layer.biases + j]!
        for (let k = 0; k < inputs; k++, w++) sum += parameters[w]! * signal[k]!
        z[j] = sum
      }
      activate(layer)
      if (random && layer.dropout > 0) drop(layer, random)
      signal = layer.a
    }
  }

  #sampleLoss(): number {
    const { a } = this.#layers.at(-1)!
    const { parameters } = this.#network.loss
    let sum = this.#loss.term(0, this.#target, a, parameters)
    for (let k = 1; k < a.length; k++) sum += this.#loss.term(k, this.#target, a, parameters)
    return sum
  }

  #backward(): void {
    const last = this.#layers.length - 1
    for (let l = last; l >= 0; l--) {
      const layer = this.#layers[l]!
      const pair = l === last ? this.#pair : undefined
      if (pair) {
        this.#shortDeltas(pair, layer)
        continue
      }
      if (l === last) this.#lossGradients(layer)
      else this.#gradientsThrough(this.#layers[l + 1]!, layer.gradients)
      deltasFrom(layer)
    }
  }

  #shortDeltas(pair: CanonicalPair, { deltas, a }: LayerState): void {
    for (let k = 0; k < a.length; k++) deltas[k] = pair.delta(k, this.#target, a)
  }

  #lossGradients({ a, gradients }: LayerState): void {
    const { parameters } = this.#network.loss
    for (let k = 0; k < a.length; k++) gradients[k] = this.#loss.derivative(k, this.#target, a, parameters)
  }

  /** dL/da of the layer before this one: Σ_k w_kj · delta_k. */
  #gradientsThrough({ inputs, units, weights, deltas }: LayerState, gradients: number[]): void {
    const parameters = this.#parameters
    for (let j = 0; j < inputs; j++) gradients[j] = parameters[weights + j]! * deltas[0]!
    for (let k = 1; k < units; k++) {
      const row = weights + k * inputs
      for (let j = 0; j < inputs; j++) gradients[j]! += parameters[row + j]! * deltas[k]!
    }
  }

  #addGradients(l: number, first: boolean): void {
    const { inputs, units, weights, biases, deltas } = this.#layers[l]!
    const signal = l === 0 ? this.#input : this.#layers[l - 1]!.a
    const gradients = this.#gradients
    const weight = this.#weight
    for (let j = 0, w = weights; j < units; j++) {
      const delta = deltas[j]!
      if (weight !== 1) {
        for (let k = 0; k < inputs; k++, w++) {
          const slope = weight * (delta * signal[k]!)
          gradients[w] = first ? slope : gradients[w]! + slope
        }
      } else if (first) for (let k = 0; k < inputs; k++, w++) gradients[w] = delta * signal[k]!
      else for (let k = 0; k < inputs; k++, w++) gradients[w]! += delta * signal[k]!
    }
    const shared =
      this.#network.biasPolicy === 'shared' ? deltas.reduce((sum, delta) => sum + delta) : undefined
    for (let j = 0; j < units; j++) {
      const delta = weight * (shared ?? deltas[j]!)
      gradients[biases + j] = first ? delta : gradients[biases + j]! + delta
    }
  }

  #step(): void {
    this.#time++
    const rate = this.learningRate()
    const { clip, maxNorm } = this.#optimizer
    if (clip) clipInPlace(this.#gradients, clip, this.#shape, this.#network.biasPolicy)
    const parameters = this.#parameters
    const gradients = this.#gradients
    for (const { weights, biases, units } of this.#layers) {
      const to = this.#network.biasPolicy === 'fixed' ? biases : biases + units
      this.#update.step(parameters, gradients, weights, to, this.#time, rate)
    }
    if (maxNorm !== undefined) holdWithinNorm(parameters, maxNorm, this.#shape)
  }
}

function activate(layer: LayerState): void {
  const { activation, parameters, z, f } = layer
  if (activation.kind === 'vector') layer.f = activation.f(z, parameters)
  else for (let j = 0; j < z.length; j++) f[j] = activation.f(z[j]!, parameters)
  layer.a = layer.f
}

/** a = m · f(z), with a mask drawn for this row. */
function drop(layer: LayerState, random: Random): void {
  const { f, mask, masked, dropout } = layer
  for (let j = 0; j < f.length; j++) {
    mask[j] = maskValue(dropout, random)
    masked[j] = mask[j]! * f[j]!
  }
  layer.a = masked
}

/** delta = dL/da · da/dz, unit by unit, or through the whole Jacobian. */
function deltasFrom({ activation, parameters, dropout, z, f, mask, gradients, deltas }: LayerState): void {
  for (let j = 0; j < deltas.length; j++) {
    if (activation.kind === 'elementwise') {
      const slope = activation.derivative(z[j]!, f[j]!, parameters)
      deltas[j] = gradients[j]! * (dropout > 0 ? mask[j]! * slope : slope)
      continue
    }
    const entry = (k: number): number => {
      const slope = activation.derivative(f, k, j, parameters)
      return gradients[k]! * (dropout > 0 ? mask[k]! * slope : slope)
    }
    let sum = entry(0)
    for (let k = 1; k < gradients.length; k++) sum += entry(k)
    deltas[j] = sum
  }
}
