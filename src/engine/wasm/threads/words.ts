// Words that a crew and its helpers share: numbers of 32 bits in memory of their own, by their places.
import { MOST_THREADS } from '../../defaults.ts'
import type { ActivationRef } from './helper-functions.ts'

/** The number of the assignment that counts; another one ends the work of a helper. */
export const ASSIGNMENT = 0
/** How often the helpers were called; the last call's threads, function and numbers. */
export const CALL = 1
export const THREADS = 2
export const FUNCTION = 3
export const NUMBERS = 4
/** How many numbers a call has, at most. */
export const CALLED_WITH = 8
/** Of each helper, by its thread: the number of the assignment that it is ready for, or FAILED. */
export const STATES = 16

export const FAILED = -1

/** What threads run together, by its place here. */
export const functionNames = ['run', 'look'] as const

export type FunctionName = (typeof functionNames)[number]

export const WORDS = STATES + MOST_THREADS

/** What a helper is told: it makes a module's instance and then works as that thread whenever it is called. */
export interface Assignment {
  readonly module: object
  readonly memory: object
  /** Of each layer, where its activation has no code in the module. */
  readonly layers: readonly (ActivationRef | undefined)[]
}

export interface Order extends Assignment {
  readonly words: Int32Array
  readonly number: number
  /** From 1: the calling thread is 0. */
  readonly thread: number
}
