// Checkpoint: a training that can go on, as a safetensors file: its arrays by their names, the rest as JSON in the metadata.
import { crc32c } from '../math/crc32c.ts'
import { compactJson, type Writable } from './json-text.ts'
import {
  documentOf,
  type FileLayer,
  type NetworkDocument,
  type NetworkFile,
  networkFileOf,
} from './network-file.ts'
import { safetensorsPieces } from './safetensors.ts'

export const CHECKPOINT_FORMAT = 'paso-checkpoint/1'

/** What a network file says besides its weights and biases, which a checkpoint holds as arrays. */
export interface NetworkStructure extends Omit<NetworkDocument, 'layers' | 'samples' | 'training'> {
  readonly layers: readonly StructureLayer[]
}

export interface StructureLayer extends Omit<FileLayer, 'units' | 'weights' | 'biases'> {
  readonly units: number
}

export function structureOf(file: NetworkFile): NetworkStructure {
  const { layers, samples: _, training: __, ...rest } = documentOf(file)
  return {
    ...rest,
    layers: layers.map(({ weights, biases: ___, ...layer }) => ({ ...layer, units: weights.length })),
  }
}

/**
 * The network of a structure, all weights and biases 0.
 * @throws PasoError those of `networkFileOf`
 */
export function networkFileFrom(structure: NetworkStructure): NetworkFile {
  const { inputs, layers } = structure
  let width = typeof inputs === 'number' ? inputs : inputs.length
  const filled = layers.map((layer): FileLayer => {
    const row = new Array<number>(width).fill(0)
    width = layer.units
    return { ...layer, weights: Array.from({ length: width }, () => row) }
  })
  return networkFileOf({ ...structure, layers: filled })
}

/** A file in pieces, so that it can be written bit by bit while a training goes on. */
export interface PiecesOfFile {
  /** The arrays, which stand after the header in this order. */
  readonly arrays: readonly Uint8Array[]
  /** The check sum of what comes before the arrays. */
  readonly check: number
  /**
   * Always of the same length.
   * @param check the sum after the arrays
   */
  header(check: number): Uint8Array
}

/** @param checkpoint plain data; each Float64Array in it becomes a tensor, named by its path: state.best.weights */
export function checkpointPieces(checkpoint: object): PiecesOfFile {
  const arrays = new Map<string, Float64Array>()
  const json = compactJson(withoutArrays(checkpoint, '', arrays) as Writable)
  const header = (check: number): Uint8Array[] =>
    safetensorsPieces({
      metadata: { format: CHECKPOINT_FORMAT, check: checkText(check), checkpoint: json },
      arrays,
    })
  return {
    arrays: header(0).slice(1),
    check: checkBefore(
      json,
      [...arrays.keys()].sort().map((name) => ({ name, count: arrays.get(name)!.length })),
    ),
    header: (check) => header(check)[0]!,
  }
}

/** The whole file. */
export function checkpointBytes(checkpoint: object): Uint8Array {
  const { arrays, check, header } = checkpointPieces(checkpoint)
  const first = header(arrays.reduce((sum, piece) => crc32c(piece, sum), check))
  const length = arrays.reduce((sum, piece) => sum + piece.length, first.length)
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of [first, ...arrays]) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** The check sum of the JSON, and of the arrays' names and lengths in their order in the file. */
export function checkBefore(
  json: string,
  arrays: readonly { readonly name: string; readonly count: number }[],
): number {
  const lines = [json, ...arrays.map(({ name, count }) => `${name} ${count}`)]
  return crc32c(new TextEncoder().encode(lines.join('\n')))
}

/** CRC-32C in hexadecimal. */
export const checkText = (check: number): string => check.toString(16).padStart(8, '0')

function withoutArrays(value: unknown, path: string, arrays: Map<string, Float64Array>): unknown {
  if (value instanceof Float64Array) {
    arrays.set(path, value)
    return undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const inner = (key: string): string => (path === '' ? key : `${path}.${key}`)
  if (Array.isArray(value)) return value.map((item, i) => withoutArrays(item, inner(`${i}`), arrays))
  const entries = Object.entries(value).map(([key, item]) => [key, withoutArrays(item, inner(key), arrays)])
  return Object.fromEntries(entries)
}
