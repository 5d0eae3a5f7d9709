// What a batch adds to its samples' losses: their weights, and the penalties of the network's weights.
import type { StepTrace } from '../core/trace.ts'
import { call, type Expr, num, power, product, q, quotient, sum } from '../math/expr.ts'
import type { Parameter, Version } from '../math/quantity.ts'
import { hyper, penalty, sampleLoss, sampleWeight, weight } from './names.ts'

/** How the batch's loss differs from the loss of its only sample, or from the mean of its samples' losses. */
export function batchLossKind({ network, samples }: StepTrace): 'penalized' | 'weighted' | undefined {
  if (network.loss.l1 > 0 || network.loss.l2 > 0) return 'penalized'
  return samples.length === 1 && samples[0]!.sample.weight !== undefined ? 'weighted' : undefined
}

/** What a sample gives to its batch, counted by its weight where it has one. */
export function counted(trace: StepTrace, sample: number, e: Expr): Expr {
  return trace.samples[sample]!.sample.weight === undefined ? e : product(q(sampleWeight(sample)), e)
}

/** The samples' losses as the batch counts them. */
export const countedLosses = (trace: StepTrace): Expr[] =>
  trace.samples.map((_, sample) => counted(trace, sample, q(sampleLoss(sample))))

/** The batch's loss, from that of its data: + R_1 + R_2. */
export const penalizedLoss = ({ network }: StepTrace, data: Expr): Expr =>
  added(data, [
    ...(network.loss.l1 > 0 ? [q(penalty(1))] : []),
    ...(network.loss.l2 > 0 ? [q(penalty(2))] : []),
  ])

/** The gradient of a parameter, from that of the data: + λ_1 · sign(w) + λ_2 · w for a weight. */
export function penalizedGradient({ network }: StepTrace, data: Expr, by: Parameter): Expr {
  if (by.kind !== 'weight') return data
  return added(data, [
    ...(network.loss.l1 > 0 ? [product(hyper('l1'), call('sign', q(by)))] : []),
    ...(network.loss.l2 > 0 ? [product(hyper('l2'), q(by))] : []),
  ])
}

const added = (data: Expr, terms: readonly Expr[]): Expr => (terms.length === 0 ? data : sum(data, ...terms))

/** λ_1 · Σ|w| or (λ_2 / 2) · Σ w², over all weights in core's order. */
export function penaltyFormula({ network }: StepTrace, version: Version, norm: 1 | 2): Expr {
  const weights = network.layers.flatMap((layer, l) =>
    layer.weights.flatMap((row, to) => row.map((_, from) => q(weight(l, to, from, version)))),
  )
  const terms = weights.map((w) => (norm === 1 ? call('abs', w) : power(w, 2)))
  const all = terms.length === 1 ? terms[0]! : sum(...terms)
  return norm === 1 ? product(hyper('l1'), all) : product(quotient(hyper('l2'), num(2)), all)
}
