// litOf: what each kind of step lights, from the derivation: the only place that knows which factors stand where.
import type { StepTrace } from '../core/trace.ts'
import { unitsOf } from '../derive/backward-steps.ts'
import { MOST_PATHS } from '../derive/most-paths.ts'
import { activation, delta, derivative, weight } from '../derive/names.ts'
import { argumentOf, lossThrough } from '../derive/normalized-steps.ts'
import type { Derivation } from '../derive/step.ts'
import { type Derivative, isParameter, type Parameter, type Quantity } from '../math/quantity.ts'
import { backwardFactors, edgeFactor, type Passage } from './factors.ts'
import { largest } from './largest.ts'
import type { Link, Lit, LitFactor, LitPath } from './lit.ts'
import { hasTrails, trailsTo } from './trails.ts'

export interface LitOptions {
  /** The way a hidden gradient is told. */
  readonly form: 'paths' | 'recursive'
  /** Which sample of the batch is drawn. */
  readonly sample: number
}

const nothing: Lit = { direction: 'backward', paths: [], factors: [] }

/**
 * What the step that gives `target` lights. Updates light no path: their label changes. Quantities that have no place
 * in the drawing, such as a norm, light nothing.
 */
export function litOf(derivation: Derivation, target: Quantity, options: LitOptions): Lit {
  const { trace } = derivation
  switch (target.kind) {
    case 'pre-activation':
      return forward(inputLinks(trace, target.layer, target.unit, target.sample))
    case 'activation':
    case 'argument':
    case 'normalized':
      return forward([[{ kind: 'unit', layer: target.layer, unit: target.unit }]])
    case 'unit-loss':
      return forward([[{ kind: 'error', unit: target.unit }]])
    case 'sample-loss':
    case 'batch-loss':
    case 'loss-sum':
      return forward(unitsOf(trace, last(trace)).map((unit) => [{ kind: 'total', unit }]))
    case 'delta':
      return deltaLit(derivation, target.layer, target.unit, options)
    case 'path':
      return pathLit(derivation, target.through.toReversed(), target.to, options.sample)
    case 'derivative':
      return derivativeLit(derivation, target, options)
    default:
      return nothing
  }
}

const last = (trace: StepTrace): number => trace.network.layers.length - 1

const forward = (paths: readonly (readonly Link[])[]): Lit => ({
  direction: 'forward',
  paths: paths.map((links) => ({ links })),
  factors: [],
})

/** What enters a unit: every term, or the largest of very many. */
function inputLinks(trace: StepTrace, layer: number, unit: number, sample: number): Link[][] {
  const { activations, sample: row } = trace.samples[sample]!
  const signals = layer === 0 ? row.input : activations[layer - 1]!
  const terms = trace.network.layers[layer]!.weights[unit]!.map((weight, from) => weight * signals[from]!)
  const shown =
    terms.length <= MOST_PATHS ? [...terms.keys()] : largest([terms], MOST_PATHS).map(({ from }) => from)
  const edges = shown.map((from): Link[] => [{ kind: 'edge', layer, to: unit, from }])
  return [...edges, [{ kind: 'bias', layer, unit }]]
}

function derivativeLit(derivation: Derivation, { of, by }: Derivative, options: LitOptions): Lit {
  const isLoss = of.kind === 'sample-loss' || of.kind === 'batch-loss' || of.kind === 'loss-sum'
  if (isLoss && isParameter(by)) return gradientLit(derivation, by, options)
  if (isLoss && (by.kind === 'pre-activation' || by.kind === 'argument'))
    return deltaLit(derivation, by.layer, by.unit, options)
  if (isLoss && by.kind === 'activation') return activationLit(derivation, by.layer, by.unit, options)
  if (of.kind === 'unit-loss') return unitLossLit(derivation, of.unit, by, options.sample)
  if (of.kind === 'activation' && (by.kind === 'pre-activation' || by.kind === 'argument'))
    return alone({ kind: 'unit', layer: of.layer, unit: of.unit }, { of, by }, 'slope', [of])
  if (of.kind === 'pre-activation' && by.kind === 'activation') {
    const link: Link = { kind: 'edge', layer: of.layer, to: of.unit, from: by.unit }
    return alone(link, { of, by }, 'weight', [weight(of.layer, of.unit, by.unit, derivation.version)])
  }
  if ((of.kind === 'pre-activation' || of.kind === 'argument') && isParameter(by)) {
    const factor = edgeFactor(by, of.unit, options.sample)
    return alone(factor.place as Link, { of, by }, factor.word, factor.reads)
  }
  return nothing
}

/** One local derivative, at its place. */
function alone(
  place: Link,
  { of, by }: Pick<Derivative, 'of' | 'by'>,
  word: LitFactor['word'],
  reads: readonly Quantity[],
): Lit {
  const factor: LitFactor = { number: 1, quantity: derivative(of, by), word, place, reads, paths: [0] }
  return { direction: 'backward', paths: [{ links: [place] }], factors: [factor] }
}

