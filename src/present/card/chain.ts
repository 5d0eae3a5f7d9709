// The chain rule of a step as columns: which factors, along which paths.
import { unitsOf } from '../../derive/backward-steps.ts'
import { MOST_PATHS } from '../../derive/most-paths.ts'
import { activation, delta, derivative, preActivation, versioned, weight } from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { q } from '../../math/expr.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import { lossDerivativeWritten, slopeWritten } from '../formulas.ts'
import { hasSlopeFactor } from '../sections/deltas.ts'
import { isNormalized, isTied } from '../sections/normalization.ts'
import { allPaths } from '../sections/paths.ts'
import { toldByPaths, unitOf } from '../story/ends.ts'
import type { Story } from '../story.ts'
import { LONGEST_SUM, marked, withNumbers } from '../story.ts'
import { unitName } from '../units.ts'
import type { CardChain, CardFactor, CardPath, FactorRole } from './card.ts'

/** Of more paths than `LONGEST_SUM` so many are shown, the largest. */
const SHOWN_PATHS = 4

/** The gradient of a parameter for one sample; undefined where it is no product of factors. */
export function gradientChain(story: Story, ref: ParameterRef, sample: number): CardChain | undefined {
  if (isTied(story) || isNormalized(story, ref.layer)) return undefined
  if (ref.kind !== 'weight' && (ref.kind !== 'bias' || ref.unit === 'all')) return undefined
  const unit = unitOf(ref)
  const input = signal(story, ref, sample)
  if (!byPaths(story, ref.layer, sample))
    return chainOf([path([], [deltaFactor(story, ref.layer, unit, sample), input])])
  const end = [slope(story, ref.layer, unit, sample), input]
  if (ref.layer === story.last) return chainOf([path([], [lossFactor(story, unit, sample), ...end])])
  return chainOf(
    pathsFrom(story, ref.layer, unit, sample).map(({ via, factors }) => path(via, [...factors, ...end])),
  )
}

/** δ of a unit: an output's error times its slope; a hidden one's δ of the next layer, each by its weight, times the slope. */
export function deltaChain(story: Story, layer: number, unit: number, sample: number): CardChain | undefined {
  if (isTied(story) || !hasSlopeFactor(story, layer, sample)) return undefined
  const own = slope(story, layer, unit, sample)
  if (layer === story.last) return chainOf([path([], [lossFactor(story, unit, sample), own])])
  return chainOf(behind(story, layer, unit, sample).map(({ via, factors }) => path(via, [...factors, own])))
}

/** ∂E/∂out of a hidden unit: the δ of the next layer, each by its weight. */
export function outputGradientChain(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
): CardChain | undefined {
  return isTied(story) || layer >= story.last ? undefined : chainOf(behind(story, layer, unit, sample))
}

/** Whether a gradient is told from the loss on, path by path, and not from the unit's δ on. */
const byPaths = (story: Story, layer: number, sample: number): boolean =>
  hasSlopeFactor(story, layer, sample) &&
  (layer === story.last || (story.options.form !== 'recursive' && toldByPaths(story, layer, MOST_PATHS)))

/** From the loss to a hidden unit's output: error and slope of an output (or its δ), then a weight and a slope for each unit passed. */
function pathsFrom(story: Story, layer: number, unit: number, sample: number): CardPath[] {
  return allPaths(story, layer, unit, sample).map(({ through }) => {
    const factors = through.toReversed().flatMap(([l, u], i, passed): CardFactor[] => {
      const [, below] = passed[i + 1] ?? [layer, unit]
      const start = i > 0 ? [slope(story, l, u, sample)] : outputFactors(story, u, sample)
      return [...start, weightFactor(story, l, u, below)]
    })
    return path(
      through.map(([l, u]) => unitName(l, u)),
      factors,
    )
  })
}

const outputFactors = (story: Story, unit: number, sample: number): CardFactor[] =>
  hasSlopeFactor(story, story.last, sample)
    ? [lossFactor(story, unit, sample), slope(story, story.last, unit, sample)]
    : [deltaFactor(story, story.last, unit, sample)]

const behind = (story: Story, layer: number, unit: number, sample: number): CardPath[] =>
  unitsOf(story.trace, layer + 1).map((k) =>
    path(
      [unitName(layer + 1, k)],
      [deltaFactor(story, layer + 1, k, sample), weightFactor(story, layer + 1, k, unit)],
    ),
  )

const path = (via: CardPath['via'], factors: readonly CardFactor[]): CardPath => ({
  via,
  factors,
  value: factors.reduce((product, { value }) => product * value, 1),
})

/** All paths, or the largest of many. */
function chainOf(paths: readonly CardPath[]): CardChain {
  if (paths.length <= LONGEST_SUM) return { kind: 'chain', paths, rest: undefined }
  const bySize = paths.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const rest = bySize.slice(SHOWN_PATHS)
  const value = rest.reduce((sum, one) => sum + one.value, 0)
  return { kind: 'chain', paths: bySize.slice(0, SHOWN_PATHS), rest: { count: rest.length, value } }
}

function factor(story: Story, role: FactorRole, quantity: Quantity, written: Expr): CardFactor {
  return {
    role,
    quantity,
    written,
    numbers: withNumbers(story, written),
    value: story.derivation.value(quantity),
  }
}

function lossFactor(story: Story, unit: number, sample: number): CardFactor {
  const name = derivative(lossThrough(story.trace, sample), activation(story.last, unit, sample))
  return factor(story, 'error', name, lossDerivativeWritten(story, unit, sample))
}

function slope(story: Story, layer: number, unit: number, sample: number): CardFactor {
  const name = derivative(activation(layer, unit, sample), preActivation(layer, unit, sample))
  return factor(story, 'slope', name, slopeWritten(story, layer, unit, sample))
}

function weightFactor(story: Story, layer: number, to: number, from: number): CardFactor {
  const name = weight(layer, to, from, story.version)
  return factor(story, 'weight', name, marked(q(name)))
}

function deltaFactor(story: Story, layer: number, unit: number, sample: number): CardFactor {
  const name = delta(layer, unit, sample)
  return factor(story, 'delta', name, marked(story.derivation.step(name)!.formula))
}

function signal(story: Story, ref: ParameterRef, sample: number): CardFactor {
  const name = derivative(preActivation(ref.layer, unitOf(ref), sample), versioned(ref, story.version))
  return factor(story, 'input', name, story.derivation.step(name)!.formula)
}
