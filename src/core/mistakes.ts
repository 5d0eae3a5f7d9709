// Mistakes: what famous errors of hand calculations make of a step. For teaching beside the right numbers; nothing trains with them.
import { optimizerOf } from '../math/optimizers.ts'
import { backward } from './backward.ts'
import { gradientsOf } from './gradients.ts'
import type { LayerValues, Network, Sample } from './network.ts'
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
