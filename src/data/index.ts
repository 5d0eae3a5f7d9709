// The room of tables: reading them, and making them ready for a network.
import '../whole.ts'

export { type BlockTable, blockTable } from './blocks.ts'
export { type CsvOptions, type CsvTable, type ReadingProgress, readCsv, readCsvBlocks } from './csv.ts'
export type { DecimalMark } from './decimal.ts'
export type { Dialect } from './dialect.ts'
export {
  type CategoryEncoding,
  type ColumnEncoding,
  type EncodedRows,
  encodeRows,
  featureNames,
  fillsIn,
  readingFor,
  type TableEncoding,
} from './encoding.ts'
export { duplicateRows } from './equal-rows.ts'
export type { FilledColumn, Filling } from './filled.ts'
export { type ColumnFingerprint, fingerprintOf, type TableFingerprint } from './fingerprint.ts'
export { foldRows, splitOfFold } from './folds.ts'
export { splitAsGiven } from './given-split.ts'
export {
  type FittedTable,
  type FlatTable,
  type PreparedTable,
  type PrepareOptions,
  prepare,
  prepareFlat,
} from './prepare.ts'
export {
  type FittedScaling,
  fitScaling,
  noScaling,
  type Scaling,
  standardize,
  unstandardize,
} from './scaling.ts'
export type { CsvSource } from './source.ts'
export { type Fractions, type GivenSplit, type Split, splitRows, trainOnAll } from './split.ts'
export {
  type CategoryColumn,
  type Column,
  type ColumnKind,
  cellText,
  columnNamed,
  type MissingValues,
  type NumberColumn,
  type Table,
  type TableRow,
  tableFromColumns,
  tableFromRows,
} from './table.ts'
export type { ReadingOptions } from './table-builder.ts'
export {
  type ClassEncoding,
  decodePrediction,
  encodeTargets,
  type LabelsEncoding,
  type NumberEncoding,
  type NumbersEncoding,
  outputsFor,
  type Prediction,
  type TargetEncoding,
  targetNames,
} from './targets.ts'
export { classCodes, findTask, type Task, type TaskName, targetColumns } from './task.ts'
