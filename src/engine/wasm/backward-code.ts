// Backward as code: dL/dz of the outputs, then of each layer before.
import type { ActivationCode } from './activation-code.ts'
import type { Callable, Code } from './assembler/code.ts'
import { f64, type Integer, i32, type Value, v128 } from './assembler/values.ts'
import { type Context, EXCEPTIONS, rowsWeigh } from './context.ts'
import { compile } from './formulas.ts'
import { writeProduct } from './kernels.ts'
import { eachLayer } from './layer-runs.ts'
import type { LayerLayout, Shift } from './layout.ts'
import { writeNormalizedBack } from './normalize-back-code.ts'
import { eachVector } from './panels.ts'
import { byOne, type Part } from './team.ts'

/** (order, rows, from, to): dL/dz of all layers, for some of the rows; what JavaScript does it does for all of them. */
export function backwardFunction(context: Context): Callable {
  const { builder, layout, network, outside } = context
  return builder.function(['i32', 'i32', 'i32', 'i32'], undefined, (code) => {
    const [order, rows] = [code.parameter('i32', 0), code.parameter('i32', 1)]
    const part = { from: code.parameter('i32', 2), to: code.parameter('i32', 3) }
    writeOutputDeltas(code, context, part, () => code.call(outside.deltas, order, rows))
    const through = (l: number, shift: Shift): void => {
      if (l === 0) return
      const [layer, before] = [layout.layers[l]!, layout.layers[l - 1]!]
      const activation = context.activations[l - 1]
      const drops = network.layers[l - 1]!.dropout > 0
      const times = (
        sum: Value<'v128'>,
        slope: Value<'v128'>,
        at: Integer,
        offset: number,
        masked: boolean,
      ): Value<'v128'> => {
        const { multiply } = layout.lanes
        return multiply(sum, masked ? multiply(v128.load(at, before.masks + offset), slope) : slope)
      }
      writeProduct(code, layout, part, {
        rows: layer.deltas,
        count: layer.units,
        matrix: layer.transposed,
        matrixRows: layer.unitPanels * layout.width,
        outPanels: layer.inputPanels,
        moved: { rows: shift.rows, matrix: shift.rows, out: shift.rows },
        finish: (sum, at, offset) => {
          const slope = activation && slopeAt(code, activation, before, at, offset)
          const gradient = slope ? times(sum, slope, at, offset, drops) : sum
          code.store(at, gradient, before.argumentDeltas + offset)
        },
      })
      if (!activation) byOne(code, context.team, () => code.call(outside.back, i32.constant(l - 1), rows))
      if (before.normal) writeNormalizedBack(code, context, l - 1, part, rows)
    }
    eachLayer(code, context, through, 'backward')
  })
}

const slopeAt = (
  code: Code,
  activation: ActivationCode,
  { z, f }: LayerLayout,
  at: Integer,
  offset: number,
): Value<'v128'> => {
  const own = code.local('v128', v128.load(at, f + offset))
  return activation.slope(code, activation.needsZ ? code.local('v128', v128.load(at, z + offset)) : own, own)
}

function writeOutputDeltas(code: Code, context: Context, rows: Part, outside: () => void): void {
  const { layout, way, functions, activations, team } = context
  const { lanes } = layout
  const last = layout.layers.at(-1)!
  const exceptional = (): void => byOne(code, team, outside)
  if (way.kind === 'outside') {
    exceptional()
    return
  }
  eachVector(code, layout, rows, last.unitPanels, (at, row) => {
    const [y, a] = [
      code.local('v128', v128.load(at, layout.targets)),
      code.local('v128', v128.load(at, last.f)),
    ]
    const value = compile(way.formula, {
      arithmetic: lanes,
      call: functions.vector,
      quantity: (q) => (q.kind === 'variable' && q.name === 'y' ? y : a),
      keep: (kept) => code.local('v128', kept),
    })
    const weight = lanes.splat(f64.load(i32.shiftLeft(row, 3), layout.rowWeights))
    const counted = context.weighted && !rowsWeigh(context) ? lanes.multiply(weight, value) : value
    const activation = activations.at(-1)
    const delta =
      way.kind === 'pair' || !activation
        ? counted
        : lanes.multiply(counted, slopeAt(code, activation, last, at, 0))
    code.store(at, delta, last.deltas)
  })
  code.when(i32.load(i32.constant(layout.step), 8 * EXCEPTIONS), exceptional)
}
