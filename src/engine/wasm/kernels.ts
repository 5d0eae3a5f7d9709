// Kernels: the products of training as loops over panels, a tile of 4 rows and 8 (or 4) columns at a time in registers. Each sum runs
// in core's order, multiplication and addition apart, so that doubles give core's bits.
import type { Code, Local } from './assembler/code.ts'
import { choose, f64, type Integer, i32, integer, type Value, v128 } from './assembler/values.ts'
import { type LayerLayout, type Layout, type Shift, TILE } from './layout.ts'
import { eachColumn } from './panels.ts'
import type { Part } from './team.ts'

/** A tile: for each of its rows two vectors. */
export type Tile = readonly (readonly [Local<'v128'>, Local<'v128'>])[]

/** What a sum that starts with nothing starts with: −0 + x is x, of any sign. */
export const NOTHING = -0

const tileOf = (code: Code): Tile =>
  Array.from({ length: TILE }, () => [code.local('v128'), code.local('v128')] as const)

/** Rows by columns: each row times a matrix in panels. */
export interface ProductPlan {
  /** The rows: [panels][rows], `count` columns. */
  readonly rows: number
  readonly count: number
  /** [out panels][matrixRows], of which `count` are used. */
  readonly matrix: number
  readonly matrixRows: number
  readonly outPanels: number
  /** What the sums start with, one row of a panel for each panel; nothing where it is left out. */
  readonly start?: number
  /**
   * What becomes of a vector of sums: `at` is its address within the out panels, from their start. `real` has ones where
   * a lane is a column, in the panel that has more lanes than columns.
   */
  readonly finish: (sum: Local<'v128'>, at: Local<'i32'>, offset: number, real?: Value<'v128'>) => void
  /** How many of the columns are real; all where it is left out. */
  readonly columns?: number
  /** How far rows, matrix (and what the sums start with) and results are from where the plan says. */
  readonly moved: { readonly rows: Integer; readonly matrix: Integer; readonly out: Integer }
}

/**
 * sum[row][column] = start[column] + Σ_k rows[row][k] · matrix[k][column], k ascending, for those rows, and for those
 * that fill the last tile.
 */
export function writeProduct(code: Code, layout: Layout, rows: Part, plan: ProductPlan): void {
  const { rowBytes, panelBytes, lanes } = layout
  const sums = tileOf(code)
  const panel = code.local('i32')
  const out = code.local('i32')
  const column = code.local('i32')
  const row = code.local('i32')
  const matrix = code.local('i32')
  const factor = code.local('v128')
  const weights = [code.local('v128'), code.local('v128')] as const
  const real = realLanes(code, layout, panel, plan)

  const addColumn = (): void => {
    code.set(weights[0], v128.load(matrix, plan.matrix))
    code.set(weights[1], v128.load(matrix, plan.matrix + rowBytes / 2))
    sums.forEach((sum, r) => {
      code.set(factor, lanes.loadSplat(column, plan.rows + r * rowBytes))
      for (const v of [0, 1] as const) code.set(sum[v], lanes.accumulate(sum[v], factor, weights[v]))
    })
    code.advance(matrix, rowBytes)
  }
  const { moved } = plan
  code.set(panel, i32.constant(0))
  code.set(out, integer(moved.out))
  code.countSome(panel, plan.outPanels, 1, () => {
    real.look()
    code.set(row, integer(rows.from))
    code.count(row, rows.to, TILE, () => {
      for (const v of [0, 1] as const) {
        const start =
          plan.start === undefined
            ? lanes.constant(NOTHING)
            : v128.load(i32.add(i32.multiply(panel, rowBytes), moved.matrix), plan.start + (v * rowBytes) / 2)
        const [first, ...others] = sums
        code.set(first![v], start)
        for (const sum of others) code.set(sum[v], first![v])
      }
      code.set(matrix, i32.add(i32.multiply(panel, plan.matrixRows * rowBytes), moved.matrix))
      const first = i32.add(i32.multiply(row, rowBytes), moved.rows)
      eachColumn(code, layout, first, column, plan.count, addColumn)
      const at = code.local('i32', i32.add(out, i32.multiply(row, rowBytes)))
      sums.forEach((sum, r) => {
        for (const v of [0, 1] as const) {
          plan.finish(sum[v], at, r * rowBytes + (v * rowBytes) / 2, real.lanes?.[v])
        }
      })
    })
    code.advance(out, panelBytes)
  })
}

