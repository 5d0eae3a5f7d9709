// What to explain of a model and how to tell it, and the samples that this names.
import type { Sample } from '../core/network.ts'
import type { FilledCell, FilledColumn } from '../data/filled.ts'
import { filledCells } from '../data/missing.ts'
import { usual } from '../engine/defaults.ts'
import type { NotationName } from '../math/formula.ts'
import type { Detail, Form } from '../present/options.ts'
import type { Data, Targets } from './data.ts'
import { refusals } from './refusals.ts'

type Answer = number | string

/** What one row should have given. */
export type TargetOfRow = Answer | readonly Answer[] | Readonly<Record<string, Answer>>

/** What to explain. */
export interface ExplainRequest<Row> {
  /** Which row, from 0: of the data that the model was trained on, or of `data`. Several are a batch. Default: 0. */
  readonly row?: number | readonly number[]
  /** Rows with their targets, in place of the data of the training. */
  readonly data?: Data
  /** Of `data`, where it is rows of numbers. */
  readonly targets?: Targets
  /** One row of its own, with `target`. */
  readonly input?: Row
  /** A number or a class; with several targets a list in their order, or one by name. */
  readonly target?: TargetOfRow
  /** Decides which outputs the step drops, where the network has dropout. Default: 1. */
  readonly seed?: number
  /** A weight or a bias in any notation (w5, b1, w_12^(2), gamma_h1), or several; all when left out. */
  readonly parameter?: string | readonly string[]
}

/** How to tell it. */
export interface Telling {
  /** The language and the decimal mark: en, es, es-AR, es-MX. Default: en. */
  readonly locale?: string
  /** Default: deck, or delta where a layer is wide. */
  readonly notation?: NotationName
  /** Of a hidden gradient. Default: paths. */
  readonly form?: Form
  /** Default: full. */
  readonly detail?: Detail
  /** Significant digits in formulas. Default: 9. */
  readonly digits?: number
}

/** Rows as the network takes them. */
export interface EncodedSamples {
  /** How many. */
  readonly rows: number
  /** With how much it counted in training, where that is not 1. */
  readonly sample: (row: number) => Sample
  /** Where cells were missing. */
  readonly filled: readonly FilledColumn[]
}

/** The samples of a step, and their rows, from 1, where they have any. */
export interface ChosenSamples {
  readonly samples: readonly Sample[]
  readonly rows: readonly number[] | undefined
  readonly filled: readonly FilledCell[]
  /** Of the masks, where the network has dropout. */
  readonly seed: number
}

/** Makes samples of what comes with a request, as the model was trained. */
interface Encoders<Row> {
  encode(data: Data, targets?: Targets): EncodedSamples
  encodeOne(input: Row, target: TargetOfRow): EncodedSamples
}

/**
 * The samples that a request names.
 * @throws PasoError no-samples, row-out-of-range
 */
export function samplesToExplain<Row>(
  { row = 0, data, targets, input, target, seed = usual.seed }: ExplainRequest<Row>,
  seen: EncodedSamples | undefined,
  { encode, encodeOne }: Encoders<Row>,
): ChosenSamples {
  if (input !== undefined && target !== undefined) {
    const samples = encodeOne(input, target)
    return {
      samples: [sampleAt(samples, 0)],
      rows: undefined,
      filled: filledCells(samples.filled, [1]),
      seed,
    }
  }
  const all = data === undefined ? seen : encode(data, targets)
  if (!all || input !== undefined) throw refusals.nothingToExplain()
  const rows = typeof row === 'object' ? row : [row]
  const numbers = rows.map((n) => n + 1)
  const filled = filledCells(all.filled, numbers)
  return { samples: rows.map((n) => sampleAt(all, n)), rows: numbers, filled, seed }
}

function sampleAt({ rows, sample }: EncodedSamples, row: number): Sample {
  if (!(Number.isInteger(row) && row >= 0 && row < rows)) throw refusals.noSuchRow(row, rows)
  return sample(row)
}
