// What stands in for the parts of core that come later (docs/decisions/0006).
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'

export const laterParts = laterPart(
  () => import('./parts.ts'),
  (name: 'limits' | 'normalization' | 'schedule') => refusals.notLoaded(name),
)
