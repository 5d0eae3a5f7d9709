// What stands in for the parts of mathematics that come later (docs/decisions/0006).
import { laterPart } from '../later.ts'
import { refusals } from './refusals.ts'

export const laterParts = laterPart(
  () => import('./parts.ts'),
  (name: 'gelu' | 'lbfgs' | 'logits' | 'orthogonal') => refusals.notLoaded(name),
)
