// The story of a step in matrix notation: one line for each layer, forward, backward and for the update.

import { batchLoss, sampleLoss, versioned } from '../../derive/names.ts'
import { num, q } from '../../math/expr.ts'
import type { Block } from '../document.ts'
import { networkDiagram } from '../sections/diagram.ts'
import { beginningNotes, networkLine, recipeLine } from '../sections/introduction.ts'
import { maskNotes } from '../sections/masks.ts'
import { isNormalized, runningSection, tiedLosses } from '../sections/normalization.ts'
import { gradientWords, loweredLoss, penalties, smoothedTargets } from '../sections/objective.ts'
import { resultTable } from '../sections/results.ts'
import { linesInCommon, recipeSentence, updateLines } from '../sections/update.ts'
import type { Story } from '../story.ts'
import { heading, Numbering, paragraph, rowNumber, stepTitle } from '../story.ts'
import { joined } from '../units.ts'
import { hiddenDelta, normalizedLines } from './matrix-layers.ts'
import { gradientLines, netLine, outLine, outputDeltaLine, updatedLines } from './matrix-lines.ts'
import { line, WIDEST } from './matrix-parts.ts'

const firstWeight = { kind: 'weight', layer: 0, to: 0, from: 0 } as const

export function matrixStory(stories: readonly Story[]): Block[] {
  const story = stories[0]!
  const { words } = story
  const numbering = new Numbering()
  const samples = story.trace.samples.map((_, sample) => sample).slice(0, 4)
  return [
    heading(1, words.titleOfMatrices),
    paragraph(joined([networkLine(story), recipeLine(story)])),
    ...networkDiagram(story),
    ...beginningNotes(story),
    paragraph(words.matrices.idea),
    ...(story.shape.units.some((n) => n > WIDEST) || story.shape.inputs > WIDEST
      ? [paragraph(words.matrices.tooWide(WIDEST))]
      : []),
    paragraph(words.digitsNote(story.context.digits, undefined)),
    numbering.heading(words.section.forward),
    ...maskNotes(story),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...forward(story, sample)]),
    ...batchLine(story),
    ...tiedLosses(story),
    numbering.heading(words.matrices.backward),
    ...samples.flatMap((sample) => [...rowTitle(story, sample), ...backward(story, sample)]),
    numbering.heading(words.section.gradient),
    paragraph(words.matrices.gradients),
    ...(story.shape.units.some((_, layer) => isNormalized(story, layer))
      ? [paragraph(words.layers.matrixGradients)]
      : []),
    ...gradientWords(story, firstWeight),
    ...gradients(story),
    numbering.heading(words.section.newValues(story.trace.network.biasPolicy !== 'fixed')),
    ...searched(story),
    paragraph(words.matrices.update),
    ...linesInCommon(story),
    ...updated(story),
    ...resultTable(story),
    ...runningSection(story, numbering, layersOf(story)),
    ...stories
      .slice(1)
      .flatMap((later) => [
        numbering.heading(stepTitle(later)),
        paragraph(words.laterStepWhole(later.trace.loss)),
        ...updated(later),
      ]),
  ]
}

/** The search for the direction and the length, with the numbers of one weight. */
function searched(story: Story): Block[] {
  const { words, trace, version } = story
  if (!trace.search) return []
  return [
    paragraph([...words.describeOptimizer(trace.optimizer.name), ' ', ...recipeSentence(story)]),
    paragraph(words.search.forOne(q(versioned(firstWeight, version)))),
    ...updateLines(story, firstWeight, true),
  ]
}

const rowTitle = (story: Story, sample: number): Block[] =>
  story.trace.samples.length > 1 ? [paragraph(story.words.matrices.row(rowNumber(story, sample)))] : []

const layersOf = (story: Story): number[] => story.shape.units.map((_, layer) => layer)

function forward(story: Story, sample: number): Block[] {
  const steps = layersOf(story).flatMap((layer): Block[] => [
    netLine(story, layer, sample),
    ...normalizedLines(story, layer, sample),
    outLine(story, layer, sample),
  ])
  const { loss } = story.trace.samples[sample]!
  return [
    ...steps,
    ...smoothedTargets(story, sample),
    line(sampleLoss(sample), undefined, undefined, num(loss)),
  ]
}

function batchLine(story: Story): Block[] {
  if (story.trace.samples.length === 1) return loweredLoss(story)
  return [
    paragraph(story.words.batchLossIdea(story.trace.network.loss.reduction)),
    ...penalties(story),
    line(batchLoss, undefined, undefined, num(story.trace.loss)),
  ]
}

function backward(story: Story, sample: number): Block[] {
  const { words, last, trace } = story
  return [
    paragraph(trace.samples[sample]!.shortCut ? words.matrices.shortCut : words.matrices.outputDelta),
    outputDeltaLine(story, sample),
    ...(last > 0 ? [paragraph(words.matrices.hiddenDelta)] : []),
    ...(sample === 0 && story.shape.units.some((_, layer) => isNormalized(story, layer))
      ? [paragraph(words.layers.matrixDelta)]
      : []),
    ...layersOf(story)
      .slice(0, -1)
      .toReversed()
      .flatMap((layer) => hiddenDelta(story, layer, sample)),
  ]
}

const gradients = (story: Story): Block[] =>
  layersOf(story)
    .toReversed()
    .flatMap((layer) => gradientLines(story, layer))

const updated = (story: Story): Block[] =>
  layersOf(story)
    .toReversed()
    .flatMap((layer) => updatedLines(story, layer))
