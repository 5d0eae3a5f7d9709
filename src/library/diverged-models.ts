// What is left of a training that ran away: models in place of the networks that its error brings.
import type { DivergedError as EngineError } from '../engine/divergence.ts'
import type { PasoError } from '../errors.ts'
import { isDiverged } from './diverged.ts'
import { modelOf } from './run.ts'
import { modelFile, type PlannedTraining } from './training.ts'

/** The error of a training with models; any other as it is. */
export function withModels(planned: PlannedTraining, error: unknown): unknown {
  if (!isDiverged(error)) return error
  const { lastFinite, best } = error as PasoError as EngineError
  return Object.assign(error, {
    lastFinite: modelOf(planned, modelFile(planned, lastFinite)),
    best: best && { epoch: best.epoch, model: modelOf(planned, modelFile(planned, best.network)) },
  })
}
