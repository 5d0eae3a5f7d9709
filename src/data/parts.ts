// The part of data that comes later: what fills in missing cells.
export { fillingOf, withoutGaps } from './filling.ts'
