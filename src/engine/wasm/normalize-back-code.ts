// Normalization as code, backward: dL/dz of a layer from its dL/du, over the rows of the batch or over the units of each row.
import type { Code, Local } from './assembler/code.ts'
import { f64, i32, type Value, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { NOTHING } from './kernels.ts'
import { type LayerLayout, type Layout, TILE } from './layout.ts'
import { eachPanel, eachRow, eachTile, halves, normalOf } from './normalize-code.ts'
import { eachColumn } from './panels.ts'
import type { Part } from './team.ts'

/** @param own the rows of this thread. @param all of the chunk */
export function writeNormalizedBack(
  code: Code,
  context: Context,
  l: number,
  own: Part,
  all: Value<'i32'>,
): void {
  const { kind } = context.layout.layers[l]!.normal!
  if (kind === 'layer') {
    overUnits(code, context, l, own)
    return
  }
  context.team.meet(code)
  overRows(code, context, l, all)
  context.team.meet(code)
}

/** What all have in common, and what goes with the normalized values, as means. */
interface Shared {
  readonly common: Local<'v128'>
  readonly aligned: Local<'v128'>
  readonly deviation: Local<'v128'>
  readonly scale: Local<'v128'>
}

const sharedOf = (code: Code): Shared => ({
  common: code.local('v128'),
  aligned: code.local('v128'),
  deviation: code.local('v128'),
  scale: code.local('v128'),
})

/** dL/d(normalized) of a vector. */
const gradientAt = (
  code: Code,
  { lanes }: Layout,
  { argumentDeltas }: LayerLayout,
  scale: Value<'v128'>,
  at: Local<'i32'>,
  offset: number,
): Local<'v128'> => code.local('v128', lanes.multiply(v128.load(at, argumentDeltas + offset), scale))

/** (g − common − normalized · aligned) / deviation */
function storeDelta(
  code: Code,
  layout: Layout,
  layer: LayerLayout,
  { common, aligned, deviation, scale }: Shared,
  at: Local<'i32'>,
  offset: number,
): void {
  const { lanes } = layout
  const rest = lanes.subtract(gradientAt(code, layout, layer, scale, at, offset), common)
  const part = lanes.multiply(v128.load(at, layer.normal!.normalized + offset), aligned)
  code.store(at, lanes.divide(lanes.subtract(rest, part), deviation), layer.deltas + offset)
}

function overRows(code: Code, context: Context, l: number, all: Value<'i32'>): void {
  const { layout, team } = context
  const { lanes } = layout
  const { layer, normal } = normalOf(context, l)
  const rows = { from: 0, to: all }
  const count = code.local('v128', lanes.splat(f64.fromInteger(all)))
  const units = halves(layout).map((half) => ({ half, ...sharedOf(code) }))
  eachPanel(code, layout, team.part(code, layer.unitPanels), (_, start, unit) => {
    for (const { half, common, aligned, deviation, scale } of units) {
      code.set(scale, v128.load(unit, normal.scales + half))
      code.set(deviation, v128.load(unit, normal.deviations + half))
      for (const sum of [common, aligned]) code.set(sum, lanes.constant(NOTHING))
    }
    eachRow(code, layout, start, rows, (at) => {
      for (const { half, common, aligned, scale } of units) {
        const gradient = gradientAt(code, layout, layer, scale, at, half)
        const product = lanes.multiply(gradient, v128.load(at, normal.normalized + half))
        code.set(common, lanes.add(common, gradient))
        code.set(aligned, lanes.add(aligned, product))
      }
    })
    for (const { common, aligned } of units) {
      for (const sum of [common, aligned]) code.set(sum, lanes.divide(sum, count))
    }
    eachRow(code, layout, start, rows, (at) => {
      for (const { half, ...shared } of units) storeDelta(code, layout, layer, shared, at, half)
    })
  })
}

/** A tile of rows at a time, whose sums do not wait for each other. */
function overUnits(code: Code, context: Context, l: number, own: Part): void {
  const { layout } = context
  const { lanes, rowBytes } = layout
  const { layer, normal } = normalOf(context, l)
  const tile = Array.from({ length: TILE }, (_, r) => ({
    row: r * rowBytes,
    common: code.local('f64'),
    aligned: code.local('f64'),
    gradient: code.local('f64'),
    shared: sharedOf(code),
  }))
  const [column, unit, at] = [code.local('i32'), code.local('i32'), code.local('i32')]
  eachTile(code, layout, own, (start, place) => {
    for (const { common, aligned } of tile) {
      for (const sum of [common, aligned]) code.set(sum, f64.constant(NOTHING))
    }
    code.set(unit, i32.constant(0))
    eachColumn(code, layout, start, column, layer.units, () => {
      const scale = code.local('f64', lanes.load(unit, normal.scales))
      for (const { row, common, aligned, gradient } of tile) {
        code.set(gradient, f64.multiply(lanes.load(column, layer.argumentDeltas + row), scale))
        const product = f64.multiply(gradient, lanes.load(column, normal.normalized + row))
        code.set(common, f64.add(common, gradient))
        code.set(aligned, f64.add(aligned, product))
      }
      code.advance(unit, lanes.bytes)
    })
    const count = f64.constant(layer.units)
    for (const [r, { common, aligned, shared }] of tile.entries()) {
      code.set(shared.common, lanes.splat(f64.divide(common, count)))
      code.set(shared.aligned, lanes.splat(f64.divide(aligned, count)))
      code.set(shared.deviation, lanes.splat(f64.load(place, normal.deviations + 8 * r)))
    }
    eachPanel(code, layout, { from: 0, to: layer.unitPanels }, (_, first, parameter) => {
      code.set(at, i32.add(first, start))
      for (const half of halves(layout)) {
        const scale = code.local('v128', v128.load(parameter, normal.scales + half))
        for (const { row, shared } of tile) {
          storeDelta(code, layout, layer, { ...shared, scale }, at, row + half)
        }
      }
    })
  })
}
