// The line search of a step: the slope along the direction, what is asked of a step length, and what each trial found.
import type { StepTrace } from '../../core/trace.ts'
import type { SearchAttempt } from '../../math/definitions.ts'
import { call, type Expr, product, q, sum } from '../../math/expr.ts'
import {
  fallsEnough,
  flattensEnough,
  type Trial,
  type WolfeConditions,
} from '../../math/optimizers/line-search.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { Block, Cell, Column, Content } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { number, paragraph } from '../story.ts'
import { text } from './factors.ts'
import { content, numberCell } from './parameter-table.ts'

/** The slope along the direction, what is asked of a step, and every trial. */
export function lineSearch(story: Story, attempt: SearchAttempt, why: boolean): Block[] {
  const { words, trace } = story
  const { time } = trace.stateAfter
  const slope: Quantity = {
    kind: 'scalar-product',
    left: { kind: 'auxiliary', name: 'gradient', time },
    right: { kind: 'auxiliary', name: 'search-direction', time },
  }
  return [
    ...(why ? [paragraph(words.search.slopeIdea(attempt.direction.slope < 0))] : []),
    { kind: 'calculation', left: [q(slope)], lines: [number(attempt.direction.slope)] },
    ...(why && attempt.trials.length > 0 ? conditions(story, slope) : []),
    ...trialTable(story, attempt),
    ...(why ? text(outcome(story, attempt)) : []),
  ]
}

const conditionsOf = ({ optimizer }: StepTrace): WolfeConditions => {
  const { c1, c2 } = optimizer.options as Record<string, number>
  return { c1: c1!, c2: c2! }
}

const at = (length: Expr, slope = false): Expr => ({
  kind: 'activation',
  name: 'φ',
  parameters: {},
  arguments: [length],
  unit: 0,
  ...(slope && { derivativeBy: 0 }),
})
const t = q({ kind: 'variable', name: 't' })
const c1 = q({ kind: 'hyper-parameter', name: 'c1' })
const c2 = q({ kind: 'hyper-parameter', name: 'c2' })

/** The two conditions of Wolfe, with φ(t) for the loss at a length t along the direction. */
function conditions(story: Story, slope: Quantity): Block[] {
  const { words, derivation } = story
  const values = [c1, c2].map((c): Content => {
    const value = c.kind === 'quantity' ? derivation.value(c.quantity) : 0
    return say`${{ kind: 'relation', sides: [c, number(value)] }}`
  })
  const falls = sum(q({ kind: 'batch-loss' }), product(c1, t, q(slope)))
  return [
    paragraph(words.search.conditions(at(t), at(t, true), values)),
    { kind: 'display', math: { kind: 'relation', symbol: '≤', sides: [at(t), falls] } },
    {
      kind: 'display',
      math: {
        kind: 'relation',
        symbol: '≤',
        sides: [call('abs', at(t, true)), product(c2, call('abs', q(slope)))],
      },
    },
  ]
}

/** What each trial found, and which condition it fulfils. */
export function trialTable(
  { words, trace, context }: Story,
  { trials, direction: { slope } }: SearchAttempt,
): Block[] {
  if (trials.length === 0) return []
  const limits = conditionsOf(trace)
  const start: Trial = { length: 0, loss: trace.loss, slope }
  const mark = (holds: boolean): Cell => content([holds ? '✓' : '✗'])
  const right = (head: Content): Column => ({ head, align: 'right' })
  const { digits } = context
  return [
    {
      kind: 'table',
      columns: [
        right(say`${t}`),
        right(say`${at(t)}`),
        right(say`${at(t, true)}`),
        right(words.search.column.falls),
        right(words.search.column.flattens),
      ],
      rows: [
        [
          numberCell(0),
          numberCell(trace.loss, digits),
          numberCell(slope),
          { kind: 'empty' },
          { kind: 'empty' },
        ],
        ...trials.map((trial): Cell[] => [
          numberCell(trial.length),
          numberCell(trial.loss, digits),
          numberCell(trial.slope),
          mark(fallsEnough(trial, start, limits)),
          mark(flattensEnough(trial, start, limits)),
        ]),
      ],
    },
  ]
}

/** How the search ended, where it did not go without saying. */
function outcome(
  { words, trace }: Story,
  { trials, accepted, direction: { slope } }: SearchAttempt,
): Content {
  if (!accepted) return []
  const start: Trial = { length: 0, loss: trace.loss, slope }
  const both = flattensEnough(accepted, start, conditionsOf(trace))
  return both ? words.search.taken(trials.length) : words.search.lowest(accepted.length)
}
