// The lines of a story in matrices: what each layer computes, what comes back to it, its gradients and its new values.
import { biasCancels } from '../../core/normalized.ts'
import { ownShare } from '../../derive/backward-steps.ts'
import { isMasked } from '../../derive/forward-steps.ts'
import { batchLoss, derivative, hyper, scheduledRate } from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import { isTrained } from '../../derive/order.ts'
import { updateRules } from '../../derive/update-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { num, q, substitute } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { Calculation } from '../document.ts'
import { isNormalized } from '../sections/normalization.ts'
import { normsOf } from '../sections/objective.ts'
import type { Story } from '../story.ts'
import {
  type ArraySymbol,
  array,
  column,
  hadamard,
  line,
  matrix,
  matrixOf,
  minus,
  plus,
  times,
  transposed,
} from './matrix-parts.ts'

/** z = W a + b */
export function netLine(story: Story, layer: number, sample: number): Calculation {
  const [w, a, b] = [array('weights', layer), array('activations', layer - 1, sample), array('biases', layer)]
  return line(
    array('pre-activations', layer, sample),
    plus(times(q(w), q(a)), q(b)),
    plus(times(matrixOf(story, w), matrixOf(story, a)), matrixOf(story, b)),
    column(story.trace.samples[sample]!.preActivations[layer]!),
  )
}

/** a = f(z), under a mask m ⊙ f(z); of u where the layer is normalized. */
export function outLine(story: Story, layer: number, sample: number): Calculation {
  const name = story.trace.network.layers[layer]!.activation.name
  const argument = array(isNormalized(story, layer) ? 'arguments' : 'pre-activations', layer, sample)
  const applied: Expr = { kind: 'activation', name, parameters: {}, arguments: [q(argument)], unit: 0 }
  return line(
    array('activations', layer, sample),
    isMasked(story.trace, layer) ? hadamard(q(array('masks', layer, sample)), applied) : applied,
    undefined,
    column(story.trace.samples[sample]!.activations[layer]!),
  )
}

/** δ of the last layer: the short cut, or the loss's slopes times the activation's; of softmax without it the numbers alone. */
export function outputDeltaLine(story: Story, sample: number): Calculation {
  const { last, trace } = story
  const { shortCut, deltas, activationGradients } = trace.samples[sample]!
  const [a, y, slopes] = [
    array('activations', last, sample),
    array(trace.network.loss.labelSmoothing > 0 ? 'smoothed-targets' : 'targets', last, sample),
    array('slopes', last, sample),
  ]
  const own = array('deltas', last, sample)
  const value = column(deltas[last]!)
  if (trace.network.layers[last]!.activation.name === 'softmax' && !shortCut)
    return line(own, undefined, undefined, value)
  const scale = lossScale(story)
  const short = ownShare(trace, scaled(minus(q(a), q(y)), scale), sample)
  const long = hadamard(q({ kind: 'derivative', of: lossThrough(trace, sample), by: a }), q(slopes))
  const numbers = shortCut
    ? weighed(story, ownShare(trace, scaled(minus(matrixOf(story, a), matrixOf(story, y)), scale), sample))
    : hadamard(column(activationGradients[last]!), matrixOf(story, slopes))
  return line(own, shortCut ? short : long, numbers, value)
}

/** With the number of a sample's weight. */
const weighed = (story: Story, e: Expr): Expr =>
  substitute(e, (quantity) =>
    quantity.kind === 'sample-weight' ? num(story.derivation.value(quantity)) : undefined,
  )

/** The constant of a canonical pair whose loss is a mean over the outputs. */
function lossScale(story: Story): number {
  return story.trace.network.loss.name === 'binary-cross-entropy' ? story.shape.units[story.last]! : 1
}

const scaled = (e: Expr, by: number): Expr =>
  by === 1
    ? e
    : { kind: 'product', factors: [{ kind: 'quotient', numerator: num(1), denominator: num(by) }, e] }

/** The gradients of a layer: weights, biases, γ and β; of several rows the numbers alone. */
export function gradientLines(story: Story, layer: number): Calculation[] {
  const [first, ...others] = story.trace.samples
  const several = others.length > 0 || first!.sample.weight !== undefined
  const penalized = normsOf(story).length > 0
  // A bias that a layer shares gathers the deltas of all its units: no longer the vector delta.
  const shared = story.trace.network.biasPolicy === 'shared'
  const by = (symbol: ArraySymbol): Quantity => ({
    kind: 'derivative',
    of: batchLoss,
    by: array(symbol, layer),
  })
  const [d, a] = [array('deltas', layer), array('activations', layer - 1)]
  const { weights, biases, scales, shifts } = story.trace.gradients[layer]!
  const w = array('weights', layer)
  const u = q(derivative(lossThrough(story.trace, 0), array('arguments', layer)))
  const normal = q(array('normalized', layer))
  const outer = withPenalty(story, times(q(d), transposed(q(a))), q(w))
  const numbers = penalized ? undefined : times(matrixOf(story, d), transposed(matrixOf(story, a)))
  return [
    line(by('weights'), several ? undefined : outer, several ? undefined : numbers, matrix(weights)),
    line(
      by('biases'),
      several || shared || biasCancels(story.trace.network, layer, 0) ? undefined : q(d),
      undefined,
      column(biases),
    ),
    ...(scales && shifts
      ? [
          line(by('scales'), several ? undefined : hadamard(u, normal), undefined, column(scales)),
          line(by('shifts'), several ? undefined : u, undefined, column(shifts)),
        ]
      : []),
  ]
}

/** + λ_1 · sign(W) + λ_2 · W, entry by entry. */
function withPenalty(story: Story, data: Expr, w: Expr): Expr {
  const terms = normsOf(story).map((norm): Expr => {
    const slope: Expr = norm === 1 ? { kind: 'function', name: 'sign', of: w } : w
    return { kind: 'product', factors: [hyper(norm === 1 ? 'l1' : 'l2'), slope] }
  })
  return terms.length === 0 ? data : plus(data, ...terms)
}

/** The new matrices of a layer; the formula where the update is plain gradient descent. */
export function updatedLines(story: Story, layer: number): Calculation[] {
  const { clip, maxNorm, schedule } = story.trace.optimizer
  const plain = updateRules(story.trace).length === 1 && clip === undefined && maxNorm === undefined
  const rate = schedule ? q(scheduledRate(story.trace.stateAfter.time)) : hyper('learning-rate')
  const after = story.trace.networkAfter.layers[layer]!
  const row = (symbol: 'weights' | 'biases' | 'scales' | 'shifts', value: Expr): Calculation => {
    const old = array(symbol, layer)
    const gradient: Quantity = { kind: 'derivative', of: batchLoss, by: old }
    const formula = minus(q(old), { kind: 'product', factors: [rate, q(gradient)] })
    const name: Expr = { kind: 'quantity', quantity: array(symbol, layer, 0, 1), mark: 'new' }
    return { kind: 'calculation', left: [name], lines: plain ? [formula, value] : [value] }
  }
  const trained = isTrained(story.trace, { kind: 'bias', layer, unit: 0 })
  return [
    row('weights', matrix(after.weights)),
    ...(trained ? [row('biases', column(after.biases))] : []),
    ...(after.normalization
      ? [row('scales', column(after.normalization.scales)), row('shifts', column(after.normalization.shifts))]
      : []),
  ]
}
