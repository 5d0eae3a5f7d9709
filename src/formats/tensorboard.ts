// Event files, which TensorBoard shows: scalars by step, each event a record with check sums around it.
// Sources: TensorFlow's tfrecord (docs, "TFRecords format details") for the records, event.proto and summary.proto for what is in them.
import { crc32c } from '../math/crc32c.ts'

/** What is written when a file begins; readers tell the kind of file by it. */
const VERSION = 'brain.Event:2'

/** The first record of a file. @param time in seconds since 1970 */
export const versionEvent = (time: number): Uint8Array => record([double(1, time), text(3, VERSION)])

/** The values at a step, by their names; 32 bits of each are kept. */
export function scalarEvent(
  time: number,
  step: number,
  scalars: Readonly<Record<string, number>>,
): Uint8Array {
  const values = Object.entries(scalars).map(([tag, value]) => message(1, [text(1, tag), float(2, value)]))
  return record([double(1, time), ...count(2, step), message(5, values)])
}

/** Says that a run went on here: readers drop what an earlier file has from this step on. */
export const restartEvent = (time: number, step: number): Uint8Array =>
  record([double(1, time), ...count(2, step), message(7, count(1, START))])

/** SessionLog.START */
const START = 1

/** Length, its check sum, the data, their check sum. */
function record(fields: readonly Uint8Array[]): Uint8Array {
  const data = joined(fields)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true)
  return joined([length, fixed32(maskedCrc(length)), data, fixed32(maskedCrc(data))])
}

/** A check sum turned by 15 bits and moved by a constant, since that of data with its own check sum says little. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

// Protocol buffers: a key (field number and kind of value), then the value.
const KIND = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

const key = (field: number, kind: keyof typeof KIND): Uint8Array => varint(field * 8 + KIND[kind])

function double(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return joined([key(field, 'fixed64'), bytes])
}

function float(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return joined([key(field, 'fixed32'), bytes])
}

/** A count of 0 is left out. */
const count = (field: number, value: number): Uint8Array[] =>
  value === 0 ? [] : [key(field, 'varint'), varint(value)]

const text = (field: number, value: string): Uint8Array => bytesField(field, new TextEncoder().encode(value))

const message = (field: number, fields: readonly Uint8Array[]): Uint8Array =>
  bytesField(field, joined(fields))

const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  joined([key(field, 'bytes'), varint(bytes.length), bytes])

/** Seven bits a byte, the lowest first; up to 2^53. */
function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Uint8Array.of(...bytes, value)
}

function fixed32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
