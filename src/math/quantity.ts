// Quantity: the name of one number of a training step. Notation is the printer's choice; layers, units and samples count from 0.
import { type NormalizedQuantity, normalizedKey } from './normalized-quantity.ts'

import type { AuxiliaryName, CoefficientName, HyperParameterName, MemoryName } from './quantity-names.ts'

export type * from './quantity-names.ts'

/** Which value of a parameter: 0 before the first update told, 1 after it, and so on. */
export type Version = number

export interface WeightRef {
  readonly kind: 'weight'
  /** 0 is the first layer that computes (the first hidden layer). */
  readonly layer: number
  /** The unit it goes to, in `layer`. */
  readonly to: number
  /** The unit it comes from, in the layer before (an input when `layer` is 0). */
  readonly from: number
}

export interface BiasRef {
  readonly kind: 'bias'
  readonly layer: number
  /** The unit it belongs to, or 'all' when the layer has one bias in common. */
  readonly unit: number | 'all'
}

/** γ of a unit in a normalized layer. */
export interface ScaleRef {
  readonly kind: 'scale'
  readonly layer: number
  readonly unit: number
}

/** β of a unit in a normalized layer. */
export interface ShiftRef {
  readonly kind: 'shift'
  readonly layer: number
  readonly unit: number
}

/** A parameter of the network, whatever its version. */
export type ParameterRef = WeightRef | BiasRef | ScaleRef | ShiftRef

export interface Weight extends WeightRef {
  readonly version: Version
}

export interface Bias extends BiasRef {
  readonly version: Version
}

export interface Scale extends ScaleRef {
  readonly version: Version
}

export interface Shift extends ShiftRef {
  readonly version: Version
}

/** A parameter at a version. */
export type Parameter = Weight | Bias | Scale | Shift

