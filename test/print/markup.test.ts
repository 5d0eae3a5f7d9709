// Formulas as HTML: tags balance, the classes are few, the numbers are those of the text, and no name becomes markup.
import { describe, expect, it } from 'vitest'
import { q } from '../../src/math/expr.ts'
import type { Context, NotationName } from '../../src/math/formula.ts'
import { shapeOf } from '../../src/present/shape.ts'
import { formulaMarkup } from '../../src/print/markup.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { derivationsOf } from '../derive/derivations.ts'
import { exampleRun, largeDerivation } from '../present/tellings.ts'

const tag = /<(\/?)(\w+)((?: class="m-[a-z]+")?)>/g

/** What stands between the tags. */
const textOf = (html: string): string => html.replace(tag, '')

function balance(html: string): void {
  const open: string[] = []
  for (const [, close, name] of html.matchAll(tag)) {
    if (close) expect(open.pop()).toBe(name)
    else open.push(name!)
  }
  expect(open).toEqual([])
  expect(textOf(html)).not.toMatch(/[<>]/)
}

const digitsOf = (text: string): string[] => text.match(/\d+[.,]\d+/g) ?? []

describe.each(['deck', 'byu', 'xor', 'softmax'] as const)('%s', (name) => {
  it.each(['deck', 'delta'] as const)('%s', async (notation: NotationName) => {
    const [derivation] = derivationsOf(await exampleRun(name))
    const context: Context = {
      notation,
      shape: shapeOf(derivation!),
      locale: 'es-AR',
      digits: 9,
      tableDigits: 5,
    }
    for (const { target, formula } of derivation!.steps()) {
      for (const expr of [q(target), formula]) {
        const html = formulaMarkup(expr, context)
        balance(html)
        expect(digitsOf(textOf(html))).toEqual(digitsOf(formulaText(expr, context)))
      }
    }
  })
})

it('stacks a derivative, brackets what is tall, and sets layers above indices', () => {
  const derivation = largeDerivation()
  const context = {
    notation: 'delta',
    shape: shapeOf(derivation),
    locale: 'en',
    digits: 4,
    tableDigits: 4,
  } as const
  const w = q({ kind: 'weight', layer: 0, to: 3, from: 4, version: 0 })
  expect(formulaMarkup(w, context)).toBe(
    '<span class="m-n"><span class="m-i">w</span><span class="m-ss"><sup>(1)</sup><sub>4,5</sub></span></span>',
  )
  const half = {
    kind: 'quotient',
    numerator: { kind: 'number', value: 1 },
    denominator: { kind: 'number', value: 2 },
  } as const
  expect(formulaMarkup({ kind: 'group', of: half }, context)).toBe(
    '<span class="m-b"><span class="m-t">(</span><span class="m-f"><span class="m-a">1</span><span class="m-d">2</span></span><span class="m-t">)</span></span>',
  )
  expect(formulaMarkup({ kind: 'power', base: w, exponent: { kind: 'number', value: 2 } }, context)).toMatch(
    /^\(.*\)<sup>/,
  )
})

it('no name becomes markup', () => {
  const derivation = largeDerivation()
  const context = {
    notation: 'delta',
    shape: shapeOf(derivation),
    locale: 'en',
    digits: 4,
    tableDigits: 4,
  } as const
  const html = formulaMarkup(q({ kind: 'variable', name: '<img src=x onerror="alert(1)">' }), context)
  balance(html)
  expect(html).not.toContain('<img')
})
