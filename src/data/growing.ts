// Growing: a typed array that grows as rows are read.

const chunkLength = 1 << 14

/** A typed array that grows: full chunks are kept as they are and joined once, at the end. */
export class Growing<A extends Float64Array | Uint32Array> {
  readonly #make: new (
    length: number,
  ) => A
  readonly #chunks: A[] = []
  #chunk: A
  #used = 0

  constructor(make: new (length: number) => A) {
    this.#make = make
    this.#chunk = new make(chunkLength)
  }

  get length(): number {
    return this.#chunks.length * chunkLength + this.#used
  }

  push(value: number): void {
    if (this.#used === chunkLength) {
      this.#chunks.push(this.#chunk)
      this.#chunk = new this.#make(chunkLength)
      this.#used = 0
    }
    this.#chunk[this.#used++] = value
  }

  /** All of it; what comes later is another array. */
  take(): A {
    const whole = new this.#make(this.length)
    this.#chunks.forEach((chunk, index) => {
      whole.set(chunk, index * chunkLength)
    })
    whole.set(this.#chunk.subarray(0, this.#used), this.#chunks.length * chunkLength)
    this.#chunks.length = 0
    this.#used = 0
    return whole
  }
}
