// Gradients as code: the sums over rows, the mean, the penalty; with the update at once where nothing has to be waited for.
import type { LossSpec } from '../../core/network.ts'
import type { Callable, Code, Local } from './assembler/code.ts'
import { f64, type Integer, i32, type Value, v128 } from './assembler/values.ts'
import { type Context, isFused, SHARE } from './context.ts'
import { writeBiasGradients, writeWeightGradients } from './kernels.ts'
import type { LayerLayout, Layout } from './layout.ts'
import { writeLimits } from './limits-code.ts'
import { eachColumn } from './panels.ts'
import { eachOwnVector, tilesOf } from './team.ts'
import { type Update, writeUpdate } from './update-code.ts'

/** (rows, continued): the gradients of all parameters; with the update at once where nothing has to be waited for. */
export function gradientsFunction(context: Context): Callable {
  const { builder, layout, network, weighted, team } = context
  const fused = isFused(context)
  return builder.function(['i32', 'i32'], undefined, (code) => {
    const [rows, continued] = [code.parameter('i32', 0), code.parameter('i32', 1)]
    const update = fused ? stepOf(code, context) : undefined
    const keep: Update = (sum, at, offset) => code.store(at, sum, layout.gradients + offset)
    layout.layers.forEach((layer, l) => {
      const signal = l === 0 ? layout.inputs : layout.layers[l - 1]!.a
      const chunked = fused ? {} : { continued }
      const finish = update ? update.weight : keep
      const part = team.part(code, tilesOf(layer))
      writeWeightGradients(code, layout, rows, { layer, signal, part, weighted, ...chunked, finish })
      if (network.biasPolicy === 'fixed') return
      const finishBias = update ? update.other : keep
      if (network.biasPolicy === 'shared') {
        writeSharedBias(code, context, rows, layer, {
          continued: fused ? undefined : continued,
          finish: finishBias,
        })
        return
      }
      const panels = team.part(code, layer.unitPanels)
      writeBiasGradients(code, layout, rows, {
        layer,
        part: panels,
        weighted,
        ...chunked,
        finish: finishBias,
      })
    })
  })
}

/** The units of a layer share a bias: its gradient is the sum of all their deltas, row by row; each thread makes it whole. */
function writeSharedBias(
  code: Code,
  { layout, weighted, team }: Context,
  rows: Local<'i32'>,
  layer: LayerLayout,
  { continued, finish }: { readonly continued: Local<'i32'> | undefined; readonly finish: Update },
): void {
  const { lanes, rowBytes, rowWeights, gradients } = layout
  const [total, own] = [code.local('f64', f64.constant(-0)), code.local('f64')]
  if (continued) {
    code.when(continued, () => code.set(total, lanes.load(i32.constant(layer.biases), gradients)))
  }
  const [row, weight] = [code.local('i32', i32.constant(0)), code.local('i32', i32.constant(0))]
  const column = code.local('i32')
  code.countSome(row, i32.multiply(rows, rowBytes), rowBytes, () => {
    code.set(own, f64.constant(-0))
    eachColumn(code, layout, row, column, layer.units, () =>
      code.set(own, f64.add(own, lanes.load(column, layer.deltas))),
    )
    if (weighted) {
      code.set(own, f64.multiply(f64.load(weight, rowWeights), own))
      code.advance(weight, 8)
    }
    code.set(total, f64.add(total, own))
  })
  const all = code.local('v128', lanes.splat(total))
  const { from, to } = team.part(code, layer.unitPanels)
  const at = code.local('i32', i32.add(i32.multiply(from, rowBytes), layer.biases))
  const end = code.local('i32', i32.add(i32.multiply(to, rowBytes), layer.biases))
  code.count(at, end, rowBytes / 2, () => finish(all, at, 0))
}

interface Step {
  readonly weight: Update
  readonly other: Update
}

/** From a sum over rows to the new parameters: the mean, the penalty, the optimizer. */
function stepOf(code: Code, context: Context): Step {
  const update = writeUpdate(code, context.layout, context.update, context.layout.step)
  const { weight, other } = slopesOf(code, context)
  return {
    weight: (sum, at, offset) => update(weight(sum, at, offset), at, offset),
    other: (sum, at, offset) => update(other(sum), at, offset),
  }
}

/** The slope of the batch's loss from a sum over its rows. */
function slopesOf(code: Code, { layout, network }: Context) {
  const { lanes } = layout
  const share = code.local('v128', lanes.splat(f64.load(layout.step, 8 * SHARE)))
  const other = (sum: Value<'v128'>): Value<'v128'> =>
    network.loss.reduction === 'mean' ? lanes.multiply(share, sum) : sum
  const weight = (sum: Value<'v128'>, at: Integer, offset: number): Value<'v128'> =>
    withPenalty(code, layout, network.loss, other(sum), code.local('v128', v128.load(at, offset)))
  return { weight, other }
}

function withPenalty(
  code: Code,
  { lanes }: Layout,
  { l1, l2 }: LossSpec,
  slope: Value<'v128'>,
  weight: Local<'v128'>,
): Value<'v128'> {
  const zero = lanes.constant(0)
  const below = lanes.choose(lanes.less(weight, zero), lanes.constant(-1), weight)
  const sign = lanes.choose(lanes.less(zero, weight), lanes.constant(1), below)
  const first = l1 === 0 ? slope : lanes.add(slope, lanes.multiply(lanes.constant(l1), sign))
  if (l2 === 0) return first
  return lanes.add(code.local('v128', first), lanes.multiply(lanes.constant(l2), weight))
}

/** From the sums over the rows of a batch to the slopes of its loss, in their place; each thread's own. */
export function slopesFunction(context: Context): Callable {
  const { builder, layout, team } = context
  return builder.function([], undefined, (code) => {
    const slopes = slopesOf(code, context)
    const write = (at: Value<'i32'>, isWeight: boolean): void => {
      const sum = code.local('v128', v128.load(at, layout.gradients))
      code.store(at, isWeight ? slopes.weight(sum, at, 0) : slopes.other(sum), layout.gradients)
    }
    for (const layer of layout.layers) eachOwnVector(code, layout, team, layer, write)
  })
}

/** The rest of a step whose gradients are whole: limits, then the update of every parameter. */
export function finishFunction(context: Context): Callable {
  const { builder, layout, network, optimizer, team } = context
  const slopes = slopesFunction(context)
  return builder.function([], undefined, (code) => {
    const gradient = (at: Value<'i32'>) => v128.load(at, layout.gradients)
    code.call(slopes)
    const factor = optimizer.clip && writeLimits.clip(code, context, optimizer.clip)
    const update = writeUpdate(code, layout, context.update, layout.step)
    const step = (at: Value<'i32'>, isWeight: boolean): void => {
      if (!isWeight && network.biasPolicy === 'fixed') return
      update(factor ? layout.lanes.multiply(factor, gradient(at)) : gradient(at), at, 0)
    }
    for (const layer of layout.layers) eachOwnVector(code, layout, team, layer, step)
  })
}
