// The part of core that comes later: normalization.
export { normalizationFor } from './normalization.ts'
export { groupDeltas, normalizeGroup, normalizeRow } from './normalize.ts'
