// Layout: where everything of a network in training lies in the memory. Numbers lie in panels: of a table of rows and columns, 8
// (float32) or 4 (float64) columns at a time, all rows of a panel one after the other, so that a kernel reads them in order.
import type { NormalizationKind } from '../../core/normalization.ts'
import type { LayerShape, Shape } from '../parameters.ts'
import type { Lanes } from './arithmetic.ts'
import type { Integer } from './assembler/values.ts'

export interface LayerLayout {
  readonly inputs: number
  readonly units: number
  /** Of the inputs, and of the units. */
  readonly inputPanels: number
  readonly unitPanels: number
  /** The rows of a panel of weights: the inputs, and what makes them a multiple of a tile. */
  readonly weightRows: number
  /** Addresses: weights [unit panels][weight rows], biases [unit panels]. The gradients and each memory lie alike. */
  readonly weights: number
  readonly biases: number
  /** Where the parameters of the layer end. */
  readonly end: number
  /** The weights the other way, [input panels][units, up to whole panels], for the way back. */
  readonly transposed: number
  /**
   * Of the rows of a chunk: what the activation is applied to (z, or u of a normalized layer), f of it, a and dL/dz, [unit panels][rows];
   * f is a where nothing is dropped.
   */
  readonly z: number
  readonly f: number
  readonly a: number
  readonly masks: number
  readonly deltas: number
  /** dL/du: dL/dz where the layer is not normalized. */
  readonly argumentDeltas: number
  readonly normal: NormalLayout | undefined
}

/** What a normalized layer has besides: addresses. */
export interface NormalLayout {
  readonly kind: NormalizationKind
  /** γ and β, parameters: [unit panels] */
  readonly scales: number
  readonly shifts: number
  /** Running statistics, and those of the last batch: [unit panels]; of batch normalization alone. */
  readonly means: number
  readonly variances: number
  readonly newMeans: number
  readonly newVariances: number
  /** √(σ² + ε): of each unit, [unit panels], or of each row, 8 bytes each. */
  readonly deviations: number
  /** (z − μ)/√(σ² + ε): [unit panels][rows] */
  readonly normalized: number
}

export interface Layout {
  readonly lanes: Lanes
  /** Columns of a panel: two vectors. */
  readonly width: number
  /** Bits of a column's place in its panel. */
  readonly columnBits: number
  /** Bytes of one row of a panel. */
  readonly rowBytes: number
  /** Rows that pass through the network together, a multiple of a tile. */
  readonly chunk: number
  /** Bytes from one panel of rows to the next: some rows more, so that panels do not meet in the cache. */
  readonly panelBytes: number
  readonly layers: readonly LayerLayout[]
  /** The first and the last byte of the parameters. */
  readonly parameters: number
  readonly parametersEnd: number
  /** From a parameter to its gradient, and to each memory of its optimizer. */
  readonly gradients: number
  readonly memories: readonly number[]
  /** Of the rows of a chunk: inputs and targets in panels; weights and losses, 8 bytes each. */
  readonly inputs: number
  readonly targets: number
  readonly targetPanels: number
  readonly rowWeights: number
  readonly losses: number
  /** The numbers of the step under way. */
  readonly step: number
  /** Doubles, one for each thread, a line of the cache apart: 0, or NaN once a number of a training was not finite. */
  readonly taint: number
  /** How many threads there may be. */
  readonly threads: number
  /** Where they meet. */
  readonly team: number
  /** Where the rows of a training begin. */
  readonly end: number
}

/** How far a layer's addresses are from those in the code: of its parameters, and of what rows leave in it and in the one before. */
export interface Shift {
  readonly parameters: Integer
  readonly rows: Integer
}

export const UNMOVED: Shift = { parameters: 0, rows: 0 }

/** Rows of a tile: as many as a product keeps in registers. */
export const TILE = 4
/** Bytes between words that different threads write: a line of the cache. */
export const LINE = 64
/** Of the words of a team. */
export const TEAM_BYTES = 3 * LINE
/** Between two panels. */
const PADDING_ROWS = 4
/** Numbers of a step: the rate, and what an optimizer's formula makes of it. */
export const STEP_NUMBERS = 16

