// Whether the step helped: forward again with the new weights, and after many steps.
import { masksOf } from '../../core/dropout.ts'
import { forwardPass } from '../../core/forward.ts'
import { outputsOf } from '../../core/outputs.ts'
import { batchLoss as lossOfBatch } from '../../core/step.ts'
import { unitsOf } from '../../derive/backward-steps.ts'
import { batchLoss } from '../../derive/names.ts'
import { batchLossKind } from '../../derive/objective-steps.ts'
import { q } from '../../math/expr.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import { text } from '../sections/factors.ts'
import { content, numberCell } from '../sections/parameter-table.ts'
import type { Story } from '../story.ts'
import { type Numbering, paragraph } from '../story.ts'
import { unitName } from '../units.ts'

/** Forward again with the new weights. */
export function outcome(story: Story, numbering: Numbering): Block[] {
  const { words, trace, context } = story
  const { later } = story.options
  if (trace.samples.length > 1) return batchOutcome(story, numbering)
  const { sample } = trace.samples[0]!
  const own = batchLossKind(trace) !== undefined
  const before = trace.samples[0]!.activations[story.last]!
  const after = forwardPass(trace.networkAfter, sample, trace.samples[0]!.masks).activations[story.last]!
  const lossAfter = lossOfBatch(trace.networkAfter, [sample], masksOf(trace.samples))
  const units = unitsOf(trace, story.last).slice(0, 8)
  const row = (label: Cell, outputs: readonly number[], loss: number | undefined): Cell[] => [
    label,
    ...units.map((unit) => numberCell(outputs[unit]!, context.digits)),
    loss === undefined ? { kind: 'empty' } : numberCell(loss, context.digits),
  ]
  return [
    numbering.heading(words.section.outcome),
    paragraph(words.forwardAgain),
    {
      kind: 'table',
      columns: [
        { head: [], align: 'left' },
        ...units.map((unit) => ({ head: say`${unitName(story.last, unit)}`, align: 'right' as const })),
        { head: own ? say`${q(batchLoss)}` : words.column.totalLoss, align: 'right' },
      ],
      rows: [
        row(content(words.row.target), sample.target, undefined),
        row(content(words.row.beforeStep), before, trace.loss),
        row(content(words.row.afterStep), after, lossAfter),
        ...(later
          ? [
              row(
                content(words.row.afterSteps(later.steps)),
                outputsOf(later.network, sample.input),
                lossOfBatch(later.network, [sample]),
              ),
            ]
          : []),
      ],
    },
    paragraph(words.outcome(trace.loss, lossAfter)),
    ...text(famousSlip(story) ? words.famousSlip : []),
  ]
}

/** Whether this is the deck's first step, whose published result is widely wrong. */
function famousSlip(story: Story): boolean {
  const weights = story.trace.network.layers.flatMap((layer) => layer.weights.flat())
  return (
    story.trace.stateBefore.time === 0 &&
    weights.join() === '0.15,0.2,0.25,0.3,0.4,0.45,0.5,0.55' &&
    story.trace.network.biasPolicy === 'fixed' &&
    Math.abs(story.trace.loss - 0.298371108760003) < 1e-12
  )
}

function batchOutcome(story: Story, numbering: Numbering): Block[] {
  const { words, trace } = story
  const after = lossOfBatch(
    trace.networkAfter,
    trace.samples.map(({ sample }) => sample),
    masksOf(trace.samples),
  )
  return [numbering.heading(words.section.outcome), paragraph(words.batchOutcome(trace.loss, after))]
}
