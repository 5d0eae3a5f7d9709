// What stands in a document: its formulas, its sentences as text, and what is wrong with them.
import type { Expr } from '../../src/math/expr.ts'
import { childrenOf } from '../../src/math/expr.ts'
import type { Block, Cell, Content, Document, Formula } from '../../src/present/document.ts'
import { formulaText } from '../../src/print/unicode.ts'

/** Running text, with its formulas as one line of text each. */
export const plain = (content: Content, { context }: Pick<Document, 'context'>): string =>
  textOf(content, (math) => formulaText(math, context))

/** Running text, with x for each formula: what its own words and stops are. */
export const wordsOf = (content: Content): string => textOf(content, () => 'x')

const textOf = (content: Content, mathText: (math: Formula) => string): string =>
  content
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.kind === 'math') return mathText(part.math)
      return part.kind === 'code' ? part.text : textOf(part.content, mathText)
    })
    .join('')

/** Every piece of running text, with where it stands. */
export function contentsOf(document: Document): { readonly where: string; readonly content: Content }[] {
  return document.blocks.flatMap((block) => contentsOfBlock(block))
}

function contentsOfBlock(block: Block): { where: string; content: Content }[] {
  const at = (where: string, contents: readonly (Content | undefined)[]) =>
    contents.flatMap((content) => (content === undefined ? [] : [{ where, content }]))
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return at(block.kind, [block.content])
    case 'list':
      return at('item', block.items)
    case 'table':
      return [
        ...at('caption', [block.caption]),
        ...at(
          'head',
          block.columns.flatMap(({ head, group }) => [head, group]),
        ),
        ...at(
          'cell',
          block.rows.flat().map((cell) => (cell.kind === 'content' ? cell.content : undefined)),
        ),
      ]
    case 'figures':
      return at(
        'label',
        block.rows.flatMap(({ label, after }) => [label, after]),
      )
    case 'long-sum':
      return at('label', [block.rest.content, block.total.content])
    case 'equations':
      return at(
        'note',
        block.equations.map(({ note }) => note),
      )
    default:
      return []
  }
}

const mathOf = (content: Content): Formula[] =>
  content.flatMap((part) => {
    if (typeof part === 'string' || part.kind === 'code') return []
    return part.kind === 'math' ? [part.math] : mathOf(part.content)
  })

/** Every formula of a document, those in its sentences too. */
export function formulasOf(document: Document): Formula[] {
  return [
    ...document.blocks.flatMap(formulasOfBlock),
    ...contentsOf(document).flatMap(({ content }) => mathOf(content)),
  ]
}

function formulasOfBlock(block: Block): Formula[] {
  switch (block.kind) {
    case 'display':
      return [block.math]
    case 'calculation':
      return [...block.left, ...block.lines]
    case 'equations':
      return block.equations.flatMap(({ left, right, and }) => [left, right, ...(and ? [and] : [])])
    case 'chain':
      return [block.left, ...block.factors]
    case 'paths':
      return [...block.trunk, ...block.branches.flat()]
    case 'long-sum':
      return block.terms.flatMap(({ symbols, numbers }) => [symbols, numbers])
    default:
      return []
  }
}

/** The formulas that a relation, a list or an arrow is made of. */
export function partsOf(formula: Formula): readonly Expr[] {
  switch (formula.kind) {
    case 'relation':
      return formula.sides
    case 'arrow':
      return formula.nodes
    case 'list':
      return formula.items
    case 'gradient':
      return [formula.of, ...formula.entries]
    case 'layers':
    case 'layer-sizes':
    case 'target-unit':
    case 'error-unit':
    case 'unit':
      return []
    default:
      return [formula]
  }
}

/** A printed number: its value, and its significant digits where they are its own. */
export interface Printed {
  readonly value: number
  readonly digits: number
}

/** Every number that a document prints, in formulas and in tables. */
export function numbersOf(document: Document): Printed[] {
  const { digits, tableDigits } = document.context
  const inExpr = (e: Expr): Printed[] =>
    e.kind === 'number' ? [{ value: e.value, digits: e.digits ?? digits }] : childrenOf(e).flatMap(inExpr)
  const inCell = (cell: Cell, usual: number): Printed[] =>
    cell.kind === 'number' ? [{ value: cell.value, digits: cell.digits ?? usual }] : []
  const inBlock = (block: Block): Printed[] => {
    if (block.kind === 'table') return block.rows.flat().flatMap((cell) => inCell(cell, tableDigits))
    if (block.kind === 'figures') return block.rows.flatMap(({ value }) => inCell(value, digits))
    if (block.kind === 'long-sum')
      return [...block.terms, block.rest, block.total].map(({ value }) => ({ value, digits }))
    return []
  }
  return [...document.blocks.flatMap(inBlock), ...formulasOf(document).flatMap(partsOf).flatMap(inExpr)]
}

/** Whether round and square brackets close what they open. */
export function isBalanced(text: string): boolean {
  const open: string[] = []
  for (const c of text) {
    if ('([{'.includes(c)) open.push(c)
    const at = ')]}'.indexOf(c)
    if (at >= 0 && open.pop() !== '([{'[at]) return false
  }
  return open.length === 0
}