/** d loss / d parameter: all paths to the unit it feeds, then the parameter itself. */
function gradientLit(derivation: Derivation, by: Parameter, options: LitOptions): Lit {
  const units =
    by.kind === 'weight' ? [by.to] : by.unit === 'all' ? unitsOf(derivation.trace, by.layer) : [by.unit]
  const lits = units.map((unit) => {
    const end = edgeFactor(by, unit, options.sample)
    const above = unitLit(derivation, by, unit, options)
    return followed(derivation, above, end)
  })
  return merged(lits)
}

/** Paths to the net input of a unit: through all layers, or from its own delta on. */
function unitLit(derivation: Derivation, by: Parameter, unit: number, options: LitOptions): Lit {
  const { trace } = derivation
  const { layer } = by
  if (options.form === 'paths' && hasTrails(trace, layer)) return deltaLit(derivation, layer, unit, options)
  // γ and β have their part in u, behind the normalization; weights and biases in z.
  const isOfNormalization = by.kind === 'scale' || by.kind === 'shift'
  const quantity = isOfNormalization
    ? derivative(lossThrough(trace, options.sample), argumentOf(trace, layer, unit, options.sample))
    : delta(layer, unit, options.sample)
  const factor: LitFactor = {
    number: 1,
    quantity,
    word: 'delta',
    place: { kind: 'delta', layer, unit },
    reads: [quantity],
    paths: [0],
  }
  const path: LitPath = {
    links: [{ kind: 'unit', layer, unit }],
    product: derivation.value(quantity),
  }
  return { direction: 'backward', paths: [path], factors: [factor] }
}

/** One factor more at the end of every path. */
function followed(derivation: Derivation, lit: Lit, end: Omit<LitFactor, 'number' | 'paths'>): Lit {
  const value = derivation.value(end.quantity)
  const paths = lit.paths.map(({ links, product = 1 }) => ({
    links: [...links, end.place as Link],
    product: product * value,
  }))
  const number = Math.max(0, ...lit.factors.map((f) => f.number)) + 1
  return {
    ...lit,
    paths,
    factors: [...lit.factors, { ...end, number, paths: paths.map((_, i) => i) }],
    ...(lit.rest && { rest: { ...lit.rest, sum: lit.rest.sum * value } }),
  }
}

/** Of a shared bias: the paths through each of its units. */
function merged(lits: readonly Lit[]): Lit {
  if (lits.length === 1) return lits[0]!
  let offset = 0
  const factors = lits.flatMap((lit) => {
    const own = lit.factors.map((f) => ({ ...f, paths: f.paths.map((i) => i + offset) }))
    offset += lit.paths.length
    return own
  })
  const rests = lits.flatMap(({ rest }) => (rest ? [rest] : []))
  const rest = {
    count: rests.reduce((sum, r) => sum + r.count, 0),
    sum: rests.reduce((sum, r) => sum + r.sum, 0),
  }
  return {
    direction: 'backward',
    paths: lits.flatMap((lit) => lit.paths),
    factors,
    ...(rests.length > 0 && { rest }),
  }
}

/** d loss / d net of a unit. */
function deltaLit(derivation: Derivation, layer: number, unit: number, options: LitOptions): Lit {
  const { trace } = derivation
  if (layer < last(trace) && (options.form === 'recursive' || !hasTrails(trace, layer)))
    return recursiveLit(derivation, layer, unit, options.sample, true)
  return trailsLit(derivation, layer, unit, options.sample)
}

/** d loss / d out of a unit: like its delta, without its own slope. */
function activationLit(derivation: Derivation, layer: number, unit: number, options: LitOptions): Lit {
  const { trace } = derivation
  const sample = options.sample
  if (layer === last(trace)) {
    const quantity = derivative(lossThrough(trace, sample), activation(layer, unit, sample))
    const reads = [activation(layer, unit, sample)]
    const lit = alone({ kind: 'error', unit }, quantity, 'error', reads)
    return { ...lit, paths: [{ links: errorLinks(unit), product: derivation.value(quantity) }] }
  }
  if (options.form === 'recursive' || !hasTrails(trace, layer + 1))
    return recursiveLit(derivation, layer, unit, sample, false)
  const { paths, factors } = trailsLit(derivation, layer, unit, sample)
  const slope = trace.samples[sample]!.slopes[layer]![unit]!
  const open = paths.map(({ links, product = 1 }) => ({
    links: links.slice(0, -1),
    ...(slope !== 0 && { product: product / slope }),
  }))
  const own = (f: LitFactor): boolean => f.place.kind === 'unit' && f.place.layer === layer
  return { direction: 'backward', paths: open, factors: factors.filter((f) => !own(f)) }
}

const errorLinks = (unit: number): Link[] => [
  { kind: 'total', unit },
  { kind: 'error', unit },
]

