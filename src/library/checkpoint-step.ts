// The step that the training of a checkpoint would make next: its network, what its optimizer remembers, and what draws its masks.
import type { Network } from '../core/network.ts'
import type { OptimizerState } from '../core/trace.ts'
import { optimizerStateFrom } from '../engine/core-engine.ts'
import { shapeOf, withParameters } from '../engine/parameters.ts'
import { networkFileFrom } from '../formats/checkpoint.ts'
import type { Random } from '../math/random.ts'
import { randomFrom } from '../math/random-sources.ts'
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
  const { network, optimizer } = networkFileFrom(structure)
  const { parameters, random } = session
  return {
    network: withParameters(network, shapeOf(network), parameters),
    state: optimizerStateFrom(session, network, optimizer),
    random: random && randomFrom(random),
  }
}
