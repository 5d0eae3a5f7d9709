// The parts of data that come later: weights, a split as it is given, the strata of several labels, and what finds and fills in
// missing cells.
export { fillingOf, withoutGaps } from './filling.ts'
export { columnWithGaps, isMissingCell } from './gaps.ts'
export { splitAsGiven } from './given-split.ts'
export { labelStrata } from './label-strata.ts'
export { weightColumnNamed, weightsAskedFor } from './row-weights.ts'