/** Which lanes of the panel at hand are columns: all, but in a last panel that is not full. */
export function realLanes(
  code: Code,
  { width, lanes }: Layout,
  panel: Local<'i32'>,
  { columns, outPanels }: Pick<ProductPlan, 'columns' | 'outPanels'>,
) {
  const rest = columns === undefined ? 0 : columns % width
  if (rest === 0) return { lanes: undefined, look: () => {} }
  const masks = [code.local('v128'), code.local('v128')] as const
  const all = lanes.mask(lanes.count)
  const look = (): void => {
    const isLast = i32.equal(panel, outPanels - 1)
    for (const v of [0, 1] as const) {
      const count = Math.max(0, Math.min(lanes.count, rest - v * lanes.count))
      code.set(masks[v], choose(isLast, lanes.mask(count), all))
    }
  }
  return { lanes: masks, look }
}

/** What becomes of the gradient of a vector of parameters: `at` is their address, `offset` what to add to it. */
export type Finish = (gradient: Local<'v128'>, at: Integer, offset: number) => void

export interface GradientPlan {
  readonly layer: LayerLayout
  /** What goes into the layer: [input panels][rows]. */
  readonly signal: number
  /** Whether the rows before have left sums in the gradients, which go on. */
  readonly continued?: Value<'i32'>
  /** Which of the layer's tiles; of biases, which of its panels. */
  readonly part: Part
  /** Multiplies what each row adds by its weight. */
  readonly weighted: boolean
  readonly finish: Finish
  readonly shift: Shift
}

