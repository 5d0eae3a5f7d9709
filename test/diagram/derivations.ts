// Derivations of small and large networks for the tests of the drawing.
import { readdirSync, readFileSync } from 'node:fs'
import { network, optimizerSpec, step } from '../../src/core/index.ts'
import type { BiasPolicy } from '../../src/core/network.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import type { SceneElement, SceneInput } from '../../src/diagram/index.ts'
import { layoutOf } from '../../src/diagram/index.ts'
import type { Layout } from '../../src/diagram/places.ts'
import type { Context, NotationName } from '../../src/math/formula.ts'
import { keyOf, type Quantity } from '../../src/math/quantity.ts'
import { shapeOf } from '../../src/present/index.ts'
import { deck, deckSample, descent } from '../core/networks.ts'

export const deckStep = derive(step(deck(), [deckSample], descent))

const examples = new URL('../../examples/', import.meta.url)

/** One step of every network that comes with Paso and has samples. */
export const exampleSteps: readonly (readonly [string, Derivation])[] = readdirSync(examples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const file = JSON.parse(readFileSync(new URL(name, examples), 'utf8'))
    const loss = { name: file.loss, reduction: file.reduction ?? 'mean' }
    const net = network({ inputs: file.inputs, layers: file.layers, loss, biasPolicy: file.biasPolicy })
    const optimizer = optimizerSpec('sgd', { learningRate: file.learningRate ?? 0.1 })
    const masks = file.samples.map(() =>
      net.layers.map((layer) =>
        layer.dropout > 0 ? layer.biases.map((_, i) => (i === 0 ? 0 : 2)) : undefined,
      ),
    )
    const dropped = net.layers.some((layer) => layer.dropout > 0)
    return [name, derive(step(net, file.samples, optimizer, undefined, dropped ? { masks } : undefined))]
  })

/** A network of these sizes with weights that look random and are not. */
export function stepOf(sizes: readonly number[], biasPolicy: BiasPolicy = 'per-neuron'): Derivation {
  const [inputs = 1, ...units] = sizes
  let n = 0
  const next = (): number => Math.round(1000 * Math.sin(++n * 12.9898)) / 1000
  const layers = units.map((count, layer) => ({
    weights: Array.from({ length: count }, () => Array.from({ length: sizes[layer]! }, next)),
    biases: biasPolicy === 'shared' ? 0.1 : Array.from({ length: count }, next),
    activation: 'tanh' as const,
  }))
  const net = network({ inputs, layers, loss: 'half-squared-error', biasPolicy })
  const sample = {
    input: Array.from({ length: inputs }, next),
    target: Array.from({ length: units.at(-1)! }, next),
  }
  return derive(step(net, [sample], descent))
}

export const contextOf = (
  derivation: Derivation,
  notation: NotationName = 'deck',
  locale = 'en',
): Context => ({ notation, shape: shapeOf(derivation), locale, digits: 9, tableDigits: 5 })

/** Everything that a step computes up to a quantity, that one too. */
export function upTo(derivation: Derivation, target: Quantity): (quantity: Quantity) => boolean {
  const steps = derivation.steps()
  const end = steps.findIndex(({ id }) => id === keyOf(target))
  const known = new Set(steps.slice(0, end + 1).map(({ id }) => id))
  return (quantity) => known.has(keyOf(quantity))
}

/** The scene's input in a page of the usual size. */
export function inputOf(derivation: Derivation, more: Partial<SceneInput> = {}): SceneInput {
  const context = more.context ?? contextOf(derivation)
  const layout: Layout =
    more.layout ?? layoutOf(context.shape, { width: 690, height: 440, notation: context.notation })
  return { derivation, context, layout, sample: 0, computed: () => false, ...more }
}

export const gradientOf = (layer: number, to: number, from: number): Quantity => ({
  kind: 'derivative',
  of: { kind: 'batch-loss' },
  by: { kind: 'weight', layer, to, from, version: 0 },
})

/** Every element of a scene, the scene first. */
export function elementsIn(scene: SceneElement): SceneElement[] {
  return [scene, ...scene.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child)))]
}

/** All text in an element. */
export const textIn = (element: SceneElement | string): string =>
  typeof element === 'string' ? element : element.children.map(textIn).join('')
