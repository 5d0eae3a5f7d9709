// Step: one training step with everything kept, and many steps with nothing kept but where they end.
import { optimizerOf } from '../math/optimizers.ts'
import type { Random } from '../math/random.ts'
import { forwardBatch, tracesOf } from './batch.ts'
import { explainNonFinite } from './divergence.ts'
import { type Masks, masksFor } from './dropout.ts'
import { unitLossesOf } from './forward.ts'
import { gradientsOf, overBatch, weighted } from './gradients.ts'
import type { Network, Sample } from './network.ts'
import { withRunning } from './normalize.ts'
import { tiesSamples } from './normalized.ts'
import { outputsOf } from './outputs.ts'
import { penalized } from './penalty.ts'
import { failures, refusals } from './refusals.ts'
import { checkSamples } from './samples.ts'
import { searchStep } from './search.ts'
import { addUp } from './sums.ts'
import type { BatchTrace, ForwardTrace, OptimizerSpec, OptimizerState, StepTrace } from './trace.ts'
import { initialState, update } from './update.ts'

export interface StepOptions {
  /** Draws the masks of a network with dropout, sample by sample. */
  readonly random?: Random | undefined
  /** The masks of each sample, where they are known already. */
  readonly masks?: readonly (Masks | undefined)[] | undefined
}

/**
 * One training step on a batch: each sample forward and backward with the same old parameters, the batch's gradients,
 * then all parameters at once. The batch's loss is (1/N) · (ω_1·l_1 + … + ω_N·l_N), or the sum where the reduction says
 * so, and the penalties of the weights.
 * @throws PasoError when a sample does not fit the network or there is none; masks-missing, batch-of-one,
 *   dropout-with-search
 */
export function step(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  state: OptimizerState = initialState(network, optimizer),
  { random, masks }: StepOptions = {},
): StepTrace {
  checkSamples(network, samples)
  return stepOn(network, samples, optimizer, state, masks ?? masksFor(network, samples.length, random))
}

/** `step` for samples that were checked before. */
function stepOn(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  stateBefore: OptimizerState,
  masks: readonly (Masks | undefined)[] | undefined,
): StepTrace {
  const before = batchTrace(network, samples, masks)
  const definition = optimizerOf(optimizer.name)
  const after =
    definition.kind === 'vector'
      ? searchStep(before, definition, optimizer, stateBefore, (other) => batchTrace(other, samples))
      : update(network, before.gradients, definition, optimizer, stateBefore)
  return {
    ...before,
    gradientNorm: after.gradientNorm,
    unitNorms: after.unitNorms,
    optimizer,
    learningRate: after.learningRate,
    stateBefore,
    stateAfter: after.state,
    networkAfter: withStatistics(after.network, before.samples),
    search: after.search,
  }
}

/** A batch forward and backward, with its loss and its gradients. */
function batchTrace(
  network: Network,
  samples: readonly Sample[],
  masks?: readonly (Masks | undefined)[] | undefined,
): BatchTrace {
  const traces = tracesOf(network, samples, masks)
  return {
    network,
    samples: traces,
    loss: trainingLoss(network, traces),
    gradients: gradientsOf(network, traces),
  }
}

/** The running statistics move in every step. */
function withStatistics(network: Network, traces: readonly ForwardTrace[]): Network {
  if (!tiesSamples(network)) return network
  const layers = network.layers.map((layer, l) =>
    withRunning(layer, traces[0]!.normalized?.[l], traces.length),
  )
  return { ...network, layers }
}

/**
 * The loss over samples in evaluation, each counted by its weight: nothing is dropped, batch normalization takes its
 * running statistics, the targets are as they are, and there is no penalty.
 * @throws PasoError when a sample does not fit the network or there is none.
 */
export function loss(network: Network, samples: readonly Sample[]): number {
  checkSamples(network, samples)
  return overBatch(samples, network.loss.reduction, (sample) =>
    weighted(sample, addUp(unitLossesOf(network, sample.target, outputsOf(network, sample.input)))),
  )
}

/**
 * The batch's loss in training, for samples that were checked before: what a step with these masks reports.
 * @throws PasoError batch-of-one
 */
export function batchLoss(
  network: Network,
  samples: readonly Sample[],
  masks?: readonly (Masks | undefined)[],
): number {
  return trainingLoss(network, forwardBatch(network, samples, masks))
}

/** Each sample as often as it counts, and the penalties. */
function trainingLoss(network: Network, traces: readonly ForwardTrace[]): number {
  const { reduction } = network.loss
  return penalized(
    overBatch(traces, reduction, ({ sample, loss }) => weighted(sample, loss)),
    network,
  )
}

export interface TrainingOptions {
  /** How many steps. */
  readonly steps: number
  /** The rows of each step's batch; used in turn, again from the first after the last. Default: all rows, every step. */
  readonly batches?: readonly (readonly number[])[]
  /** To go on from an earlier step. Default: the state before the first. */
  readonly state?: OptimizerState
  /** Draws the masks of a network with dropout. */
  readonly random?: Random | undefined
}

/**
 * Many steps, equal to the bit to as many calls of `step`.
 * @throws PasoError when a sample does not fit, or when the training diverges: a loss or a parameter without a value.
 */
export function train(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  { steps, batches, state = initialState(network, optimizer), random }: TrainingOptions,
): { readonly network: Network; readonly state: OptimizerState } {
  checkSamples(network, samples)
  const chosen = batches?.map((rows) => rowsOf(samples, rows)) ?? [samples]
  if (chosen.length === 0) throw refusals.emptyBatch()
  const start = state.time
  for (let i = 0; i < steps; i++) {
    const batch = chosen[i % chosen.length]!
    const trace = stepOn(network, batch, optimizer, state, masksFor(network, batch.length, random))
    if (!Number.isFinite(trace.loss)) stopIfUndefined(trace)
    network = trace.networkAfter
    state = trace.stateAfter
    // A step that could not be made would not be made again from the same point, with the same samples.
    const isOver = trace.search?.ended && chosen.length === 1 && !tiesSamples(network)
    if (isOver) return { network, state: { ...state, time: start + steps } }
  }
  return { network, state }
}

function rowsOf(samples: readonly Sample[], rows: readonly number[]): Sample[] {
  if (rows.length === 0) throw refusals.emptyBatch()
  return rows.map((row) => {
    const sample = samples[row]
    if (!sample) throw refusals.unknownRow(row, samples.length)
    return sample
  })
}

/** An infinite loss alone may pass (a canonical pair still has its delta); a gradient without a value may not. */
function stopIfUndefined(trace: StepTrace): void {
  const defined = trace.gradients.every(({ weights, biases, scales = [], shifts = [] }) =>
    [...weights, biases, scales, shifts].flat().every(Number.isFinite),
  )
  if (!defined || Number.isNaN(trace.loss)) {
    throw (
      trace.samples.map((sample, n) => explainNonFinite(trace.network, sample, n)).find(Boolean) ??
      failures.batchOverflow()
    )
  }
}
