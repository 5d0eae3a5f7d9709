// Bytes: numbers as WebAssembly writes them.

/** Bytes in parts, which are put together at the end, once. */
export type Bytes = readonly (number | Bytes)[]

export function append(bytes: number[], parts: Bytes): void {
  for (const part of parts) {
    if (typeof part === 'number') bytes.push(part)
    else append(bytes, part)
  }
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
export const counted = (items: readonly (readonly number[])[]): number[] => [
  ...unsignedLeb(items.length),
  ...items.flat(),
]

/** The length in bytes, then the bytes. */
export const measured = (bytes: readonly number[]): number[] => [...unsignedLeb(bytes.length), ...bytes]

export const text = (name: string): number[] => measured(Array.from(new TextEncoder().encode(name)))
