// Layout: nothing overlaps at any breakpoint, and each pair of layers has the labels that fit it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Box, overlap } from '../../src/diagram/geometry.ts'
import { placeLabels } from '../../src/diagram/labels.ts'
import { layoutOf } from '../../src/diagram/layout.ts'
import { type Layout, reservedBoxes } from '../../src/diagram/places.ts'
import type { Shape } from '../../src/math/formula.ts'

const boxes = [
  { width: 390, height: 206, form: 'narrow' },
  { width: 480, height: 280, form: 'narrow' },
  { width: 768, height: 380 },
  { width: 690, height: 440 },
  { width: 1040, height: 600 },
] as const
const notations = ['deck', 'delta', 'matrix'] as const

const examples = new URL('../../examples/', import.meta.url)
const presets: readonly (readonly [string, readonly number[]])[] = readdirSync(examples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const file = JSON.parse(readFileSync(new URL(name, examples), 'utf8'))
    const units: number[] = file.layers.map((layer: { weights: number[][] }) => layer.weights.length)
    return [name, [file.inputs, ...units]] as const
  })
const trained = [
  ['iris', [4, 16, 3]],
  ['wine', [13, 8, 3]],
  ['digits', [64, 32, 10]],
  ['mnist', [784, 128, 10]],
] as const

const shapeOf = ([inputs = 1, ...units]: readonly number[]): Shape => ({
  inputs,
  units,
  oneBiasPerLayer: false,
  samples: 1,
})

function overlaps(all: readonly Box[]): string[] {
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b) => JSON.stringify([a, b])),
  )
}

/** All that is drawn at rest; a tag's room belongs to its neuron and may lie over its name's row. */
function restingBoxes(layout: Layout): Box[] {
  const units = layout.units.flatMap((column) =>
    column.flatMap(({ box, name, tab }) => [box, ...(name ? [name] : []), ...(tab ? [tab] : [])]),
  )
  const errors = layout.errors.flatMap(({ box, target }) => (target ? [box, target] : [box]))
  const labels = layout.pairs.flatMap((pair) => pair.boxes)
  return [...units, ...errors, ...(layout.total ? [layout.total] : []), ...labels]
}

describe('layout', () => {
  for (const [name, sizes] of [...presets, ...trained])
    for (const box of boxes)
      for (const notation of notations)
        it(`${name} in ${box.width} x ${box.height}, ${notation}`, () => {
          const layout = layoutOf(shapeOf(sizes), { ...box, notation })
          const all = layout.blocks ? [] : restingBoxes(layout)
          expect(overlaps(all)).toEqual([])
          for (const b of all) {
            expect(b.x).toBeGreaterThanOrEqual(0)
            expect(b.y).toBeGreaterThanOrEqual(0)
            expect(b.x + b.width).toBeLessThanOrEqual(box.width)
            expect(b.y + b.height).toBeLessThanOrEqual(box.height)
          }
          const free = reservedBoxes(layout)
          for (const pair of layout.pairs)
            for (const label of pair.boxes) expect(free.some((b) => overlap(b, label))).toBe(false)
        })

  it('draws the deck with two-line labels in wide capsules, and with symbols on a phone', () => {
    const wide = layoutOf(shapeOf([2, 2, 2]), { width: 690, height: 440, notation: 'deck' })
    expect([wide.form, ...wide.pairs.map((p) => p.rung)]).toEqual(['wide', 'two-line', 'two-line'])
    const phone = layoutOf(shapeOf([2, 2, 2]), { width: 390, height: 206, form: 'narrow', notation: 'deck' })
    expect([phone.form, ...phone.pairs.map((p) => p.rung)]).toEqual(['narrow', 'symbol', 'symbol'])
  })

  it('stands where the shape alone says', () => {
    const options = { width: 690, height: 440, notation: 'deck' } as const
    expect(layoutOf(shapeOf([2, 2, 2]), options)).toEqual(layoutOf(shapeOf([2, 2, 2]), options))
  })
})

/** Two layers, `gap` apart, `height` high from the first middle to the last; rows at most 214 apart, as in a page. */
function rungOf(from: number, to: number, gap: number, height: number, tall: number): string {
  const ys = (n: number): number[] => {
    const pitch = Math.min(height / (n - 1), 214)
    return Array.from({ length: n }, (_, i) => height / 2 + (i - (n - 1) / 2) * pitch)
  }
  const node = (x: number, y: number, own: number): Box => ({ x, y: y - own / 2, width: 128, height: own })
  const lines = ys(from).flatMap((a, i) =>
    ys(to).map((b, j) => ({ from: i, to: j, start: { x: 0, y: a }, end: { x: gap, y: b } })),
  )
  const nodes = [...ys(from).map((y) => node(-128, y, tall)), ...ys(to).map((y) => node(gap, y, tall))]
  const pitch = height / (Math.max(from, to) - 1)
  return placeLabels({ lines, gap, pitch, sizes: [from, to] }, nodes).rung
}

describe('the ladder', () => {
  it.each([
    [2, 2, 116, 300, 60, 'two-line'],
    [3, 2, 116, 300, 60, 'two-line'],
    [3, 3, 116, 300, 60, 'one-line'],
    [4, 2, 116, 300, 60, 'one-line'],
    [5, 5, 116, 300, 60, 'symbol'],
    [6, 3, 116, 300, 40, 'symbol'],
    [2, 2, 42, 96, 40, 'symbol'],
    [3, 3, 60, 200, 40, 'symbol'],
  ])(
    'takes for %i and %i units, gap %i, height %i, capsules of %i, %s',
    (from, to, gap, height, tall, rung) => {
      expect(rungOf(from, to, gap, height, tall)).toBe(rung)
    },
  )
})
