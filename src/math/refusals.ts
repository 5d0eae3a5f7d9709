// What mathematics refuses. The words are in errors.ts.
import { refusalsOf } from '../messages.ts'
import type * as errors from './errors.ts'

export const refusals = refusalsOf<typeof errors>('math', { invalidState: 'invalid-random-state' })
