// ModuleBuilder: a WebAssembly module put together from imports and functions, and its bytes.
// Source: WebAssembly Core Specification 2.0 (W3C, 2022), 5.5 for the sections.
import { type Bytes, counted, measured, putTogether, text, unsignedLeb } from './bytes.ts'
import { type Callable, Code } from './code.ts'
import { typeByte, type Value, type ValueType } from './values.ts'

/** What an import is called: module, then name. */
export interface ImportName {
  readonly from: string
  readonly name: string
}

interface Signature {
  readonly parameters: readonly ValueType[]
  readonly result?: ValueType | undefined
}

/** The magic number and version 1. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

const section = (id: number, content: Bytes): Bytes => [id, measured(content)]

export class ModuleBuilder {
  readonly #types: string[] = []
  readonly #typeBytes: Bytes[] = []
  readonly #imports: Bytes[] = []
  readonly #functions: Bytes[] = []
  readonly #exports: Bytes[] = []
  readonly #codes: Code[] = []
  #importedFunctions = 0
  #globals = 0

  /** A memory from outside. @param maximum in pages of 64 KiB; with it the memory may be shared among threads */
  importMemory({ from, name }: ImportName, pages: number, shared?: { readonly maximum: number }): void {
    const limits = shared
      ? [3, ...unsignedLeb(pages), ...unsignedLeb(shared.maximum)]
      : [0, ...unsignedLeb(pages)]
    this.#imports.push([text(from), text(name), 2, limits])
  }

  /** A number from outside, which stays as it is. */
  importNumber({ from, name }: ImportName): Value<'i32'> {
    this.#imports.push([text(from), text(name), 3, typeByte.i32, 0])
    return { type: 'i32', code: [0x23, ...unsignedLeb(this.#globals++)] }
  }

  /** A function from outside; all of them before the module's own. */
  importFunction<Result extends ValueType>(
    { from, name }: ImportName,
    parameters: readonly ValueType[],
    result?: Result,
  ): Callable<Result> {
    if (this.#codes.length > 0) throw new TypeError('imports come before functions')
    const index = this.#importedFunctions++
    this.#imports.push([text(from), text(name), 0, this.#typeIndex({ parameters, result })])
    return { index, parameters, result }
  }

  /** @param write adds the statements of the function */
  function<Result extends ValueType = never>(
    parameters: readonly ValueType[],
    result: Result | undefined,
    write: (code: Code) => void,
    exportName?: string,
  ): Callable<Result> {
    const index = this.#importedFunctions + this.#codes.length
    const code = new Code(parameters)
    this.#codes.push(code)
    this.#functions.push(this.#typeIndex({ parameters, result }))
    if (exportName !== undefined) this.#exports.push([text(exportName), 0, unsignedLeb(index)])
    write(code)
    return { index, parameters, result }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return putTogether([
      HEADER,
      section(1, counted(this.#typeBytes)),
      section(2, counted(this.#imports)),
      section(3, counted(this.#functions)),
      section(7, counted(this.#exports)),
      section(10, counted(this.#codes.map((code) => code.body()))),
    ])
  }

  #typeIndex({ parameters, result }: Signature): number[] {
    const types = (list: readonly ValueType[]): Bytes => counted(list.map((type) => typeByte[type]))
    const bytes = [0x60, types(parameters), types(result ? [result] : [])]
    const key = [...parameters, '->', result].join()
    const known = this.#types.indexOf(key)
    if (known >= 0) return unsignedLeb(known)
    this.#types.push(key)
    this.#typeBytes.push(bytes)
    return unsignedLeb(this.#types.length - 1)
  }
}
