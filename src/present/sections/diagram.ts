// The network drawn, with the paths from a parameter to the loss lit.
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import type { Story } from '../story.ts'

/** The drawing for one parameter, or for the whole network; formats without pictures leave it out. */
export function networkDiagram(story: Story, parameter?: ParameterRef): Block[] {
  const form = story.options.form === 'recursive' ? 'recursive' : 'paths'
  const description = story.words.diagramOf(parameter !== undefined)
  return [{ kind: 'diagram', derivation: story.derivation, parameter, form, description }]
}
