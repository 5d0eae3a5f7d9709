// Notation: the name of each quantity in the deck's, the delta and the matrix notation. The only place that adds 1.
import type { Mark } from '../math/expr.ts'
import type { Context, Shape } from '../math/formula.ts'
import type {
  ArrayQuantity,
  AuxiliaryName,
  Bundle,
  CoefficientName,
  HyperParameterName,
  IndexedQuantity,
  MemoryName,
  ParameterRef,
  Quantity,
  Variable,
  Vector,
} from '../math/quantity.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import { type Name, unitText } from './name.ts'
import { normalizedName } from './normalized-names.ts'

/** The quantities that have a name of their own; derivatives, paths, norms and slopes are formulas of names. */
export type NamedQuantity = Exclude<
  Quantity,
  { kind: 'derivative' } | { kind: 'path' } | { kind: 'norm' } | { kind: 'scalar-product' }
>

/** From this many units on, the two indices of a weight are separated by a comma. */
const WIDE_LAYER = 10

/** The name of a quantity, with the mark of a parameter's version or of the sample. */
export function nameOf(q: NamedQuantity, context: Context, mark?: Mark): Name {
  const name = bareName(q, context, mark)
  return mark === 'row' && 'sample' in q && q.sample !== 'all' ? { ...name, mark: `[${q.sample + 1}]` } : name
}

function bareName(q: NamedQuantity, context: Context, mark?: Mark): Name {
  const { shape } = context
  const deck = context.notation === 'deck'
  switch (q.kind) {
    case 'weight':
    case 'bias':
    case 'scale':
    case 'shift': {
      const sign = mark === 'new' ? "'" : mark === 'version' ? `@${q.version}` : undefined
      return { ...parameterName(q, context), ...(sign !== undefined && { mark: sign }) }
    }
    case 'activation':
      if (q.layer === INPUT_LAYER) return deck ? fused('i', q.unit) : { base: 'x', subscript: one(q.unit) }
      return deck ? word('out', unitText(q.layer, q.unit, shape)) : indexed('a', q.layer, q.unit)
    case 'pre-activation':
      return deck ? word('net', unitText(q.layer, q.unit, shape)) : indexed('z', q.layer, q.unit)
    case 'delta':
      return deck ? { base: 'δ', subscript: unitText(q.layer, q.unit, shape) } : indexed('δ', q.layer, q.unit)
    case 'mask':
      return deck ? { base: 'm', subscript: unitText(q.layer, q.unit, shape) } : indexed('m', q.layer, q.unit)
    case 'target':
      return deck ? word('target', `o${q.unit + 1}`) : { base: 'y', subscript: one(q.unit) }
    case 'unit-loss':
      return deck ? { base: 'E', subscript: `o${q.unit + 1}` } : { base: 'ℓ', subscript: one(q.unit) }
    case 'sample-loss':
      return shape.samples > 1 ? { base: deck ? 'E' : 'L', subscript: one(q.sample) } : lossName(deck)
    case 'batch-loss':
      return batchLossName(deck, shape)
    case 'smoothed-target':
      return deck ? word('soft', `o${q.unit + 1}`) : { base: 'y', accent: 'tilde', subscript: one(q.unit) }
    case 'sample-weight':
      return shape.samples > 1 ? { base: 'ω', subscript: one(q.sample) } : { base: 'ω' }
    case 'penalty':
      return { base: 'R', subscript: String(q.norm) }
    case 'scheduled-rate':
      return { base: 'α', subscript: String(q.time) }
    case 'limit-factor':
      return q.of === 'gradients'
        ? { base: 'θ', subscript: String(q.time) }
        : deck
          ? { base: 'θ', subscript: unitText(q.of.layer, q.of.unit, shape) }
          : indexed('θ', q.of.layer, q.of.unit)
    case 'memory':
      return vectorName(q)
    case 'coefficient':
      return { ...coefficientNames[q.name], subscript: String(q.pair ?? q.time) }
    case 'auxiliary':
      if (q.name === 'decayed-parameter') return { ...parameterName(q.parameter, context), accent: 'tilde' }
      if (q.name === 'unlimited-parameter') return { ...parameterName(q.parameter, context), accent: 'hat' }
      if (q.name === 'limited-gradient') return limitedGradientName(q.parameter, context)
      return vectorName(q)
    case 'hyper-parameter':
      return hyperParameterNames[q.name]
    case 'array':
      return mark === 'new' ? { ...arrayName(q), mark: "'" } : arrayName(q)
    case 'indexed':
      return indexedName(q, context)
    case 'variable':
      return variableName(q)
    default:
      return normalizedName(q, context, mark)
  }
}

