// In English: what an update takes from the recipe, and a step of L-BFGS.

import { num } from '../../math/expr.ts'
import type { Ending } from '../../math/optimizers/endings.ts'
import { type Content, say } from '../document.ts'
import { enumerated, inWords } from './phrases.ts'
import type { Prose } from './prose.ts'

const number = (n: number): string => inWords(n, 'en')
const list = (items: readonly Content[]): Content => enumerated(items, ', ', ' and ')

const reasons: Readonly<Record<Ending, string>> = {
  flat: 'the gradient is 0, or as good as 0',
  'no-descent': 'the direction does not lead downwards',
  'no-decrease': 'no trial along the direction was low enough',
  'non-finite': 'the error or its slope had no value along the direction',
}

const search: Prose['search'] = {
  memory: (pairs) => [
    `There is no learning rate: each step searches for its length t. ${pairs === 1 ? 'The last step is' : `The last ${number(pairs)} steps are`} remembered; k counts the steps.`,
  ],
  forOne: (name) => say`We tell it with the numbers of ${name}; every other parameter has its own.`,
  pairsIdea: (times, step, change) => [
    ...(times.length === 1
      ? [`Step ${times[0]} is remembered`]
      : [`Steps ${times[0]} ${times.length === 2 ? 'and' : 'to'} ${times.at(-1)} are remembered`]),
    ', by how far each parameter moved, s, and by how much its gradient changed, Δg. Of the newest one, for this parameter: ',
    ...list([say`${step}`, say`${change}`]),
    '.',
  ],
  scalarProduct: (example, parameters) =>
    say`A scalar product, such as ${example}, multiplies two vectors number by number, over ${parameters === 1 ? 'the only trained parameter' : `all ${number(parameters)} trained parameters`}, and adds up.`,
  slopeIdea: (downwards) => [
    downwards
      ? 'The slope of the error along d is the scalar product of the gradient and d. It is negative: at first, the error falls.'
      : 'The slope of the error along d is the scalar product of the gradient and d. It is not negative: the error does not fall.',
  ],
  conditions: (loss, slope, values) => [
    ...say`The line search looks for a length t. Write ${loss} for the error with every parameter moved by t · d, and ${slope} for its slope there. The error must fall enough for the distance, and the slope must flatten enough (the strong Wolfe conditions), with `,
    ...list(values),
    ':',
  ],
  column: { falls: ['Falls enough'], flattens: ['Flattens enough'] },
  taken: (trials) => [
    trials === 1
      ? 'The first trial fulfils both conditions.'
      : 'The last trial fulfils both conditions. After the first, each trial is placed where the cubic through two others, with the error and the slope of both, has its minimum.',
  ],
  lowest: (length) =>
    say`No trial fulfils both. The lowest one that falls enough is taken: t = ${num(length)}.`,
  restarted: (reason) => [
    `Here ${reasons[reason]}. So what was remembered is forgotten, and the step begins again with steepest descent.`,
  ],
  ended: (reason, tolerance) =>
    reason === 'flat'
      ? say`No entry of the gradient is larger than ${num(tolerance)}: there is no slope left, and the training has converged. The parameters keep their values.`
      : [
          `There is no step to make: ${reasons[reason]}. The training has converged, as far as 64 bits can tell; the parameters keep their values.`,
        ],
}

export const updates: Pick<Prose, 'withValues' | 'firstAdamStep' | 'search'> = {
  withValues: (values, memory) => [
    'Here ',
    ...list(values),
    memory ? '; t counts the steps, and the memories start at 0.' : '.',
  ],
  firstAdamStep: (m, g) =>
    say`After one step ${m} is ${g} and the root is its size, so the quotient is the sign of the gradient, or very nearly: the first step of Adam moves a weight by almost exactly the learning rate, unless its gradient is as small as ε.`,
  search,
}
