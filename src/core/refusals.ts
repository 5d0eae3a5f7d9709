// What core refuses, and what its computations fail at. The words are in errors.ts and its like.
import { refusalsOf } from '../messages.ts'
import type * as divergenceErrors from './divergence-errors.ts'
import type * as errors from './errors.ts'
import type * as layerErrors from './layer-errors.ts'
import type * as ruleErrors from './rule-errors.ts'

export const refusals = refusalsOf<typeof errors & typeof layerErrors & typeof ruleErrors>('core', {
  wrongWeights: 'wrong-shape',
  wrongBiases: 'wrong-shape',
  wrongNormalization: 'wrong-shape',
  unknownName: (kind) => `unknown-${kind}`,
  unknownScheduleOption: 'unknown-option',
  outOfRange: (code) => code,
})

/** Exit code 1. */
export const failures = refusalsOf<typeof divergenceErrors>(
  'core',
  { tooLargeLoss: 'overflow', batchOverflow: 'overflow' },
  1,
)
