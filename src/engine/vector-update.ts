// A vector optimizer on flat parameters: it looks at the batch at several points, and leaves the parameters where its step leads.
import type { BiasPolicy, Network } from '../core/network.ts'
import { checkSearchable } from '../core/search.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { trainedBiases } from '../core/trained.ts'
import type { Ending, Objective, Position, VectorOptimizer } from '../math/definitions.ts'
import type { CurvaturePair } from '../math/optimizers/two-loop.ts'
import type { Rows, SessionState } from './engine.ts'
import { memoryOf, pairsFrom } from './pair-memory.ts'
import type { Shape } from './parameters.ts'

/** The flat arrays of a session, and what it does on its batch: leaves the gradients at the parameters, returns the loss. */
export interface Workspace {
  readonly parameters: Float64Array
  readonly gradients: Float64Array
  evaluate(): number
}

/** Rows of a step, in order. */
export interface Batch {
  readonly rows: Rows
  readonly chosen: Uint32Array
}

const isSame = (a: Batch, b: Batch): boolean =>
  a.rows === b.rows && a.chosen.length === b.chosen.length && a.chosen.every((row, n) => row === b.chosen[n])

export class VectorUpdate {
  readonly #definition: VectorOptimizer
  readonly #options: OptimizerSpec['options']
  readonly #policy: BiasPolicy
  readonly #shape: Shape
  /** Where the trained parameters stand in the flat arrays, each once, in core's order. */
  readonly #places: Uint32Array
  #pairs: readonly CurvaturePair[] = []
  #here: Position | undefined
  #batch: Batch | undefined
  #ended: Ending | undefined

  /** @throws PasoError dropout-with-search */
  constructor(definition: VectorOptimizer, { name, options }: OptimizerSpec, network: Network, shape: Shape) {
    checkSearchable(network, name)
    this.#definition = definition
    this.#options = options
    this.#policy = network.biasPolicy
    this.#shape = shape
    this.#places = placesOf(network.biasPolicy, shape)
  }

  /** Why the last step was none. */
  get ended(): Ending | undefined {
    return this.#ended
  }

  /** The pairs that it remembers, as flat arrays. */
  get memory(): SessionState['memory'] {
    return memoryOf(this.#pairs, this.#options.memory as number, this.#places.length)
  }

  /** Goes on from what it remembered, with the parameters where they were then. */
  recall(memory: SessionState['memory'], ended: Ending | undefined): void {
    this.#pairs = pairsFrom(memory, this.#places.length)
    this.#here = undefined
    this.#ended = ended
  }

  /** To be called when the parameters are no longer those of the last step. */
  moved(): void {
    this.#here = undefined
    this.#ended = undefined
  }

  /** Looks at the batch where the step begins, unless the last one led there on the same batch; returns the loss. */
  start(workspace: Workspace, batch: Batch): number {
    if (!this.#batch || !isSame(this.#batch, batch)) this.moved()
    this.#batch = { ...batch, chosen: batch.chosen.slice() }
    this.#here ??= this.#look(workspace)
    return this.#here.loss
  }

  /** Makes step `time` (from 1) from there. */
  step(workspace: Workspace, time: number): void {
    const from = this.#here ?? this.#look(workspace)
    const objective: Objective = (vector, gradient) => {
      this.#put(vector, workspace.parameters)
      const loss = workspace.evaluate()
      this.#take(workspace.gradients, gradient)
      return loss
    }
    const { after, pairs, ended } = this.#definition.step(objective, from, this.#pairs, this.#options, time)
    this.#put(after.parameters, workspace.parameters)
    // After a failed search the batch was last seen elsewhere.
    this.#here = ended ? undefined : after
    this.#pairs = pairs
    this.#ended = ended
  }

  #look({ parameters, gradients, evaluate }: Workspace): Position {
    const size = this.#places.length
    const loss = evaluate()
    return {
      parameters: this.#take(parameters, new Float64Array(size)),
      loss,
      gradient: this.#take(gradients, new Float64Array(size)),
    }
  }

  #take(flat: Float64Array, vector: Float64Array): Float64Array {
    const places = this.#places
    for (let i = 0; i < places.length; i++) vector[i] = flat[places[i]!]!
    return vector
  }

  #put(vector: Float64Array, flat: Float64Array): void {
    const places = this.#places
    for (let i = 0; i < places.length; i++) flat[places[i]!] = vector[i]!
    if (this.#policy !== 'shared') return
    for (const { biases, units } of this.#shape.layers) flat.fill(flat[biases]!, biases, biases + units)
  }
}

function placesOf(policy: BiasPolicy, { layers }: Shape): Uint32Array {
  const span = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
  return Uint32Array.from(
    layers.flatMap(({ weights, biases, scales, end, units }) => [
      ...span(weights, biases + trainedBiases(policy, units)),
      ...span(scales, end),
    ]),
  )
}
