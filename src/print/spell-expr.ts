// The walk over an Expr for all printers: order, parentheses and where a line may break. A Spelling has the signs.
import { type Expr, type Mark, num, product, variable } from '../math/expr.ts'
import type { Context } from '../math/formula.ts'
import { biasLast } from '../math/formula.ts'
import type { Path, Quantity } from '../math/quantity.ts'
import { breakAt, flat } from './breaks.ts'
import { activationSigns } from './functions.ts'
import {
  ATOM,
  isFraction,
  isSimple,
  levelOf,
  NEGATIVE,
  POWER,
  PRODUCT,
  QUOTIENT,
  SUM,
  startsNegative,
} from './levels.ts'
import type { Name } from './name.ts'
import { bundleName, nameOf, unitName, vectorName } from './notation.ts'
import type { Spelling } from './spelling.ts'

/** Spells Expr and quantities. */
export class ExprSpeller {
  readonly context: Context
  readonly s: Spelling

  constructor(context: Context, s: Spelling) {
    this.context = context
    this.s = s
  }

  /** A formula that stands alone, as a side of a relation. */
  whole(e: Expr): string {
    if (e.kind === 'quotient') return this.quotient(e, 1, false)
    return this.expr(e, 1)
  }

  expr(e: Expr, depth: number): string {
    const { s } = this
    switch (e.kind) {
      case 'number':
        return s.number(e.value, e.digits ?? this.context.digits)
      case 'quantity':
        return this.quantity(e.quantity, e.mark)
      case 'sum':
        return this.sum(e, depth)
      case 'product':
        return this.product(e.factors.flatMap(flattened), depth)
      case 'quotient':
        return this.quotient(e, depth, true)
      case 'negative':
        return s.signs.negative + this.negated(e.of, depth)
      case 'power':
        return s.power(this.base(e.base, depth), flat(this.expr(e.exponent, depth)), isSimple(e.exponent))
      case 'function':
        return this.function(e, depth, true)
      case 'maximum':
        return s.call(
          'max',
          e.of.map((child) => this.expr(child, depth + 2)).join(`${s.signs.comma} `),
          false,
        )
      case 'activation':
        return this.activation(e, depth)
      case 'piecewise': {
        const when = ({ left, relation, right }: (typeof e.cases)[number]['when']) =>
          `${this.expr(left, depth)} ${s.signs[relationSigns[relation]]} ${this.expr(right, depth)}`
        const cases = e.cases.map((c) => ({
          condition: flat(when(c.when)),
          value: flat(this.expr(c.value, depth)),
        }))
        return s.cases(cases, flat(this.expr(e.otherwise, depth)))
      }
      case 'group':
        return s.parentheses(this.expr(e.of, depth + 2))
      case 'series':
        return s.series(e.index, this.at(e.of, NEGATIVE, depth))
      case 'matrix':
        return s.matrix(e.rows.map((row) => row.map((entry) => flat(this.expr(entry, depth)))))
      case 'operator': {
        if (e.operator === 'mean') return s.mean(this.expr(e.of[0]!, depth + 2))
        if (e.operator === 'transpose') return s.transpose(this.at(e.of[0]!, ATOM, depth))
        const sign =
          e.operator === 'hadamard' ? `${breakAt(depth + 1)}${s.signs.hadamard} ` : s.signs.juxtaposed
        return e.of.map((child) => this.at(child, QUOTIENT, depth)).join(sign)
      }
    }
  }

  /** In parentheses where the formula holds together less than its place asks for. */
  private at(e: Expr, level: number, depth: number): string {
    return levelOf(e, this.context, this.s) < level
      ? this.s.parentheses(this.expr(e, depth + 2))
      : this.expr(e, depth)
  }

  /** What follows a minus sign: a second one only in parentheses. */
  private negated(e: Expr, depth: number): string {
    if (this.s.stacked || e.kind !== 'quotient' || !startsNegative(e)) return this.at(e, PRODUCT, depth)
    return this.quotient({ ...e, numerator: { kind: 'group', of: e.numerator } }, depth, true)
  }

