// WebAssembly as the program around it offers it, if it does: the parts that are used here, with their types.
export interface Memory {
  /** A SharedArrayBuffer where it is shared. It is another one after each growth. */
  readonly buffer: ArrayBuffer
  /** @param pages of 64 KiB */
  grow(pages: number): number
}

/** In pages of 64 KiB. */
interface MemoryLimits {
  readonly initial: number
  readonly maximum?: number
  readonly shared?: boolean
}

interface WebAssemblyHost {
  readonly Memory: new (limits: MemoryLimits) => Memory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

/** Undefined where there is none. */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly

/** A module with nothing in it. */
const EMPTY = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** A module with one function of vectors: (v128) -> v128, its operand. */
const PROBE = [
  EMPTY,
  [0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
  [0x03, 0x02, 0x01, 0x00],
  [0x0a, 0x06, 0x01, 0x04, 0x00, 0x20, 0x00, 0x0b],
].flat()

/** The same with a product and a sum in one: (v128) -> v128, its operand times itself plus itself. */
const FUSED = [
  EMPTY,
  [0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
  [0x03, 0x02, 0x01, 0x00],
  [0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x00, 0x20, 0x00, 0xfd, 0x85, 0x02, 0x0b],
].flat()

let known: 'nothing' | 'vectors' | 'webassembly' | undefined

/** What is missing for modules with vectors: old programs lack them, and a content security policy may forbid all modules. */
export function lacking(): 'vectors' | 'webassembly' | undefined {
  known ??= canMake(PROBE) ? 'nothing' : canMake(EMPTY) ? 'vectors' : 'webassembly'
  return known === 'nothing' ? undefined : known
}

export const isAvailable = (): boolean => lacking() === undefined

function canMake(bytes: readonly number[]): boolean {
  try {
    return webAssembly !== undefined && new webAssembly.Module(Uint8Array.from(bytes)) !== undefined
  } catch {
    return false
  }
}

let fuses: boolean | undefined

interface Builtins {
  readonly process?: {
    getBuiltinModule?(name: 'node:v8'): { setFlagsFromString(flags: string): void } | undefined
  }
}

/** Whether products can be added in one instruction: everywhere but in old programs; Node 20 has it where it is asked to. */
export function canFuse(): boolean {
  fuses ??= canMake(FUSED) || canMakeInNode20()
  return fuses
}

function canMakeInNode20(): boolean {
  const v8 = (globalThis as Builtins).process?.getBuiltinModule?.('node:v8')
  v8?.setFlagsFromString('--experimental-wasm-relaxed-simd')
  return v8 !== undefined && canMake(FUSED)
}
