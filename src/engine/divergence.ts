// Divergence: what the numbers of a training ran into, found by core in the step before which all of them were finite.

import type { Network } from '../core/network.ts'
import { firstNonFinite, type StepNumber } from '../core/non-finite.ts'
import type { StepTrace } from '../core/trace.ts'
import type { PasoError } from '../errors.ts'
import { optimizerOf } from '../math/optimizers.ts'
import { randomFrom } from '../math/random-sources.ts'
import { batchCount, batchEnd, leastRows } from './batches.ts'
import { CoreSession } from './core-engine.ts'
import type { DivergencePlace } from './divergence-words.ts'
import { shapeOf, withParameters } from './parameters.ts'
import { failures } from './refusals.ts'
import type { TrainingPlan, TrainingState, WatchState } from './training-plan.ts'

/** What a training throws that ran away: the code is `diverged`. */
export interface DivergedError extends PasoError {
  readonly place: DivergencePlace
  /** The network before the step in which it ran away: its numbers are all finite. */
  readonly lastFinite: Network
  /** That of the best epoch by the validation rows, where an epoch was over. */
  readonly best: { readonly epoch: number; readonly network: Network } | undefined
}

/**
 * The error of a training that ran away in the step that follows the state from which its plan resumes.
 * @param watch after that step
 * @throws PasoError those of core, where the rows themselves are not finite
 */
export function divergence(plan: TrainingPlan, watch: WatchState): DivergedError {
  const { network, optimizer, batchSize, train, validation, advice = {} } = plan
  const state = plan.resume!
  const { random } = state.session
  const session = new CoreSession(network, optimizer, batchSize, random ? { random: randomFrom(random) } : {})
  session.resume(state.session)
  const batch = batchOf(plan, state)
  const trace = session.trace(train, batch)
  const place = placeOf(plan, trace, batch, watch)
  const error = failures.diverged({
    ...place,
    stepsPerEpoch: stepsPerEpoch(plan),
    batchSize,
    widths: [network.inputs, ...network.layers.map(({ biases }) => biases.length)],
    trail: watch.trail,
    means: state.history.map(({ loss }) => loss),
    optimizer,
    advice,
  })
  const { epoch, weights } = state.best
  const best =
    validation && epoch > 0
      ? { epoch, network: withParameters(network, shapeOf(network), weights) }
      : undefined
  return Object.assign(error, { place, lastFinite: session.network(), best })
}

/** The rows of the step that follows a state. */
function batchOf(
  { train, network, optimizer, batchSize }: TrainingPlan,
  { random, position }: TrainingState,
): Uint32Array {
  const order = randomFrom(random).permutation(train.count)
  const batch = order.subarray(position, batchEnd(position, train.count, batchSize, leastRows(network)))
  return optimizerOf(optimizer.name).kind === 'vector' ? batch.sort() : batch
}

const stepsPerEpoch = ({ train, batchSize, network }: TrainingPlan): number =>
  batchCount(train.count, batchSize, leastRows(network))

function placeOf(
  plan: TrainingPlan,
  trace: StepTrace,
  batch: Uint32Array,
  watch: WatchState,
): DivergencePlace {
  const epoch = plan.resume!.history.length + 1
  const first = firstNonFinite(trace)
  const row = first?.sample === undefined ? undefined : batch[first.sample]!
  return {
    epoch,
    step: watch.steps - (epoch - 1) * stepsPerEpoch(plan),
    totalSteps: watch.steps,
    learningRate: trace.learningRate,
    first,
    largest: first ? undefined : largestGradient(trace),
    row: row === undefined ? undefined : (plan.train.members?.[row] ?? row),
  }
}

/** In the layer from which the next step would have gone furthest. */
function largestGradient({ gradients }: StepTrace): StepNumber {
  let largest = { layer: 0, to: 0, from: 0, value: 0 }
  for (const [layer, { weights }] of gradients.entries()) {
    for (const [to, row] of weights.entries()) {
      for (const [from, value] of row.entries()) {
        if (Math.abs(value) > Math.abs(largest.value)) largest = { layer, to, from, value }
      }
    }
  }
  const { value, ...weight } = largest
  const by = { kind: 'weight', ...weight, version: 0 } as const
  return { quantity: { kind: 'derivative', of: { kind: 'batch-loss' }, by }, layer: largest.layer, value }
}
