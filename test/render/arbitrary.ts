// Random documents, with hostile text in them, for what holds of every document.
import fc from 'fast-check'
import type { Block, Cell, Content, Document } from '../../src/present/document.ts'
import { contexts, formulas, numbers } from '../print/arbitrary.ts'

/** Text that would be markup somewhere. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\\input{/etc/passwd}',
  '$x$',
  '$$',
  '|a|b|',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\\end{document}',
  '% comment',
  '[a](javascript:alert(1))',
  '![](http://x.y/z)',
  '# heading',
  '- item',
  '= line',
  '1. one',
  '> quote',
  '```',
  '`code`',
  '*b* _i_ ~s~',
  '&lt; & ^ { }',
  'https://x.y',
  '日本語 ñ ¿«»? 😀',
  '\u202eright to left',
  'a\nb\r\n\tc',
] as const

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('the weight w5 changes ', 'El peso ', ' and ', '. ', 'a-') },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'grapheme' }) },
)

const inlines = fc.oneof(
  words,
  formulas.map((math) => ({ kind: 'math' as const, math })),
  words.map((text) => ({ kind: 'code' as const, text })),
  fc.array(words, { maxLength: 3 }).map((content) => ({ kind: 'strong' as const, content })),
)

export const contents: fc.Arbitrary<Content> = fc.array(inlines, { maxLength: 6 })

const cells: fc.Arbitrary<Cell> = fc.oneof(
  numbers.map((value): Cell => ({ kind: 'number', value })),
  contents.map((content): Cell => ({ kind: 'content', content })),
  fc.constantFrom<Cell>({ kind: 'pending' }, { kind: 'empty' }),
)

const tables: fc.Arbitrary<Block> = fc
  .array(
    fc.tuple(
      contents,
      fc.constantFrom('left' as const, 'right' as const),
      fc.option(contents, { nil: undefined }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .chain((heads) =>
    fc
      .array(fc.array(cells, { minLength: heads.length, maxLength: heads.length }), { maxLength: 3 })
      .map((rows) => ({
        kind: 'table' as const,
        columns: heads.map(([head, align, group]) => ({ head, align, ...(group && { group }) })),
        rows,
      })),
  )

const some = fc.array(formulas, { minLength: 1, maxLength: 4 })

const blocks: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(2 as const, 3 as const, 4 as const),
    content: contents,
  }),
  contents.map((content): Block => ({ kind: 'paragraph', content })),
  formulas.map((math): Block => ({ kind: 'display', math })),
  fc.record({
    kind: fc.constant('calculation' as const),
    left: fc.array(formulas, { minLength: 1, maxLength: 2 }),
    lines: some,
    layout: fc.constantFrom('row' as const, 'column' as const),
  }),
  some.chain((factors) =>
    fc.record({
      kind: fc.constant('chain' as const),
      left: formulas,
      factors: fc.constant(factors),
      numbered: fc.boolean(),
    }),
  ),
  fc.record({
    kind: fc.constant('paths' as const),
    trunk: some,
    branches: fc.array(some, { maxLength: 3 }),
    more: fc.nat(3),
  }),
  fc
    .array(fc.record({ left: formulas, right: formulas, note: contents }), { minLength: 1, maxLength: 3 })
    .map((equations): Block => ({ kind: 'equations', equations })),
  tables,
  fc
    .array(fc.record({ label: contents, value: cells, after: contents }), { minLength: 1, maxLength: 3 })
    .map((rows): Block => ({ kind: 'figures', rows })),
  fc.record({
    kind: fc.constant('long-sum' as const),
    terms: fc.array(fc.record({ symbols: formulas, numbers: formulas, value: numbers }), { maxLength: 3 }),
    rest: fc.record({ content: contents, value: numbers }),
    total: fc.record({ content: contents, value: numbers }),
  }),
  fc.array(contents, { maxLength: 3 }).map((items): Block => ({ kind: 'list', items })),
  fc
    .array(words, { minLength: 1, maxLength: 4 })
    .map((lines): Block => ({ kind: 'code', text: lines.join('\n') })),
)

export const documents: fc.Arbitrary<Document> = fc.record({
  title: words,
  language: fc.constantFrom('en' as const, 'es' as const),
  context: contexts.map((context) => ({ ...context, shape: { ...context.shape, units: [13, 13] } })),
  blocks: fc.array(blocks, { minLength: 1, maxLength: 4 }),
})
