// What is refused of a table, and what is worth a warning. The words are in errors.ts and its like.
import { refusalsOf, warningsOf } from '../messages.ts'
import type * as errors from './errors.ts'
import type * as prepareErrors from './prepare-errors.ts'
import type * as warnings from './warnings.ts'
import type * as weightErrors from './weight-errors.ts'

export const refusals = refusalsOf<typeof errors & typeof prepareErrors & typeof weightErrors>('data', {
  missingColumns: 'missing-column',
  noTrainingRows: 'bad-split',
  regressionNeedsNumbers: 'not-a-number',
  repeatedSplitRow: 'bad-split',
  unequalColumns: 'wrong-shape',
  unknownClassWeight: 'unknown-class',
  wrongSplitRow: 'bad-split',
})

export const dataWarnings = warningsOf<typeof warnings>('data', {
  numbersInHeader: 'header-guessed',
  missingMarkKept: 'missing-mark',
  duplicateRowsFound: 'duplicate-rows',
  constantColumns: 'constant-column',
  singleRowClasses: 'single-row-class',
  smallClasses: 'small-class',
  unseenCategories: 'unseen-category',
  cellsFilledIn: 'missing-filled-in',
})