/** A unit's activation; layer -1 is the input layer, so an input is an activation too. */
export interface Activation {
  readonly kind: 'activation'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

export interface PreActivation {
  readonly kind: 'pre-activation'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

/** What dropout multiplies a unit's output with: 0, or 1/(1 − p). */
export interface Mask {
  readonly kind: 'mask'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

export interface Target {
  readonly kind: 'target'
  readonly unit: number
  readonly sample: number
}

/** What label smoothing makes of a target. */
export interface SmoothedTarget {
  readonly kind: 'smoothed-target'
  readonly unit: number
  readonly sample: number
}

/** How much a sample counts in the batch's loss. */
export interface SampleWeight {
  readonly kind: 'sample-weight'
  readonly sample: number
}

/** What the weights cost in the batch's loss: by their sizes (1) or by their squares (2). */
export interface Penalty {
  readonly kind: 'penalty'
  readonly norm: 1 | 2
}

/** The learning rate that a schedule gives step `time`. */
export interface ScheduledRate {
  readonly kind: 'scheduled-rate'
  readonly time: number
}

/** All trained gradients of a step together, or the weights into one unit as the optimizer left them. */
export type Bundle = 'gradients' | { readonly layer: number; readonly unit: number }

/** The norm of a bundle at step `time`. */
export interface Norm {
  readonly kind: 'norm'
  readonly of: Bundle
  readonly time: number
}

/** What a bundle is multiplied by to bring its norm within its limit; 1 where it is. */
export interface LimitFactor {
  readonly kind: 'limit-factor'
  readonly of: Bundle
  readonly time: number
}

/** One output's term of a sample's loss (the deck's E_o1). */
export interface UnitLoss {
  readonly kind: 'unit-loss'
  readonly unit: number
  readonly sample: number
}

/** A sample's loss (the deck's E_total). */
export interface SampleLoss {
  readonly kind: 'sample-loss'
  readonly sample: number
}

/** The batch's loss: the mean (or the sum) of its samples' losses. */
export interface BatchLoss {
  readonly kind: 'batch-loss'
}

/** dL/dz of one unit for one sample's loss. */
export interface Delta {
  readonly kind: 'delta'
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

/** A partial derivative: d of / d by. A local one when both are neighbours, a gradient when `by` is a parameter. */
export interface Derivative {
  readonly kind: 'derivative'
  readonly of: Quantity
  readonly by: Quantity
}

/** The product along one path from an output's loss back to a unit's activation or to a parameter. */
export interface Path {
  readonly kind: 'path'
  readonly to: Quantity
  /** The units passed, from the one fed by `to` up to the output: [layer, unit] pairs. */
  readonly through: readonly (readonly [layer: number, unit: number])[]
  readonly sample: number
}

/** The number of a step; a letter for the head of a table. */
export type Time = number | 't' | 'i'

/** What an optimizer remembers about one parameter after step `time` (0: before the first). */
export interface Memory {
  readonly kind: 'memory'
  readonly name: MemoryName
  readonly parameter: ParameterRef
  readonly time: Time
}

/** Something that an update computes on its way for one parameter at step `time`: the decayed gradient, m hat, v hat. */
export interface Auxiliary {
  readonly kind: 'auxiliary'
  readonly name: AuxiliaryName
  readonly parameter: ParameterRef
  readonly time: Time
  /** Of the loops of L-BFGS: which pair comes next, by the step that left it; 0 after the first loop. */
  readonly pair?: Time
}

/** What a memory or an auxiliary is for each trained parameter, as one vector. */
export type Vector = Omit<Memory, 'parameter'> | Omit<Auxiliary, 'parameter'>

/** The scalar product of two vectors over the trained parameters. */
export interface ScalarProduct {
  readonly kind: 'scalar-product'
  readonly left: Vector
  readonly right: Vector
}

/** A number of step `time` that all parameters have in common. */
export interface Coefficient {
  readonly kind: 'coefficient'
  readonly name: CoefficientName
  readonly time: Time
  /** Which pair it belongs to, by the step that left it. */
  readonly pair?: Time
}

/** A number of the recipe: alpha, beta_1, epsilon. */
export interface HyperParameter {
  readonly kind: 'hyper-parameter'
  readonly name: HyperParameterName
}

/** A letter of a formula on its own, such as the z of an activation's definition. */
export interface Variable {
  readonly kind: 'variable'
  readonly name: string
  readonly index?: number
}

/** A whole vector or matrix of the network, for matrix notation. Layer -1 activations are the inputs. */
export interface ArrayQuantity {
  readonly kind: 'array'
  readonly symbol:
    | 'weights'
    | 'biases'
    | 'pre-activations'
    | 'activations'
    | 'deltas'
    | 'targets'
    | 'smoothed-targets'
    | 'slopes'
    | 'masks'
    | 'means'
    | 'deviations'
    | 'normalized'
    | 'scales'
    | 'shifts'
    | 'arguments'
    | 'argument-slopes'
  readonly layer: number
  readonly sample: number
  readonly version: Version
}

/** A quantity with letters as indices, for general formulas: w_jk^(l), x_i. Units are numbers (from 0) or letters. */
export interface IndexedQuantity {
  readonly kind: 'indexed'
  readonly symbol: 'weight' | 'bias' | 'pre-activation' | 'activation' | 'delta' | 'target'
  readonly layer: number
  readonly indices: readonly (number | string)[]
}

export type Quantity =
  | ArrayQuantity
  | IndexedQuantity
  | Parameter
  | Activation
  | PreActivation
  | Mask
  | Target
  | SmoothedTarget
  | SampleWeight
  | Penalty
  | ScheduledRate
  | Norm
  | LimitFactor
  | UnitLoss
  | SampleLoss
  | BatchLoss
  | Delta
  | Derivative
  | Path
  | Memory
  | Auxiliary
  | ScalarProduct
  | Coefficient
  | HyperParameter
  | Variable
  | NormalizedQuantity

/** The layer number of the inputs. */
export const INPUT_LAYER = -1

/** A short unique text for a quantity: the id of its step, the anchor in HTML, the key of its value. */
export function keyOf(q: Quantity): string {
  switch (q.kind) {
    case 'weight':
    case 'bias':
    case 'scale':
    case 'shift':
      return `${parameterKey(q)}@${q.version}`
    case 'activation':
      return q.layer === INPUT_LAYER ? `x.${q.unit}/${q.sample}` : `a${q.layer}.${q.unit}/${q.sample}`
    case 'pre-activation':
      return `z${q.layer}.${q.unit}/${q.sample}`
    case 'mask':
      return `m${q.layer}.${q.unit}/${q.sample}`
    case 'target':
      return `y.${q.unit}/${q.sample}`
    case 'smoothed-target':
      return `soft.${q.unit}/${q.sample}`
    case 'sample-weight':
      return `omega/${q.sample}`
    case 'penalty':
      return `R${q.norm}`
    case 'scheduled-rate':
      return `rate@${q.time}`
    case 'norm':
    case 'limit-factor':
      return `${q.kind}(${q.of === 'gradients' ? 'g' : `w${q.of.layer}.${q.of.unit}`})@${q.time}`
    case 'unit-loss':
      return `e.${q.unit}/${q.sample}`
    case 'sample-loss':
      return `l/${q.sample}`
    case 'batch-loss':
      return 'L'
    case 'delta':
      return `delta${q.layer}.${q.unit}/${q.sample}`
    case 'derivative':
      return `d(${keyOf(q.of)},${keyOf(q.by)})`
    case 'path':
      return `path(${keyOf(q.to)}:${q.through.map(([l, u]) => `${l}.${u}`).join('-')})/${q.sample}`
    case 'memory':
      return `${q.name}(${parameterKey(q.parameter)})@${q.time}`
    case 'auxiliary':
      return `${q.name}${pairKey(q.pair)}(${parameterKey(q.parameter)})@${q.time}`
    case 'coefficient':
      return `${q.name}${pairKey(q.pair)}@${q.time}`
    case 'scalar-product':
      return `(${vectorKey(q.left)},${vectorKey(q.right)})`
    case 'hyper-parameter':
      return q.name
    case 'array':
      return `${q.symbol}${q.layer}@${q.version}/${q.sample}`
    case 'indexed':
      return `${q.symbol}${q.layer}[${q.indices.join(',')}]`
    case 'variable':
      return q.index === undefined ? `$${q.name}` : `$${q.name}${q.index}`
    default:
      return normalizedKey(q)
  }
}

const pairKey = (pair: Time | undefined): string => (pair === undefined ? '' : `.${pair}`)

const vectorKey = (v: Vector): string => `${v.name}${v.kind === 'auxiliary' ? pairKey(v.pair) : ''}@${v.time}`

/** A short unique text for a parameter, whatever its version. */
export function parameterKey(p: ParameterRef): string {
  return p.kind === 'weight'
    ? `w${p.layer}.${p.to}.${p.from}`
    : `${parameterLetters[p.kind]}${p.layer}.${p.unit}`
}

const parameterLetters = { bias: 'b', scale: 'gamma', shift: 'beta' } as const

/** Whether a quantity is a parameter of the network. */
export const isParameter = (q: Quantity): q is Parameter =>
  q.kind === 'weight' || q.kind === 'bias' || q.kind === 'scale' || q.kind === 'shift'
