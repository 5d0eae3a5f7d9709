// Forward as code: all layers of some rows, and what the rows lose.
import type { Callable, Code } from './assembler/code.ts'
import { type Integer, type Value, v128 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { type ProductPlan, writeProduct } from './kernels.ts'
import { eachLayer } from './layer-runs.ts'
import type { Shift } from './layout.ts'
import { termOf, writeRowLosses } from './loss-code.ts'
import { writeNormalized } from './normalize-code.ts'
import { eachVector } from './panels.ts'
import { writeSoftmax } from './softmax-code.ts'
import { taintOf } from './taint-code.ts'
import type { Part } from './team.ts'

/** (from, to, all rows of the chunk): all layers; in training with masks on the outputs, and whether all numbers are finite kept. */
export function forwardFunction(context: Context, training: boolean): Callable {
  const { builder } = context
  return builder.function(['i32', 'i32', 'i32'], undefined, (code) => {
    const rows = { from: code.parameter('i32', 0), to: code.parameter('i32', 1) }
    const all = code.parameter('i32', 2)
    eachLayer(code, context, (l, shift) => writeLayer(code, context, { rows, all }, l, { training, shift }))
  })
}

interface Chunk {
  /** Of this thread. */
  readonly rows: Part
  readonly all: Value<'i32'>
}

interface Pass {
  readonly training: boolean
  readonly shift: Shift
}

function writeLayer(
  code: Code,
  context: Context,
  { rows, all }: Chunk,
  l: number,
  { training, shift }: Pass,
): void {
  const { layout, activations, functions, network, team } = context
  const layer = layout.layers[l]!
  const activation = activations[l]
  const mask = (at: Integer, offset: number, f: Value<'v128'>): void => {
    const masked = layout.lanes.multiply(v128.load(at, layer.masks + offset), f)
    code.store(at, training ? masked : f, layer.a + offset)
  }
  const hasOwnF = network.layers[l]!.dropout > 0
  const taint = training ? taintOf(code, layout, team) : undefined
  const finish: ProductPlan['finish'] = (sum, at, offset, real) => {
    taint?.see(sum, real)
    if (!activation || activation.needsZ) code.store(at, sum, layer.z + offset)
    if (!activation) return
    const f = code.local('v128', activation.f(code, sum))
    code.store(at, f, layer.f + offset)
    if (hasOwnF) mask(at, offset, f)
  }
  writeProduct(code, layout, rows, {
    rows: l === 0 ? layout.inputs : layout.layers[l - 1]!.a,
    count: layer.inputs,
    matrix: layer.weights,
    matrixRows: layer.weightRows,
    outPanels: layer.unitPanels,
    start: layer.biases,
    columns: layer.units,
    moved: { rows: shift.rows, matrix: shift.parameters, out: shift.rows },
    finish: layer.normal ? (z, at, offset) => code.store(at, z, layer.z + offset) : finish,
  })
  if (layer.normal) {
    const see = (vector: Value<'v128'>): void => taint?.see(vector)
    writeNormalized(code, context, { layer: l, own: rows, all, training, see, finish })
  }
  taint?.keep()
  if (activation) return
  writeSoftmax(code, layout, rows, layer, functions)
  if (hasOwnF) eachVector(code, layout, rows, layer.unitPanels, (at) => mask(at, 0, v128.load(at, layer.f)))
}

/** (from, to): the losses of rows; undefined where they are left to the program around the module. */
export function lossesFunction({ builder, layout, network, functions }: Context): Callable | undefined {
  const term = termOf(network, layout.layers.at(-1)!.units)
  if (!term) return undefined
  return builder.function(['i32', 'i32'], undefined, (code) => {
    const rows = { from: code.parameter('i32', 0), to: code.parameter('i32', 1) }
    writeRowLosses(code, layout, rows, term, functions)
  })
}
