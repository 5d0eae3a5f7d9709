// Normalization as steps: the statistics, ẑ and u on the way forward; on the way back what each part of the delta is.
import type { Layer } from '../core/network.ts'
import type { Normalization } from '../core/normalization.ts'
import type { NormalizedLayer } from '../core/normalize.ts'
import { biasCancels, tiesSamples } from '../core/normalized.ts'
import type { SampleTrace, StepTrace } from '../core/trace.ts'
import {
  call,
  difference,
  type Expr,
  inRow,
  negative,
  num,
  power,
  product,
  q,
  quotient,
  sum,
} from '../math/expr.ts'
import type { Argument, LossSum, Normalized, Running, Statistic } from '../math/normalized-quantity.ts'
import type { ParameterRef, Quantity, SampleLoss, Version } from '../math/quantity.ts'
import {
  argument,
  derivative,
  lossSum,
  normalized,
  preActivation,
  running,
  sampleLoss,
  scale,
  shift,
  statistic,
} from './names.ts'
import { countedLosses } from './objective-steps.ts'
import type { Told } from './step.ts'

/** Of a layer, what stands between z and the activation. */
export const normalizationOf = ({ network }: StepTrace, layer: number): Normalization | undefined =>
  network.layers[layer]!.normalization

/** What an activation is applied to: z, or the u of a normalized layer. */
export function argumentOf(trace: StepTrace, layer: number, unit: number, sample: number) {
  return normalizationOf(trace, layer) ? argument(layer, unit, sample) : preActivation(layer, unit, sample)
}

/** Whose derivatives a sample's are: its own loss's, or those of all losses where they depend on all samples. */
export const lossThrough = ({ network }: StepTrace, sample: number): SampleLoss | LossSum =>
  tiesSamples(network) ? lossSum : sampleLoss(sample)

/** A unit of a sample among those over which a statistic is taken. */
interface Member {
  readonly unit: number
  readonly sample: number
}

/** The statistic that a unit of a sample has its part in. */
export function statisticOf(
  trace: StepTrace,
  name: Statistic['name'],
  layer: number,
  { unit, sample }: Member,
): Statistic {
  return normalizationOf(trace, layer)!.kind === 'batch'
    ? statistic(name, layer, unit, 'all')
    : statistic(name, layer, 'all', sample)
}

/** Over what it is taken, in core's order. */
export function membersOf(trace: StepTrace, { layer, unit, sample }: Omit<Statistic, 'name'>): Member[] {
  if (unit === 'all')
    return trace.network.layers[layer]!.biases.map((_, j) => ({ unit: j, sample: sample as number }))
  return trace.samples.map((_, n) => ({ unit, sample: n }))
}

/** One of several of the same name: with its row where the rows differ. */
const named = (trace: StepTrace, layer: number, quantity: Quantity): Expr =>
  normalizationOf(trace, layer)!.kind === 'batch' ? inRow(quantity) : q(quantity)

const mean = (terms: readonly Expr[]): Expr =>
  quotient(terms.length === 1 ? terms[0]! : sum(...terms), num(terms.length))

const forward = (rule: Told['rule'], formula: Expr): Told => ({ rule, phase: 'forward', formula })
const backward = (rule: Told['rule'], formula: Expr): Told => ({ rule, phase: 'backward', formula })

export function normalizedForwardStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  switch (asked.kind) {
    case 'statistic':
      return statisticStep(trace, asked)
    case 'normalized': {
      const z = q(preActivation(asked.layer, asked.unit, asked.sample))
      const own = (name: Statistic['name']): Expr => q(statisticOf(trace, name, asked.layer, asked))
      return forward('normalized', quotient(difference(z, own('mean')), own('deviation')))
    }
    case 'argument':
      return forward('argument', argumentFormula(asked, version))
    case 'loss-sum': {
      const losses = countedLosses(trace)
      const formula = losses.length === 1 ? losses[0]! : sum(...losses)
      return { rule: 'loss-sum', phase: 'loss', formula }
    }
    case 'running':
      return asked.version === version + 1 ? runningStep(trace, asked, version) : undefined
    default:
      return undefined
  }
}

const argumentFormula = ({ layer, unit, sample }: Argument, version: Version): Expr =>
  sum(
    product(q(scale(layer, unit, version)), q(normalized(layer, unit, sample))),
    q(shift(layer, unit, version)),
  )

function statisticStep(trace: StepTrace, asked: Statistic): Told {
  const { layer, name } = asked
  const members = membersOf(trace, asked)
  const z = (m: Member): Expr => named(trace, layer, preActivation(layer, m.unit, m.sample))
  const g = (m: Member): Expr => named(trace, layer, normalizedGradient(trace, layer, m))
  const other = (of: Statistic['name']): Expr => q({ ...asked, name: of })
  switch (name) {
    case 'mean':
      return forward('mean', mean(members.map(z)))
    case 'variance':
      return forward('variance', mean(members.map((m) => power(difference(z(m), other('mean')), 2))))
    case 'deviation': {
      const { epsilon } = normalizationOf(trace, layer)!
      return forward('deviation', call('sqrt', sum(other('variance'), num(epsilon))))
    }
    case 'common-gradient':
      return backward('common-gradient', mean(members.map(g)))
    case 'aligned-gradient': {
      const value = (m: Member): Expr => named(trace, layer, normalized(layer, m.unit, m.sample))
      return backward('aligned-gradient', mean(members.map((m) => product(g(m), value(m)))))
    }
  }
}

