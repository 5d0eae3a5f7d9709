// Safetensors: named arrays of numbers in one file, exact and without detours, which programs in many languages read.
// Source: github.com/huggingface/safetensors, "Format": 8 bytes with the header's length, the header (JSON), the numbers.
import { PasoError } from '../errors.ts'
import { type JsonObject, type JsonValue, parseJson } from './json.ts'
import { compactJson } from './json-text.ts'
import { brokenTensors, cutOff, type Found, notSafetensors } from './safetensors-errors.ts'

/** Bytes of one number, by the names of the format. */
const sizes = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1, I16: 2, U16: 2, F16: 2, BF16: 2 },
  ...{ I32: 4, U32: 4, F32: 4, F64: 8, I64: 8, U64: 8 },
} as const satisfies Record<string, number>

export type NumberType = keyof typeof sizes

export interface Tensor {
  readonly name: string
  readonly type: NumberType
  /** [] for one number alone. */
  readonly shape: readonly number[]
  /** Little-endian, the last index running fastest. */
  readonly bytes: Uint8Array
}

export interface Safetensors {
  /** What the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: readonly Tensor[]
}

/** What a file of 64-bit numbers is made from. */
export interface NamedArrays {
  readonly metadata: Readonly<Record<string, string>>
  /** Each a tensor of one dimension. */
  readonly arrays: ReadonlyMap<string, Float64Array>
}

/** Numbers begin at a multiple of it; the header is filled up with spaces. */
const ALIGNMENT = 8

/** The largest header that others read, too. */
const LARGEST_HEADER = 100_000_000

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * The file in pieces, to be written one after the other: the header, then one for each array in the order of their
 * names. The pieces share the arrays' memory where the machine allows it.
 */
export function safetensorsPieces({ metadata, arrays }: NamedArrays): Uint8Array[] {
  const sorted = [...arrays].sort(([a], [b]) => (a < b ? -1 : 1))
  let at = 0
  const entries = sorted.map(([name, { length, byteLength }]) => {
    const from = at
    at += byteLength
    return [name, { dtype: 'F64', shape: [length], data_offsets: [from, at] }] as const
  })
  const json = new TextEncoder().encode(
    compactJson({ __metadata__: metadata, ...Object.fromEntries(entries) }),
  )
  const header = new Uint8Array(ALIGNMENT + Math.ceil(json.length / ALIGNMENT) * ALIGNMENT).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - ALIGNMENT), true)
  header.set(json, ALIGNMENT)
  return [header, ...sorted.map(([, values]) => bytesOf(values))]
}

function bytesOf(values: Float64Array): Uint8Array {
  if (hostIsLittleEndian) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const view = new DataView(new ArrayBuffer(values.byteLength))
  values.forEach((value, i) => {
    view.setFloat64(8 * i, value, true)
  })
  return new Uint8Array(view.buffer)
}

/** The numbers of a tensor of type F64, as a copy. */
export function float64Of({ bytes }: Tensor): Float64Array {
  // Not slice(): that of Node's Buffer shares the memory.
  const copy = new Uint8Array(bytes)
  if (hostIsLittleEndian) return new Float64Array(copy.buffer)
  const view = new DataView(copy.buffer)
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true))
}

/** Whether a file begins like one of this format: a length that a header may have, and a brace. */
export function looksLikeSafetensors(start: Uint8Array): boolean {
  if (start.length <= ALIGNMENT || start[ALIGNMENT] !== 0x7b) return false
  return lengthOf(start) <= LARGEST_HEADER
}

const lengthOf = (bytes: Uint8Array): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))

/**
 * The tensors share the memory of `file`.
 * @param fileName for messages only
 * @throws PasoError not-safetensors, cut-off, broken-tensors
 */
export function readSafetensors(file: Uint8Array, fileName: string): Safetensors {
  if (!looksLikeSafetensors(file)) throw notSafetensors(fileName, file.length)
  const start = ALIGNMENT + lengthOf(file)
  if (start > file.length) throw cutOff(fileName, start, file.length)
  const { __metadata__: metadata = {}, ...entries } = headerOf(file.subarray(ALIGNMENT, start), fileName)
  const refuse = (found: Found): never => {
    throw brokenTensors(fileName, found)
  }
  if (!isObject(metadata) || !Object.values(metadata).every((text) => typeof text === 'string')) {
    return refuse({ at: '__metadata__', expected: { en: 'texts by name', es: 'textos con su nombre' } })
  }
  const spans = Object.entries(entries).map(
    ([name, entry]) => spanOf(name, entry) ?? refuse({ at: name, expected: form }),
  )
  spans.sort((a, b) => a.from - b.from || a.to - b.to)
  let end = 0
  for (const { name, from, to } of spans) {
    if (from !== end)
      refuse({
        at: name,
        expected: { en: `numbers from byte ${end} on`, es: `números desde el byte ${end}` },
        received: from,
      })
    end = to
  }
  const there = file.length - start
  if (end > there) throw cutOff(fileName, start + end, file.length)
  if (end < there)
    refuse({
      at: fileName,
      expected: { en: `${end} bytes of numbers`, es: `${end} bytes de números` },
      received: there,
    })
  const tensors = spans.map(({ name, type, shape, from, to }) => ({
    name,
    type,
    shape,
    bytes: file.subarray(start + from, start + to),
  }))
  return { metadata: metadata as Record<string, string>, tensors }
}

function headerOf(bytes: Uint8Array, fileName: string): JsonObject {
  let value: JsonValue
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), fileName).value
  } catch (error) {
    if (error instanceof PasoError || error instanceof TypeError) {
      throw brokenTensors(fileName, { at: fileName, expected: header })
    }
    throw error
  }
  if (!isObject(value)) throw brokenTensors(fileName, { at: fileName, expected: header })
  return value
}

const header = { en: 'a header in JSON', es: 'un encabezado en JSON' }
const form = {
  en: '"dtype", "shape" and "data_offsets" that agree',
  es: '«dtype», «shape» y «data_offsets» que coincidan',
}

interface Span {
  readonly name: string
  readonly type: NumberType
  readonly shape: readonly number[]
  readonly from: number
  readonly to: number
}

/** Undefined where type, shape and length do not fit each other. */
function spanOf(name: string, entry: JsonValue): Span | undefined {
  if (!isObject(entry)) return undefined
  const { dtype, shape, data_offsets: offsets } = entry
  if (typeof dtype !== 'string' || !Object.hasOwn(sizes, dtype)) return undefined
  if (!areCounts(shape) || !areCounts(offsets) || offsets.length !== 2) return undefined
  const type = dtype as NumberType
  const [from, to] = offsets as [number, number]
  const length = shape.reduce((product, count) => product * count, sizes[type])
  return to - from === length ? { name, type, shape, from, to } : undefined
}

const areCounts = (value: JsonValue | undefined): value is number[] =>
  Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && (count as number) >= 0)

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
