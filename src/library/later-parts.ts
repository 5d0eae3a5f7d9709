// What stands in for the parts of the library that come later (docs/decisions/0006).
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'

export const laterParts = laterPart(
  () => import('./parts.ts'),
  (name: 'lbfgs' | 'record' | 'schedule' | 'targets') => refusals.notLoaded(name),
)
