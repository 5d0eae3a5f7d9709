// The parts of data that come later: class weights, and what fills in missing cells.
export { classTables } from './class-weights.ts'
export { fillingOf, withoutGaps } from './filling.ts'
