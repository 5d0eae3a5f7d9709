// An engine that makes the famous mistake, for comparing its runs with right ones: see core/mistakes.ts.
import { stepTooEarly } from '../core/mistakes.ts'
import type { Network } from '../core/network.ts'
import type { OptimizerSpec, StepTrace } from '../core/trace.ts'
import { CoreSession, optimizerStateFrom, samplesOf } from './core-engine.ts'
import type { Engine, PlanOptions, Rows } from './engine.ts'

export const tooEarlyEngine: Engine = {
  name: 'core',
  plan: (network, optimizer, batchSize, options = {}) =>
    new TooEarlySession(network, optimizer, batchSize, options),
}

class TooEarlySession extends CoreSession {
  readonly #optimizer: OptimizerSpec

  constructor(network: Network, optimizer: OptimizerSpec, batchSize: number, options: PlanOptions) {
    super(network, optimizer, batchSize, options)
    this.#optimizer = optimizer
  }

  override trace(rows: Rows, batch: Uint32Array): StepTrace {
    const network = this.network()
    const state = optimizerStateFrom(this.state(), network, this.#optimizer)
    return stepTooEarly(network, samplesOf(network, rows, batch), this.#optimizer, state)
  }
}