/** Σ over rows of delta · signal, rows ascending, for the weights of those tiles. */
export function writeWeightGradients(
  code: Code,
  layout: Layout,
  rows: Local<'i32'>,
  { layer, signal, part, continued, weighted, finish, shift }: GradientPlan,
): void {
  const { width, rowBytes, panelBytes, lanes } = layout
  const sums = tileOf(code)
  const deltas = [code.local('v128'), code.local('v128')] as const
  const factor = code.local('v128')
  const weight = code.local('v128')
  const [input, at, last] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const [deltaPanel, signalPanel] = [code.local('i32'), code.local('i32')]
  const [delta, from, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const rowWeight = code.local('i32')

  const addRow = (): void => {
    code.set(deltas[0], v128.load(delta, layer.deltas))
    code.set(deltas[1], v128.load(delta, layer.deltas + rowBytes / 2))
    if (weighted) {
      code.set(weight, lanes.splat(loadWeight(rowWeight, layout)))
      code.advance(rowWeight, 8)
    }
    sums.forEach((sum, r) => {
      code.set(factor, lanes.loadSplat(from, signal + r * lanes.bytes))
      for (const v of [0, 1] as const) {
        const next = weighted
          ? lanes.accumulate(sum[v], weight, lanes.multiply(deltas[v], factor))
          : lanes.accumulate(sum[v], deltas[v], factor)
        code.set(sum[v], next)
      }
    })
    code.advance(from, rowBytes)
  }
  const tile = (): void => {
    startSums(code, layout, sums, at, continued)
    code.set(delta, deltaPanel)
    code.set(from, i32.add(signalPanel, i32.multiply(i32.and(input, width - 1), lanes.bytes)))
    code.set(end, i32.add(delta, i32.multiply(rows, rowBytes)))
    code.set(rowWeight, i32.constant(0))
    code.countSome(delta, end, rowBytes, addRow)
    sums.forEach((sum, r) => {
      for (const v of [0, 1] as const) finish(sum[v], at, r * rowBytes + (v * rowBytes) / 2)
    })
  }

  const address = (tile: Integer) =>
    i32.add(i32.add(i32.multiply(tile, TILE * rowBytes), layer.weights), shift.parameters)
  const tiles = layer.weightRows / TILE
  code.set(at, address(part.from))
  code.set(last, address(part.to))
  code.set(input, i32.multiply(remainder(part.from, tiles), TILE))
  code.set(deltaPanel, i32.add(i32.multiply(i32.divide(part.from, tiles), panelBytes), shift.rows))
  code.set(signalPanel, i32.add(i32.multiply(i32.divide(input, width), panelBytes), shift.rows))
  code.count(at, last, TILE * rowBytes, () => {
    tile()
    code.advance(input, TILE)
    code.when(i32.equal(i32.and(input, width - 1), 0), () => code.advance(signalPanel, panelBytes))
    code.when(i32.equal(input, layer.weightRows), () => {
      code.set(input, i32.constant(0))
      code.set(signalPanel, integer(shift.rows))
      code.advance(deltaPanel, panelBytes)
    })
  })
}

const remainder = (n: Integer, of: number) => i32.subtract(n, i32.multiply(i32.divide(n, of), of))

/** One parameter for each unit. */
export interface UnitGradientPlan extends Omit<GradientPlan, 'layer' | 'signal'> {
  /** Where they are: [unit panels]. */
  readonly parameters: number
  /** [unit panels][rows] */
  readonly deltas: number
  /** What multiplies the deltas, alike; 1 where it is left out. */
  readonly signal?: number
}

/** The same for the biases, whose signal is 1, and for γ and β. */
export function writeUnitGradients(
  code: Code,
  layout: Layout,
  rows: Local<'i32'>,
  { parameters, deltas, signal, part, continued, weighted, finish, shift }: UnitGradientPlan,
): void {
  const { rowBytes, panelBytes, lanes } = layout
  const sums: Tile = [[code.local('v128'), code.local('v128')]]
  const [panel, at, deltaPanel] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const [delta, end, rowWeight] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const sum = sums[0]!
  code.set(panel, integer(part.from))
  code.set(at, i32.add(i32.add(i32.multiply(part.from, rowBytes), parameters), shift.parameters))
  code.set(deltaPanel, i32.add(i32.multiply(part.from, panelBytes), shift.rows))
  code.count(panel, part.to, 1, () => {
    startSums(code, layout, sums, at, continued)
    code.set(delta, deltaPanel)
    code.set(end, i32.add(delta, i32.multiply(rows, rowBytes)))
    code.set(rowWeight, i32.constant(0))
    code.countSome(delta, end, rowBytes, () => {
      for (const v of [0, 1] as const) {
        const half = (v * rowBytes) / 2
        const own = v128.load(delta, deltas + half)
        const slope = signal === undefined ? own : lanes.multiply(own, v128.load(delta, signal + half))
        const counted = weighted ? lanes.multiply(lanes.splat(loadWeight(rowWeight, layout)), slope) : slope
        code.set(sum[v], lanes.add(sum[v], counted))
      }
      if (weighted) code.advance(rowWeight, 8)
    })
    for (const v of [0, 1] as const) finish(sum[v], at, (v * rowBytes) / 2)
    code.advance(at, rowBytes)
    code.advance(deltaPanel, panelBytes)
  })
}

/** Nothing, or what the rows before have left. */
function startSums(
  code: Code,
  { lanes, rowBytes, gradients }: Layout,
  sums: Tile,
  at: Local<'i32'>,
  continued: Value<'i32'> | undefined,
): void {
  const begin = (): void => {
    for (const sum of sums) for (const v of [0, 1] as const) code.set(sum[v], lanes.constant(NOTHING))
  }
  const goOn = (): void =>
    sums.forEach((sum, r) => {
      for (const v of [0, 1] as const)
        code.set(sum[v], v128.load(at, gradients + r * rowBytes + (v * rowBytes) / 2))
    })
  if (continued) code.when(continued, goOn, begin)
  else begin()
}

const loadWeight = (row: Local<'i32'>, { rowWeights }: Layout): Value<'f64'> => f64.load(row, rowWeights)
