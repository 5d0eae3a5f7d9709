// The ways from a parameter to the loss, drawn link by link.
import { isVector, unitsOf } from '../../derive/backward-steps.ts'
import {
  activation,
  argument,
  normalized,
  preActivation,
  sampleLoss,
  unitLoss,
  versioned,
} from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import { type Expr, q, variable } from '../../math/expr.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { hasErrorTerms } from '../sections/deltas.ts'
import { isNormalized } from '../sections/normalization.ts'
import { pathCount } from '../sections/paths.ts'
import type { Story } from '../story.ts'
import { LONGEST_SUM } from '../story.ts'
import { unitOf } from './ends.ts'

/** w1 → net_h1 → out_h1, then a branch for each way to an error. */
export function fork(story: Story, ref: ParameterRef): Block {
  const unit = unitOf(ref)
  const trunk = [
    q(versioned(ref, story.version)),
    ...throughUnit(story, ref.layer, unit).slice(ref.kind === 'scale' || ref.kind === 'shift' ? 2 : 0),
  ]
  const few = pathCount(story, ref.layer) <= LONGEST_SUM
  const all = few ? wholeBranches(story, ref.layer + 1) : firstLinks(story, ref.layer + 1)
  const shown = all.slice(0, LONGEST_SUM)
  return { kind: 'paths', trunk, branches: shown, more: all.length - shown.length }
}

/** From z to a: directly, or by ẑ and u. */
const throughUnit = (story: Story, layer: number, unit: number): Expr[] => [
  q(preActivation(layer, unit, 0)),
  ...(isNormalized(story, layer) ? [q(normalized(layer, unit, 0)), q(argument(layer, unit, 0))] : []),
  q(activation(layer, unit, 0)),
]

/** Each way from a layer to an error, link by link; from the net input of a softmax all outputs lead on. */
function wholeBranches(story: Story, layer: number): Expr[][] {
  return unitsOf(story.trace, layer).flatMap((unit) => {
    const net = q(preActivation(layer, unit, 0))
    if (layer === story.last && isVector(story.trace, layer)) return [[net, q(lossThrough(story.trace, 0))]]
    const here = throughUnit(story, layer, unit)
    if (layer === story.last) return [[...here, q(endOf(story, unit))]]
    return wholeBranches(story, layer + 1).map((rest) => [...here, ...rest])
  })
}

/** Where the ways are too many to draw: one branch for each unit of the next layer, its end left open. */
function firstLinks(story: Story, layer: number): Expr[][] {
  const rest = layer === story.last ? [] : [variable('…')]
  return unitsOf(story.trace, layer).map((unit) => [
    ...throughUnit(story, layer, unit),
    ...rest,
    q(layer === story.last ? endOf(story, unit) : lossThrough(story.trace, 0)),
  ])
}

const endOf = (story: Story, unit: number): Quantity =>
  hasErrorTerms(story, 0) && story.shape.units[story.last]! > 1
    ? unitLoss(unit, 0)
    : lossThrough(story.trace, 0)

/** w5 → net_o1 → out_o1 → E_total */
export function arrowPath(story: Story, ref: ParameterRef): Block {
  const unit = unitOf(ref)
  const nodes = [
    versioned(ref, story.version),
    preActivation(ref.layer, unit, 0),
    activation(ref.layer, unit, 0),
    sampleLoss(0),
  ]
  return { kind: 'paths', trunk: nodes.map((node) => q(node)), branches: [], more: 0 }
}
