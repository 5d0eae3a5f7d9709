// Story: what every section needs at hand: the derivation, the words of a language, and short ways to make blocks.
import type { StepTrace } from '../core/trace.ts'
import type { Derivation } from '../derive/step.ts'
import type { Expr } from '../math/expr.ts'
import { mapChildren, num, q } from '../math/expr.ts'
import type { Quantity, Version } from '../math/quantity.ts'
import type { Block, Calculation, Content, Context, Shape } from './document.ts'
import type { ExplainOptions } from './options.ts'
import type { Prose } from './prose/index.ts'

export interface Story {
  readonly derivation: Derivation
  readonly trace: StepTrace
  readonly version: Version
  /** The output layer. */
  readonly last: number
  readonly shape: Shape
  readonly words: Prose
  readonly options: ExplainOptions
  readonly context: Context
}

/** Sums of more terms than this are told by their largest ones. */
export const LONGEST_SUM = 8
/** How many terms of a longer sum are shown. */
export const SHOWN_TERMS = 3

export const heading = (level: 1 | 2 | 3 | 4, content: Content, anchor?: string): Block =>
  anchor === undefined ? { kind: 'heading', level, content } : { kind: 'heading', level, content, anchor }

export const paragraph = (content: Content): Block => ({ kind: 'paragraph', content })

export const display = (expr: Expr): Block => ({ kind: 'display', math: expr })

export const number = (value: number, digits?: number): Expr =>
  digits === undefined ? num(value) : { kind: 'number', value, digits }

/** Every quantity of a formula replaced by its value; 1 - beta as a factor by its own value. */
export function withNumbers(story: Story, e: Expr): Expr {
  if (e.kind === 'quantity') return num(story.derivation.value(e.quantity))
  if (e.kind === 'power' && e.exponent.kind === 'number' && e.exponent.value === 1)
    return withNumbers(story, e.base)
  const inside =
    e.kind === 'product' ? { ...e, factors: e.factors.map((f) => foldedComplement(story, f)) } : e
  return mapChildren(inside, (child) => withNumbers(story, child))
}

/** 1 - beta as a factor: the share of what is new in a running mean. */
function foldedComplement(story: Story, factor: Expr): Expr {
  if (factor.kind === 'group') return foldedComplement(story, factor.of)
  const [one, less] = factor.kind === 'sum' && factor.terms.length === 2 ? factor.terms : []
  if (one?.kind !== 'number' || less?.kind !== 'negative' || less.of.kind !== 'quantity') return factor
  if (less.of.quantity.kind !== 'hyper-parameter') return factor
  return num(one.value - story.derivation.value(less.of.quantity))
}

/** A calculation: the symbols, the same with the numbers in, the value; a line that says nothing new is left out. */
export function calculate(
  story: Story,
  left: Quantity | readonly Expr[],
  symbols: readonly Expr[],
  options: { readonly value?: number; readonly layout?: 'row'; readonly numbers?: Expr } = {},
): Calculation {
  const final = symbols.at(-1)!
  const numbers = options.numbers ?? withNumbers(story, final)
  const value =
    options.value ?? story.derivation.value((left as Quantity).kind ? (left as Quantity) : lastQuantity(left))
  const lines = isPlain(numbers) ? [...symbols, num(value)] : [...symbols, numbers, num(value)]
  const names = isQuantity(left) ? [q(left)] : left
  return {
    kind: 'calculation',
    left: names,
    lines: withoutRepeats(lines),
    ...(options.layout && { layout: options.layout }),
  }
}

const isQuantity = (left: Quantity | readonly Expr[]): left is Quantity => !Array.isArray(left)

function lastQuantity(left: Quantity | readonly Expr[]): Quantity {
  const name = (left as readonly Expr[]).at(-1)!
  if (name.kind !== 'quantity')
    throw new TypeError('a calculation without a value needs a quantity at its left')
  return name.quantity
}

/** A number alone, with or without a sign. */
const isPlain = (e: Expr): boolean => e.kind === 'number' || (e.kind === 'negative' && e.of.kind === 'number')

function withoutRepeats(lines: readonly Expr[]): Expr[] {
  return lines.filter((line, i) => i === 0 || JSON.stringify(line) !== JSON.stringify(lines[i - 1]))
}

/** The same formula with old weights marked @version. */
export function marked(e: Expr): Expr {
  if (e.kind === 'quantity' && e.quantity.kind === 'weight') return { ...e, mark: 'version' }
  return mapChildren(e, marked)
}

/** Row numbers of the samples as the user counts them. */
export const rowNumber = (story: Story, sample: number): number => story.options.rows?.[sample] ?? sample + 1

/** The title of a step among several: t counts them, or k where t is a length. */
export const stepTitle = ({ words, trace }: Story): Content =>
  words.stepHeading(trace.search ? 'k' : 't', trace.stateAfter.time)

/** Headings count from 1 through the document. */
export class Numbering {
  private count = 0
  heading(title: Content): Block {
    this.count += 1
    return { kind: 'heading', level: 2, number: this.count, content: title }
  }
}
