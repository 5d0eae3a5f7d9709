// The step that the training of a checkpoint would make next: its network, what its optimizer remembers, and what draws its masks.
import type { Network } from '../core/network.ts'
import type { OptimizerState } from '../core/trace.ts'
import { shapeOf, valuesFrom, withParameters } from '../engine/parameters.ts'
import { networkFileFrom } from '../formats/checkpoint.ts'
import { type Random, randomFrom } from '../math/random.ts'
import type { Checkpoint } from './checkpoint.ts'

/** Where a training stands. */
export interface Standing {
  /** With the weights of now, which need not be the best so far. */
  readonly network: Network
  readonly state: OptimizerState
  /** Undefined without dropout. */
  readonly random: Random | undefined
}

export function standingOf({ network: structure, state: { session } }: Checkpoint): Standing {
  const { network } = networkFileFrom(structure)
  const shape = shapeOf(network)
  const { parameters, memory, time, rateFactor, random } = session
  const layers = Object.entries(memory).map(([name, flat]) => [name, valuesFrom(flat, shape)])
  return {
    network: withParameters(network, shape, parameters),
    state: { time, rateFactor, memory: Object.fromEntries(layers) },
    random: random && randomFrom(random),
  }
}
