// The state of a training as tensors: of each layer the weights, turned to [from][to], and the biases; of each memory the same.
import type { Network } from '../../core/network.ts'
import type { Precision } from '../engine.ts'
import { type Shape, shapeOf } from '../parameters.ts'
import type { UpdatePlan } from '../wasm/update-code.ts'

export type Part = 'weights' | 'biases'
export type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

export interface StateTensor {
  readonly name: string
  readonly layer: number
  readonly part: Part
  /** The optimizer's name for it; undefined for the parameters themselves. */
  readonly memory: string | undefined
  readonly dims: readonly [number, number]
}

/** Parameters layer by layer, then each memory in the same way. */
export function stateTensors(network: Network, { memories }: Pick<UpdatePlan, 'memories'>): StateTensor[] {
  const { layers } = shapeOf(network)
  return [undefined, ...memories.map(({ name }) => name)].flatMap((memory, m) =>
    layers.flatMap(({ inputs, units }, layer) => [
      {
        name: `weights_${layer}_${m}`,
        layer,
        part: 'weights' as const,
        memory,
        dims: [inputs, units] as const,
      },
      { name: `biases_${layer}_${m}`, layer, part: 'biases' as const, memory, dims: [1, units] as const },
    ]),
  )
}

export const tensorAt = (
  tensors: readonly StateTensor[],
  layer: number,
  part: Part,
  memory?: string,
): StateTensor => tensors.find((one) => one.layer === layer && one.part === part && one.memory === memory)!

/** Of the parameters, layer by layer. */
export const layerNames = (tensors: readonly StateTensor[]) =>
  tensors
    .filter(({ part, memory }) => part === 'weights' && memory === undefined)
    .map(({ name, layer }) => ({ weights: name, biases: tensorAt(tensors, layer, 'biases').name }))

export const numbersOf = (precision: Precision, count: number): Numbers =>
  precision === 'float32' ? new Float32Array(count) : new Float64Array(count)

/** From flat parameters, or another number for each, to a tensor. */
export function writeTensor(tensor: StateTensor, shape: Shape, flat: Float64Array, to: Numbers): void {
  eachNumber(tensor, shape, (at, i) => {
    to[at] = flat[i]!
  })
}

/** The way back from `writeTensor`. */
export function readTensor(tensor: StateTensor, shape: Shape, from: Numbers, flat: Float64Array): void {
  eachNumber(tensor, shape, (at, i) => {
    flat[i] = from[at]!
  })
}

function eachNumber(
  { layer, part }: StateTensor,
  { layers }: Shape,
  visit: (at: number, i: number) => void,
): void {
  const { inputs, units, weights, biases } = layers[layer]!
  if (part === 'biases') {
    for (let j = 0; j < units; j++) visit(j, biases + j)
    return
  }
  for (let j = 0, i = weights; j < units; j++) {
    for (let k = 0; k < inputs; k++, i++) visit(k * units + j, i)
  }
}
