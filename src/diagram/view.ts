// View: a scene's input with what all parts of the drawing ask: values as text, what is known, what is lit, who is in question.
import { biasUnit } from '../derive/forward-steps.ts'
import { activation, gradient, preActivation, unversioned, versioned, weight } from '../derive/names.ts'
import { isParameter, keyOf, type Parameter, type ParameterRef, type Quantity } from '../math/quantity.ts'
import type { Name } from '../print/name.ts'
import { type NamedQuantity, nameOf } from '../print/notation.ts'
import { formatNumber } from '../print/numbers.ts'
import { textWidth } from './glyphs.ts'
import { type Link, type LitFactor, type LitPath, linkKey, signsOfLinks } from './lit.ts'
import type { SceneInput } from './scene-input.ts'

/** Values in the drawing have at most so many significant digits, ... */
const MOST_DIGITS = 5
const NARROW_DIGITS = 4
/** ... and no fewer than this: 0.35 must not be told as 0.3. */
const LEAST_DIGITS = 2
/** A slope below this leaves hardly anything of a gradient. */
export const SATURATED = 0.01

export class View {
  readonly input: SceneInput
  readonly paths: readonly LitPath[]
  readonly factors: readonly LitFactor[]
  private readonly signs: ReadonlyMap<string, 'positive' | 'negative'>
  private readonly framed: ReadonlySet<string>
  private readonly question: ParameterRef | undefined

  constructor(input: SceneInput) {
    this.input = input
    const { lit, path } = input
    const all = lit?.paths ?? []
    this.paths = path === undefined ? all : all.slice(path, path + 1)
    this.factors = (lit?.factors ?? []).filter((f) => path === undefined || f.paths.includes(path))
    this.signs = signsOfLinks(this.paths)
    const read = this.factors.filter((f) => f.word === 'input' || f.number === input.linked)
    this.framed = new Set(read.flatMap((f) => f.reads.map(keyOf)))
    this.question = input.target && parameterIn(input.target)
  }

  get layout() {
    return this.input.layout
  }

  get version(): number {
    return this.input.derivation.version
  }

  get last(): number {
    return this.input.derivation.trace.network.layers.length - 1
  }

  known(quantity: Quantity): boolean {
    return this.input.computed(quantity) || this.input.derivation.step(quantity) === undefined
  }

  value(quantity: Quantity): number {
    return this.input.derivation.value(quantity)
  }

  /** The value with as many digits as the width allows, five at most; an em dash for what is not yet computed. */
  text(quantity: Quantity, width: number, size: number, digits = this.digits): string {
    return this.known(quantity) ? this.number(this.value(quantity), width, size, digits) : '—'
  }

  number(value: number, width: number, size: number, digits = this.digits): string {
    const { locale } = this.input.context
    const told = (d: number): string => formatNumber(value, { digits: d, locale })
    for (let d = digits; d > LEAST_DIGITS; d--) if (textWidth(told(d), size) <= width) return told(d)
    return told(Math.min(digits, LEAST_DIGITS))
  }

  get digits(): number {
    const most = this.layout.form === 'wide' ? MOST_DIGITS : NARROW_DIGITS
    return Math.min(this.input.context.digits, most)
  }

  name(quantity: NamedQuantity): Name {
    return nameOf(quantity, this.input.context)
  }

  net(layer: number, unit: number): Quantity {
    return preActivation(layer, unit, this.input.sample)
  }

  out(layer: number, unit: number): Quantity {
    return activation(layer, unit, this.input.sample)
  }

  weight(layer: number, to: number, from: number): Parameter {
    return weight(layer, to, from, this.version)
  }

  /** A unit's bias: its own, or its layer's. */
  bias(layer: number, unit: number): Parameter {
    const own = biasUnit(this.input.derivation.trace, layer, unit)
    return { kind: 'bias', layer, unit: own, version: this.version }
  }

  /** A parameter after the update, where that is computed by now. */
  updated(parameter: Parameter): Parameter | undefined {
    const next = versioned(unversioned(parameter), this.version + 1)
    return this.input.computed(next) ? next : undefined
  }

  gradient(parameter: Parameter): Quantity {
    return gradient(unversioned(parameter), this.version)
  }

  /** Whether a gradient has been computed; a picture of the forward pass shows none. */
  gradientKnown(parameter: Parameter): boolean {
    return this.input.computed(this.gradient(parameter))
  }

  /** Whether the current step is about this parameter. */
  isQuestion(parameter: Parameter): boolean {
    return (
      this.question !== undefined &&
      keyOf(versioned(this.question, 0)) === keyOf(versioned(unversioned(parameter), 0))
    )
  }

  isTarget(quantity: Quantity): boolean {
    return this.input.target !== undefined && keyOf(this.input.target) === keyOf(quantity)
  }

  /** How a link is lit, if it is. */
  sign(link: Link): 'positive' | 'negative' | undefined {
    return this.signs.get(linkKey(link))
  }

  get hasTotalLit(): boolean {
    return [...this.signs.keys()].some((key) => key.startsWith('total.'))
  }

  isFramed(quantity: Quantity): boolean {
    return this.framed.has(keyOf(quantity))
  }

  /** Whether the factor that is pointed at reads it. */
  isLinked(quantity: Quantity): boolean {
    const { linked } = this.input
    const factor = this.factors.filter((f) => f.number === linked)
    return factor.some((f) => f.reads.some((read) => keyOf(read) === keyOf(quantity)))
  }
}

/** The parameter that a step is about: the one that it updates, or whose derivative it is. */
function parameterIn(target: Quantity): ParameterRef | undefined {
  if (isParameter(target)) return unversioned(target)
  if (target.kind === 'derivative' && isParameter(target.by)) return unversioned(target.by)
  if (target.kind === 'path' && isParameter(target.to)) return unversioned(target.to)
  if (target.kind === 'memory' || target.kind === 'auxiliary') return target.parameter
  return undefined
}
