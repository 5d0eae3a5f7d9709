// The runner: a training that stops and goes on wherever it is told, with another rate where the user changes it.
import type { Network } from '../../src/core/network.ts'
import { shapeOf, withParameters } from '../../src/engine/parameters.ts'
import { training } from '../../src/engine/trainer.ts'
import type { Epoch, Pause, TrainingPlan, TrainingState } from '../../src/engine/training-plan.ts'
import type { RandomState } from '../../src/math/random.ts'
import { randomFrom } from '../../src/math/random-sources.ts'
import type { Live } from './messages.ts'

export class Runner {
  readonly #plan: TrainingPlan
  readonly #firstRandom: RandomState
  #live: Live
  #state: TrainingState | undefined
  #steps: ReturnType<typeof training> | undefined
  #pace: 1 | undefined
  #course: Pause | undefined

  constructor(plan: TrainingPlan) {
    this.#plan = plan
    this.#firstRandom = plan.random.state()
    const { learningRate } = plan.optimizer.options
    this.#live = {
      learningRate: typeof learningRate === 'number' ? learningRate : undefined,
      l2: plan.network.loss.l2,
    }
  }

  get live(): Live {
    return this.#live
  }

  get epoch(): number {
    return this.#course?.epochs ?? this.#state?.history.length ?? 0
  }

  /** Rows taken of the epoch under way. */
  get position(): number {
    return this.#course?.position ?? this.#state?.position ?? 0
  }

  /** After the last batch of an epoch comes the look at the validation rows: it belongs to that batch. */
  get isAtEnd(): boolean {
    return this.position >= this.#plan.train.count
  }

  /** With the changes of the user. */
  get plan(): TrainingPlan {
    const { optimizer, network } = this.#plan
    const { learningRate, l2 } = this.#live
    return {
      ...this.#plan,
      network: { ...network, loss: { ...network.loss, l2 } },
      optimizer:
        learningRate === undefined
          ? optimizer
          : { ...optimizer, options: { ...optimizer.options, learningRate } },
    }
  }

  /** From the next step on. */
  change(live: Live): void {
    this.#stop()
    this.#live = live
  }

  /** To a state, or to the first weights. */
  goTo(state: TrainingState | undefined): void {
    this.#steps = undefined
    this.#course = undefined
    this.#state = state
  }

  /** Where it stands; undefined before the first step. */
  state(): TrainingState | undefined {
    return this.#course?.state() ?? this.#state
  }

  network(): Network {
    const { network } = this.plan
    const parameters = this.state()?.session.parameters
    return parameters ? withParameters(network, shapeOf(network), parameters) : network
  }

  /**
   * Some batches, as many as take about a turn, or one.
   * @returns the epoch that they ended, if they did
   * @throws PasoError diverged; where it stands is then to be said by `goTo`
   */
  advance(pace?: 1): Epoch | undefined {
    if (this.#pace !== pace) this.#stop()
    this.#pace = pace
    this.#steps ??= this.#begin()
    const { value, done } = this.#steps.next()
    return done ? undefined : value
  }

  /** What is left of an epoch after its last batch; undefined where batches are left. */
  endEpoch(): Epoch | undefined {
    if (!this.isAtEnd) return undefined
    const epoch = this.advance(1)
    // Only in the pause after it does a training tell where it stands then.
    this.#steps?.next('stop')
    this.#stop()
    return epoch
  }

  #begin(): ReturnType<typeof training> {
    return training({
      ...this.plan,
      pace: this.#pace,
      random: randomFrom(this.#firstRandom),
      resume: this.#state,
      onPause: (course) => {
        this.#course = course
      },
    })
  }

  #stop(): void {
    this.goTo(this.state())
  }
}
