// Kept states: the epochs that a run can go back to, at most so many bytes of them, spread over the whole of it.
import type { Epoch, TrainingState } from '../../src/engine/training-plan.ts'

const MOST_BYTES = 64 * 2 ** 20
const MOST_STATES = 400

interface Kept {
  readonly epoch: number
  /** Without its history, which all of them share. */
  readonly state: TrainingState
}

export class KeptStates {
  #history: Epoch[] = []
  #kept: Kept[] = []
  /** Epochs from one that is kept to the next. */
  #stride = 1

  get epochs(): readonly number[] {
    return this.#kept.map(({ epoch }) => epoch)
  }

  /**
   * Of an epoch's end; those after it are forgotten.
   * @param state asked only where it is to be kept
   */
  see(epoch: Epoch, state: () => TrainingState): void {
    this.forgetAfter(epoch.epoch - 1)
    this.#history.push(epoch)
    if (epoch.epoch % this.#stride !== 0) return
    const kept: Kept = { epoch: epoch.epoch, state: { ...state(), history: [] } }
    this.#kept.push(kept)
    if (this.#kept.length <= roomFor(kept.state)) return
    this.#stride *= 2
    this.#kept = this.#kept.filter(({ epoch: end }) => end % this.#stride === 0)
  }

  forgetAfter(epoch: number): void {
    if (this.#history.length <= epoch) return
    this.#history.length = epoch
    this.#kept = this.#kept.filter(({ epoch: end }) => end <= epoch)
  }

  /** The latest one that is not after an epoch; undefined for the beginning. */
  upTo(epoch: number): TrainingState | undefined {
    const found = this.#kept.findLast(({ epoch: end }) => end <= epoch)
    return found && { ...found.state, history: this.#history.slice(0, found.epoch) }
  }
}

function roomFor({ session, best }: TrainingState): number {
  const memory = Object.values(session.memory).reduce((n, { length }) => n + length, 0)
  const numbers = session.parameters.length + memory + best.weights.length
  return Math.max(2, Math.min(MOST_STATES, Math.floor(MOST_BYTES / (8 * numbers))))
}
