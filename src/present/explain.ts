// explain: one or several training steps as a Document, for one parameter, for some of them, or for the whole step.

import type { Derivation } from '../derive/step.ts'
import type { Block, Document } from './document.ts'
import type { ExplainOptions } from './options.ts'
import { isLarge, largeStory } from './story/large.ts'
import { matrixStory } from './story/matrix.ts'
import { parameterStory } from './story/parameter.ts'
import { isOfNormalization } from './story/parameter-normalized.ts'
import { stepStory } from './story/step.ts'
import type { Story } from './story.ts'
import { storyOf } from './story-of.ts'

/**
 * The document that tells a training step, or several in a row.
 * @param derivations one for each step, in order; all of the same network.
 * @throws RangeError when there is no derivation.
 */
export function explain(derivations: readonly Derivation[], options: ExplainOptions): Document {
  const stories = derivations.map((derivation) => storyOf(derivation, options))
  const [first] = stories
  if (!first) throw new RangeError('a document needs at least one step')
  const blocks = blocksOf(stories, options)
  return { title: plainTitle(blocks, first), language: options.language, context: first.context, blocks }
}

/** The way to tell it: matrices, one parameter of a large or of a small network, or everything. */
function blocksOf(stories: readonly Story[], options: ExplainOptions): Block[] {
  const first = stories[0]!
  if (options.notation === 'matrix' && !options.parameters) return matrixStory(stories)
  if (!options.parameters) return stepStory(stories)
  const large = isLarge(first) && first.trace.samples.length === 1
  return options.parameters.flatMap((ref) =>
    large && !isOfNormalization(first, ref) ? largeStory(first, ref) : parameterStory(stories, ref),
  )
}

/** The first heading as plain text; where it names a quantity, what stands before the clause that does. */
function plainTitle(blocks: readonly Block[], story: Story): string {
  const heading = blocks.find((block) => block.kind === 'heading')
  const content = heading?.kind === 'heading' ? heading.content : story.words.section.forward
  const formula = content.findIndex((part) => typeof part !== 'string')
  if (formula < 0) return content.join('')
  return content
    .slice(0, formula)
    .join('')
    .replace(/[:,][^:,]*$/, '')
}