  private sum(e: Expr & { kind: 'sum' }, depth: number): string {
    const terms = (biasLast(e, 'delta') as typeof e).terms
    if (terms.length === 1) return this.expr(terms[0]!, depth)
    const { plus, minus, negative } = this.s.signs
    const spelled = terms.map((term, i) => {
      if (term.kind === 'negative') {
        const text = this.at(term.of, PRODUCT, depth + 1)
        return i === 0 ? negative + text : `${breakAt(depth)}${minus} ${text}`
      }
      const weak =
        term.kind === 'number'
          ? levelOf(term, this.context, this.s) < PRODUCT
          : levelOf(term, this.context, this.s) <= SUM
      const signed = weak || (i > 0 && startsNegative(term))
      const text = signed ? this.s.parentheses(this.expr(term, depth + 2)) : this.expr(term, depth + 1)
      return i === 0 ? text : `${breakAt(depth)}${plus} ${text}`
    })
    return spelled.join('')
  }

  private product(factors: readonly Expr[], depth: number): string {
    const { s } = this
    if (factors.length === 1) return this.expr(factors[0]!, depth)
    let text = ''
    factors.forEach((factor, i) => {
      const last = i === factors.length - 1
      if (i > 0) {
        const joined = isJuxtaposed(factors[i - 1]!, factor, s)
        text += joined ? s.signs.juxtaposed : `${breakAt(depth)}${s.signs.times} `
      }
      text += this.factor(factor, i === 0, last, depth)
    })
    return text
  }

  private factor(e: Expr, first: boolean, last: boolean, depth: number): string {
    if (e.kind === 'quotient') {
      const vulgar = vulgarOf(e, this.s)
      if (vulgar !== undefined) return vulgar
      const hidden = !this.s.stacked && !first && startsNegative(e)
      return hidden
        ? this.quotient({ ...e, numerator: { kind: 'group', of: e.numerator } }, depth + 1, true)
        : this.expr(e, depth + 1)
    }
    if (first && e.kind === 'negative') return this.expr(e, depth + 1)
    if (last && e.kind === 'series') return this.expr(e, depth + 1)
    if (e.kind === 'function' && e.name === 'ln') return this.function(e, depth + 1, last)
    const level = e.kind === 'number' ? QUOTIENT : PRODUCT
    return this.at(e, level, depth + 1)
  }

  private quotient(e: Expr & { kind: 'quotient' }, depth: number, tight: boolean): string {
    const vulgar = vulgarOf(e, this.s)
    if (vulgar !== undefined) return vulgar
    if (this.s.stacked)
      return this.s.fraction(this.expr(e.numerator, depth), this.expr(e.denominator, depth), tight)
    const bare = e.numerator.kind === 'number' && e.numerator.value < 0
    const numerator = bare ? this.expr(e.numerator, depth + 1) : this.at(e.numerator, POWER, depth + 1)
    const denominator = this.at(e.denominator, POWER, depth + 1)
    return tight
      ? this.s.fraction(numerator, denominator, tight)
      : `${numerator}${breakAt(1)}/ ${denominator}`
  }

  /** The base of a power, in brackets where it already has something at its upper right: a layer, a mark. */
  private base(e: Expr, depth: number): string {
    const text = this.at(e, ATOM, depth)
    const fraction = e.kind === 'quantity' && isFraction(e.quantity) && this.s.stacked
    return fraction || raised.test(text) ? this.s.parentheses(text) : text
  }

  private function(e: Expr & { kind: 'function' }, depth: number, mayBeBare: boolean): string {
    const { s } = this
    const inner = this.expr(e.of, depth + 2)
    switch (e.name) {
      case 'exp':
        return s.exponential(flat(inner), isSimple(e.of))
      case 'sqrt':
        return s.root(flat(inner), levelOf(e.of, this.context, this.s) === ATOM)
      case 'abs':
        return s.size(inner)
      case 'ln':
        return s.call('ln', inner, mayBeBare && levelOf(e.of, this.context, this.s) === ATOM)
      case 'log1p':
        return s.call('ln', this.expr({ kind: 'sum', terms: [num(1), e.of] }, depth + 2), false)
      case 'expm1':
        return `${s.exponential(flat(inner), isSimple(e.of))}${breakAt(depth)}${s.signs.minus} ${s.number(1, 1)}`
      case 'floor':
        return s.floor(inner)
      case 'cos-pi':
        return s.call('cos', this.expr(product(variable('π'), e.of), depth + 2), false)
      case 'normal-cdf':
        return s.call('Φ', inner, false)
      case 'normal-pdf':
        return s.call('φ', inner, false)
      case 'tanh':
      case 'erf':
      case 'sign':
        return s.call(e.name, inner, false)
    }
  }