export const upTo = (n: number, step: number): number => Math.ceil(n / step) * step

export interface LayoutOptions {
  readonly lanes: Lanes
  /** Rows of a batch, at most. */
  readonly chunk: number
  /** How many memories the optimizer has. */
  readonly memories: number
  /** Bytes at the beginning that are taken. */
  readonly start: number
  /** Layers that drop outputs. */
  readonly dropping: readonly boolean[]
  /** At most. */
  readonly threads: number
}

export function layoutOf(
  shape: Shape,
  { lanes, chunk: rows, memories: memoryCount, start, dropping, threads }: LayoutOptions,
): Layout {
  const width = 2 * lanes.count
  const rowBytes = width * lanes.bytes
  const chunk = upTo(rows, TILE)
  const panelBytes = (chunk + PADDING_ROWS) * rowBytes
  const take = allocator(start)
  const panels = (n: number): number => Math.ceil(n / width)
  const parameters = take(0)
  const parts = shape.layers.map(({ inputs, units, normalization }) => {
    const [inputPanels, unitPanels, weightRows] = [panels(inputs), panels(units), upTo(inputs, TILE)]
    const weights = take(unitPanels * weightRows * rowBytes)
    const biases = take(unitPanels * rowBytes)
    const [scales, shifts] = normalization
      ? [take(unitPanels * rowBytes), take(unitPanels * rowBytes)]
      : [take(0), take(0)]
    const layer = { inputs, units, inputPanels, unitPanels, weightRows, weights, biases, end: take(0) }
    return { ...layer, scales, shifts }
  })
  const parametersEnd = take(0)
  const copy = (): number => take(parametersEnd - parameters) - parameters
  const gradients = copy()
  const memories = Array.from({ length: memoryCount }, copy)
  const ofRows = (columns: number): number => take(panels(columns) * panelBytes)
  const layers = parts.map(({ scales, shifts, ...part }, l) => {
    const { inputPanels, unitPanels, units } = part
    const normalize = ({ normalization: kind }: LayerShape): NormalLayout | undefined => {
      if (!kind) return undefined
      const ofUnits = (): number => (kind === 'batch' ? take(unitPanels * rowBytes) : 0)
      const [means, variances, newMeans, newVariances] = [ofUnits(), ofUnits(), ofUnits(), ofUnits()]
      const deviations = kind === 'batch' ? ofUnits() : take(8 * chunk)
      const statistics = { means, variances, newMeans, newVariances, deviations }
      return { kind, scales, shifts, ...statistics, normalized: ofRows(units) }
    }
    const normal = normalize(shape.layers[l]!)
    const [z, deltas, a] = [ofRows(units), ofRows(units), ofRows(units)]
    const drops = dropping[l] === true
    return {
      ...part,
      z,
      a,
      deltas,
      argumentDeltas: normal ? ofRows(units) : deltas,
      normal,
      f: drops ? ofRows(units) : a,
      masks: drops ? ofRows(units) : 0,
      transposed: l > 0 ? take(inputPanels * unitPanels * width * rowBytes) : 0,
    }
  })
  const last = layers.at(-1)!
  const inputs = ofRows(layers[0]!.inputs)
  const targets = ofRows(last.units)
  const [rowWeights, losses] = [take(8 * chunk), take(8 * chunk)]
  const [step, taint, team] = [take(8 * STEP_NUMBERS), take(LINE * threads), take(TEAM_BYTES)]
  return {
    lanes,
    width,
    columnBits: width === 8 ? 3 : 2,
    rowBytes,
    chunk,
    panelBytes,
    layers,
    parameters,
    parametersEnd,
    gradients,
    memories,
    inputs,
    targets,
    targetPanels: panels(last.units),
    rowWeights,
    losses,
    step,
    taint,
    threads,
    team,
    end: take(0),
  }
}

/** Takes bytes one after the other, each piece at a multiple of 64. */
function allocator(start: number): (bytes: number) => number {
  let next = upTo(start, 64)
  return (bytes) => {
    const at = next
    next = upTo(next + bytes, 64)
    return at
  }
}
