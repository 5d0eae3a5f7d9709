// Scene: what a step shows and says: names of parts, em dashes, signs, versions; nothing hostile, nothing in the way.
import { describe, expect, it } from 'vitest'
import { overlap } from '../../src/diagram/geometry.ts'
import {
  columnEnd,
  layoutOf,
  litOf,
  nearest,
  type SceneElement,
  type SceneInput,
  sceneOf,
  svgText,
  targetsIn,
} from '../../src/diagram/index.ts'
import { labelPlaces } from '../../src/diagram/label-places.ts'
import { reservedBoxes } from '../../src/diagram/places.ts'
import { View } from '../../src/diagram/view.ts'
import type { Quantity } from '../../src/math/quantity.ts'
import {
  contextOf,
  deckStep,
  elementsIn,
  exampleSteps,
  gradientOf,
  inputOf,
  stepOf,
  textIn,
  upTo,
} from './derivations.ts'

const litInput = (target: Quantity, more: Partial<SceneInput> = {}): SceneInput =>
  inputOf(deckStep, {
    target,
    computed: upTo(deckStep, target),
    lit: litOf(deckStep, target, { form: 'paths', sample: 0 }),
    phase: 'backward',
    ...more,
  })

const find = (scene: SceneElement, id: string): SceneElement =>
  elementsIn(scene).find(({ attributes }) => attributes['data-id'] === id)!
const withClass = (scene: SceneElement, name: string): SceneElement[] =>
  elementsIn(scene).filter(({ attributes }) => ` ${attributes.class} `.includes(` ${name} `))

describe('a step of the deck', () => {
  it('names its parts in both languages', () => {
    const w5 = (locale: string): unknown =>
      find(
        sceneOf(litInput(gradientOf(1, 0, 0), { context: contextOf(deckStep, 'deck', locale) })),
        'w1.0.0@0',
      ).attributes['aria-label']
    expect(w5('en')).toBe('w5, from h1 to o1, 0.4, gradient 0.0821670406, on the path')
    expect(w5('es')).toBe('w5, de h1 a o1, 0,4, gradiente 0,0821670406, en el camino')
  })

  it('has a button for each input, weight, bias, neuron, target and error, and one tab stop', () => {
    const input = litInput(gradientOf(1, 0, 0))
    const buttons = elementsIn(sceneOf(input)).filter(({ attributes }) => attributes.role === 'button')
    expect(buttons).toHaveLength(2 + 8 + 4 + 4 + 2 + 3)
    expect(buttons.every(({ attributes }) => attributes['aria-label'] && attributes['data-key'])).toBe(true)
    expect(buttons.filter(({ attributes }) => attributes.tabindex === 0)).toHaveLength(1)
    expect(new Set(buttons.map(({ attributes }) => attributes['data-id'])).size).toBe(buttons.length)
    expect(targetsIn(input).map(({ id }) => id)).toEqual(
      expect.arrayContaining(buttons.map(({ attributes }) => attributes['data-id'])),
    )
  })

  it('shows an em dash for what is not yet computed, and no gradient', () => {
    const scene = sceneOf(inputOf(deckStep))
    expect(textIn(find(scene, 'a0.0/0')).replaceAll('\u200b', '')).toBe('net—out—h1')
    expect(find(scene, 'a0.0/0').attributes['aria-label']).toBe(
      'h1, net not yet computed, out not yet computed',
    )
    expect(withClass(scene, 'gradient')).toEqual([])
    expect(withClass(scene, 'delta')).toEqual([])
  })

  it('dashes the path with the negative product, and draws what two paths share once, solid', () => {
    const scene = sceneOf(litInput(gradientOf(0, 0, 0)))
    const lines = withClass(scene, 'lit-line')
    const dashed = lines.filter(({ attributes }) => String(attributes.class).includes('negative'))
    expect(dashed.map(({ key }) => key)).toEqual(['lit.total.1', 'lit.error.1', 'lit.edge.1.1.0'])
    expect(lines.filter(({ key }) => key === 'lit.edge.0.0.0')).toHaveLength(1)
    expect(withClass(scene, 'badge').map((badge) => textIn(badge))).toEqual([...'11223345'])
  })

  it('shows one path alone when asked', () => {
    const scene = sceneOf(litInput(gradientOf(0, 0, 0), { path: 1 }))
    expect(
      withClass(scene, 'lit-line').every(({ attributes }) => `${attributes.class}`.includes('negative')),
    ).toBe(true)
    expect(withClass(scene, 'badge').map((badge) => textIn(badge))).toEqual([...'12345'])
  })

  it('frames what the last factor reads, and what a factor pointed at reads', () => {
    const scene = (linked?: number): SceneElement => sceneOf(litInput(gradientOf(1, 0, 0), { linked }))
    expect(withClass(scene(), 'frame')).toHaveLength(1)
    expect(withClass(scene(2), 'frame')).toHaveLength(2)
    expect(withClass(scene(2), 'second')).toHaveLength(1)
  })

  it('shows both versions of an updated weight', () => {
    const target: Quantity = { kind: 'weight', layer: 0, to: 0, from: 0, version: 1 }
    const scene = sceneOf(inputOf(deckStep, { target, computed: upTo(deckStep, target), phase: 'update' }))
    // The deck's w1 after the update.
    expect(textIn(find(scene, 'w0.0.0@0')).replaceAll('\u200b', '')).toBe('w1@00.15w1@10.14978')
    expect(find(scene, 'w0.0.0@0').attributes['aria-label']).toContain('after the update 0.149780716')
  })

  it('rings the part with the focus', () => {
    const scene = sceneOf(litInput(gradientOf(1, 0, 0), { focus: 'a1.0/0' }))
    expect(withClass(scene, 'ring').map(({ tag }) => tag)).toContain('rect')
    expect(find(scene, 'a1.0/0').attributes.tabindex).toBe(0)
  })
})

