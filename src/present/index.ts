// The public names of paso/present.
import '../whole.ts'

export type { Card, CardChain, CardFactor, CardPath, FactorRole } from './card/card.ts'
export { cardDocument } from './card/card-document.ts'
export { type CardOptions, cardsOf } from './card/card-of.ts'
export { cardProseOf } from './card/card-words.ts'
export type { Block, Content, Context, Document, Formula, Inline, NotationName, Shape } from './document.ts'
export { explain } from './explain.ts'
export type { Detail, ExplainOptions, Form } from './options.ts'
export { proseOf } from './prose/index.ts'
export type { Prose } from './prose/prose.ts'
export { shapeOf } from './shape.ts'
