// Gradients as code: the sums over rows, the mean, the penalty; with the update at once where nothing has to be waited for.
import type { LossSpec } from '../../core/network.ts'
import { biasCancels } from '../../core/normalized.ts'
import type { Callable, Code, Local } from './assembler/code.ts'
import { f64, type Integer, i32, type Value, v128 } from './assembler/values.ts'
import { type Context, isFused, rowsWeigh, SHARE } from './context.ts'
import { type UnitGradientPlan, writeUnitGradients, writeWeightGradients } from './kernels.ts'
import { eachLayer } from './layer-runs.ts'
import type { Layout } from './layout.ts'
import { writeLimits } from './limits-code.ts'
import { eachColumn } from './panels.ts'
import { eachOwnVector, type Part, tilesOf } from './team.ts'
import { type Update, writeUpdate } from './update-code.ts'

/** (rows, continued): the gradients of all parameters; with the update at once where nothing has to be waited for. */
export function gradientsFunction(context: Context): Callable {
  const { builder, layout, team } = context
  const weighted = rowsWeigh(context)
  const fused = isFused(context)
  return builder.function(['i32', 'i32'], undefined, (code) => {
    const [rows, continued] = [code.parameter('i32', 0), code.parameter('i32', 1)]
    const update = fused ? stepOf(code, context) : undefined
    const keep: Update = (sum, at, offset) => code.store(at, sum, layout.gradients + offset)
    eachLayer(code, context, (l, shift) => {
      const layer = layout.layers[l]!
      const signal = l === 0 ? layout.inputs : layout.layers[l - 1]!.a
      const chunked = fused ? {} : { continued }
      const finish = update ? update.weight : keep
      const part = team.part(code, tilesOf(layer))
      writeWeightGradients(code, layout, rows, { layer, signal, part, weighted, ...chunked, finish, shift })
      const panels = team.part(code, layer.unitPanels)
      const ofUnits = { part: panels, weighted, ...chunked, finish: update ? update.other : keep, shift }
      writeBias(code, context, rows, l, ofUnits)
      if (!layer.normal) return
      const { argumentDeltas: deltas, normal } = layer
      const ofNormal = { ...ofUnits, deltas }
      writeUnitGradients(code, layout, rows, {
        ...ofNormal,
        parameters: normal.scales,
        signal: normal.normalized,
      })
      writeUnitGradients(code, layout, rows, { ...ofNormal, parameters: normal.shifts })
    })
  })
}

function writeBias(
  code: Code,
  context: Context,
  rows: Local<'i32'>,
  l: number,
  plan: Omit<UnitGradientPlan, 'parameters' | 'deltas'>,
): void {
  const { layout, network } = context
  const { biases: parameters, deltas, normal } = layout.layers[l]!
  const { lanes } = layout
  if (network.biasPolicy === 'fixed') return
  if (normal && biasCancels(network, l, 0)) {
    const zero = code.local('v128', lanes.constant(0))
    eachOwnUnit(code, layout, parameters, plan.part, (at) => plan.finish(zero, at, 0))
  } else if (network.biasPolicy === 'shared') writeSharedBias(code, context, rows, l, plan)
  else writeUnitGradients(code, layout, rows, { ...plan, parameters, deltas })
}

/** A vector of parameters, one for each unit, after the other. */
function eachOwnUnit(
  code: Code,
  { rowBytes }: Layout,
  first: number,
  { from, to }: Part,
  visit: (at: Local<'i32'>) => void,
): void {
  const at = code.local('i32', i32.add(i32.multiply(from, rowBytes), first))
  const end = code.local('i32', i32.add(i32.multiply(to, rowBytes), first))
  code.count(at, end, rowBytes / 2, () => visit(at))
}

/** The units of a layer share a bias: its gradient is the sum of all their deltas, row by row; each thread makes it whole. */
function writeSharedBias(
  code: Code,
  { layout }: Context,
  rows: Local<'i32'>,
  l: number,
  { part, weighted, continued, finish }: Omit<UnitGradientPlan, 'parameters' | 'deltas'>,
): void {
  const layer = layout.layers[l]!
  const { lanes, rowBytes, rowWeights, gradients } = layout
  const [total, own] = [code.local('f64', f64.constant(-0)), code.local('f64')]
  if (continued) {
    const own = i32.multiply(part.from, rowBytes)
    code.when(continued, () => code.set(total, lanes.load(own, gradients + layer.biases)))
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
  eachOwnUnit(code, layout, layer.biases, part, (at) => finish(all, at, 0))
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
  const { builder, layout } = context
  return builder.function([], undefined, (code) => {
    const slopes = slopesOf(code, context)
    const write = (at: Value<'i32'>, kind: 'weight' | 'bias' | 'normal'): void => {
      const sum = code.local('v128', v128.load(at, layout.gradients))
      code.store(at, kind === 'weight' ? slopes.weight(sum, at, 0) : slopes.other(sum), layout.gradients)
    }
    eachLayer(code, context, (l, shift) => eachOwnVector(code, context, layout.layers[l]!, write, shift))
  })
}

/** The rest of a step whose gradients are whole: limits, then the update of every parameter. */
export function finishFunction(context: Context): Callable {
  const { builder, layout, network, optimizer } = context
  const slopes = slopesFunction(context)
  return builder.function([], undefined, (code) => {
    const gradient = (at: Value<'i32'>) => v128.load(at, layout.gradients)
    code.call(slopes)
    const factor = optimizer.clip && writeLimits.clip(code, context, optimizer.clip)
    const update = writeUpdate(code, layout, context.update, layout.step)
    const step = (at: Value<'i32'>, kind: 'weight' | 'bias' | 'normal'): void => {
      if (kind === 'bias' && network.biasPolicy === 'fixed') return
      update(factor ? layout.lanes.multiply(factor, gradient(at)) : gradient(at), at, 0)
    }
    eachLayer(code, context, (l, shift) => eachOwnVector(code, context, layout.layers[l]!, step, shift))
  })
}