describe('keys', () => {
  const targets = targetsIn(litInput(gradientOf(1, 0, 0)))
  const go = (id: string, ...ways: Parameters<typeof nearest>[2][]): string | undefined =>
    ways.reduce<string | undefined>((at, way) => (at === undefined ? at : nearest(targets, at, way)?.id), id)

  it('leads to the nearest part in a direction', () => {
    expect(go('w1.0.0@0', 'left')).toBe('a0.0/0')
    expect(go('w1.0.0@0', 'right')).toBe('a1.0/0')
    expect(go('x.0/0', 'down')).toBe('x.1/0')
    expect(go('a1.0/0', 'right')).toBe('e.0/0')
    expect(go('e.0/0', 'down')).toBe('l/0')
    expect(go('x.0/0', 'left')).toBeUndefined()
  })

  it('reaches every part from the first one', () => {
    const seen = new Set([targets[0]!.id])
    for (const id of seen)
      for (const way of ['left', 'right', 'up', 'down'] as const) {
        const next = nearest(targets, id, way)
        if (next) seen.add(next.id)
      }
    expect([...seen].sort()).toEqual(targets.map(({ id }) => id).sort())
  })

  it('goes to the ends of a column', () => {
    expect(columnEnd(targets, 'w1.0.1@0', 'first')?.id).toBe('w1.0.0@0')
    expect(columnEnd(targets, 'a0.0/0', 'last')?.id).toBe('b0.all@0#1')
  })
})

describe('labels', () => {
  const boxes = [
    { width: 390, height: 206, form: 'narrow' },
    { width: 690, height: 440 },
    { width: 1040, height: 600 },
  ] as const

  it.each(exampleSteps)('stay free in every step of %s', (_, derivation) => {
    for (const box of boxes) {
      const context = contextOf(derivation)
      const layout = layoutOf(context.shape, { ...box, notation: 'deck' })
      const reserved = reservedBoxes(layout)
      for (const { target } of derivation.steps()) {
        const lit = litOf(derivation, target, { form: 'paths', sample: 0 })
        const view = new View(
          inputOf(derivation, { context, layout, target, lit, computed: upTo(derivation, target) }),
        )
        const places = layout.pairs.flatMap((pair) => labelPlaces(view, pair))
        const shown = places.flatMap((place) => (place.kind === 'none' ? [] : [place.box]))
        const clashes = shown.flatMap((a, i) =>
          [...shown.slice(i + 1), ...reserved].filter((b) => overlap(a, b)).map((b) => [target, a, b]),
        )
        expect(clashes).toEqual([])
      }
    }
  })
})

describe('large networks', () => {
  it('draws 784-128-10 with few elements, and every path of a weight', () => {
    const large = stepOf([784, 128, 10])
    const target = gradientOf(0, 4, 150)
    const lit = litOf(large, target, { form: 'paths', sample: 0 })
    const scene = sceneOf(inputOf(large, { target, lit, computed: () => true, phase: 'backward' }))
    expect(elementsIn(scene).length).toBeLessThanOrEqual(400)
    expect(withClass(scene, 'lit-line')).toHaveLength(11)
    expect(
      withClass(scene, 'lit-line').filter(({ attributes }) => !`${attributes.class}`.includes('thin')),
    ).toHaveLength(2)
    expect(textIn(scene)).toContain('100,352 weights')
  })

  it('shows all edges of the neuron that has the focus', () => {
    const digits = stepOf([64, 32, 10])
    const scene = sceneOf(inputOf(digits, { focus: 'a0.9/0', computed: () => true }))
    expect(withClass(scene, 'heat-edge')).toHaveLength(64 + 10)
  })

  it('colors the largest weights of a medium network', () => {
    const wine = stepOf([13, 8, 3])
    const scene = sceneOf(inputOf(wine, { computed: () => true }))
    expect(withClass(scene, 'heat-edge')).toHaveLength(36)
    expect(textIn(scene)).toContain('36 largest of 128 in color')
  })
})

it('prints hostile names as text', () => {
  const bad = '</text><script>alert(1)</script>"\u202e\u0007'
  const input = inputOf(stepOf([13, 8, 3]), {
    inputNames: Array.from({ length: 13 }, () => bad),
    outputNames: [bad, bad, bad],
    title: bad,
    describedBy: bad,
    id: '"><b>',
  })
  const text = svgText(sceneOf(input))
  expect(text).not.toMatch(/<script|<b>|\u202e|style="|href/)
  expect(text).toContain('&#60;script&#62;')
})
