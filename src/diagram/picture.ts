// Picture: the drawing of one step for a text: no buttons, as much room as its shape likes, numbers up to the one in question.

import { gradient } from '../derive/names.ts'
import type { Derivation } from '../derive/step.ts'
import type { Context } from '../math/formula.ts'
import { isParameter, keyOf, type ParameterRef, type Quantity } from '../math/quantity.ts'
import type { SceneElement } from './elements.ts'
import { naturalSize } from './height.ts'
import { layoutOf } from './layout.ts'
import { type Lit, linkKey } from './lit.ts'
import { litOf } from './lit-of.ts'
import { sceneOf } from './scene.ts'

export interface PictureOptions {
  /** The parameter whose gradient is lit; without it the picture shows all gradients and no path. */
  readonly parameter?: ParameterRef | undefined
  readonly form: 'paths' | 'recursive'
  readonly title: string
  readonly description: string
  /** Begins the ids in the drawing, which must be unique in a page. */
  readonly id: string
}

/** A step of the first sample as a picture. */
export function pictureOf(derivation: Derivation, context: Context, options: PictureOptions): SceneElement {
  const { parameter, form, title, description, id } = options
  const layout = layoutOf(context.shape, { ...naturalSize(context.shape), notation: context.notation })
  const target = parameter && gradient(parameter, derivation.version)
  const lit = target && litOf(derivation, target, { form, sample: 0 })
  return sceneOf({
    derivation,
    context,
    layout,
    sample: 0,
    computed: lit ? (quantity) => isTold(quantity, target, lit) : (quantity) => !isParameter(quantity),
    target,
    lit,
    phase: target && 'backward',
    interactive: false,
    title,
    description,
    id,
  })
}

/** The forward pass, the deltas on the lit paths and the gradient itself; no other gradient, no update. */
function isTold(quantity: Quantity, target: Quantity, lit: Lit): boolean {
  if (isParameter(quantity)) return false
  if (quantity.kind === 'delta') {
    const own = linkKey({ kind: 'unit', layer: quantity.layer, unit: quantity.unit })
    return lit.paths.some(({ links }) => links.some((link) => linkKey(link) === own))
  }
  if (quantity.kind === 'derivative' && isParameter(quantity.by)) return keyOf(quantity) === keyOf(target)
  return true
}
