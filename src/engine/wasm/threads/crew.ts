// The crew: helpers that run as threads of a training, started when they are first needed, kept for the next one, let go when idle.
import { failures } from '../../refusals.ts'
import {
  ASSIGNMENT,
  type Assignment,
  CALL,
  FAILED,
  FUNCTION,
  type FunctionName,
  functionNames,
  NUMBERS,
  type Order,
  STATES,
  THREADS,
  WORDS,
} from './words.ts'
import { type Helper, startHelper } from './worker.ts'

/** Milliseconds without work after which the helpers are let go. */
const IDLE = 2000
/** Milliseconds between two times that a thread which waits says so; in team.ts in nanoseconds. */
const ROUND = 100
/** A helper that is so many times later than all meetings took is lost. */
const TIMES = 20

class Crew {
  /** Milliseconds that the others wait for a helper at least, before it counts as lost. */
  patience = 10_000
  readonly #helpers: Helper[] = []
  #words: Int32Array = new Int32Array(0)
  #assignment: Assignment | undefined
  #number = 0
  #isUnable = false
  #lost: string | undefined
  #lastUse = 0
  #timer: ReturnType<typeof setInterval> | undefined
  /** Of the call under way: when it began, after how many meetings, and how long one has been waited for. */
  #wait = { began: 0, meetings: 0, meeting: 0, rounds: 0, allowed: 0 }

  /**
   * How many threads are ready for an assignment, the calling one among them: 1 as long as the helpers are starting, which it
   * does not wait for, or where they cannot.
   * @throws PasoError thread-lost where a helper has ended since the last call
   */
  ready(assignment: Assignment, threads: number): number {
    if (this.#lost !== undefined) this.#lose(this.#lost)
    if (this.#isUnable) return 1
    this.#lastUse = performance.now()
    if (assignment !== this.#assignment) this.#assign(assignment)
    while (this.#helpers.length < threads - 1 && !this.#isUnable) this.#hire(assignment)
    let count = 1
    while (count < threads && Atomics.load(this.#words, STATES + count) === this.#number) count++
    return count
  }

  /** The helpers run with these numbers, as the calling thread does next. @param meetings how often they have met */
  call(threads: number, name: FunctionName, numbers: readonly number[], meetings: number): void {
    this.#wait = { began: performance.now(), meetings, meeting: meetings - 1, rounds: 0, allowed: 0 }
    const words = this.#words
    words.set(numbers, NUMBERS)
    Atomics.store(words, THREADS, threads)
    Atomics.store(words, FUNCTION, functionNames.indexOf(name))
    Atomics.add(words, CALL, 1)
    Atomics.notify(words, CALL)
  }

  /**
   * The calling thread has waited for a while in that meeting.
   * @throws PasoError thread-lost where a helper has failed, or is so late that it must have ended
   */
  late(meeting: number): void {
    const wait = this.#wait
    if (meeting !== wait.meeting) {
      const mean = (performance.now() - wait.began) / (((meeting - wait.meetings) | 0) + 1)
      this.#wait = { ...wait, meeting, rounds: 0, allowed: this.patience + TIMES * mean }
    }
    const hasFailed = this.#helpers.some((_, n) => Atomics.load(this.#words, STATES + n + 1) === FAILED)
    const waited = ++this.#wait.rounds * ROUND
    if (hasFailed || waited > this.#wait.allowed) this.#lose(hasFailed ? 'error' : `${waited} ms`)
  }

  /** Lets all helpers go, in the middle of a call too. */
  stop(): void {
    for (const helper of this.#helpers.splice(0)) helper.stop()
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#assignment = undefined
    this.#isUnable = false
    this.#words = new Int32Array(0)
  }

  #assign(assignment: Assignment): void {
    if (this.#words.length === 0) this.#words = new Int32Array(new SharedArrayBuffer(4 * WORDS))
    this.#assignment = assignment
    this.#number++
    Atomics.store(this.#words, ASSIGNMENT, this.#number)
    Atomics.add(this.#words, CALL, 1)
    Atomics.notify(this.#words, CALL)
    for (const n of this.#helpers.keys()) this.#order(assignment, n)
  }

  #order(assignment: Assignment, n: number): void {
    const order: Order = { ...assignment, words: this.#words, number: this.#number, thread: n + 1 }
    this.#helpers[n]!.tell(order)
  }

  #hire(assignment: Assignment): void {
    const place = STATES + this.#helpers.length + 1
    const words = this.#words
    try {
      this.#helpers.push(startHelper((reason) => this.#end(words, place, reason)))
    } catch {
      this.#isUnable = true
      return
    }
    this.#order(assignment, this.#helpers.length - 1)
    this.#timer ??= idleTimer(() => {
      if (performance.now() - this.#lastUse > IDLE) this.stop()
    })
  }

  /** A helper is over: it could not start, or was lost; of those that were let go nothing is asked any more. */
  #end(words: Int32Array, place: number, reason: string): void {
    if (words !== this.#words) return
    if (Atomics.load(words, place) === 0) {
      this.stop()
      this.#isUnable = true
    } else this.#lost ??= reason
  }

  #lose(reason: string): never {
    this.stop()
    this.#lost = undefined
    throw failures.threadLost(reason)
  }
}

/** One that does not keep the program running. */
function idleTimer(look: () => void): ReturnType<typeof setInterval> {
  const timer: ReturnType<typeof setInterval> & { unref?(): unknown } = setInterval(look, IDLE / 2)
  timer.unref?.()
  return timer
}

export const crew = new Crew()