  private activation(e: Expr & { kind: 'activation' }, depth: number): string {
    const { s } = this
    const sign = activationSigns(e.name)
    if (sign === 'identity' && e.derivativeBy === undefined) return this.expr(e.arguments[0]!, depth)
    const inner = e.arguments.map((child) => this.expr(child, depth + 2)).join(`${s.signs.comma} `)
    const name = sign === 'identity' ? 'f' : sign
    if (e.arguments.length === 1)
      return s.call(e.derivativeBy === undefined ? name : `${name}'`, inner, false)
    const unit = `${name}_${e.unit + 1}`
    return s.call(e.derivativeBy === undefined ? unit : `∂_${e.derivativeBy + 1} ${unit}`, inner, false)
  }

  quantity(quantity: Quantity, mark?: Mark): string {
    const { s } = this
    if (quantity.kind === 'derivative')
      return s.derivative(
        this.quantity(quantity.of),
        this.quantity(quantity.by, mark === 'row' ? mark : undefined),
      )
    if (quantity.kind === 'path') return this.path(quantity)
    if (quantity.kind === 'scalar-product') {
      const [left, right] = [quantity.left, quantity.right].map((vector) => s.name(vectorName(vector)))
      return `${s.transpose(left!)}${s.signs.juxtaposed}${right}`
    }
    if (quantity.kind === 'norm') return s.norm(s.name(bundleName(quantity.of, quantity.time, this.context)))
    if (quantity.kind === 'array' && quantity.symbol === 'slopes') {
      const argument = nameOf({ ...quantity, symbol: 'pre-activations' }, this.context)
      return s.call("f'", s.name(argument), false)
    }
    if (quantity.kind === 'array' && quantity.symbol === 'argument-slopes')
      return s.call("f'", s.name(nameOf({ ...quantity, symbol: 'arguments' }, this.context)), false)
    return s.name(nameOf(quantity, this.context, mark))
  }

  /** A path that only passes an output is the derivative of that output's error; another one names what it passes. */
  private path({ to, through, sample }: Path): string {
    const { s, context } = this
    const last = through.at(-1)
    const output = last !== undefined && last[0] === context.shape.units.length - 1
    const deck = context.notation === 'deck'
    const of: Quantity =
      deck && output ? { kind: 'unit-loss', unit: last[1], sample } : { kind: 'sample-loss', sample }
    const derivative = s.derivative(this.quantity(of), this.quantity(to))
    if (deck && output && through.length === 1) return derivative
    const along = through.map(([layer, unit]) => s.name(this.passed(layer, unit, sample)))
    return s.path(derivative, along.join(`${s.signs.comma} `))
  }

  private passed(layer: number, unit: number, sample: number): Name {
    if (this.context.notation === 'deck') return unitName(layer, unit, this.context)
    return nameOf({ kind: 'pre-activation', layer, unit, sample }, this.context)
  }
}

/** Ends in an exponent, a layer, a prime or a version. */
const raised = /(?:\^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\^\\?\w+|\^\([^()]*\)|'|@\d+|\[\d+\]|ᵀ)$/

const relationSigns = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=', '!=': '≠' } as const

/** Products within a product are told as one: the brackets would be those of the program's order, not of the formula. */
const flattened = (e: Expr): readonly Expr[] => (e.kind === 'product' ? e.factors.flatMap(flattened) : [e])

function vulgarOf(e: Expr, s: Spelling): string | undefined {
  if (e.kind !== 'quotient' || e.numerator.kind !== 'number' || e.denominator.kind !== 'number')
    return undefined
  return s.vulgarFraction(e.numerator.value, e.denominator.value)
}

/** ½ (y − a)² and y ln a: written side by side. */
function isJuxtaposed(before: Expr, after: Expr, s: Spelling): boolean {
  if (after.kind === 'function' && after.name === 'ln')
    return before.kind === 'quantity' && !isFraction(before.quantity)
  const base = after.kind === 'power' ? after.base : after
  const bracketed = base.kind === 'sum' || base.kind === 'group'
  return vulgarOf(before, s) !== undefined && bracketed
}