/** dL/dẑ */
export const normalizedGradient = (trace: StepTrace, layer: number, { unit, sample }: Member) =>
  derivative(lossThrough(trace, sample), normalized(layer, unit, sample))

/** (1 − momentum) · old + momentum · new; the variance over N − 1 in place of N. */
function runningStep(trace: StepTrace, { name, layer, unit }: Running, version: Version): Told | undefined {
  const normalization = normalizationOf(trace, layer)
  if (normalization?.kind !== 'batch') return undefined
  const { momentum } = normalization
  const rows = trace.samples.length
  const own = q(statistic(name, layer, unit, 'all'))
  const share =
    name === 'mean' ? [own] : [product(quotient(num(rows), sum(num(rows), negative(num(1)))), own)]
  const old = product(num(1 - momentum), q(running(name, layer, unit, version)))
  return { rule: 'running-statistic', phase: 'update', formula: sum(old, product(num(momentum), ...share)) }
}

/** The local derivatives of a normalized layer, and dL/dẑ. */
export function normalizedDerivativeStep(
  trace: StepTrace,
  version: Version,
  of: Quantity,
  by: Quantity,
): Told | undefined {
  if (by.kind === 'normalized') {
    if (of.kind === 'argument') return backward('scale-of-argument', q(scale(by.layer, by.unit, version)))
    if (of.kind !== 'sample-loss' && of.kind !== 'loss-sum') return undefined
    const u = argument(by.layer, by.unit, by.sample)
    return backward(
      'normalized-gradient',
      product(q(derivative(of, u)), q(scale(by.layer, by.unit, version))),
    )
  }
  if (of.kind === 'statistic' && by.kind === 'pre-activation') return movedStatistic(trace, of, by)
  if (of.kind === 'normalized' && by.kind === 'statistic') return throughStatistic(of, by)
  return undefined
}

/** dμ/dz = 1/N; ds/dz = ẑ/N. */
function movedStatistic(
  trace: StepTrace,
  of: Statistic,
  { layer, unit, sample }: Member & { readonly layer: number },
): Told | undefined {
  const count = num(membersOf(trace, of).length)
  if (of.name === 'mean') return backward('moved-mean', quotient(num(1), count))
  if (of.name === 'deviation')
    return backward('moved-deviation', quotient(q(normalized(layer, unit, sample)), count))
  return undefined
}

/** dẑ/dμ = −1/s; dẑ/ds = −ẑ/s. */
function throughStatistic(of: Normalized, by: Statistic): Told | undefined {
  const s = q({ ...by, name: 'deviation' })
  if (by.name === 'mean') return backward('normalized-by-mean', negative(quotient(num(1), s)))
  if (by.name === 'deviation') return backward('normalized-by-deviation', negative(quotient(q(of), s)))
  return undefined
}

/** (dL/dẑ − its mean − ẑ · the mean of dL/dẑ · ẑ) / s, from dL/dẑ of all over which the statistics are taken. */
export function normalizedDelta(trace: StepTrace, layer: number, unit: number, sample: number): Told {
  const own = (name: Statistic['name']): Expr => q(statisticOf(trace, name, layer, { unit, sample }))
  const value = q(normalized(layer, unit, sample))
  const numerator = sum(
    q(normalizedGradient(trace, layer, { unit, sample })),
    negative(own('common-gradient')),
    negative(product(value, own('aligned-gradient'))),
  )
  return backward('normalized-delta', quotient(numerator, own('deviation')))
}

/** Whether a parameter is a bias that normalization takes away: its gradient is 0. */
export const isCancelled = ({ network }: StepTrace, ref: ParameterRef): boolean =>
  ref.kind === 'bias' && biasCancels(network, ref.layer, ref.unit)

/** The layers whose running statistics a step moves. */
export const runningLayers = ({ network }: StepTrace): number[] =>
  network.layers.flatMap(({ normalization }, layer) => (normalization?.kind === 'batch' ? [layer] : []))

/** Where core keeps a quantity of normalization. */
export function keptNormalized(
  trace: StepTrace,
  asked: Statistic | Normalized | Argument | Running,
  version: Version,
): number | undefined {
  if (asked.kind === 'running') {
    const network = asked.version === version ? trace.network : trace.networkAfter
    return runningIn(network.layers[asked.layer]!, asked)
  }
  const layerOf = ({ normalized: kept }: SampleTrace): NormalizedLayer => kept![asked.layer]!
  if (asked.kind === 'normalized') return layerOf(trace.samples[asked.sample]!).normalized[asked.unit]
  if (asked.kind === 'argument') return layerOf(trace.samples[asked.sample]!).arguments[asked.unit]
  const sample = asked.sample === 'all' ? 0 : asked.sample
  const unit = asked.unit === 'all' ? 0 : asked.unit
  const layer = layerOf(trace.samples[sample]!)
  if (asked.name === 'mean') return layer.means[unit]
  if (asked.name === 'variance') return layer.variances[unit]
  return asked.name === 'deviation' ? layer.deviations[unit] : undefined
}

function runningIn({ normalization }: Layer, { name, unit }: Running): number | undefined {
  if (normalization?.kind !== 'batch') return undefined
  return name === 'mean' ? normalization.runningMeans[unit] : normalization.runningVariances[unit]
}
