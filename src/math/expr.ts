// Expr: a formula as a tree over quantities. People read it through the printers, the program runs it through evaluate.ts.
import type { Quantity } from './quantity.ts'
import { keyOf } from './quantity.ts'

/** Functions of one real argument that a formula may name. */
export type FunctionName =
  | 'exp'
  | 'ln'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'tanh'
  | 'erf'
  | 'log1p'
  | 'expm1'
  | 'normal-cdf'
  | 'normal-pdf'
  | 'floor'
  /** cos(π x) */
  | 'cos-pi'

export type Relation = '<' | '<=' | '>' | '>=' | '=' | '!='

/** A condition of a piecewise formula. */
export interface Condition {
  readonly left: Expr
  readonly relation: Relation
  readonly right: Expr
}

/** What a quantity's name may tell besides. */
export type Mark = 'version' | 'new' | 'row'

export type Expr =
  /** `digits`: how many significant digits to print, where it is not the document's usual number. */
  | { readonly kind: 'number'; readonly value: number; readonly digits?: number }
  /** `mark` tells a version: 'version' prints w5@0, 'new' prints w5'; or the sample: 'row' prints z_1[2]; without it, w5. */
  | { readonly kind: 'quantity'; readonly quantity: Quantity; readonly mark?: Mark }
  | { readonly kind: 'sum'; readonly terms: readonly Expr[] }
  | { readonly kind: 'product'; readonly factors: readonly Expr[] }
  | { readonly kind: 'quotient'; readonly numerator: Expr; readonly denominator: Expr }
  | { readonly kind: 'power'; readonly base: Expr; readonly exponent: Expr }
  | { readonly kind: 'negative'; readonly of: Expr }
  | { readonly kind: 'function'; readonly name: FunctionName; readonly of: Expr }
  | { readonly kind: 'maximum'; readonly of: readonly Expr[] }
  /** An activation applied as a whole: unit `unit` of f(arguments); `derivativeBy` makes it df_unit/dz_by. */
  | {
      readonly kind: 'activation'
      readonly name: string
      readonly parameters: Readonly<Record<string, number>>
      readonly arguments: readonly Expr[]
      readonly unit: number
      readonly derivativeBy?: number
    }
  | {
      readonly kind: 'piecewise'
      readonly cases: readonly { readonly when: Condition; readonly value: Expr }[]
      readonly otherwise: Expr
    }
  /** Brackets that people see and arithmetic does not need. */
  | { readonly kind: 'group'; readonly of: Expr }
  /** For people only: a sum over an index, a matrix of formulas, a product of matrices, the mean of vectors or of a vector's numbers. */
  | { readonly kind: 'series'; readonly index: string; readonly of: Expr }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly Expr[])[] }
  | {
      readonly kind: 'operator'
      readonly operator: 'matrix-product' | 'hadamard' | 'transpose' | 'mean'
      readonly of: readonly Expr[]
    }

export const num = (value: number): Expr => ({ kind: 'number', value })
export const q = (quantity: Quantity): Expr => ({ kind: 'quantity', quantity })
/** A quantity that names its sample, where a formula has several. */
export const inRow = (quantity: Quantity): Expr => ({ kind: 'quantity', quantity, mark: 'row' })
export const variable = (name: string, index?: number): Expr =>
  q(index === undefined ? { kind: 'variable', name } : { kind: 'variable', name, index })
export const sum = (...terms: readonly Expr[]): Expr => ({ kind: 'sum', terms })
export const product = (...factors: readonly Expr[]): Expr => ({ kind: 'product', factors })
export const quotient = (numerator: Expr, denominator: Expr): Expr => ({
  kind: 'quotient',
  numerator,
  denominator,
})
export const power = (base: Expr, exponent: Expr | number): Expr => ({
  kind: 'power',
  base,
  exponent: typeof exponent === 'number' ? num(exponent) : exponent,
})
export const negative = (of: Expr): Expr => ({ kind: 'negative', of })
export const difference = (a: Expr, b: Expr): Expr => sum(a, negative(b))
export const call = (name: FunctionName, of: Expr): Expr => ({ kind: 'function', name, of })
export const group = (of: Expr): Expr => ({ kind: 'group', of })
export const maximum = (...of: readonly Expr[]): Expr => ({ kind: 'maximum', of })
export const when = (left: Expr, relation: Relation, right: Expr, value: Expr) => ({
  when: { left, relation, right },
  value,
})
export const piecewise = (cases: readonly ReturnType<typeof when>[], otherwise: Expr): Expr => ({
  kind: 'piecewise',
  cases,
  otherwise,
})

/** The children of a formula, left to right. */
export function childrenOf(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'number':
    case 'quantity':
      return []
    case 'sum':
      return e.terms
    case 'product':
      return e.factors
    case 'quotient':
      return [e.numerator, e.denominator]
    case 'power':
      return [e.base, e.exponent]
    case 'negative':
    case 'function':
    case 'group':
    case 'series':
      return [e.of]
    case 'maximum':
    case 'operator':
      return e.of
    case 'matrix':
      return e.rows.flat()
    case 'activation':
      return e.arguments
    case 'piecewise':
      return [...e.cases.flatMap((c) => [c.when.left, c.when.right, c.value]), e.otherwise]
  }
}

/** The same formula with each child replaced by what `change` makes of it. */
export function mapChildren(e: Expr, change: (child: Expr) => Expr): Expr {
  switch (e.kind) {
    case 'number':
    case 'quantity':
      return e
    case 'sum':
      return { ...e, terms: e.terms.map(change) }
    case 'product':
      return { ...e, factors: e.factors.map(change) }
    case 'quotient':
      return { ...e, numerator: change(e.numerator), denominator: change(e.denominator) }
    case 'power':
      return { ...e, base: change(e.base), exponent: change(e.exponent) }
    case 'negative':
    case 'function':
    case 'group':
    case 'series':
      return { ...e, of: change(e.of) }
    case 'maximum':
    case 'operator':
      return { ...e, of: e.of.map(change) }
    case 'matrix':
      return { ...e, rows: e.rows.map((row) => row.map(change)) }
    case 'activation':
      return { ...e, arguments: e.arguments.map(change) }
    case 'piecewise':
      return {
        ...e,
        cases: e.cases.map((c) => ({
          when: { ...c.when, left: change(c.when.left), right: change(c.when.right) },
          value: change(c.value),
        })),
        otherwise: change(e.otherwise),
      }
  }
}

/** Every quantity replaced by what `value` gives for it; undefined leaves it as it stands. */
export function substitute(e: Expr, value: (quantity: Quantity) => Expr | undefined): Expr {
  if (e.kind === 'quantity') return value(e.quantity) ?? e
  return mapChildren(e, (child) => substitute(child, value))
}

/** The quantities that a formula uses, each once, in reading order. */
export function quantitiesOf(e: Expr): Quantity[] {
  const found = new Map<string, Quantity>()
  const visit = (node: Expr): void => {
    if (node.kind === 'quantity') {
      const key = keyOf(node.quantity)
      if (!found.has(key)) found.set(key, node.quantity)
    } else childrenOf(node).forEach(visit)
  }
  visit(e)
  return [...found.values()]
}
