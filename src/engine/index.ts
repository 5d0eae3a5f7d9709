// The public names of the engines: fast training, its defaults and its metrics.
export { coreEngine } from './core-engine.ts'
export { outputFor, type Recipe, recipeFor, type TaskKind, usual } from './defaults.ts'
export { diagnose } from './diagnosis.ts'
export type { Advice } from './divergence.ts'
export { type Engine, flatRows, type Rows, type Session } from './engine.ts'
export { type EngineName, engineFor, engineNames } from './engines.ts'
export { javascript } from './javascript.ts'
export * from './metrics.ts'
export { meanRocAuc, rocAucs } from './roc-auc.ts'
export { type StartingPoint, startingNetwork } from './start.ts'
export {
  type Answer,
  type Epoch,
  type Run,
  type TrainingPlan,
  train,
  training,
  trainingInTurns,
  trainSync,
} from './trainer.ts'
