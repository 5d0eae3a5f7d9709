// The parts of core that come later: normalization, schedules, limits, and what an optimizer that searches for its steps is asked for.
export { scheduledRate } from '../math/schedules.ts'
export { checkedLimits } from './limits.ts'
export { normalizationFor } from './normalization.ts'
export { groupDeltas, normalizeGroup, normalizeRow } from './normalize.ts'
export { scheduleSpec } from './schedule.ts'
export { checkSearch } from './search-spec.ts'
