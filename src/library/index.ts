// The names of the library.
export type { GivenSplit } from '../data/split.ts'
export type { Table } from '../data/table.ts'
export type { RangePoint, RangeTest } from '../engine/range-test.ts'
export type { Epoch } from '../engine/training-plan.ts'
export type { Checkpoint } from './checkpoint.ts'
export type { CrossValidation } from './cross-validation.ts'
export { csv } from './csv.ts'
export type {
  Data,
  NumberArray,
  NumberRow,
  NumberRows,
  RecordRow,
  ShapedNumbers,
  TargetChoice,
  Targets,
  TargetTable,
} from './data.ts'
export type { Diagnosis } from './diagnose.ts'
export { type DivergedError, isDiverged } from './diverged.ts'
export type { Epochs } from './epochs.ts'
export { type Estimator, type LabelOf, mlp, type RowOf, type Training } from './estimator.ts'
export type { ExplainRequest, Telling } from './explain-request.ts'
export type { Explanation } from './explanation.ts'
export type { Finding, FindingCode } from './finding.ts'
export { load } from './load.ts'
export type { AnyRow, Model } from './model.ts'
export type {
  CheckpointOptions,
  ClassLossOption,
  CrossValidateOptions,
  CsvTargetOptions,
  EpochsOptions,
  FitOptions,
  FitSyncOptions,
  InitializerOption,
  LossAndSmoothing,
  LossOption,
  MlpOptions,
  NetworkOptions,
  OptimizerAndStep,
  OptimizerChoice,
  PredictOptions,
  RangeTestOptions,
} from './options.ts'
export type {
  AnyLabel,
  ClassPrediction,
  LabelsByTarget,
  LabelsPrediction,
  NumberPrediction,
  NumbersPrediction,
  Prediction,
} from './predictions.ts'
export type { Metrics, Run } from './run.ts'
export type { ScheduleOption } from './schedule-option.ts'
export type {
  ClassificationScores,
  LabelsMetrics,
  LabelsScores,
  NumbersScores,
  RegressionScores,
  Scores,
} from './scores.ts'
