// What stands in for the parts of data that come later (docs/decisions/0006).
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'

export const laterParts = laterPart(
  () => import('./parts.ts'),
  (name: 'missing' | 'split' | 'targets' | 'weights') => refusals.notLoaded(name),
)
