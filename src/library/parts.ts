// The part of the library that comes later: what is left of a training that ran away, and schedules as an option.
export { withModels } from './diverged-models.ts'
export { checkSchedule, scheduleInSteps } from './schedule-option.ts'
