// The parts of core that come later: normalization and schedules.
export { scheduledRate } from '../math/schedules.ts'
export { normalizationFor } from './normalization.ts'
export { groupDeltas, normalizeGroup, normalizeRow } from './normalize.ts'
export { scheduleSpec } from './schedule.ts'
