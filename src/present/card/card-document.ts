// A card as a document of its own, for whoever copies a step: question, rule, calculation, why.
import { type Expr, num, product, q, sum } from '../../math/expr.ts'
import type { Block, Calculation, Context, Document } from '../document.ts'
import type { ExplainOptions } from '../options.ts'
import type { Card, CardChain, CardFactor } from './card.ts'

/** The card alone, in the language and the notation in which it was made. */
export function cardDocument(
  card: Card,
  title: string,
  { language }: Pick<ExplainOptions, 'language'>,
  context: Context,
): Document {
  const { question, general, body, why } = card
  const blocks: Block[] = [
    { kind: 'paragraph', content: [{ kind: 'strong', content: question }] },
    ...(general ? [{ kind: 'display', math: general.formula } as const] : []),
    body.kind === 'chain' ? calculationOf(card, body) : body,
    ...(why.length > 0 ? [{ kind: 'paragraph', content: why } as const] : []),
  ]
  return { title, language, context, blocks }
}

/** The sum of the products: in symbols, written out, with numbers, and its value. */
function calculationOf({ name, value }: Card, { paths, rest }: CardChain): Calculation {
  const more = rest ? [num(rest.value)] : []
  const line = (part: (factor: CardFactor) => Expr): Expr => {
    const products = paths.map(({ factors }) =>
      factors.length === 1 ? part(factors[0]!) : product(...factors.map(part)),
    )
    return products.length + more.length === 1 ? products[0]! : sum(...products, ...more)
  }
  const lines = [
    line(({ quantity }) => q(quantity)),
    line(({ written }) => written),
    line((factor) => num(factor.value)),
    num(value),
  ]
  return {
    kind: 'calculation',
    left: [name],
    lines: lines.filter((one, i) => JSON.stringify(one) !== JSON.stringify(lines[i - 1])),
  }
}
