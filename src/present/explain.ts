// explain: one or several training steps as a Document, for one parameter, for some of them, or for the whole step.

import { normalizedLayers } from '../core/normalized.ts'
import { hasCommonBias } from '../core/parameters.ts'
import { batchLossKind } from '../derive/objective-steps.ts'
import type { Derivation } from '../derive/step.ts'
import type { Block, Context, Document, Shape } from './document.ts'
import type { ExplainOptions } from './options.ts'
import { proseOf } from './prose/index.ts'
import { isLarge, largeStory } from './story/large.ts'
import { matrixStory } from './story/matrix.ts'
import { parameterStory } from './story/parameter.ts'
import { isOfNormalization } from './story/parameter-normalized.ts'
import { stepStory } from './story/step.ts'
import type { Story } from './story.ts'

/** Significant digits in tables. */
const TABLE_DIGITS = 5

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

/** What every section needs at hand, of one step. */
export function storyOf(derivation: Derivation, options: ExplainOptions): Story {
  const shape = shapeOf(derivation)
  const context: Context = {
    notation: options.notation,
    shape,
    locale: options.locale,
    digits: options.digits,
    tableDigits: Math.min(TABLE_DIGITS, options.digits),
  }
  return {
    derivation,
    trace: derivation.trace,
    version: derivation.version,
    last: shape.units.length - 1,
    shape,
    words: proseOf(options.language, options.notation),
    options,
    context,
  }
}

/** What names depend on. */
export function shapeOf({ trace }: Pick<Derivation, 'trace'>): Shape {
  const { network, samples } = trace
  const batchLoss = batchLossKind(trace)
  const normalized = normalizedLayers(network)
  return {
    inputs: network.inputs,
    units: network.layers.map((layer) => layer.biases.length),
    oneBiasPerLayer: network.layers.every((_, layer) => hasCommonBias(network, layer)),
    samples: samples.length,
    ...(batchLoss && { batchLoss }),
    ...(normalized.length > 0 && { normalized }),
  }
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
