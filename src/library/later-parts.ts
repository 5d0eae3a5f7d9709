// What stands in for the part of the library that comes later (docs/decisions/0006).
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'

export const laterParts = laterPart(
  () => import('./parts.ts'),
  (name: 'schedule' | 'targets') => refusals.notLoaded(name),
)
