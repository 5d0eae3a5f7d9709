// Growing: a typed array that grows as rows are read.

/** Of the first chunk, so that a thousand columns of few rows take little, and of the largest. */
const [LEAST, MOST] = [1 << 7, 1 << 14]

/** A typed array that grows: full chunks are kept as they are and joined once, at the end. */
export class Growing<A extends Float64Array | Uint32Array> {
  readonly #make: new (
    length: number,
  ) => A
  readonly #chunks: A[] = []
  #chunk: A
  #used = 0
  /** Numbers in full chunks. */
  #kept = 0

  constructor(make: new (length: number) => A) {
    this.#make = make
    this.#chunk = new make(LEAST)
  }

  get length(): number {
    return this.#kept + this.#used
  }

  push(value: number): void {
    if (this.#used === this.#chunk.length) {
      this.#chunks.push(this.#chunk)
      this.#kept += this.#used
      this.#chunk = new this.#make(Math.min(2 * this.#used, MOST))
      this.#used = 0
    }
    this.#chunk[this.#used++] = value
  }

  /** All of it; what comes later is another array. */
  take(): A {
    const whole = new this.#make(this.length)
    let at = 0
    for (const chunk of this.#chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    whole.set(this.#chunk.subarray(0, this.#used), at)
    this.#chunks.length = 0
    this.#used = 0
    this.#kept = 0
    return whole
  }
}
