// WebAssembly as the program around it offers it, if it does: the parts that are used here, with their types.
export interface Memory {
  readonly buffer: ArrayBuffer
  /** @param pages of 64 KiB */
  grow(pages: number): number
}

interface WebAssemblyHost {
  readonly Memory: new (limits: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

/** Undefined where there is none. */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly

let available: boolean | undefined

/** A module with one function of vectors: (v128) -> v128, its operand. */
const PROBE = [
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  [0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
  [0x03, 0x02, 0x01, 0x00],
  [0x0a, 0x06, 0x01, 0x04, 0x00, 0x20, 0x00, 0x0b],
].flat()

/** Whether modules with vectors can be made here: old programs lack them, and a content security policy may forbid them. */
export function isAvailable(): boolean {
  available ??= canMake()
  return available
}

function canMake(): boolean {
  try {
    return webAssembly !== undefined && new webAssembly.Module(Uint8Array.from(PROBE)) !== undefined
  } catch {
    return false
  }
}