/** Every path from the outputs to the net input of a unit, with all factors. */
function trailsLit(derivation: Derivation, layer: number, unit: number, sample: number): Lit {
  const { trace } = derivation
  const { kept, count } = trailsTo(trace, sample, layer, unit)
  const paths = kept.map(({ through, product }) => ({ links: linksOf(through), product }))
  const passages: Passage[] = kept.map(({ through }, path) => ({ through, path }))
  const shown = kept.reduce((sum, { product }) => sum + product, 0)
  const all = trace.samples[sample]!.deltas[layer]![unit]!
  return {
    direction: 'backward',
    paths,
    factors: backwardFactors(derivation, passages, sample),
    ...(count > kept.length && { rest: { count: count - kept.length, sum: all - shown } }),
  }
}

/** From the total through each unit of a trail. */
function linksOf(through: readonly (readonly [number, number])[]): Link[] {
  const [, output] = through[0]!
  const passed = through.flatMap(([layer, unit], i): Link[] => {
    const above = through[i - 1]
    const own: Link = { kind: 'unit', layer, unit }
    return above ? [{ kind: 'edge', layer: above[0], to: above[1], from: unit }, own] : [own]
  })
  return [...errorLinks(output), ...passed]
}

/** From the deltas of the next layer: weight times delta over each edge, then the unit's slope. */
function recursiveLit(
  derivation: Derivation,
  layer: number,
  unit: number,
  sample: number,
  withSlope: boolean,
): Lit {
  const { trace, version } = derivation
  const next = unitsOf(trace, layer + 1)
  const sloped = withSlope && hasTrails(trace, layer)
  const a = activation(layer, unit, sample)
  const slope = derivative(a, argumentOf(trace, layer, unit, sample))
  const own: Link = { kind: 'unit', layer, unit }
  const paths = next.map((k): LitPath => {
    const w = trace.network.layers[layer + 1]!.weights[k]![unit]!
    const product = derivation.value(delta(layer + 1, k, sample)) * w
    return {
      links: [
        { kind: 'unit', layer: layer + 1, unit: k },
        { kind: 'edge', layer: layer + 1, to: k, from: unit },
        ...(withSlope ? [own] : []),
      ],
      product: sloped ? product * derivation.value(slope) : product,
    }
  })
  const perUnit = next.flatMap((k): LitFactor[] => {
    const d = delta(layer + 1, k, sample)
    const w = weight(layer + 1, k, unit, version)
    const edge: Link = { kind: 'edge', layer: layer + 1, to: k, from: unit }
    return [
      {
        number: 1,
        quantity: d,
        word: 'delta',
        place: { ...own, kind: 'delta', layer: layer + 1, unit: k },
        reads: [d],
        paths: [k],
      },
      { number: 2, quantity: w, word: 'weight', place: edge, reads: [w], paths: [k] },
    ]
  })
  const last: LitFactor[] = sloped
    ? [{ number: 3, quantity: slope, word: 'slope', place: own, reads: [a], paths: next }]
    : []
  return { direction: 'backward', paths, factors: [...perUnit, ...last] }
}

/** One output's error alone: dE_o/dout_o, dE_o/dnet_o, dE_o/dout_h. */
function unitLossLit(derivation: Derivation, output: number, by: Quantity, sample: number): Lit {
  const { trace } = derivation
  const end = last(trace)
  const all = backwardFactors(derivation, [{ through: [[end, output]], path: 0 }], sample)
  const links: Link[] = [{ kind: 'error', unit: output }]
  const unit: Link = { kind: 'unit', layer: end, unit: output }
  if (by.kind === 'activation' && by.layer === end)
    return { direction: 'backward', paths: [{ links }], factors: all.slice(0, 1) }
  if (by.kind === 'pre-activation')
    return { direction: 'backward', paths: [{ links: [...links, unit] }], factors: all }
  if (by.kind !== 'activation') return nothing
  const w = weight(end, output, by.unit, derivation.version)
  const edge: Link = { kind: 'edge', layer: end, to: output, from: by.unit }
  const factor: LitFactor = {
    number: all.length + 1,
    quantity: w,
    word: 'weight',
    place: edge,
    reads: [w],
    paths: [0],
  }
  return { direction: 'backward', paths: [{ links: [...links, unit, edge] }], factors: [...all, factor] }
}

/** One path among several, down to an activation or a parameter. */
function pathLit(
  derivation: Derivation,
  through: readonly (readonly [number, number])[],
  to: Quantity,
  sample: number,
): Lit {
  const [layer, unit] = through.at(-1)!
  const factors = backwardFactors(derivation, [{ through, path: 0 }], sample)
  if (isParameter(to)) {
    const lit: Lit = { direction: 'backward', paths: [{ links: linksOf(through) }], factors }
    return followed(derivation, lit, edgeFactor(to, unit, sample))
  }
  if (to.kind !== 'activation') return nothing
  const w = weight(layer, unit, to.unit, derivation.version)
  const edge: Link = { kind: 'edge', layer, to: unit, from: to.unit }
  const end = { quantity: w, word: 'weight', place: edge, reads: [w] } as const
  return followed(derivation, { direction: 'backward', paths: [{ links: linksOf(through) }], factors }, end)
}
