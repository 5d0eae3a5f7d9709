// Scene: what a step shows and says: names of parts, em dashes, signs, versions; nothing hostile, nothing in the way.
import { describe, expect, it } from 'vitest'
import { network, step } from '../../src/core/index.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import { overlap } from '../../src/diagram/geometry.ts'
import {
  cellsIn,
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
import { descent } from '../core/networks.ts'
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
/** The button of a part. */
const buttonOf = (scene: SceneElement, id: string): SceneElement =>
  elementsIn(find(scene, id)).find(({ attributes }) => attributes.role === 'button')!
const withClass = (scene: SceneElement, name: string): SceneElement[] =>
  elementsIn(scene).filter(({ attributes }) => ` ${attributes.class} `.includes(` ${name} `))

describe('a step of the deck', () => {
  it('names its parts in both languages', () => {
    const w5 = (locale: string): unknown =>
      buttonOf(
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
    expect(buttons.every(({ attributes }) => attributes['aria-label'])).toBe(true)
    expect(buttons.filter(({ attributes }) => attributes.tabindex === 0)).toHaveLength(1)
    const ids = elementsIn(sceneOf(input)).map(({ attributes }) => attributes['data-id'])
    expect(new Set(ids.filter(Boolean)).size).toBe(buttons.length)
    expect(targetsIn(input).map(({ id }) => id)).toEqual(expect.arrayContaining(ids.filter(Boolean)))
  })

  it('shows an em dash for what is not yet computed, and no gradient', () => {
    const scene = sceneOf(inputOf(deckStep))
    expect(textIn(find(scene, 'a0.0/0')).replaceAll('\u200b', '')).toBe('net—out—h1')
    expect(buttonOf(scene, 'a0.0/0').attributes['aria-label']).toBe(
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
    expect(buttonOf(scene, 'w0.0.0@0').attributes['aria-label']).toContain('after the update 0.149780716')
  })

  it('rings the part with the focus', () => {
    const scene = sceneOf(litInput(gradientOf(1, 0, 0), { focus: 'a1.0/0' }))
    expect(withClass(scene, 'ring').map(({ tag }) => tag)).toContain('rect')
    expect(buttonOf(scene, 'a1.0/0').attributes.tabindex).toBe(0)
  })
})

describe('states', () => {
  it('underlines with a bar an output that lets hardly anything through, and tells its slope', () => {
    const saturated = stepOf([1, 1, 1])
    const steep = derive(
      step(
        network({
          inputs: 1,
          layers: [
            { weights: [[6]], biases: [0.2146], activation: 'sigmoid' },
            { weights: [[1]], biases: [0], activation: 'sigmoid' },
          ],
          loss: 'half-squared-error',
        }),
        [{ input: [1], target: [0] }],
        descent,
      ),
    )
    const all = { computed: () => true }
    expect(withClass(sceneOf(inputOf(saturated, all)), 'saturated')).toHaveLength(0)
    // sigmoid'(6.2146) = 0.0019921..., from 60-digit arithmetic.
    expect(withClass(sceneOf(inputOf(steep, all)), 'saturated').map(textIn)).toEqual(['0.0020'])
  })

  it('locks frozen biases, joins the tabs of shared ones, marks neither of their own', () => {
    const classesOf = (derivation: Derivation): number[] =>
      ['lock', 'bracket'].map((name) => withClass(sceneOf(inputOf(derivation)), name).length)
    expect(classesOf(deckStep)).toEqual([4, 0])
    expect(classesOf(stepOf([2, 2, 2], 'shared'))).toEqual([0, 2])
    expect(classesOf(stepOf([2, 2, 2]))).toEqual([0, 0])
  })

  it('says that a number is none', () => {
    const trace = structuredClone(deckStep.trace)
    const [first] = trace.samples as unknown as { activations: number[][] }[]
    first!.activations[1]![0] = Number.NaN
    const scene = sceneOf(inputOf(derive(trace), { computed: (q) => q.kind === 'activation' }))
    expect(find(scene, 'a1.0/0').attributes.class).toContain('bad')
    expect(buttonOf(scene, 'a1.0/0').attributes['aria-label']).toContain('out not a number')
  })

  it('prints W between the layers in matrix notation, and no name on an edge', () => {
    const scene = sceneOf(inputOf(deckStep, { context: contextOf(deckStep, 'matrix') }))
    const text = textIn(scene).replaceAll('\u200b', '')
    expect(text).toContain('W(1)')
    expect(text).toContain('W(2)')
    expect(textIn(find(scene, 'w0.0.0@0'))).toBe('0.15')
  })

  it('has parts of at least 24 x 24 to point at', () => {
    const layout = layoutOf(contextOf(deckStep).shape, {
      width: 390,
      height: 206,
      form: 'narrow',
      notation: 'deck',
    })
    const hits = withClass(sceneOf(inputOf(deckStep, { layout })), 'hit').filter(({ tag }) => tag === 'rect')
    for (const { attributes } of hits) {
      expect(Number(attributes.width)).toBeGreaterThanOrEqual(24)
      expect(Number(attributes.height)).toBeGreaterThanOrEqual(24)
    }
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

  it('has the cell that Tab reaches, or that has the focus, as a button', () => {
    const large = stepOf([784, 128, 10])
    expect(buttonOf(sceneOf(inputOf(large)), 'x.0/0').attributes.tabindex).toBe(0)
    const moved = sceneOf(inputOf(large, { focus: 'x.17/0' }))
    expect(buttonOf(moved, 'x.17/0').attributes['aria-label']).toMatch(/^input i18, /)
    expect(nearest(targetsIn(inputOf(large)), 'x.17/0', 'down')?.id).toBe('x.45/0')
    const [cells] = cellsIn(inputOf(large))
    expect([cells!.values.length, cells!.values[17]]).toEqual([
      784,
      large.value(targetsIn(inputOf(large))[17]!.quantity),
    ])
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
