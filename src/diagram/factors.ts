// Factors: the derivatives on the way from the error, numbered from 1, each once, at its place in the drawing.
import { isVector } from '../derive/backward-steps.ts'
import { comparedWith } from '../derive/forward-steps.ts'
import { activation, delta, derivative, weight } from '../derive/names.ts'
import { argumentOf, lossThrough } from '../derive/normalized-steps.ts'
import type { Derivation } from '../derive/step.ts'
import type { Parameter, Quantity } from '../math/quantity.ts'
import type { LitFactor } from './lit.ts'
import { linkKey } from './lit.ts'

/** A path by the units that it passes, from an output down. */
export interface Passage {
  readonly through: readonly (readonly [layer: number, unit: number])[]
  readonly path: number
}

type Unnumbered = Omit<LitFactor, 'number' | 'paths'>

/** All factors of several paths; what two paths share stands once and knows both. */
export function backwardFactors(
  derivation: Derivation,
  passages: readonly Passage[],
  sample: number,
): LitFactor[] {
  const found = new Map<string, LitFactor>()
  for (const { through, path } of passages)
    factorsAlong(derivation, through, sample).forEach((factor, i) => {
      const key = `${i} ${linkKey(factor.place)}`
      const known = found.get(key)
      found.set(key, { ...factor, number: i + 1, paths: [...(known?.paths ?? []), path] })
    })
  return [...found.values()].sort((a, b) => a.number - b.number)
}

/** Error and slope of the output (its delta where these two are one), then weight and slope of each unit. */
function factorsAlong(
  derivation: Derivation,
  through: readonly (readonly [layer: number, unit: number])[],
  sample: number,
): Unnumbered[] {
  return through.flatMap(([layer, unit], i): Unnumbered[] => {
    const above = through[i - 1]
    if (!above) return outputFactors(derivation, unit, sample)
    const w = weight(above[0], above[1], unit, derivation.version)
    const edge = { kind: 'edge', layer: above[0], to: above[1], from: unit } as const
    return [
      { quantity: w, word: 'weight', place: edge, reads: [w] },
      slopeFactor(derivation, layer, unit, sample),
    ]
  })
}

function outputFactors(derivation: Derivation, unit: number, sample: number): Unnumbered[] {
  const { trace } = derivation
  const layer = trace.network.layers.length - 1
  const a = activation(layer, unit, sample)
  const reads: Quantity[] = [a, comparedWith(trace, unit, sample)]
  const place = { kind: 'error', unit } as const
  if (trace.samples[sample]!.shortCut || isVector(trace, layer))
    return [{ quantity: delta(layer, unit, sample), word: 'error', place, reads }]
  const error = derivative(lossThrough(trace, sample), a)
  return [{ quantity: error, word: 'error', place, reads }, slopeFactor(derivation, layer, unit, sample)]
}

function slopeFactor({ trace }: Derivation, layer: number, unit: number, sample: number): Unnumbered {
  const a = activation(layer, unit, sample)
  const quantity = derivative(a, argumentOf(trace, layer, unit, sample))
  return { quantity, word: 'slope', place: { kind: 'unit', layer, unit }, reads: [a] }
}

/** The last factor of a gradient: what comes in through the weight; 1 for a bias. */
export function edgeFactor(by: Parameter, unit: number, sample: number): Unnumbered {
  const quantity = derivative(argumentOrNet(by, unit, sample), by)
  if (by.kind !== 'weight')
    return { quantity, word: 'input', place: { kind: 'bias', layer: by.layer, unit }, reads: [] }
  const place = { kind: 'edge', layer: by.layer, to: by.to, from: by.from } as const
  return { quantity, word: 'input', place, reads: [activation(by.layer - 1, by.from, sample)] }
}

/** γ and β act on u, weights and biases on z. */
function argumentOrNet(by: Parameter, unit: number, sample: number): Quantity {
  const kind = by.kind === 'scale' || by.kind === 'shift' ? 'argument' : 'pre-activation'
  return { kind, layer: by.layer, unit, sample }
}
