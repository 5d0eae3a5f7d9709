// The parts of the library that come later: what is left of a training that ran away, schedules as an option, and the scores of
// several targets.
export { withModels } from './diverged-models.ts'
export { checkSchedule, scheduleInSteps } from './schedule-option.ts'
export { labelsScores, numbersScores } from './scores-of-targets.ts'
