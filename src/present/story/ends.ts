// The two ends of a parameter, the unit it feeds and the signal that passes through it, and how its way to the loss is told.
import { activation } from '../../derive/names.ts'
import { type Expr, num, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import { hasSlopeFactor } from '../sections/deltas.ts'
import { pathCount } from '../sections/paths.ts'
import { LONGEST_SUM, type Story } from '../story.ts'

/** The unit that a parameter feeds; the first one of a bias that a layer shares. */
export const unitOf = (ref: ParameterRef): number =>
  ref.kind === 'weight' ? ref.to : ref.unit === 'all' ? 0 : ref.unit

/** What passes through a weight; 1 for a bias. */
export const signalOf = (ref: ParameterRef, sample: number): Expr =>
  ref.kind === 'weight' ? q(activation(ref.layer - 1, ref.from, sample)) : num(1)

/** Whether the ways from a layer to the errors are few, and each unit on them has one slope: then each is told. */
export const toldByPaths = (story: Story, layer: number, most = LONGEST_SUM): boolean =>
  pathCount(story, layer) <= most &&
  story.shape.units.every((_, l) => l <= layer || l === story.last || hasSlopeFactor(story, l, 0))