/** The name of what an optimizer notes, for one parameter or for all of them: it does not name the parameter. */
export function vectorName(v: Vector): Name {
  const name = v.kind === 'memory' ? memoryNames[v.name] : auxiliaryNames[v.name]
  return { ...name, subscript: String(v.kind === 'auxiliary' ? (v.pair ?? v.time) : v.time) }
}

/** The name of a parameter without its version. */
export function parameterName(p: ParameterRef, context: Pick<Context, 'notation' | 'shape'>): Name {
  const { notation, shape } = context
  if (p.kind === 'weight') {
    if (notation === 'deck') return fused('w', weightNumber(p.layer, p.to, p.from, shape) - 1)
    const subscript = pair(p.to, p.from, p.layer, shape)
    return { base: notation === 'matrix' ? 'W' : 'w', subscript, layer: p.layer + 1 }
  }
  if (p.kind !== 'bias') {
    const base = p.kind === 'scale' ? 'γ' : 'β'
    return notation === 'deck'
      ? { base, subscript: unitText(p.layer, p.unit, shape) }
      : indexed(base, p.layer, p.unit)
  }
  if (notation !== 'deck')
    return p.unit === 'all' ? { base: 'b', layer: p.layer + 1 } : indexed('b', p.layer, p.unit)
  if (p.unit === 'all' || shape.oneBiasPerLayer) return fused('b', p.layer)
  return { base: 'b', subscript: unitText(p.layer, p.unit, shape) }
}

/** The bare name of a unit: h1 in the deck's notation, otherwise the name of what it puts out. */
export function unitName(layer: number, unit: number, context: Context): Name {
  if (context.notation !== 'deck') return nameOf({ kind: 'activation', layer, unit, sample: 0 }, context)
  const text = unitText(layer, unit, context.shape)
  return { base: text[0]!, subscript: text.slice(1), fused: true }
}

/** An output as the heads of a table name its target: o1, y_1. */
export function targetUnitName(unit: number, context: Context): Name {
  return context.notation === 'deck' ? fused('o', unit) : { base: 'y', subscript: one(unit) }
}

/** An output as the heads of a table name its error: o1, 1. */
export function errorUnitName(unit: number, context: Context): Name {
  return context.notation === 'deck' ? fused('o', unit) : { base: 'ℓ', subscript: one(unit) }
}

/** How many units feed a layer. */
export const fanIn = (layer: number, shape: Shape): number =>
  layer === 0 ? shape.inputs : shape.units[layer - 1]!

/** The deck's number of a weight: layer by layer, row by row, by where it goes, then by where it comes from. */
export function weightNumber(layer: number, to: number, from: number, shape: Shape): number {
  const before = shape.units.slice(0, layer).reduce((total, units, l) => total + units * fanIn(l, shape), 0)
  return before + to * fanIn(layer, shape) + from + 1
}

/** Whether the two indices of a layer's weights need a comma between them. */
export const isWide = (layer: number, shape: Shape): boolean =>
  (shape.units[layer] ?? 0) >= WIDE_LAYER || fanIn(layer, shape) >= WIDE_LAYER

function pair(to: number | string, from: number | string, layer: number, shape: Shape): string {
  const letters = [to, from].filter((index) => typeof index === 'string').length
  const comma = letters === 1 || (letters === 0 && isWide(layer, shape))
  return `${one(to)}${comma ? ',' : ''}${one(from)}`
}

