// The part of the library that comes later: schedules as an option.
export { checkSchedule, scheduleInSteps } from './schedule-option.ts'
