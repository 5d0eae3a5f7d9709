// A step of a vector optimizer: the loss of the batch as a function of all trained parameters at once, and where it leads.
import type { Objective, VectorOptimizer } from '../math/definitions.ts'
import { searched } from '../math/optimizers/searched.ts'
import { hasDropout } from './dropout.ts'
import { dropoutWithSearch } from './line-search-errors.ts'
import type { Network } from './network.ts'
import { forwardTaint } from './non-finite.ts'
import type { BatchTrace, OptimizerSpec, OptimizerState } from './trace.ts'
import { trainedValues, trainedVector, withTrainedVector } from './trained.ts'
import type { Updated } from './update.ts'

/**
 * A loss that changes from one look to the next has no line to search along.
 * @throws PasoError dropout-with-search
 */
export function checkSearchable(network: Network, optimizer: string): void {
  if (hasDropout(network)) throw dropoutWithSearch(optimizer)
}

/**
 * The network and the state after one step. A point where any number of a forward pass is not finite has no loss.
 * @param before the batch at the point where the step begins.
 * @param evaluate the same batch with another network.
 * @throws PasoError dropout-with-search
 */
export function searchStep(
  { network, loss, gradients }: BatchTrace,
  definition: VectorOptimizer,
  { name, options }: OptimizerSpec,
  state: OptimizerState,
  evaluate: (network: Network) => BatchTrace,
): Updated {
  checkSearchable(network, name)
  const objective: Objective = (parameters, gradient) => {
    const there = evaluate(withTrainedVector(network, parameters))
    gradient.set([...trainedValues(network, there.gradients)])
    return there.loss + forwardTaint(there)
  }
  const from = {
    parameters: trainedVector(network),
    loss,
    gradient: Float64Array.from(trainedValues(network, gradients)),
  }
  const time = state.time + 1
  const search = searched(definition.step(from, state.pairs ?? [], options, time), objective)
  return {
    network: search.ended ? network : withTrainedVector(network, search.after.parameters),
    state: { time, rateFactor: state.rateFactor, memory: {}, pairs: search.pairs },
    learningRate: undefined,
    gradientNorm: undefined,
    unitNorms: undefined,
    search,
  }
}
