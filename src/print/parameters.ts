// Parameters by name: reading one in any notation, and its name in each.
import type { NotationName, Shape } from '../math/formula.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { fanIn, parameterName } from './notation.ts'
import { nameText } from './unicode.ts'

/** The names of a parameter: w5, w_11^(2), W_11^(2). */
export function parameterNames(ref: ParameterRef, shape: Shape): Readonly<Record<NotationName, string>> {
  const text = (notation: NotationName): string => nameText(parameterName(ref, { notation, shape }))
  return { deck: text('deck'), delta: text('delta'), matrix: text('matrix') }
}

/** Every parameter of a network: layer by layer, its weights row by row, then its biases, then γ and β of each unit. */
export function parametersOf(shape: Shape): ParameterRef[] {
  return shape.units.flatMap((units, layer): ParameterRef[] => {
    const weights = range(units).flatMap((to) =>
      range(fanIn(layer, shape)).map((from): ParameterRef => ({ kind: 'weight', layer, to, from })),
    )
    const owners = shape.oneBiasPerLayer ? (['all'] as const) : range(units)
    const biases = owners.map((unit): ParameterRef => ({ kind: 'bias', layer, unit }))
    const scaled = shape.normalized?.includes(layer) ? range(units) : []
    const scales = scaled.flatMap((unit): ParameterRef[] => [
      { kind: 'scale', layer, unit },
      { kind: 'shift', layer, unit },
    ])
    return [...weights, ...biases, ...scales]
  })
}

/**
 * The parameter that a text names, in any notation: w5, b1, b_h1, w_12^(2), w_{12}^{(2)}, w_9,154^(1), W_12^(1), b_1^(2);
 * γ_h1 or gamma_h1, β_1^(2) or beta_1^(2).
 * undefined where the network has no such parameter or the text could mean two.
 */
export function parseParameter(text: string, shape: Shape): ParameterRef | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s{}\\$]/g, '')
  const number = /^w_?(\d+)$/.exec(name)
  if (number !== null) return weightNumbered(Number(number[1]), shape)
  const weight = /^w_?(\d+)(?:,(\d+))?\^\(?(\d+)\)?$/.exec(name)
  if (weight !== null) return weightAt(weight[1]!, weight[2], Number(weight[3]) - 1, shape)
  const scaled = /^(γ|gamma|β|beta)_?(?:h_?(\d+)|(\d+)\^\(?(\d+)\)?)$/.exec(name)
  if (scaled !== null) return scaleAt(scaled, shape)
  const unit = /^b_?([ho])_?(\d+)$/.exec(name)
  if (unit !== null) {
    const at = unitAt(unit[1] as 'h' | 'o', Number(unit[2]) - 1, shape)
    return at && biasAt(at.layer, at.unit, shape)
  }
  const bias = /^b_?(\d+)?(?:\^\(?(\d+)\)?)?$/.exec(name)
  if (bias === null) return undefined
  const [, index, layer] = bias
  if (layer !== undefined)
    return biasAt(Number(layer) - 1, index === undefined ? 'all' : Number(index) - 1, shape)
  return index !== undefined && shape.oneBiasPerLayer ? biasAt(Number(index) - 1, 'all', shape) : undefined
}

/** Weights in the deck's order: the number counts all layers' rows. */
function weightNumbered(number: number, shape: Shape): ParameterRef | undefined {
  let index = number - 1
  for (const [layer, units] of shape.units.entries()) {
    const width = fanIn(layer, shape)
    if (index < 0) return undefined
    if (index < units * width)
      return { kind: 'weight', layer, to: Math.floor(index / width), from: index % width }
    index -= units * width
  }
  return undefined
}

/** Two indices with a comma, or run together where only one way to part them fits the layer. */
function weightAt(
  first: string,
  second: string | undefined,
  layer: number,
  shape: Shape,
): ParameterRef | undefined {
  const units = shape.units[layer]
  if (units === undefined) return undefined
  const cuts =
    second === undefined
      ? range(first.length - 1).map((i) => [first.slice(0, i + 1), first.slice(i + 1)])
      : [[first, second]]
  const found = cuts.flatMap(([to, from]): ParameterRef[] => {
    const ref = { kind: 'weight', layer, to: Number(to) - 1, from: Number(from) - 1 } as const
    const plain = !to!.startsWith('0') && !from!.startsWith('0')
    return plain && ref.to < units && ref.from < fanIn(layer, shape) ? [ref] : []
  })
  return found.length === 1 ? found[0] : undefined
}

/** γ or β by the number of a hidden unit, or by its place in a layer. */
function scaleAt(
  [, letter, number, index, place]: readonly string[],
  shape: Shape,
): ParameterRef | undefined {
  const at =
    number === undefined
      ? { layer: Number(place) - 1, unit: Number(index) - 1 }
      : unitAt('h', Number(number) - 1, shape)
  if (!at || !shape.normalized?.includes(at.layer)) return undefined
  if (at.unit < 0 || at.unit >= shape.units[at.layer]!) return undefined
  return { kind: letter === 'γ' || letter === 'gamma' ? 'scale' : 'shift', ...at }
}

/** Hidden units are numbered on through the hidden layers. */
function unitAt(letter: 'h' | 'o', index: number, shape: Shape): { layer: number; unit: number } | undefined {
  const last = shape.units.length - 1
  if (letter === 'o') return { layer: last, unit: index }
  let unit = index
  for (let layer = 0; layer < last; layer++) {
    if (unit < shape.units[layer]!) return { layer, unit }
    unit -= shape.units[layer]!
  }
  return undefined
}

function biasAt(layer: number, unit: number | 'all', shape: Shape): ParameterRef | undefined {
  const units = shape.units[layer]
  if (units === undefined || (unit !== 'all' && (unit < 0 || unit >= units))) return undefined
  if (shape.oneBiasPerLayer) return { kind: 'bias', layer, unit: 'all' }
  return unit === 'all' ? undefined : { kind: 'bias', layer, unit }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
