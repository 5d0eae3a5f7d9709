// Protocol buffers, as far as ONNX needs them: the fields of a message as bytes, in the order in which they are given.

/** A field with its number and its value, or several of them, one after the other. */
export type Field = Uint8Array

/** How a value is laid out after the field's number. */
const wire = { varint: 0, length: 2, four: 5 } as const

/** A whole number, at most 64 bits in two's complement: seven bits a byte, the lowest first. */
function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  bytes.push(Number(rest))
  return bytes
}

const key = (field: number, type: number): number[] => varint(8 * field + type)

const utf8 = new TextEncoder()

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const int = (field: number, value: number | bigint): Field =>
  Uint8Array.from([...key(field, wire.varint), ...varint(value)])

export function float(field: number, value: number): Field {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return joined([Uint8Array.from(key(field, wire.four)), bytes])
}

export const bytes = (field: number, value: Uint8Array): Field =>
  joined([Uint8Array.from([...key(field, wire.length), ...varint(value.length)]), value])

export const text = (field: number, value: string): Field => bytes(field, utf8.encode(value))

export const message = (field: number, fields: readonly Field[]): Field => bytes(field, joined(fields))

/** A field for each value: how lists are written. */
export const each = <T>(values: readonly T[], one: (value: T) => Field): Field => joined(values.map(one))
