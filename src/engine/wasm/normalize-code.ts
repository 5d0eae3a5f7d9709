// Normalization as code, forward: each unit over the rows of a batch, or by running statistics, or each row over its units; with core's
// sums in core's order. What goes over the rows of a batch falls to the threads by units, and all meet before and after.
import type { Network } from '../../core/network.ts'
import type { Code, Local } from './assembler/code.ts'
import { f64, type Integer, i32, integer, type Value, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { NOTHING, realLanes } from './kernels.ts'
import { type LayerLayout, type Layout, type NormalLayout, TILE } from './layout.ts'
import { eachColumn } from './panels.ts'
import type { Part } from './team.ts'

/** Both vectors of a row of a panel, by the bytes from its start. */
export const halves = ({ rowBytes }: Layout): readonly [number, number] => [0, rowBytes / 2]

export interface NormalizedPlan {
  /** Its place among the layers. */
  readonly layer: number
  /** The rows of this thread, and all rows of the chunk. */
  readonly own: Part
  readonly all: Value<'i32'>
  readonly training: boolean
  /** Sees the deviation of a row. */
  readonly see: (vector: Value<'v128'>) => void
  /** What becomes of a vector of u; as of a product's sums. */
  readonly finish: (u: Local<'v128'>, at: Local<'i32'>, offset: number, real?: Value<'v128'>) => void
}

/** u of a normalized layer from its z. */
export function writeNormalized(code: Code, context: Context, plan: NormalizedPlan): void {
  const { kind } = context.layout.layers[plan.layer]!.normal!
  if (kind === 'layer') overUnits(code, context, plan)
  else if (plan.training) {
    context.team.meet(code)
    overRows(code, context, plan)
    context.team.meet(code)
  } else byRunning(code, context, plan)
}

/** A layer as its kernels see it. */
export function normalOf({ layout, network }: Context, l: number) {
  const layer = layout.layers[l]!
  return { layer, normal: layer.normal!, epsilon: epsilonOf(network, l) }
}

const epsilonOf = ({ layers }: Network, l: number): number => layers[l]!.normalization!.epsilon

/** The panels of a part: `at` is where each begins among those of rows, `unit` among those of parameters. */
export function eachPanel(
  code: Code,
  { rowBytes, panelBytes }: Layout,
  part: Part,
  visit: (panel: Local<'i32'>, at: Local<'i32'>, unit: Local<'i32'>) => void,
): void {
  const panel = code.local('i32', integer(part.from))
  const at = code.local('i32', i32.multiply(part.from, panelBytes))
  const unit = code.local('i32', i32.multiply(part.from, rowBytes))
  code.count(panel, part.to, 1, () => {
    visit(panel, at, unit)
    code.advance(at, panelBytes)
    code.advance(unit, rowBytes)
  })
}

/** Rows of a panel that begins at `start`; `at` is the address of each. */
export function eachRow(
  code: Code,
  { rowBytes }: Layout,
  start: Integer,
  { from, to }: Part,
  visit: (at: Local<'i32'>) => void,
): void {
  const at = code.local('i32', i32.add(start, i32.multiply(from, rowBytes)))
  code.count(at, code.local('i32', i32.add(start, i32.multiply(to, rowBytes))), rowBytes, () => visit(at))
}

/** With the copies that fill the last tile. */
const wholeTiles = (code: Code, { from, to }: Part): Part => ({
  from,
  to: code.local('i32', i32.and(i32.add(to, TILE - 1), -TILE)),
})

function overRows(code: Code, context: Context, { layer: l, all, finish }: NormalizedPlan): void {
  const { layout, team } = context
  const { lanes } = layout
  const { layer, normal, epsilon } = normalOf(context, l)
  const rows = { from: 0, to: all }
  const tiles = wholeTiles(code, rows)
  const count = code.local('v128', lanes.splat(f64.fromInteger(all)))
  const units = halves(layout).map((half) => unitsOf(code, half))
  const panels = team.part(code, layer.unitPanels)
  eachPanel(code, layout, panels, (panel, start, unit) => {
    const real = realLanes(code, layout, panel, { columns: layer.units, outPanels: layer.unitPanels })
    real.look()
    for (const { sum } of units) code.set(sum, lanes.constant(NOTHING))
    eachRow(code, layout, start, rows, (at) => {
      for (const { sum, half } of units) code.set(sum, lanes.add(sum, v128.load(at, layer.z + half)))
    })
    for (const { sum, mean } of units) {
      code.set(mean, lanes.divide(sum, count))
      code.set(sum, lanes.constant(NOTHING))
    }
    eachRow(code, layout, start, rows, (at) => {
      for (const { sum, mean, half } of units) {
        const rest = code.local('v128', lanes.subtract(v128.load(at, layer.z + half), mean))
        code.set(sum, lanes.add(sum, lanes.multiply(rest, rest)))
      }
    })
    for (const own of units) {
      code.set(own.sum, lanes.divide(own.sum, count))
      code.set(own.deviation, lanes.root(lanes.add(own.sum, lanes.constant(epsilon))))
      code.store(unit, own.mean, normal.newMeans + own.half)
      code.store(unit, own.sum, normal.newVariances + own.half)
      code.store(unit, own.deviation, normal.deviations + own.half)
      loadScaled(code, normal, own, unit)
    }
    eachRow(code, layout, start, tiles, (at) => {
      for (const [v, own] of units.entries()) {
        const value = normalizedAt(code, layout, layer, own, at)
        code.store(at, value, normal.normalized + own.half)
        finish(code.local('v128', scaled(layout, own, value)), at, own.half, real.lanes?.[v])
      }
    })
  })
}

function byRunning(code: Code, context: Context, { layer: l, own: rows, finish }: NormalizedPlan): void {
  const { layout } = context
  const { lanes } = layout
  const { layer, normal, epsilon } = normalOf(context, l)
  const tiles = wholeTiles(code, rows)
  const units = halves(layout).map((half) => unitsOf(code, half))
  eachPanel(code, layout, { from: 0, to: layer.unitPanels }, (_, start, unit) => {
    for (const own of units) {
      const variance = v128.load(unit, normal.variances + own.half)
      code.set(own.mean, v128.load(unit, normal.means + own.half))
      code.set(own.deviation, lanes.root(lanes.add(variance, lanes.constant(epsilon))))
      loadScaled(code, normal, own, unit)
    }
    eachRow(code, layout, start, tiles, (at) => {
      for (const own of units) {
        const value = normalizedAt(code, layout, layer, own, at)
        finish(code.local('v128', scaled(layout, own, value)), at, own.half)
      }
    })
  })
}

/** What is the same in all rows, of a vector of units. */
interface Units {
  /** Bytes from the start of a row of a panel. */
  readonly half: number
  readonly sum: Local<'v128'>
  readonly mean: Local<'v128'>
  readonly deviation: Local<'v128'>
  readonly scale: Local<'v128'>
  readonly shift: Local<'v128'>
}

const unitsOf = (code: Code, half: number): Units => ({
  half,
  sum: code.local('v128'),
  mean: code.local('v128'),
  deviation: code.local('v128'),
  scale: code.local('v128'),
  shift: code.local('v128'),
})

function loadScaled(
  code: Code,
  { scales, shifts }: NormalLayout,
  { half, scale, shift }: Units,
  unit: Integer,
): void {
  code.set(scale, v128.load(unit, scales + half))
  code.set(shift, v128.load(unit, shifts + half))
}

const normalizedAt = (
  code: Code,
  { lanes }: Layout,
  { z }: LayerLayout,
  { half, mean, deviation }: Units,
  at: Integer,
): Local<'v128'> => code.local('v128', lanes.divide(lanes.subtract(v128.load(at, z + half), mean), deviation))

const scaled = (
  { lanes }: Layout,
  { scale, shift }: Pick<Units, 'scale' | 'shift'>,
  value: Value<'v128'>,
): Value<'v128'> => lanes.add(lanes.multiply(scale, value), shift)

/** A tile of rows at a time, whose sums do not wait for each other. */
function overUnits(code: Code, context: Context, plan: NormalizedPlan): void {
  const { layout } = context
  const { lanes, rowBytes } = layout
  const { layer, normal, epsilon } = normalOf(context, plan.layer)
  const tile = Array.from({ length: TILE }, (_, r) => ({
    row: r * rowBytes,
    sum: code.local('f64'),
    rest: code.local('f64'),
    mean: code.local('f64'),
    means: code.local('v128'),
    deviations: code.local('v128'),
  }))
  const count = f64.constant(layer.units)
  const column = code.local('i32')
  eachTile(code, layout, plan.own, (start, place) => {
    const each = (visit: () => void): void => eachColumn(code, layout, start, column, layer.units, visit)
    const z = (row: number): Value<'f64'> => lanes.load(column, layer.z + row)
    for (const { sum } of tile) code.set(sum, f64.constant(NOTHING))
    each(() => {
      for (const { sum, row } of tile) code.set(sum, f64.add(sum, z(row)))
    })
    for (const { sum, mean, means } of tile) {
      code.set(mean, f64.divide(sum, count))
      code.set(means, lanes.splat(mean))
      code.set(sum, f64.constant(NOTHING))
    }
    each(() => {
      for (const { sum, rest, mean, row } of tile) {
        code.set(rest, f64.subtract(z(row), mean))
        code.set(sum, f64.add(sum, f64.multiply(rest, rest)))
      }
    })
    for (const [r, { sum, rest, deviations }] of tile.entries()) {
      code.set(rest, f64.root(f64.add(f64.divide(sum, count), f64.constant(epsilon))))
      code.store(place, rest, normal.deviations + 8 * r)
      code.set(deviations, lanes.splat(rest))
      plan.see(deviations)
    }
    scaleTile(code, context, plan, { start, tile })
  })
}

interface TileOfRows {
  readonly start: Local<'i32'>
  readonly tile: readonly {
    readonly row: number
    readonly means: Local<'v128'>
    readonly deviations: Local<'v128'>
  }[]
}

function scaleTile(
  code: Code,
  context: Context,
  { layer: l, training, finish }: NormalizedPlan,
  { start, tile }: TileOfRows,
): void {
  const { layout } = context
  const { lanes } = layout
  const { layer, normal } = normalOf(context, l)
  const at = code.local('i32')
  const units = halves(layout).map((half) => unitsOf(code, half))
  eachPanel(code, layout, { from: 0, to: layer.unitPanels }, (panel, first, unit) => {
    const real = realLanes(code, layout, panel, { columns: layer.units, outPanels: layer.unitPanels })
    real.look()
    code.set(at, i32.add(first, start))
    for (const own of units) loadScaled(code, normal, own, unit)
    for (const { row, means, deviations } of tile) {
      for (const [v, own] of units.entries()) {
        const offset = row + own.half
        const rest = lanes.subtract(v128.load(at, layer.z + offset), means)
        const value = code.local('v128', lanes.divide(rest, deviations))
        if (training) code.store(at, value, normal.normalized + offset)
        finish(code.local('v128', scaled(layout, own, value)), at, offset, real.lanes?.[v])
      }
    }
  })
}

/** Tiles of rows: where each begins in a panel, and where a table of doubles has its first row. */
export function eachTile(
  code: Code,
  { rowBytes }: Layout,
  { from, to }: Part,
  visit: (start: Local<'i32'>, place: Local<'i32'>) => void,
): void {
  const start = code.local('i32', i32.multiply(from, rowBytes))
  const place = code.local('i32', i32.multiply(from, 8))
  code.count(start, code.local('i32', i32.multiply(to, rowBytes)), TILE * rowBytes, () => {
    visit(start, place)
    code.advance(place, 8 * TILE)
  })
}

/** (rows): the running statistics move with those of the last batch, of so many rows; undefined where there are none. */
export function moveFunction(context: Context, name?: string) {
  const { builder, layout, network, team } = context
  const { lanes } = layout
  if (!layout.layers.some(({ normal }) => normal?.kind === 'batch')) return undefined
  return builder.function(
    ['i32'],
    undefined,
    (code) => {
      const rows = f64.fromInteger(code.parameter('i32', 0))
      const others = f64.subtract(rows, f64.constant(1))
      const unbiased = code.local('v128', lanes.splat(f64.divide(rows, others)))
      for (const [l, { normal, unitPanels }] of layout.layers.entries()) {
        const normalization = network.layers[l]!.normalization
        if (normal?.kind !== 'batch' || normalization?.kind !== 'batch') continue
        const { momentum } = normalization
        const [stays, comes] = [lanes.constant(1 - momentum), lanes.constant(momentum)]
        eachPanel(code, layout, team.part(code, unitPanels), (_, __, unit) => {
          for (const half of halves(layout)) {
            const move = (at: number, value: Value<'v128'>): void => {
              const old = lanes.multiply(stays, v128.load(unit, at + half))
              code.store(unit, lanes.add(old, lanes.multiply(comes, value)), at + half)
            }
            move(normal.means, v128.load(unit, normal.newMeans + half))
            move(normal.variances, lanes.multiply(unbiased, v128.load(unit, normal.newVariances + half)))
          }
        })
      }
    },
    name,
  )
}
