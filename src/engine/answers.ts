// Answers: one row after the other through a network that stays as it is, with the bits of core and nothing new in memory.
import { laterParts } from '../core/later-parts.ts'
import type { Layer, Network } from '../core/network.ts'
import { activationOf } from '../math/activations.ts'
import { multiply, type Product } from './product.ts'
import { isAvailable, webAssembly } from './wasm/host.ts'
import { PAGE } from './wasm/memory.ts'
import { multiplyRowIn, PANEL } from './wasm/product-module.ts'

/** Numbers of a row, [inputs], to the network's outputs. [outputs] They are there until the next answer. */
export type Answer = (input: ArrayLike<number>) => Float64Array

/** Weights of a network that is worth a module. */
const WORTH_A_MODULE = 1000

/** A layer that waits for what stands in `signal`, and leaves z in `z` and f(z) in `a`. */
interface ReadyLayer {
  readonly signal: Float64Array
  readonly z: Float64Array
  readonly a: Float64Array
  readonly multiply: () => void
}

/** As `outputsOf` of core answers. */
export function answersOf(network: Network): Answer {
  const ready = readyLayers(network)
  const passes = ready.map((layer, l) => passThrough(network.layers[l]!, layer))
  const [{ signal }, { a }] = [ready[0]!, ready.at(-1)!]
  return (input) => {
    signal.set(input)
    for (let l = 0; l < passes.length; l++) passes[l]!()
    return a
  }
}

function passThrough(layer: Layer, { z, a, multiply: product }: ReadyLayer): () => void {
  const { activation: spec, normalization } = layer
  const activation = activationOf(spec.name)
  const { parameters } = spec
  return () => {
    product()
    if (normalization) {
      const { normalizeRow } = laterParts.needed('normalization')
      z.set(normalizeRow(normalization, Array.from(z)).arguments)
    }
    if (activation.kind === 'vector') activation.put(z, parameters, a)
    else for (let i = 0; i < z.length; i++) a[i] = activation.f(z[i]!, parameters)
  }
}

function readyLayers(network: Network): ReadyLayer[] {
  const weights = network.layers.reduce(
    (sum, layer) => sum + layer.weights.length * layer.weights[0]!.length,
    0,
  )
  if (weights >= WORTH_A_MODULE && isAvailable()) {
    try {
      return inWebAssembly(network)
    } catch {
      // There is no room for another memory, or the host makes no module of this size at once.
    }
  }
  return inJavaScript(network)
}

function inJavaScript({ inputs, layers }: Network): ReadyLayer[] {
  let signal = new Float64Array(inputs)
  return layers.map(({ weights, biases: { length: units }, biases }) => {
    const width = signal.length
    const flat = new Float64Array(units * width)
    weights.forEach((row, unit) => {
      flat.set(row, unit * width)
    })
    const z = new Float64Array(units)
    const one = { from: 0, down: 1, across: 0 }
    const product: Product = {
      out: { values: z, ...one },
      start: { values: Float64Array.from(biases), ...one },
      left: { values: flat, from: 0, down: width, across: 1 },
      right: { values: signal, ...one },
    }
    const layer = {
      signal,
      z,
      a: new Float64Array(units),
      multiply: () => multiply(product, units, 1, width),
    }
    signal = layer.a
    return layer
  })
}

/** Where a layer's numbers are in a memory: addresses. */
interface Place {
  readonly panels: number
  readonly sums: number
  readonly end: number
  readonly outputs: number
}

const whole = (units: number): number => Math.ceil(units / PANEL) * PANEL

function inWebAssembly({ inputs, layers }: Network): ReadyLayer[] {
  let next = 8 * whole(inputs)
  const take = (numbers: number): number => {
    const at = next
    next += 8 * numbers
    return at
  }
  const places = layers.map(({ weights }): Place => {
    const units = whole(weights.length)
    const sums = take(units)
    return { sums, end: next, outputs: take(units), panels: take(units * (1 + weights[0]!.length)) }
  })
  const memory = new webAssembly!.Memory({ initial: Math.ceil(next / PAGE) })
  const multiplyRow = multiplyRowIn(memory)
  let from = 0
  return layers.map((layer, l) => {
    const { panels, sums, end, outputs } = places[l]!
    const [width, units] = [layer.weights[0]!.length, layer.weights.length]
    const signal = from
    from = outputs
    writePanels(layer, new Float64Array(memory.buffer, panels, whole(units) * (1 + width)))
    return {
      signal: new Float64Array(memory.buffer, signal, width),
      z: new Float64Array(memory.buffer, sums, units),
      a: new Float64Array(memory.buffer, outputs, units),
      multiply: () => multiplyRow(signal, panels, sums, width, end),
    }
  })
}

/** Panel by panel: the biases of its units, then the weights from each input. */
function writePanels({ weights, biases }: Layer, panels: Float64Array): void {
  weights.forEach((row, unit) => {
    const first = Math.floor(unit / PANEL) * PANEL * (1 + row.length) + (unit % PANEL)
    panels[first] = biases[unit]!
    for (let k = 0; k < row.length; k++) panels[first + PANEL * (1 + k)] = row[k]!
  })
}
