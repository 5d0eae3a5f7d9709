// What the library refuses. The words are in errors.ts and its like.
import { refusalsOf } from '../messages.ts'
import type * as errors from './errors.ts'
import type * as lossErrors from './loss-errors.ts'

export const refusals = refusalsOf<typeof errors & typeof lossErrors>('library', {
  unknownTarget: 'unknown-column',
  noData: 'no-rows',
  wrongRow: 'wrong-shape',
  unequalRows: 'wrong-shape',
  notOneForEachLayer: 'wrong-shape',
  wrongCell: 'wrong-type',
  noSuchRow: 'row-out-of-range',
  nothingToSmooth: 'cannot-smooth',
  nothingToExplain: 'no-samples',
  notATableModel: 'no-encoding',
})
