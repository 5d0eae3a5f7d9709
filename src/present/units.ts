// Names of units in sentences, and sentences one after another.
import type { Content, Formula } from './document.ts'
import { say } from './document.ts'
import type { Story } from './story.ts'

/** A sentence after another, with a space between. */
export function joined(parts: readonly Content[]): Content {
  return parts.flatMap((part, i) => (i === 0 || part.length === 0 ? part : [' ', ...part]))
}

/** More units than this are not named one by one. */
const MOST_NAMES = 6

/** The bare name of a unit, for tables and drawings: h1, a_1^(1). */
export const unitName = (layer: number, unit: number): Formula => ({ kind: 'unit', layer, unit })

/** A unit in a sentence: h1 in the deck's notation; the others, whose symbol names the unit's output, say it in words. */
export function unitInWords(story: Story, layer: number, unit: number): Content {
  if (story.context.notation === 'deck') return say`${unitName(layer, unit)}`
  return [story.words.unit(layer, unit, story.last)]
}

/** The title of the part that tells a unit. */
export function unitTitle(story: Story, layer: number, unit: number): Content {
  if (story.context.notation === 'deck') return story.words.unitHeading(unitName(layer, unit))
  return [story.words.unitTitle(layer, unit, story.last)]
}

/** The units of a layer in a sentence: h1 and h2; the first and the last of a wide layer; in words outside the deck. */
export function unitList(story: Story, layer: number): Content {
  if (story.context.notation !== 'deck') return [story.words.unitsOfLayer(layer, story.last)]
  const count = layer < 0 ? story.trace.network.inputs : story.trace.network.layers[layer]!.biases.length
  const wide = count > MOST_NAMES
  const shown = wide ? [0, 1, count - 1] : Array.from({ length: count }, (_, i) => i)
  const names = shown.map((unit) => say`${unitName(layer, unit)}`)
  if (wide) return [...names[0]!, ', ', ...names[1]!, ', ..., ', ...names[2]!]
  return story.words.list(names)
}
