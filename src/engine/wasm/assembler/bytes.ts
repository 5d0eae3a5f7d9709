// Bytes: numbers as WebAssembly writes them, and parts put together once, at the end.

/** A byte, some in a row, or parts of either. */
export type Bytes = number | Uint8Array | readonly Bytes[]

export function sizeOf(bytes: Bytes): number {
  if (typeof bytes === 'number') return 1
  if (bytes instanceof Uint8Array) return bytes.length
  let size = 0
  for (const part of bytes) size += sizeOf(part)
  return size
}

export function putTogether(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(sizeOf(bytes))
  let at = 0
  const put = (part: Bytes): void => {
    if (typeof part === 'number') all[at++] = part
    else if (part instanceof Uint8Array) {
      all.set(part, at)
      at += part.length
    } else for (const own of part) put(own)
  }
  put(bytes)
  return all
}

/** A whole number from 0, seven bits a byte, the lowest first (LEB128). */
export function unsignedLeb(n: number): number[] {
  const bytes: number[] = []
  let rest = n >>> 0
  do {
    const more = rest > 127
    bytes.push((rest & 127) | (more ? 128 : 0))
    rest >>>= 7
  } while (rest > 0)
  return bytes
}

/** A whole number of 32 bits, the sign in the last byte's bit 6. */
export function signedLeb(n: number): number[] {
  const bytes: number[] = []
  let rest = n | 0
  for (;;) {
    const low = rest & 127
    rest >>= 7
    const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
    bytes.push(isLast ? low : low | 128)
    if (isLast) return bytes
  }
}

const view = new DataView(new ArrayBuffer(8))

export function float32Bytes(x: number): number[] {
  view.setFloat32(0, x, true)
  return Array.from(new Uint8Array(view.buffer, 0, 4))
}

export function float64Bytes(x: number): number[] {
  view.setFloat64(0, x, true)
  return Array.from(new Uint8Array(view.buffer, 0, 8))
}

/** How many, then each of them: a vector of the binary format. */
export const counted = (items: readonly Bytes[]): Bytes => [unsignedLeb(items.length), items]

/** The length in bytes, then the bytes. */
export function measured(bytes: Bytes): Bytes {
  const whole = putTogether(bytes)
  return [unsignedLeb(whole.length), whole]
}

export const text = (name: string): Bytes => measured(new TextEncoder().encode(name))
