// Document: what a renderer gets: blocks with formulas in them, before notation, rounding and markup.
import type { Derivation } from '../derive/step.ts'
import type { Language } from '../errors.ts'
import type { Expr } from '../math/expr.ts'
import type { Context, Formula } from '../math/formula.ts'
import type { ParameterRef } from '../math/quantity.ts'

export type { Context, Formula, NotationName, Shape } from '../math/formula.ts'

export type Inline =
  | string
  | { readonly kind: 'math'; readonly math: Formula }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }

export type Content = readonly Inline[]

/** left = line = line ...; the renderer puts = or ≈ before each line (print/relation.ts). */
export interface Calculation {
  readonly kind: 'calculation'
  /** Usually one; `g = dL/dw` has two. */
  readonly left: readonly Expr[]
  readonly lines: readonly Expr[]
  /** row: all on one line, for short ones: dnet/dw = i1 = 0.05. */
  readonly layout?: 'column' | 'row'
  /** The name of the last line's value: an anchor in HTML, the row in JSON. */
  readonly anchor?: string
}

/** Several equations under each other, aligned at their signs: left = right (= and), each with an optional remark. */
export interface Equations {
  readonly kind: 'equations'
  readonly equations: readonly {
    readonly left: Expr
    readonly right: Expr
    readonly and?: Expr
    readonly note?: Content
  }[]
}

/** The chain rule with its factors as stacked fractions, numbered (1), (2), (3) below. */
export interface Chain {
  readonly kind: 'chain'
  readonly left: Expr
  readonly factors: readonly Expr[]
  readonly numbered: boolean
}

/** How a parameter reaches the loss: a trunk, then one branch or several. */
export interface Paths {
  readonly kind: 'paths'
  readonly trunk: readonly Expr[]
  /** Empty when there is one path only; otherwise the continuation of each path. */
  readonly branches: readonly (readonly Expr[])[]
  /** Branches that are not drawn, of a large network. */
  readonly more: number
}

export type Cell =
  /** Printed with the table's digits unless it has its own. */
  | { readonly kind: 'number'; readonly value: number; readonly digits?: number }
  | { readonly kind: 'content'; readonly content: Content }
  /** Not yet computed: an em dash. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'empty' }

export interface Column {
  readonly head: Content
  readonly align: 'left' | 'right'
  /** A text for the group that this column begins, such as "Actual output"; it spans up to the next one. */
  readonly group?: Content
}

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly caption?: Content
}

/** Labels with a number at the right: the gradient check. */
export interface Figures {
  readonly kind: 'figures'
  readonly rows: readonly { readonly label: Content; readonly value: Cell; readonly after?: Content }[]
}

/** A sum too long to print: its largest terms, what the others add up to, the total. */
export interface LongSum {
  readonly kind: 'long-sum'
  readonly terms: readonly { readonly symbols: Expr; readonly numbers: Expr; readonly value: number }[]
  readonly rest: { readonly content: Content; readonly value: number }
  readonly total: { readonly content: Content; readonly value: number }
}

export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2 | 3 | 4
      readonly number?: number
      readonly content: Content
      readonly anchor?: string
    }
  | { readonly kind: 'paragraph'; readonly content: Content }
  /** One formula or relation on a line of its own. */
  | { readonly kind: 'display'; readonly math: Formula }
  | Calculation
  | Equations
  | Chain
  | Paths
  | Table
  | Figures
  | LongSum
  | { readonly kind: 'list'; readonly items: readonly Content[] }
  | { readonly kind: 'code'; readonly text: string }
  | Diagram

/** The network drawn in a step, the paths from a parameter to the loss lit. Text renderers leave it out. */
export interface Diagram {
  readonly kind: 'diagram'
  readonly derivation: Derivation
  /** Undefined: no path is lit, all gradients are shown. */
  readonly parameter: ParameterRef | undefined
  /** How a hidden gradient is told. */
  readonly form: 'paths' | 'recursive'
  readonly description: string
}

/** Blocks in order, with what is needed to print them. */
export interface Document {
  readonly title: string
  readonly language: Language
  readonly context: Context
  readonly blocks: readonly Block[]
}

/** Running text with formulas in it: say`The first fraction is ${a}.` */
export function say(
  strings: TemplateStringsArray,
  ...values: readonly (Formula | Inline | Content | number)[]
): Content {
  const content: Inline[] = []
  strings.forEach((text, i) => {
    if (text !== '') content.push(text)
    if (i < values.length) content.push(...inlineOf(values[i]!))
  })
  return content
}

function inlineOf(value: Formula | Inline | Content | number): Content {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [{ kind: 'math', math: { kind: 'number', value } }]
  if (isContent(value)) return value
  if (value.kind === 'math' || value.kind === 'strong' || value.kind === 'code') return [value]
  return [{ kind: 'math', math: value }]
}

function isContent(value: object): value is Content {
  return Array.isArray(value)
}

/** Text printed strong. */
export const strong = (...content: readonly Inline[]): Inline => ({ kind: 'strong', content })

/** The symbols that a sentence about a function or an update may name. */
export interface FunctionSymbols {
  /** The pre-activation, the activation, the target of the unit that it is about. */
  readonly z: Expr
  readonly a: Expr
  readonly y: Expr
  /** The gradient, and the optimizer's two moments after the step. */
  readonly g: Expr
  readonly m: Expr
  readonly v: Expr
}
