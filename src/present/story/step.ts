// The story of a whole step: forward, error, every gradient, every update, the biases, and whether it helped.
import { parametersOf } from '../../core/parameters.ts'
import { gradient } from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { batchGradients } from '../sections/batch-gradients.ts'
import { biasSection } from '../sections/biases.ts'
import { forwardSection, lossSection } from '../sections/forward.ts'
import { introductionToStep } from '../sections/introduction.ts'
import { runningSection } from '../sections/normalization.ts'
import { outcome } from '../sections/outcome.ts'
import { resultTable } from '../sections/results.ts'
import { searchedParameter } from '../sections/search.ts'
import { isPlain, recipeSentence, updateLines } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { LONGEST_SUM, Numbering, paragraph, SHOWN_TERMS, stepTitle } from '../story.ts'
import { layersBackward } from './step-layers.ts'

/** More new values than this are not calculated one by one but listed. */
const MOST_UPDATES = 16
export function stepStory(stories: readonly Story[]): Block[] {
  const numbering = new Numbering()
  return stories.flatMap((story, i) =>
    i === 0
      ? firstStep(story, numbering, stories.length === 1)
      : laterStep(story, numbering, i === stories.length - 1),
  )
}

function firstStep(story: Story, numbering: Numbering, only: boolean): Block[] {
  return [
    ...introductionToStep(story),
    ...numbered(forwardSection(story), numbering),
    ...numbered(lossSection(story), numbering),
    ...gradientSection(story, numbering),
    ...layersBackward(story, numbering),
    ...batchGradients(story, numbering),
    ...updates(story, numbering),
    ...runningSection(
      story,
      numbering,
      story.shape.units.map((_, layer) => layer),
    ),
    ...biasSection(story, numbering),
    ...(only ? outcome(story, numbering) : []),
  ]
}

/** A section's own heading takes the next number. */
function numbered(blocks: Block[], numbering: Numbering): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' && block.level === 2 ? numbering.heading(block.content) : block,
  )
}

/** What we want: the gradient, and which way it points. */
function gradientSection(story: Story, numbering: Numbering): Block[] {
  const { words } = story
  const weights = [...parametersOf(story.trace.network)].filter((p) => p.kind === 'weight')
  const loss = q({ kind: 'batch-loss' })
  const entries = weights.map((ref) => q(gradient(ref, story.version)))
  const dots = q({ kind: 'variable', name: '…' })
  const shown =
    entries.length > LONGEST_SUM ? [...entries.slice(0, SHOWN_TERMS), dots, entries.at(-1)!] : entries
  return [
    numbering.heading(words.section.gradient),
    paragraph(words.gradientIdea(loss, weights.length)),
    { kind: 'display', math: { kind: 'gradient', of: loss, entries: shown } },
    paragraph(words.uphill),
  ]
}

/** Output layer first, then the hidden ones; all at the end of the step. */
function inUpdateOrder(story: Story): ParameterRef[] {
  const trained = [...parametersOf(story.trace.network)].filter((ref) => isTrained(story.trace, ref))
  return trained.toSorted(
    (a, b) => Number(b.layer === story.last) - Number(a.layer === story.last) || a.layer - b.layer,
  )
}

function updates(story: Story, numbering: Numbering): Block[] {
  const { words } = story
  const refs = inUpdateOrder(story)
  const plain = isPlain(story)
  const inCommon = new Set<string>()
  const told = refs.length > MOST_UPDATES ? refs.slice(0, 1) : refs
  return [
    numbering.heading(words.section.newValues(refs.some((ref) => ref.kind === 'bias'))),
    paragraph(words.onlyNow(refs.length)),
    ...(plain
      ? []
      : [paragraph(words.describeOptimizer(story.trace.optimizer.name)), paragraph(recipeSentence(story))]),
    ...told.flatMap((ref, i) =>
      i > 0 && story.trace.search
        ? searchedParameter(story, ref)
        : updateLines(story, ref, i === 0 && !plain, inCommon),
    ),
    ...resultTable(story),
  ]
}

/** A step after the first: its loss, its gradients and updates in one table. */
function laterStep(story: Story, numbering: Numbering, isLast: boolean): Block[] {
  const { words } = story
  return [
    numbering.heading(stepTitle(story)),
    paragraph(words.laterStepWhole(story.trace.loss)),
    ...resultTable(story),
    ...(isLast ? outcome(story, numbering) : []),
  ]
}
