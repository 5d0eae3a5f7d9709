// What a module leaves to the program around it, row by row, with the engine in JavaScript's own code: masks, rare losses, rare ways back.
import { maskValue } from '../../core/dropout.ts'
import type { Network } from '../../core/network.ts'
import { shortCutOf } from '../../core/short-cut.ts'
import { lossOf } from '../../math/losses.ts'
import type { Random } from '../../math/random.ts'
import { layerState } from '../layer-state.ts'
import type { Shape } from '../parameters.ts'
import { backThroughActivation } from '../passes.ts'
import { type Layout, TILE, upTo } from './layout.ts'
import type { Way } from './loss-code.ts'
import type { PanelMemory } from './memory.ts'

interface Outsiders {
  readonly network: Network
  readonly shape: Shape
  readonly layout: Layout
  readonly memory: PanelMemory
  readonly way: Way
  /** The generator of the masks. */
  readonly random: () => Random | undefined
  /** Whether the weights of rows count in dL/dz already. */
  readonly lossesWeigh: boolean
  /** Whether a row in the memory does not take the short way. */
  readonly isException: (row: number) => boolean
}

/** The functions that a module imports from `paso`. */
export function outsideOf(given: Outsiders) {
  const { network, shape, layout, memory, way, random, lossesWeigh, isException } = given
  const states = shape.layers.map((layer, l) => layerState(network.layers[l]!, layer, 1))
  const loss = lossOf(network.loss.name)
  const { parameters } = network.loss
  const last = layout.layers.length - 1
  const { units, f: outputs } = layout.layers[last]!

  const masks = (rows: number): void => {
    const generator = random()!
    for (let row = 0; row < rows; row++) {
      network.layers.forEach(({ dropout }, l) => {
        if (dropout === 0) return
        const layer = layout.layers[l]!
        const drawn = Array.from({ length: layer.units }, () => maskValue(dropout, generator))
        memory.writeRow(layer.masks, row, drawn)
        if (row < rows - 1) return
        for (let copy = rows; copy < upTo(rows, TILE); copy++) memory.writeRow(layer.masks, copy, drawn)
      })
    }
  }

  /** From the dL/da that are there already to dL/dz, with f and the masks of the row. */
  const throughActivation = (l: number, row: number, gradients: readonly number[]): void => {
    const layer = layout.layers[l]!
    const state = states[l]!
    state.arguments.set(memory.row(layer.z, row, layer.units))
    state.f.set(memory.row(layer.f, row, layer.units))
    if (state.dropout > 0) state.mask.set(memory.row(layer.masks, row, layer.units))
    state.gradients.set(gradients)
    backThroughActivation(state, 0, 1)
    memory.writeRow(layer.argumentDeltas, row, state.argumentGradients)
  }

  const deltas = (order: number, rows: number): void => {
    const named = new Uint32Array(memory.memory.buffer, order, rows)
    const weights = new Float64Array(memory.memory.buffer, layout.rowWeights, rows)
    for (let row = 0; row < rows; row++) {
      if (way.kind !== 'outside' && !isException(named[row]!)) continue
      const [y, a] = [memory.row(layout.targets, row, units), memory.row(outputs, row, units)]
      const pair = shortCutOf(network, y)
      const weight = lossesWeigh ? weights[row]! : 1
      if (pair) {
        const short = a.map((_, k) => weight * pair.delta(k, y, a))
        memory.writeRow(layout.layers[last]!.argumentDeltas, row, short)
      } else {
        const gradients = a.map((_, k) => weight * loss.derivative(k, y, a, parameters))
        throughActivation(last, row, gradients)
      }
    }
  }

  const losses = (rows: number): void => {
    const own = new Float64Array(memory.memory.buffer, layout.losses, rows)
    for (let row = 0; row < rows; row++) {
      const [y, a] = [memory.row(layout.targets, row, units), memory.row(outputs, row, units)]
      own[row] = a.map((_, k) => loss.term(k, y, a, parameters)).reduce((sum, term) => sum + term)
    }
  }

  const back = (l: number, rows: number): void => {
    const layer = layout.layers[l]!
    for (let row = 0; row < rows; row++) {
      throughActivation(l, row, memory.row(layer.argumentDeltas, row, layer.units))
    }
  }

  return { masks, deltas, losses, back }
}
