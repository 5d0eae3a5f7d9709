// The gradient of a hidden parameter once more, by delta: each layer's deltas once, from the outputs back.
import { activation, delta, derivative, preActivation, sampleLoss, versioned } from '../../derive/names.ts'
import { product, q } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Formula } from '../document.ts'
import { deltaCalculation, hasErrorTerms } from '../sections/deltas.ts'
import { layerDeltas } from '../sections/layer-deltas.ts'
import { chainGradient } from '../sections/objective.ts'
import type { Story } from '../story.ts'
import { calculate, type Numbering, paragraph } from '../story.ts'
import { unitInWords } from '../units.ts'
import { signalOf, toldByPaths, unitOf } from './ends.ts'

/** The same number by delta: each layer's deltas once, from the outputs back. */
export function recursiveForm(story: Story, ref: ParameterRef, numbering: Numbering): Block[] {
  const { words } = story
  const unit = unitOf(ref)
  const layers = deltasToTell(story, ref)
  const name = chainGradient(story, ref)
  const own = delta(ref.layer, unit, 0)
  return [
    numbering.heading(words.section.recursive),
    ...(layers.includes(story.last) ? [paragraph(words.recursiveWhy(deltaDefined(story)))] : []),
    ...layers.toReversed().flatMap((l) => layerDeltas(story, l, 0)),
    paragraph(words.recursiveIdea),
    deltaCalculation(story, ref.layer, unit, 0),
    calculate(story, name, [ref.kind === 'weight' ? product(q(own), signalOf(ref, 0)) : q(own)]),
    paragraph(words.sameNumber(q(own), ref.kind === 'weight' ? siblings(story, ref) : undefined)),
  ]
}

/** The layers behind whose deltas the factors have not told already. */
function deltasToTell(story: Story, ref: ParameterRef): number[] {
  const behind = story.shape.units.map((_, l) => l).filter((l) => l > ref.layer)
  if (ref.layer + 1 === story.last) return hasErrorTerms(story, 0) ? behind : []
  return toldByPaths(story, ref.layer) ? behind.filter((l) => l < story.last) : []
}

/** δ_h1 = ∂E/∂net_h1 */
function deltaDefined(story: Story): Formula {
  const z = preActivation(story.last, 0, 0)
  return { kind: 'relation', sides: [q(delta(story.last, 0, 0)), q(derivative(sampleLoss(0), z))] }
}

/** Another weight into the same unit, and the input that it takes. */
function siblings(story: Story, ref: Extract<ParameterRef, { kind: 'weight' }>) {
  const count = story.trace.network.layers[ref.layer]!.weights[ref.to]!.length
  if (count < 2) return undefined
  const from = ref.from === 0 ? 1 : 0
  return {
    weight: q(versioned({ ...ref, from }, story.version)),
    input: q(activation(ref.layer - 1, from, 0)),
    own: q(activation(ref.layer - 1, ref.from, 0)),
    unit: unitInWords(story, ref.layer, ref.to),
  }
}
