// Document: what a renderer gets: blocks with formulas in them, before notation, rounding and markup.
import type { Language } from '../errors.ts'
import type { Expr } from '../math/expr.ts'
import type { Quantity } from '../math/quantity.ts'

export type NotationName = 'deck' | 'delta' | 'matrix'

/** What a printer must know to name quantities and to print numbers. */
export interface Context {
  readonly notation: NotationName
  readonly shape: Shape
  /** A BCP 47 tag: en, es, es-AR, es-MX. */
  readonly locale: string
  /** Significant digits in formulas. */
  readonly digits: number
  /** Significant digits in tables. */
  readonly tableDigits: number
}

/** What names depend on: the units of each layer and how biases are numbered. */
export interface Shape {
  readonly inputs: number
  /** Units of each layer that computes; the last is the output layer. */
  readonly units: readonly number[]
  /** True when each layer's biases are told as one (b1, b2): shared, or fixed and equal. */
  readonly oneBiasPerLayer: boolean
  /** How many samples the batch has; with one, losses need no row number. */
  readonly samples: number
}

/** A formula in running text or in a block; relations and arrows stand between formulas. */
export type Math =
  | Expr
  | { readonly kind: 'relation'; readonly sides: readonly Expr[]; readonly symbol?: '=' | '≈' | '<' | '≤' | '>' | '≥' | '≠' }
  | { readonly kind: 'arrow'; readonly nodes: readonly Expr[] }
  /** A list: i1, i2. Layers in a row: i1, i2 → h1, h2 → o1, o2. */
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'layers'; readonly layers: readonly (readonly Quantity[])[] }
  /** A unit of the output layer, as the table's head names its target and its error: o1 and o1 (deck), y_1 and 1 (others). */
  | { readonly kind: 'target-unit'; readonly unit: number }
  | { readonly kind: 'error-unit'; readonly unit: number }
  /** Sizes of wide layers: 784 → 128 → 10. */
  | { readonly kind: 'layer-sizes'; readonly sizes: readonly number[] }
  /** The bare name of a unit: i1, h1, o1 (deck); x_1, a_1^(1) (delta). */
  | { readonly kind: 'unit'; readonly layer: number; readonly unit: number }

export type Inline =
  | string
  | { readonly kind: 'math'; readonly math: Math }
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

/** Several equations under each other, aligned at their signs, each with an optional remark. */
export interface Equations {
  readonly kind: 'equations'
  readonly equations: readonly { readonly left: Expr; readonly right: Expr; readonly note?: Content }[]
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
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly number?: number; readonly content: Content; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly content: Content }
  /** One formula or relation on a line of its own. */
  | { readonly kind: 'display'; readonly math: Math }
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

/** The network drawn: weights on edges, values in units, a path highlighted. Text renderers leave it out. */
export interface Diagram {
  readonly kind: 'diagram'
  /** weights[layer][to][from] */
  readonly weights: readonly (readonly (readonly number[])[])[]
  readonly biases: readonly (readonly number[])[]
  readonly inputs: readonly number[]
  /** Activations by layer; absent where not yet computed. */
  readonly activations: readonly (readonly number[])[]
  /** Edges on the path: [layer, to, from]. */
  readonly highlighted: readonly (readonly [layer: number, to: number, from: number])[]
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
export function say(strings: TemplateStringsArray, ...values: readonly (Math | Inline | Content | number)[]): Content {
  const content: Inline[] = []
  strings.forEach((text, i) => {
    if (text !== '') content.push(text)
    if (i < values.length) content.push(...inlineOf(values[i]!))
  })
  return content
}

function inlineOf(value: Math | Inline | Content | number): Content {
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

/** A command or a name from a file. */
export const code = (text: string): Inline => ({ kind: 'code', text })

/** The symbols that a sentence about a function may name. */
export interface FunctionSymbols {
  /** The pre-activation, the activation, the target, the loss. */
  readonly z: Expr
  readonly a: Expr
  readonly y: Expr
  readonly loss: Expr
  /** The parameter, its gradient, the optimizer's memories, where the sentence is about an update. */
  readonly w: Expr
  readonly g: Expr
  /** m, v, b of the optimizer after the step. */
  readonly m: Expr
  readonly v: Expr
  readonly b: Expr
  /** Which unit a Jacobian entry is of, by: j, k as formulas to print. */
  readonly k: Expr
  readonly j: Expr
}
