// Normalization: what may stand between a layer's z and its activation, with its trained numbers and its running ones.
import { contains, type Interval, nonNegativeReals, positiveReals, unitInterval } from '../math/interval.ts'
import { checkFinite } from './checks.ts'
import { normalizationKinds } from './normalization-kinds.ts'
import { refusals } from './refusals.ts'

interface Scaled {
  /** Keeps the root away from 0. */
  readonly epsilon: number
  /** γ of each unit, trained. */
  readonly scales: readonly number[]
  /** β of each unit, trained. */
  readonly shifts: readonly number[]
}

/**
 * u = γ · (z − μ)/√(σ² + ε) + β, with μ and σ² of each unit over the rows of the batch; in evaluation with running ones,
 * which every step moves: running = (1 − momentum) · running + momentum · new, the new σ² divided by N − 1 in place of N.
 * Source: S. Ioffe and C. Szegedy, "Batch normalization" (2015), with the running statistics of PyTorch.
 */
export interface BatchNormalization extends Scaled {
  readonly kind: 'batch'
  /** The share of a new batch in the running statistics. */
  readonly momentum: number
  readonly runningMeans: readonly number[]
  readonly runningVariances: readonly number[]
}

/**
 * The same with μ and σ² of each row over the units of the layer, in training and in evaluation.
 * Source: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization" (2016).
 */
export interface LayerNormalization extends Scaled {
  readonly kind: 'layer'
}

export type Normalization = BatchNormalization | LayerNormalization
export type NormalizationKind = Normalization['kind']

type Numbers = readonly number[] | number

/** A normalization by its kind, or with some of its numbers: lists, or one number for all units; the rest takes its defaults. */
export type NormalizationChoice =
  | NormalizationKind
  | ({ readonly kind: 'layer' } & ScaledChoice)
  | ({
      readonly kind: 'batch'
      /** Default: 0.1. */
      readonly momentum?: number
      /** Default: 0. */
      readonly runningMeans?: Numbers
      /** Default: 1. */
      readonly runningVariances?: Numbers
    } & ScaledChoice)

interface ScaledChoice {
  /** Default: 1e-5. */
  readonly epsilon?: number
  /** Default: 1. */
  readonly scales?: Numbers
  /** Default: 0. */
  readonly shifts?: Numbers
}

/** What is taken where nothing is said: as in PyTorch. */
export const usualNormalization = {
  epsilon: 1e-5,
  scales: 1,
  shifts: 0,
  momentum: 0.1,
  runningMeans: 0,
  runningVariances: 1,
} as const

/**
 * A normalization with all its numbers, for a layer of so many units.
 * @throws PasoError unknown-normalization, wrong-shape, not-finite, normalization-out-of-range
 */
export function normalizationFor(choice: NormalizationChoice, units: number, where: string): Normalization {
  const given = typeof choice === 'string' ? { kind: choice } : choice
  const { kind } = given
  if (!normalizationKinds.includes(kind))
    throw refusals.unknownName('normalization', kind, where, normalizationKinds)
  const all = { ...usualNormalization, ...given }
  const one = (name: 'epsilon' | 'momentum', domain: Interval): number =>
    inDomain(all[name], domain, `${where}.${name}`)
  const each = (
    name: Exclude<keyof typeof usualNormalization, 'epsilon' | 'momentum'>,
    domain?: Interval,
  ): number[] => perUnit(all[name], units, `${where}.${name}`, domain)
  const scaled = { epsilon: one('epsilon', positiveReals), scales: each('scales'), shifts: each('shifts') }
  if (kind === 'layer') return { kind, ...scaled }
  return {
    kind,
    ...scaled,
    momentum: one('momentum', unitInterval),
    runningMeans: each('runningMeans'),
    runningVariances: each('runningVariances', nonNegativeReals),
  }
}

function inDomain(value: number, domain: Interval, where: string): number {
  if (!contains(domain, value)) throw refusals.outOfRange('normalization-out-of-range', where, value, domain)
  return value
}

function perUnit(numbers: Numbers, units: number, where: string, domain?: Interval): number[] {
  const values = typeof numbers === 'number' ? Array.from({ length: units }, () => numbers) : [...numbers]
  if (values.length !== units) throw refusals.wrongNormalization(where, units, values.length)
  checkFinite(values, where)
  if (domain) for (const [unit, value] of values.entries()) inDomain(value, domain, `${where}[${unit}]`)
  return values
}
