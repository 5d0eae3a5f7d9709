// In English: penalties, sample weights, smoothed targets, limits and schedules.
import type { ScheduleName } from '../../math/schedule-names.ts'
import { type Content, say } from '../document.ts'
import type { ObjectiveProse, PenaltySlope } from './objective.ts'
import { count, enumerated } from './phrases.ts'

const schedules = {
  constant: 'constant',
  step: 'in steps',
  exponential: 'exponential',
  cosine: 'cosine',
  'one-cycle': 'one cycle',
  plateau: 'lowered on a plateau',
  inverse: 'inverse scaling',
} as const satisfies Readonly<Record<ScheduleName, string>>

const measure = (norm: 1 | 2): string => (norm === 1 ? 'their sizes' : 'their squares')
const both = (norms: readonly (1 | 2)[]): string => norms.map(measure).join(' and ')
const slope = ({ norm, strength }: PenaltySlope): Content =>
  norm === 1 ? say`${strength} with the sign of the weight` : say`${strength} times the weight`

export const objective: ObjectiveProse = {
  heading: (kind) => [kind === 'penalized' ? 'The penalty of the weights' : 'The weight of the row'],
  smoothing: (amount, classes) =>
    say`Label smoothing, ${amount}: each target gives up that share of itself, and the share is spread over the ${count(classes, 'en')} classes, so that no output has to become exactly 0 or 1:`,
  sampleWeights: ['Each row counts as much as its weight ω says.'],
  penalty: (norms) => [
    `Large weights cost something: a penalty that grows with ${both(norms)} is added. Biases are free.`,
  ],
  lowered: (loss) => say`${loss} is what the step lowers:`,
  gradient: (penalties) =>
    say`The penalty has a slope of its own: ${enumerated(penalties.map(slope), ', ', ', and ')}. It is added to what the chain rule gives, and pulls the weight towards 0.`,
  biasesFree: ['A bias has no penalty: its gradient is what the chain rule gives.'],
  weightedGradient: ['The gradient counts as much as the row does.'],
  recipe: {
    penalty: (norm, value) => say`${norm === 1 ? 'L1' : 'L2'} penalty: ${value}.`,
    smoothing: (value) => say`Label smoothing: ${value}.`,
    clipValue: (value) => say`Gradients clipped by value: ${value}.`,
    clipNorm: (value) => say`Gradients clipped by norm: ${value}.`,
    maxNorm: (value) => say`Max-norm of the weights into a neuron: ${value}.`,
    schedule: (name) => [`Schedule of the learning rate: ${schedules[name]}.`],
  },
}
