// A module's functions run by all threads that are ready: what the calling thread tells the others, and waits for.
import type { Memory } from '../host.ts'
import { type Layout, LINE } from '../layout.ts'
import { COUNT, HERE, MEETINGS } from '../team.ts'
import { crew } from './crew.ts'
import type { Assignment, FunctionName } from './words.ts'

export class Threads {
  /** How many have run it together, at most. */
  most = 1
  readonly #layout: Layout
  readonly #memory: Memory

  constructor(layout: Layout, memory: Memory) {
    this.#layout = layout
    this.#memory = memory
  }

  /** The taint is clean. */
  begin(): void {
    const { taint, threads } = this.#layout
    new Float64Array(this.#memory.buffer, taint, (threads * LINE) / 8).fill(0)
  }

  /**
   * Runs it here and in the helpers. Helpers that are not there yet are not waited for.
   * @param numbers what the helpers are given
   * @throws PasoError thread-lost
   */
  run(assignment: Assignment, name: FunctionName, numbers: readonly number[], here: () => number): number {
    if (this.#layout.threads === 1) return here()
    const threads = crew.ready(assignment, this.#layout.threads)
    this.most = Math.max(threads, this.most)
    this.#tell(threads)
    if (threads === 1) return here()
    crew.call(threads, name, numbers, Atomics.load(this.#words, MEETINGS / 4))
    try {
      return here()
    } catch (error) {
      crew.stop()
      throw error
    }
  }

  /** What is called next this thread does alone. */
  alone(): void {
    if (this.#layout.threads > 1) this.#tell(1)
  }

  /** What the module calls while it waits. */
  readonly late = (meeting: number): void => crew.late(meeting)

  /** How many there are; those who were lost in a meeting have left it. */
  #tell(threads: number): void {
    Atomics.store(this.#words, HERE / 4, 0)
    Atomics.store(this.#words, COUNT / 4, threads)
  }

  get #words(): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#layout.team, (MEETINGS + LINE) / 4)
  }
}
