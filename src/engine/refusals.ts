// What an engine refuses, fails at and warns of. The words are in errors.ts and its like.
import { refusalsOf, warningsOf } from '../messages.ts'
import type * as warnings from './diagnosis-warnings.ts'
import type * as divergence from './divergence-words.ts'
import type * as errors from './errors.ts'
import type * as nativeErrors from './native-errors.ts'
import type * as stateErrors from './state-errors.ts'
import type * as threads from './thread-words.ts'

export const refusals = refusalsOf<typeof errors & typeof nativeErrors & typeof stateErrors>('engine')

/** Exit code 1. */
export const failures = refusalsOf<typeof divergence & typeof threads>('engine', {}, 1)

export const trainingWarnings = warningsOf<typeof warnings>('engine', { vanishing: 'vanishing-gradient' })
