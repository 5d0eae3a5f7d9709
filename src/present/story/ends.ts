// The two ends of a parameter: the unit it feeds and the signal that passes through it.
import { activation } from '../../derive/names.ts'
import { type Expr, num, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'

/** The unit that a parameter feeds; the first one of a bias that a layer shares. */
export const unitOf = (ref: ParameterRef): number =>
  ref.kind === 'weight' ? ref.to : ref.unit === 'all' ? 0 : ref.unit

/** What passes through a weight; 1 for a bias. */
export const signalOf = (ref: ParameterRef, sample: number): Expr =>
  ref.kind === 'weight' ? q(activation(ref.layer - 1, ref.from, sample)) : num(1)
