// The drawing: labels that do not touch, large layers thinned, the path marked, nothing hostile.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagram } from '../../src/present/document.ts'
import { diagramSvg } from '../../src/render/index.ts'
import { deckContext } from './deck.ts'

function diagram(sizes: readonly number[], more: Partial<Diagram> = {}): Diagram {
  const [inputs = 1, ...units] = sizes
  return {
    kind: 'diagram',
    inputs: Array.from({ length: inputs }, () => 0.5),
    weights: units.map((size, layer) =>
      Array.from({ length: size }, () => Array.from({ length: sizes[layer]! }, () => -0.25)),
    ),
    biases: units.map((size) => Array.from({ length: size }, () => 0.1)),
    activations: [],
    highlighted: [],
    description: 'A network',
    ...more,
  }
}

const svgOf = (drawn: Diagram): string => {
  const [inputs, ...units] = [drawn.inputs.length, ...drawn.biases.map((biases) => biases.length)]
  return diagramSvg(drawn, {
    ...deckContext,
    shape: { inputs: inputs!, units, oneBiasPerLayer: true, samples: 1 },
  })
}

describe('diagram', () => {
  it('keeps the labels of small networks apart', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }), (sizes) => {
        const places = [
          ...svgOf(diagram(sizes)).matchAll(/class="weight"[^>]*? x="([\d.]+)" y="([\d.]+)"/g),
        ].map(([, x, y]) => [Number(x), Number(y)] as const)
        expect(places).toHaveLength(sizes.slice(1).reduce((total, size, i) => total + size * sizes[i]!, 0))
        for (const [i, [x, y]] of places.entries())
          for (const [u, v] of places.slice(i + 1))
            expect(Math.abs(x - u) > 90 || Math.abs(y - v) >= 14).toBe(true)
      }),
    )
  })

  it('thins large layers and keeps the path', () => {
    const svg = svgOf(diagram([784, 128, 10], { highlighted: [[0, 8, 153]] }))
    expect(svg.match(/<circle/g)!.length).toBeLessThanOrEqual(9 + 9 + 10)
    expect(svg.match(/⋮/g)).toHaveLength(2 + 2)
    expect(svg).toContain('>i154<')
    expect(svg).toContain('class="negative on-path"')
    expect(svg.length).toBeLessThan(60_000)
  })

  it('has a title, a description and no markup from text', () => {
    const svg = svgOf(diagram([2, 2, 2], { description: '</desc><script>alert(1)</script>' }))
    expect(svg).toContain('role="img" aria-labelledby="paso-diagram-title paso-diagram-desc"')
    expect(svg).toContain('<title id="paso-diagram-title">2 → 2 → 2</title>')
    expect(svg).not.toMatch(/<script|style="|href/)
  })

  it('dashes negative weights and writes what each is', () => {
    const svg = svgOf(diagram([2, 2, 2]))
    expect(svg.match(/class="negative"/g)).toHaveLength(8)
    expect(svg).toContain('>w5 = −0.25<')
  })
})
