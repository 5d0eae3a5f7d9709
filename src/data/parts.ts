// The parts of data that come later: rows that say the same, weights, a split as it is given, several targets and the strata of their labels, and what finds and fills in
// missing cells.
export { duplicateRows } from './equal-rows.ts'
export { fillingOf, withoutGaps } from './filling.ts'
export { columnWithGaps, isMissingCell } from './gaps.ts'
export { splitAsGiven } from './given-split.ts'
export { labelStrata } from './label-strata.ts'
export { weightColumnNamed, weightsAskedFor } from './row-weights.ts'
export { decodeSeveral, fitTargets, severalTask } from './several-targets.ts'