const one = (index: number | string): string => (typeof index === 'number' ? String(index + 1) : index)

const fused = (base: string, index: number): Name => ({ base, subscript: one(index), fused: true })

const word = (base: string, subscript: string): Name => ({ base, upright: true, subscript })

const indexed = (base: string, layer: number, index: number | string): Name => ({
  base,
  subscript: one(index),
  layer: layer + 1,
})

/** E_reg, L_reg with penalties; E_ω, L_ω where the only sample counts more or less than once. */
function batchLossName(deck: boolean, { batchLoss }: Shape): Name {
  if (batchLoss === undefined) return lossName(deck)
  const base = deck ? 'E' : 'L'
  return batchLoss === 'penalized'
    ? { base, subscript: 'reg', uprightSubscript: true }
    : { base, subscript: 'ω' }
}

/** Its parameter tells a limited gradient from the others in a norm: ǧ_w5, ǧ_12^(2). */
function limitedGradientName(p: ParameterRef, context: Context): Name {
  const { base, subscript = '', layer } = parameterName(p, context)
  const own = context.notation === 'deck' ? base + subscript : subscript
  return {
    ...auxiliaryNames['limited-gradient'],
    ...(own !== '' && { subscript: own }),
    ...(layer !== undefined && { layer }),
  }
}

/** What stands between the bars of a norm: g_1 for all gradients, w_h1 for the weights into a unit. */
export function bundleName(of: Bundle, time: number, { notation, shape }: Context): Name {
  if (of === 'gradients') return { base: 'g', subscript: String(time) }
  const base = notation === 'matrix' ? 'W' : 'w'
  return notation === 'deck'
    ? { base, subscript: unitText(of.layer, of.unit, shape) }
    : indexed(base, of.layer, of.unit)
}

const lossName = (deck: boolean): Name =>
  deck ? { base: 'E', subscript: 'total', uprightSubscript: true } : { base: 'L' }

const arraySymbols = {
  weights: 'W',
  biases: 'b',
  'pre-activations': 'z',
  activations: 'a',
  deltas: 'δ',
  masks: 'm',
  means: 'μ',
  deviations: 's',
  normalized: 'z',
  scales: 'γ',
  shifts: 'β',
  arguments: 'u',
  'argument-slopes': "f'",
  targets: 'y',
  'smoothed-targets': 'y',
  slopes: "f'",
} as const satisfies Readonly<Record<ArrayQuantity['symbol'], string>>

function arrayName(q: ArrayQuantity): Name {
  if (q.symbol === 'targets') return { base: 'y' }
  if (q.symbol === 'smoothed-targets') return { base: 'y', accent: 'tilde' }
  if (q.layer === INPUT_LAYER) return { base: 'x' }
  if (q.symbol === 'normalized') return { base: 'z', accent: 'hat', layer: q.layer + 1 }
  return { base: arraySymbols[q.symbol], layer: q.layer + 1 }
}

const indexedSymbols = {
  weight: ['w', 'w'],
  bias: ['b', 'b'],
  'pre-activation': ['z', 'net'],
  activation: ['a', 'out'],
  delta: ['δ', 'δ'],
  target: ['y', 'target'],
} as const satisfies Readonly<Record<IndexedQuantity['symbol'], readonly [delta: string, deck: string]>>

function indexedName(q: IndexedQuantity, { notation, shape }: Context): Name {
  const deck = notation === 'deck'
  const [first, second] = q.indices
  const input = q.symbol === 'activation' && q.layer === INPUT_LAYER
  const base = input ? (deck ? 'i' : 'x') : indexedSymbols[q.symbol][deck ? 1 : 0]
  const letter = notation === 'matrix' && q.symbol === 'weight' ? 'W' : base
  const subscript =
    first === undefined ? undefined : second === undefined ? one(first) : pair(first, second, q.layer, shape)
  const layered = !deck && !input && q.symbol !== 'target'
  return {
    base: letter,
    ...(letter.length > 1 && { upright: true }),
    ...(subscript !== undefined && { subscript }),
    ...(layered && { layer: q.layer + 1 }),
  }
}

