// The parts of the library that come later: what is left of a training that ran away, schedules as an option, the scores of several
// targets, answers to rows of plain numbers, what an optimizer that searches for its steps refuses, and the record of a training.
export { withModels } from './diverged-models.ts'
export { quickAnswers } from './quick-answers.ts'
export { checkSchedule, scheduleInSteps } from './schedule-option.ts'
export { labelsScores, numbersScores } from './scores-of-targets.ts'
export { refuseForeignToSearch, searchedRecipe } from './search-option.ts'
export { trainingRecord } from './training-record.ts'
export { unscaledColumn } from './unscaled.ts'
