// Names of units in sentences, and sentences one after another.
import type { Content, Formula } from './document.ts'
import { say } from './document.ts'
import type { Story } from './story.ts'

/** A sentence after another, with a space between. */
export function joined(parts: readonly Content[]): Content {
  return parts.flatMap((part, i) => (i === 0 || part.length === 0 ? part : [' ', ...part]))
}

/** The bare name of a unit. */
export const unitName = (layer: number, unit: number): Formula => ({ kind: 'unit', layer, unit })

/** h1 and h2; the first and the last of a wide layer. */
export function unitList(story: Story, layer: number): Content {
  const count = layer < 0 ? story.trace.network.inputs : story.trace.network.layers[layer]!.biases.length
  const shown = count > 6 ? [0, 1, count - 1] : Array.from({ length: count }, (_, i) => i)
  const names = shown.map((unit) => say`${unitName(layer, unit)}`)
  if (count > 6) return [...names[0]!, ', ', ...names[1]!, ', ..., ', ...names[2]!]
  return story.words.list(names)
}