/** The y of the literature, which is a target here. */
const CHANGE_OF_GRADIENT = 'Δg'

const memoryNames = {
  velocity: { base: 'b' },
  'first-moment': { base: 'm' },
  'second-moment': { base: 'v' },
  'mean-gradient': { base: 'g', accent: 'bar' },
  'square-sum': { base: 's' },
  'step-taken': { base: 's' },
  'gradient-change': { base: CHANGE_OF_GRADIENT },
} as const satisfies Readonly<Record<MemoryName, Name>>

const auxiliaryNames = {
  gradient: { base: 'g' },
  'effective-gradient': { base: 'g', accent: 'tilde' },
  'corrected-first-moment': { base: 'm', accent: 'hat' },
  'corrected-second-moment': { base: 'v', accent: 'hat' },
  denominator: { base: 'd' },
  direction: { base: 'u' },
  'decayed-parameter': { base: 'w', accent: 'tilde' },
  rate: { base: 'α', accent: 'tilde' },
  'limited-gradient': { base: 'g', accent: 'check' },
  'clipped-gradient': { base: 'g', accent: 'hat' },
  'unlimited-parameter': { base: 'w', accent: 'hat' },
  'backward-vector': { base: 'q' },
  'forward-vector': { base: 'r' },
  'search-direction': { base: 'd' },
} as const satisfies Readonly<Record<AuxiliaryName, Name>>

const coefficientNames = {
  'inverse-curvature': { base: 'ρ' },
  multiplier: { base: 'α' },
  'initial-scale': { base: 'γ' },
  'step-length': { base: 't' },
} as const satisfies Readonly<Record<CoefficientName, Name>>

/** Parameters of functions get Greek letters that no other quantity has. */
const hyperParameterNames = {
  'learning-rate': { base: 'α' },
  momentum: { base: 'μ' },
  'weight-decay': { base: 'λ' },
  smoothing: { base: 'ρ' },
  beta1: { base: 'β', subscript: '1' },
  beta2: { base: 'β', subscript: '2' },
  epsilon: { base: 'ε' },
  'rate-decay': { base: 'η' },
  c1: { base: 'c', subscript: '1' },
  c2: { base: 'c', subscript: '2' },
  slope: { base: 'γ' },
  alpha: { base: 'κ' },
  delta: { base: 'τ' },
  l1: { base: 'λ', subscript: '1' },
  l2: { base: 'λ', subscript: '2' },
  'label-smoothing': { base: 'ε', subscript: 'y' },
  'clip-value': { base: 'c', subscript: 'v' },
  'clip-norm': { base: 'c', subscript: 'g' },
  'max-norm': { base: 'c', subscript: 'w' },
  warmup: { base: 'T', subscript: 'w' },
  'rate-factor': { base: 'r' },
  'schedule-factor': { base: 'q' },
  'schedule-length': { base: 'T' },
  'schedule-lowest': { base: 'α', subscript: 'min', uprightSubscript: true },
  'schedule-power': { base: 'p' },
  'cycle-first': { base: 'q', subscript: '1' },
  'cycle-last': { base: 'q', subscript: 'T' },
  'cycle-rise': { base: 'p' },
} as const satisfies Readonly<Record<HyperParameterName, Name>>

const ruleNames: Readonly<Record<string, Name>> = { ...memoryNames, ...auxiliaryNames }

/** In an optimizer's rule, index 0 is the memory before the step and 1 the one after it. */
function variableName({ name, index }: Variable): Name {
  const known = ruleNames[name]
  if (known !== undefined) return { ...known, subscript: index === 0 ? 't−1' : 't' }
  const subscript = index === undefined ? {} : { subscript: one(index) }
  return name.length > 1 ? { base: name, upright: true, ...subscript } : { base: name, ...subscript }
}
