// The memory of a module, as numbers: parameters in and out of their panels, and the rows of a training, which stay there.
import type { Rows } from '../engine.ts'
import type { Shape } from '../parameters.ts'
import { type Memory, webAssembly } from './host.ts'
import { type Layout, upTo } from './layout.ts'

export const PAGE = 65536
/** An address has 32 bits. */
export const MOST_PAGES = 65536

/** Of rows that stay in the memory, at most; of larger tables those that an order names are brought in by turns. */
const RESIDENT_BYTES = 2 ** 26
/** Tables that stay: those of a training, and one that is asked for meanwhile. */
const MOST_TABLES = 4

type Numbers = Float32Array | Float64Array

/** Rows in the memory: addresses. */
export interface Resident {
  readonly inputs: number
  readonly targets: number
  readonly weights: number
  /** The rows that do not take the short way back. */
  readonly exceptions: ReadonlySet<number>
}

/** What only a training asks of a row's target. */
export interface Preparation {
  /** What it becomes. */
  readonly target: (target: readonly number[]) => readonly number[]
  /** Whether such a target does not take the short way back. */
  readonly isException: (target: readonly number[]) => boolean
}

export class PanelMemory {
  readonly memory: Memory
  readonly #layout: Layout
  readonly #shape: Shape
  readonly #known = new Map<Rows, Resident>()
  readonly #prepared = new Map<Rows, Resident>()
  #next: number

  constructor(layout: Layout, shape: Shape, pages: number) {
    const shared = layout.threads > 1 ? { maximum: MOST_PAGES, shared: true } : {}
    this.memory = new webAssembly!.Memory({ initial: pages, ...shared })
    this.#layout = layout
    this.#shape = shape
    this.#next = layout.end
  }

  /** Numbers of the network's precision from an address on. A view: it ends with the memory's next growth. */
  numbers(address: number, count: number): Numbers {
    const { buffer } = this.memory
    return this.#layout.lanes.precision === 'float32'
      ? new Float32Array(buffer, address, count)
      : new Float64Array(buffer, address, count)
  }

