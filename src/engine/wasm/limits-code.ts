// Limits as code: gradients clipped by value and by their norm, and the weights into each unit held within a norm.
import type { ClipSpec } from '../../core/trace.ts'
import type { Code, Local } from './assembler/code.ts'
import { choose, f64, type Integer, i32, type Value, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import type { LayerLayout, Layout } from './layout.ts'
import { taintBy, taintOf } from './taint-code.ts'
import { eachOwnVector } from './team.ts'

/** Every weight of a layer, unit by unit; `at` is its address. */
function eachWeight(
  code: Code,
  layout: Layout,
  { units, inputs, weightRows, weights }: LayerLayout,
  visit: (at: Local<'i32'>) => void,
): void {
  const { width, columnBits, rowBytes, lanes } = layout
  const [j, at, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  code.set(j, i32.constant(0))
  code.countSome(j, units, 1, () => {
    const panel = i32.multiply(i32.shiftRight(j, columnBits), weightRows * rowBytes)
    const column = i32.multiply(i32.and(j, width - 1), lanes.bytes)
    code.set(at, i32.add(i32.add(panel, column), weights))
    code.set(end, i32.add(at, inputs * rowBytes))
    code.countSome(at, end, rowBytes, () => visit(at))
  })
}

/** Clips the gradients, once all threads have made theirs; gives what their norm asks them to be multiplied by, where there is a limit for it. */
function clip(
  code: Code,
  { layout, network: { biasPolicy }, team }: Context,
  { value, norm }: ClipSpec,
): Local<'v128'> | undefined {
  const { lanes, gradients } = layout
  const at = code.local('i32')
  const g = code.local('f64')
  const eachGradient = (visit: () => void): void => {
    const see = (address: Local<'i32'>): void => {
      code.set(g, lanes.load(address, gradients))
      visit()
    }
    for (const layer of layout.layers) {
      eachWeight(code, layout, layer, see)
      const ofUnits = (first: number, units: number): void => {
        if (units === 0) return
        code.set(at, i32.constant(first))
        code.countSome(at, first + units * lanes.bytes, lanes.bytes, () => see(at))
      }
      ofUnits(layer.biases, { 'per-neuron': layer.units, shared: 1, fixed: 0 }[biasPolicy])
      if (!layer.normal) continue
      ofUnits(layer.normal.scales, layer.units)
      ofUnits(layer.normal.shifts, layer.units)
    }
  }
  team.meet(code)
  if (value !== undefined) {
    eachGradient(() => taintBy(code, layout, team, g))
    team.meet(code)
    const [low, high] = [lanes.constant(-value), lanes.constant(value)]
    const clipOne = (own: Value<'i32'>): void => {
      const given = code.local('v128', v128.load(own, gradients))
      const below = code.local('v128', lanes.choose(lanes.less(given, low), low, given))
      code.store(own, lanes.choose(lanes.less(high, given), high, below), gradients)
    }
    for (const layer of layout.layers) eachOwnVector(code, { layout, team }, layer, clipOne)
    if (norm !== undefined) team.meet(code)
  }
  if (norm === undefined) return undefined
  const sum = code.local('f64', f64.constant(0))
  eachGradient(() => code.set(sum, f64.add(sum, f64.multiply(g, g))))
  const length = code.local('f64', f64.root(sum))
  taintBy(code, layout, team, length)
  return code.local('v128', lanes.splat(factorWithin(length, norm)))
}

/** What brings a norm down to its limit: limit / norm, or 1 where it is within. */
function factorWithin(norm: Local<'f64'>, limit: number): Value<'f64'> {
  const isOver = f64.less(f64.constant(limit), norm)
  return choose(isOver, f64.divide(f64.constant(limit), norm), f64.constant(1))
}

/** Each lane is a unit: its norm is a sum down the panel. Each thread has whole panels, whoever made the weights. */
function holdWithinNorm(code: Code, { layout, team }: Context, limit: number): void {
  const { layers, lanes, rowBytes, width } = layout
  team.meet(code)
  const taint = taintOf(code, layout, team)
  const [panel, at, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const [sum, weight, factor] = [code.local('v128'), code.local('v128'), code.local('v128')]
  for (const { weights, weightRows, inputs, units, unitPanels } of layers) {
    const panelBytes = weightRows * rowBytes
    const rest = units % width || width
    const { from, to } = team.part(code, unitPanels)
    for (const half of [0, rowBytes / 2]) {
      const real = Math.max(0, Math.min(lanes.count, rest - (half === 0 ? 0 : lanes.count)))
      const last = weights + half + (unitPanels - 1) * panelBytes
      const address = (n: Integer) => i32.add(i32.multiply(n, panelBytes), weights + half)
      code.set(panel, address(from))
      code.count(panel, address(to), panelBytes, () => {
        code.set(sum, lanes.constant(0))
        code.set(at, panel)
        code.set(end, i32.add(panel, inputs * rowBytes))
        code.countSome(at, end, rowBytes, () => {
          code.set(weight, v128.load(at))
          code.set(sum, lanes.add(sum, lanes.multiply(weight, weight)))
        })
        taint.see(sum, choose(i32.equal(panel, last), lanes.mask(real), lanes.mask(lanes.count)))
        code.set(sum, lanes.root(sum))
        const isOver = lanes.less(lanes.constant(limit), sum)
        code.set(factor, lanes.choose(isOver, lanes.divide(lanes.constant(limit), sum), lanes.constant(1)))
        code.set(at, panel)
        code.countSome(at, end, rowBytes, () => code.store(at, lanes.multiply(factor, v128.load(at))))
      })
    }
  }
  taint.keep()
  team.meet(code)
}

export const writeLimits = { eachWeight, clip, holdWithinNorm } as const
