// Mistakes: what known errors of hand calculations make of a step. For teaching beside the right numbers.
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, ElementwiseActivation, Parameters } from '../math/definitions.ts'
import { lossOf } from '../math/losses.ts'
import { optimizerOf } from '../math/optimizers.ts'
import { backward } from './backward.ts'
import { tracesOf } from './batch.ts'
import { gradientsOf } from './gradients.ts'
import { mapValues } from './layer-values.ts'
import type { LayerValues, Network, Sample } from './network.ts'
import type { Calculus } from './short-cut.ts'
import { step } from './step.ts'
import type { OptimizerSpec, OptimizerState, SampleTrace, StepTrace } from './trace.ts'
import { initialState, update } from './update.ts'

/**
 * A step that changes each layer as soon as its gradients are known, so that the deltas of the layers before are taken
 * with weights that were changed already: the mistake in the first version of Matt Mazur's script, from which
 * 0.291027924 and the outputs 0.015912196 and 0.984065734 come. Elementwise optimizers, no normalization, no dropout.
 * @returns the trace of the right step with the gradients, the new network and the new state of the mistaken one
 * @throws PasoError as `step`
 */
export function stepTooEarly(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  state: OptimizerState = initialState(network, optimizer),
): StepTrace {
  const right = step(network, samples, optimizer, state)
  const definition = optimizerOf(optimizer.name)
  if (definition.kind === 'vector') return right
  const last = network.layers.length - 1
  const gradients: LayerValues[] = [...right.gradients]
  let after = { network, state }
  for (let layer = last; layer >= 0; layer--) {
    if (layer < last)
      gradients[layer] = gradientsOf(network, withDeltasOf(after.network, right.samples))[layer]!
    const updated = update(network, gradients, definition, optimizer, state)
    after = withLayer(after, updated, layer)
  }
  const { time, rateFactor } = right.stateAfter
  return {
    ...right,
    gradients,
    networkAfter: after.network,
    stateAfter: { ...after.state, time, rateFactor },
  }
}

/** The samples with the deltas that changed weights give; what went forward stays. */
const withDeltasOf = (changed: Network, samples: readonly SampleTrace[]): SampleTrace[] =>
  samples.map((sample) => ({ ...sample, ...backward(changed, sample) }))

interface After {
  readonly network: Network
  readonly state: OptimizerState
}

/** One layer, and what the optimizer remembers of it, taken over. */
function withLayer(to: After, from: After, layer: number): After {
  const layers = to.network.layers.with(layer, from.network.layers[layer]!)
  const memory = Object.fromEntries(
    Object.entries(to.state.memory).map(([name, values]) => {
      const news = from.state.memory[name as keyof typeof from.state.memory]!
      return [name, values.with(layer, news[layer]!)]
    }),
  )
  return { network: { ...to.network, layers }, state: { ...to.state, memory } }
}