  /** Parameters, or another number for each, from `flat` to where the parameters are, `distance` further; with 0 the running statistics too. */
  write(flat: Float64Array, distance = 0): void {
    this.#eachRun(distance, (numbers, at, step, from, count) => {
      for (let n = 0; n < count; n++) numbers[at + n * step] = flat[from + n]!
    })
  }

  /** The way back from `write`. */
  read(flat: Float64Array, distance = 0): void {
    this.#eachRun(distance, (numbers, at, step, from, count) => {
      for (let n = 0; n < count; n++) flat[from + n] = numbers[at + n * step]!
    })
  }

  /** Whether all of what `read` would give is finite. */
  isFinite(distance: number): boolean {
    // A sum of zeros, and NaN from the first number on that is infinite or NaN.
    let taint = 0
    this.#eachRun(distance, (numbers, at, step, _, count) => {
      for (let n = 0; n < count; n++) taint += 0 * numbers[at + n * step]!
    })
    return taint === 0
  }

  /** Parameters that follow each other in the flat array from `from` on, and in the memory from `at` on, a step apart. */
  #eachRun(
    distance: number,
    visit: (numbers: Numbers, at: number, step: number, from: number, count: number) => void,
  ): void {
    const { layers, width, lanes, rowBytes, end } = this.#layout
    const numbers = this.numbers(distance, (end - distance) / lanes.bytes)
    const perRow = rowBytes / lanes.bytes
    layers.forEach(({ inputs, units, weightRows, weights, biases, normal }, l) => {
      const shape = this.#shape.layers[l]!
      const first = weights / lanes.bytes
      const ofUnits = (address: number, from: number): void =>
        visit(numbers, address / lanes.bytes, 1, from, units)
      for (let j = 0; j < units; j++) {
        const column = first + Math.floor(j / width) * weightRows * perRow + (j % width)
        visit(numbers, column, perRow, shape.weights + j * inputs, inputs)
      }
      ofUnits(biases, shape.biases)
      if (!normal) return
      ofUnits(normal.scales, shape.scales)
      ofUnits(normal.shifts, shape.shifts)
      // No optimizer has anything to do with running statistics.
      if (normal.kind !== 'batch' || distance !== 0) return
      ofUnits(normal.means, shape.means)
      ofUnits(normal.variances, shape.variances)
    })
  }

  /** One row of a table in panels, such as the outputs of a chunk. */
  row(panels: number, row: number, columns: number): number[] {
    const { width } = this.#layout
    const numbers = this.#panels(panels, columns)
    return Array.from({ length: columns }, (_, k) => numbers[this.#place(row, k, width)]!)
  }

  /** The first rows of a table in panels, one after the other, to `to` from `at` on. */
  readRows(panels: number, rows: number, columns: number, to: Float64Array, at: number): void {
    const { panelBytes, width, lanes } = this.#layout
    const numbers = this.#panels(panels, columns)
    for (let k = 0; k < columns; k++) {
      const first = Math.floor(k / width) * (panelBytes / lanes.bytes) + (k % width)
      for (let row = 0, i = at + k; row < rows; row++, i += columns) to[i] = numbers[first + row * width]!
    }
  }

  writeRow(panels: number, row: number, values: readonly number[] | Float64Array): void {
    const { width } = this.#layout
    const numbers = this.#panels(panels, values.length)
    values.forEach((value, k) => {
      numbers[this.#place(row, k, width)] = value
    })
  }

  #panels(panels: number, columns: number): Numbers {
    const { panelBytes, width, lanes } = this.#layout
    return this.numbers(panels, (Math.ceil(columns / width) * panelBytes) / lanes.bytes)
  }

  #place(row: number, column: number, width: number): number {
    const { panelBytes, lanes } = this.#layout
    return Math.floor(column / width) * (panelBytes / lanes.bytes) + row * width + (column % width)
  }

  /**
   * Rows brought into the memory, and what an order of them is there.
   * @param preparation for a training; such rows are kept apart
   */
  bring(
    rows: Rows,
    order: Uint32Array,
    preparation?: Preparation,
  ): { readonly resident: Resident; readonly order: Uint32Array } {
    const all = this.#bytesOf(rows.count)
    if (all <= RESIDENT_BYTES) {
      const table = preparation ? this.#prepared : this.#known
      const known = table.get(rows)
      if (known) return { resident: known, order }
      this.#makeRoom(all)
      const everything = Uint32Array.from({ length: rows.count }, (_, n) => n)
      const resident = this.#copyRows(rows, everything, preparation)
      table.set(rows, resident)
      return { resident, order }
    }
    this.#forget()
    return {
      resident: this.#copyRows(rows, order, preparation),
      order: Uint32Array.from({ length: order.length }, (_, n) => n),
    }
  }

  /** The memory after the rows, to be written over: at least so many bytes. */
  scratch(bytes: number): number {
    this.#grow(this.#next + bytes)
    return this.#next
  }

  #forget(): void {
    this.#known.clear()
    this.#prepared.clear()
    this.#next = this.#layout.end
  }

  #makeRoom(bytes: number): void {
    const tables = this.#known.size + this.#prepared.size
    const end = this.#next + bytes - this.#layout.end
    if (tables >= MOST_TABLES || end > 2 * RESIDENT_BYTES) this.#forget()
  }

  #bytesOf(rows: number): number {
    const { rowBytes, layers, targetPanels } = this.#layout
    return rows * (rowBytes * (layers[0]!.inputPanels + targetPanels) + 8)
  }

  #copyRows(rows: Rows, which: Uint32Array, preparation: Preparation | undefined): Resident {
    const { layers, targetPanels, lanes, rowBytes } = this.#layout
    const [first, last] = [layers[0]!, layers.at(-1)!]
    const take = (bytes: number): number => {
      const at = this.#next
      this.#next = upTo(at + bytes, 64)
      return at
    }
    const { length } = which
    const exceptions = new Set<number>()
    const resident = {
      inputs: take(length * first.inputPanels * rowBytes),
      targets: take(length * targetPanels * rowBytes),
      weights: take(rows.weights ? 8 * length : 0),
      exceptions,
    }
    this.#grow(this.#next)
    const inputStride = (first.inputPanels * rowBytes) / lanes.bytes
    const targetStride = (targetPanels * rowBytes) / lanes.bytes
    const inputs = this.numbers(resident.inputs, length * inputStride)
    const targets = this.numbers(resident.targets, length * targetStride)
    const weights = new Float64Array(this.memory.buffer, resident.weights, rows.weights ? length : 0)
    inputs.fill(0)
    targets.fill(0)
    const [width, outputs] = [first.inputs, last.units]
    for (let n = 0; n < length; n++) {
      const row = rows.members ? rows.members[which[n]!]! : which[n]!
      inputs.set(rows.inputs.subarray(row * width, (row + 1) * width), n * inputStride)
      const given = rows.targets.subarray(row * outputs, (row + 1) * outputs)
      const target = preparation ? preparation.target(Array.from(given)) : given
      targets.set(target, n * targetStride)
      if (preparation?.isException(Array.from(target))) exceptions.add(n)
      if (rows.weights) weights[n] = rows.weights[row]!
    }
    return resident
  }

  #grow(end: number): void {
    const missing = end - this.memory.buffer.byteLength
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE))
  }
}
