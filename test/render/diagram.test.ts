// The drawing of a document: a picture with a name and a description, its path lit, nothing hostile, large networks short.
import { describe, expect, it } from 'vitest'
import type { Diagram } from '../../src/present/document.ts'
import { diagramSvg } from '../../src/render/index.ts'
import { contextOf, deckStep, stepOf } from '../diagram/derivations.ts'

const drawn = (derivation = deckStep, more: Partial<Diagram> = {}): string =>
  diagramSvg(
    { kind: 'diagram', derivation, parameter: undefined, form: 'paths', description: 'A network', ...more },
    contextOf(derivation),
    { standalone: true },
  )
const w1 = { kind: 'weight', layer: 0, to: 0, from: 0 } as const
const plain = (svg: string): string =>
  svg.replace(/<style>[\s\S]*<\/style>/, '').replace(/<[^>]+>|\u200b/g, '')

describe('diagram', () => {
  it('has a title, a description, no buttons and no markup from text', () => {
    const svg = drawn(deckStep, { description: '</desc><script>alert(1)</script>' })
    expect(svg).toMatch(
      /role="img" aria-labelledby="paso-diagram-title" aria-describedby="paso-diagram-desc"/,
    )
    expect(svg).toContain('<title id="paso-diagram-title">2 → 2 → 2</title>')
    expect(svg).not.toMatch(/<script|style="|href|role="button"|tabindex/)
  })

  it('lights the paths of a parameter, dashed where the product is negative', () => {
    const svg = drawn(deckStep, { parameter: w1 })
    expect(svg.match(/class="lit-line positive"/g)).toHaveLength(4)
    expect(svg.match(/class="lit-line negative"/g)).toHaveLength(3)
    // The gradient of w1 is told, the others are not.
    expect(svg.match(/class="num gradient"/g)).toHaveLength(2)
    expect(plain(svg)).toContain('0.000439')
  })

  it('shows every gradient of the whole step', () => {
    expect(drawn().match(/class="num gradient"/g)).toHaveLength(2 * 8)
  })

  it('draws a network of thousands of weights with few elements', () => {
    const svg = drawn(stepOf([784, 128, 10]), { parameter: { kind: 'weight', layer: 0, to: 8, from: 153 } })
    expect(svg.match(/<[a-z]/g)!.length).toBeLessThanOrEqual(400)
    expect(svg.length).toBeLessThan(60_000)
  })
})
