// The network drawn, with the edges on the way from a parameter to the loss highlighted.
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Diagram } from '../document.ts'
import type { Story } from '../story.ts'

/** The drawing for one parameter, or for the whole network; formats without pictures leave it out. */
export function networkDiagram(story: Story, ref?: ParameterRef): Block[] {
  const { network, samples } = story.trace
  const { activations, sample } = samples[0]!
  const block: Diagram = {
    kind: 'diagram',
    weights: network.layers.map((layer) => layer.weights),
    biases: network.layers.map((layer) => layer.biases),
    inputs: sample.input,
    activations,
    highlighted: ref ? edgesOf(story, ref) : [],
    description: story.words.diagramOf(ref !== undefined),
  }
  return [block]
}

/** The parameter's own edge, then every edge behind the units that it reaches. */
function edgesOf(story: Story, ref: ParameterRef): Diagram['highlighted'] {
  const own: Diagram['highlighted'] = ref.kind === 'weight' ? [[ref.layer, ref.to, ref.from]] : []
  const units = ref.kind === 'weight' ? [ref.to] : ref.unit === 'all' ? all(story, ref.layer) : [ref.unit]
  return [...own, ...edgesBehind(story, ref.layer + 1, units)]
}

function edgesBehind(story: Story, layer: number, from: readonly number[]): Diagram['highlighted'] {
  if (layer > story.last) return []
  const to = all(story, layer)
  const here = to.flatMap((k) => from.map((j) => [layer, k, j] as const))
  return [...here, ...edgesBehind(story, layer + 1, to)]
}

const all = (story: Story, layer: number): number[] =>
  story.trace.network.layers[layer]!.biases.map((_, unit) => unit)
