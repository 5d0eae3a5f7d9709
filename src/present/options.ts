// ExplainOptions: how a step is to be told; what the command line, the library and the page ask of present.
import type { Network } from '../core/network.ts'
import type { Language } from '../errors.ts'
import type { ParameterRef } from '../math/quantity.ts'
import type { NotationName } from './document.ts'

/** paths: hidden gradients as a sum over paths (the deck's way); recursive: by delta; both: one after the other. */
export type Form = 'paths' | 'recursive' | 'both'

/** full: each local derivative is derived and each gradient checked; short: formulas, numbers and results only. */
export type Detail = 'short' | 'full'

export interface ExplainOptions {
  readonly language: Language
  /** A BCP 47 tag: es-AR prints 0,59, es-MX 0.59. */
  readonly locale: string
  readonly notation: NotationName
  readonly form: Form
  readonly detail: Detail
  /** Significant digits in formulas. */
  readonly digits: number
  /** Which parameters to tell; undefined tells the whole step. */
  readonly parameters?: readonly ParameterRef[] | undefined
  /** The network after many more steps on the same sample, to show where it leads. */
  readonly later?: { readonly steps: number; readonly network: Network } | undefined
  /** Whether the inputs come from a table and were encoded as in training, so that they are not the table's own numbers. */
  readonly encodedInputs?: boolean | undefined
  /** Cells of the rows that were missing, and what they were taken as. */
  readonly filled?:
    | readonly { readonly row: number; readonly column: string; readonly value: number | string }[]
    | undefined
  /** Whether the target is a number that was standardized as well. */
  readonly encodedTarget?: boolean | undefined
  /**
   * Where the optimizer of a training stands: after so many steps, with what it remembers; or `anew`, since that was not
   * kept. Undefined for networks of no training.
   */
  readonly start?: number | 'anew' | undefined
  /** 1-based numbers of the samples in their file, for messages; default 1, 2, 3... */
  readonly rows?: readonly number[] | undefined
}