/** Each with the number that it is known for on the deck's network in test/oracle/mistakes.json. */
const mistakes = {
  /** Hidden deltas from weights that were changed already. */
  'too-early': (network, samples, optimizer) => stepTooEarly(network, samples, optimizer),
  /** Biases that should stay are trained, one by one or one for each layer. */
  'per-neuron-biases': (network, samples, optimizer) =>
    network.biasPolicy === 'per-neuron'
      ? undefined
      : step({ ...network, biasPolicy: 'per-neuron' }, samples, optimizer),
  'shared-biases': (network, samples, optimizer) =>
    network.biasPolicy === 'fixed' &&
    network.layers.every(({ biases }) => biases.every((b) => b === biases[0]))
      ? step({ ...network, biasPolicy: 'shared' }, samples, optimizer)
      : undefined,
  /** w2 and w3 confused: each unit of the first layer takes the weights that leave an input. */
  transposed(network, samples, optimizer) {
    const [first, ...rest] = network.layers
    if (first!.biases.length !== network.inputs) return undefined
    const weights = first!.weights.map((row, to) => row.map((_, from) => first!.weights[from]![to]!))
    return step({ ...network, layers: [{ ...first!, weights }, ...rest] }, samples, optimizer)
  },
  /** The mean of the outputs' errors in place of their sum. */
  mean: (network, samples, optimizer) =>
    network.loss.name === 'half-squared-error' && network.layers.at(-1)!.biases.length > 1
      ? scaledStep(network, samples, optimizer, 1 / network.layers.at(-1)!.biases.length)
      : undefined,
  /** The square without its half. */
  'whole-square': (network, samples, optimizer) =>
    network.loss.name === 'half-squared-error' ? scaledStep(network, samples, optimizer, 2) : undefined,
  /** The factor f'(z) left out. */
  'no-slope': (network, samples, optimizer) =>
    stepWith(network, samples, optimizer, (activation) => ({ ...activation, derivative: () => 1 })),
  /** f' taken at the sum as if it were the output: net · (1 − net). */
  'slope-of-sum': (network, samples, optimizer) =>
    stepWith(network, samples, optimizer, (activation) => ({
      ...activation,
      derivative: (z: number, _a: number, parameters: Parameters) => activation.derivative(z, z, parameters),
    })),
  /** Uphill: the gradient added. */
  uphill(network, samples, optimizer) {
    const right = step(network, samples, optimizer)
    return updated(
      right,
      optimizer,
      mapValues(right.gradients, (gradient) => -gradient),
    )
  },
} as const satisfies Readonly<Record<string, Mistake>>

type Mistake = (
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
) => StepTrace | undefined

export type MistakeName = keyof typeof mistakes
export const mistakeNames = Object.keys(mistakes) as readonly MistakeName[]

/**
 * The first step as somebody makes it with a mistake; undefined where it has no meaning, or changes nothing.
 * @throws PasoError as `step`
 */
export function mistakenStep(
  name: MistakeName,
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
): StepTrace | undefined {
  if (optimizerOf(optimizer.name).kind === 'vector') return undefined
  const isPlain = network.layers.every(({ normalization, dropout }) => !normalization && dropout === 0)
  return isPlain ? (mistakes[name] as Mistake)(network, samples, optimizer) : undefined
}

/** The step whose losses, and all that comes from them, are `by` times as large. */
function scaledStep(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  by: number,
): StepTrace {
  const right = step(network, samples, optimizer)
  const all = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((value) => by * value))
  const scaled = {
    ...right,
    loss: by * right.loss,
    samples: right.samples.map((sample) => ({
      ...sample,
      loss: by * sample.loss,
      unitLosses: sample.unitLosses.map((loss) => by * loss),
      activationGradients: all(sample.activationGradients),
      deltas: all(sample.deltas),
    })),
  }
  const gradients = mapValues(right.gradients, (gradient) => by * gradient)
  return { ...updated(scaled, optimizer, gradients), gradients }
}

/** The step whose backward pass has other slopes, of activations that act on each unit by itself. */
function stepWith(
  network: Network,
  samples: readonly Sample[],
  optimizer: OptimizerSpec,
  changed: (activation: ElementwiseActivation) => ActivationDefinition,
): StepTrace {
  const calculus: Calculus = {
    activation: (name) => {
      const right = activationOf(name)
      return right.kind === 'elementwise' ? changed(right) : right
    },
    loss: lossOf,
    shortCut: () => undefined,
  }
  const traces = tracesOf(network, samples, undefined, calculus)
  const gradients = gradientsOf(network, traces)
  const right = step(network, samples, optimizer)
  return { ...updated({ ...right, samples: traces }, optimizer, gradients), gradients }
}

/** The step as it ends with these gradients. */
function updated(trace: StepTrace, optimizer: OptimizerSpec, gradients: readonly LayerValues[]): StepTrace {
  const definition = optimizerOf(optimizer.name)
  if (definition.kind === 'vector') return trace
  const after = update(trace.network, gradients, definition, optimizer, trace.stateBefore)
  return { ...trace, networkAfter: after.network, stateAfter: after.state }
}
