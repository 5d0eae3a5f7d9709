// The forms of the JSON that commands write, for their JSON Schemas and for the tests. New fields may come: objects are open.
import * as z from 'zod/mini'
import { endings } from '../math/optimizers/endings.ts'

/** A double; those that JSON has not are strings. */
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])])
const count = z.int().check(z.gte(0))
const numbers = z.array(number)
const metrics = z.record(z.string(), number)
/** With several targets the means over them, and those of each. */
const targetMetrics = z.catchall(z.object({ byTarget: z.optional(z.record(z.string(), metrics)) }), number)
const notation = z.looseObject({ deck: z.string(), delta: z.string(), matrix: z.string() })

const layer = z.looseObject({
  weights: z.array(numbers),
  biases: numbers,
  activation: z.looseObject({ name: z.string(), parameters: metrics }),
  dropout: number,
})

/** What `paso explain --json` writes. */
export const derivationSchema = z.looseObject({
  format: z.literal('paso-derivation/1'),
  network: z.looseObject({
    inputs: count,
    layers: z.array(layer),
    loss: z.looseObject({ name: z.string(), parameters: metrics, reduction: z.enum(['mean', 'sum']) }),
    biasPolicy: z.enum(['per-neuron', 'shared', 'fixed']),
  }),
  samples: z.array(z.looseObject({ input: numbers, target: numbers })),
  step: count,
  steps: z.array(
    z.looseObject({
      id: z.string(),
      rule: z.string(),
      phase: z.enum(['forward', 'loss', 'backward', 'update']),
      target: z.string(),
      value: number,
      uses: z.array(z.string()),
      formula: z.looseObject({ kind: z.string() }),
      text: z.string(),
    }),
  ),
  loss: z.looseObject({ before: number, after: number }),
  outputs: z.looseObject({ before: z.array(numbers), after: z.array(numbers) }),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      notation,
      before: number,
      gradient: number,
      numericGradient: number,
      relativeError: number,
      after: number,
    }),
  ),
  /** Cells of the samples' rows that were missing, and what they were taken as; left out where none was. */
  filled: z.optional(
    z.array(z.looseObject({ row: count, column: z.string(), value: z.union([number, z.string()]) })),
  ),
})

const filled = z.array(
  z.looseObject({ column: z.string(), value: z.union([number, z.string()]), cells: count }),
)

const epoch = z.looseObject({
  epoch: count,
  loss: number,
  validationLoss: z.optional(number),
  learningRate: z.optional(number),
  best: z.boolean(),
  seconds: number,
})

/** What `paso train --json` writes; a line of its --log is an item of `history`. */
export const runSchema = z.looseObject({
  format: z.literal('paso-run/1'),
  seed: count,
  engine: z.string(),
  task: z.enum(['regression', 'binary', 'multiclass', 'multilabel']),
  epochs: count,
  bestEpoch: count,
  stoppedBy: z.enum(['epochs', 'patience', 'time', 'converged']),
  ending: z.optional(z.enum(endings)),
  time: z.looseObject({ seconds: number }),
  rows: z.looseObject({ train: count, validation: count, test: count }),
  recipe: z.looseObject({}),
  /** The columns in which cells were missing, and what they were taken as. */
  filled: z.optional(filled),
  metrics: z.looseObject({
    train: targetMetrics,
    validation: z.optional(targetMetrics),
    test: z.optional(targetMetrics),
  }),
  classes: z.optional(z.array(z.string())),
  confusion: z.optional(z.array(z.array(count))),
  history: z.array(epoch),
  model: z.nullable(z.string()),
})

const classification = {
  classes: z.array(z.string()),
  confusion: z.array(z.array(count)),
  byClass: z.array(
    z.looseObject({
      class: z.string(),
      rows: count,
      precision: z.optional(number),
      recall: z.optional(number),
      f1: z.optional(number),
      rocAuc: z.optional(number),
    }),
  ),
  calibration: z.looseObject({
    expectedError: number,
    bins: z.array(z.looseObject({ from: number, to: number, rows: count })),
  }),
}
const training = z.looseObject({
  seed: count,
  epochs: count,
  bestEpoch: count,
  stoppedBy: z.string(),
  time: z.looseObject({ seconds: number }),
  rows: z.looseObject({ train: count, validation: count, test: count }),
  metrics: z.looseObject({
    train: targetMetrics,
    validation: z.optional(targetMetrics),
    test: z.optional(targetMetrics),
  }),
  history: z.array(epoch),
})

/** What `paso train --folds --json` writes. */
export const foldsSchema = z.looseObject({
  format: z.literal('paso-folds/1'),
  seed: count,
  engine: z.string(),
  task: z.enum(['regression', 'binary', 'multiclass', 'multilabel']),
  folds: z.array(z.looseObject({ fold: count, ...training.shape })),
  /** Of the folds' test metrics; the deviation with K - 1. */
  mean: targetMetrics,
  sd: targetMetrics,
  suggestedEpochs: count,
  recipe: z.looseObject({}),
  classes: z.optional(z.array(z.string())),
  confusion: z.optional(z.array(z.array(count))),
  /** The training on all rows, where a model was written. */
  final: z.optional(training),
  model: z.nullable(z.string()),
})

/** What `paso eval --json` writes. */
export const evaluationSchema = z.looseObject({
  format: z.literal('paso-eval/1'),
  metrics: targetMetrics,
  filled: z.optional(filled),
  classes: z.optional(classification.classes),
  confusion: z.optional(classification.confusion),
  byClass: z.optional(classification.byClass),
  calibration: z.optional(classification.calibration),
  /** Of several targets with two classes each. */
  targets: z.optional(z.array(z.looseObject({ target: z.string(), ...classification }))),
})

/** An item of what `paso predict --json` writes, and a line of --format jsonl. */
export const predictionSchema = z.union([
  z.looseObject({ prediction: number }),
  z.looseObject({ prediction: z.string(), probabilities: metrics }),
  z.looseObject({ prediction: metrics }),
  z.looseObject({ prediction: z.record(z.string(), z.string()), probabilities: metrics }),
])

/** What `paso check --json` writes. */
export const checkSchema = z.looseObject({
  passed: z.boolean(),
  worstRelativeError: number,
  parameters: z.array(z.looseObject({ name: z.string(), notation, relativeError: number })),
})

/** What `paso train --range-test --json` writes; the rates are null where the loss never fell. */
export const rangeSchema = z.looseObject({
  format: z.literal('paso-range/1'),
  seed: count,
  engine: z.string(),
  stoppedBy: z.enum(['steps', 'growth', 'divergence']),
  lowest: z.nullable(number),
  steepest: z.nullable(number),
  suggested: z.nullable(number),
  points: z.array(z.looseObject({ rate: number, loss: number, smoothed: number })),
})

/** An item of `trials` below, and a line of `paso search --log`. Values by their names in a recipe. */
export const trialSchema = z.looseObject({
  trial: count,
  values: z.looseObject({}),
  status: z.enum(['done', 'failed']),
  seconds: number,
  score: z.optional(number),
  /** Over the folds. */
  sd: z.optional(number),
  metrics: z.optional(targetMetrics),
  epochs: z.optional(count),
  error: z.optional(z.looseObject({ code: z.string(), what: z.string() })),
})

/** What `paso search --json` writes. */
export const searchSchema = z.looseObject({
  format: z.literal('paso-search/1'),
  seed: count,
  method: z.enum(['grid', 'random']),
  score: z.looseObject({
    name: z.string(),
    rows: z.enum(['validation', 'folds']),
    better: z.enum(['higher', 'lower']),
  }),
  time: z.looseObject({ seconds: number }),
  /** The best first, the failed ones last. */
  trials: z.array(trialSchema),
  planned: count,
  interrupted: z.boolean(),
  /** Null where the search was interrupted before a trial was over. `test` is null where no rows were kept for it. */
  best: z.nullable(
    z.looseObject({
      trial: count,
      score: number,
      recipe: z.looseObject({}),
      test: z.nullable(targetMetrics),
    }),
  ),
  recipe: z.nullable(z.string()),
})

const text = z.looseObject({
  what: z.string(),
  where: z.optional(z.string()),
  received: z.optional(z.string()),
  why: z.optional(z.string()),
  hint: z.optional(z.string()),
})

/** What `paso inspect MODEL --data FILE --json` writes; layers and units count from 0. */
export const diagnosisSchema = z.looseObject({
  format: z.literal('paso-diagnosis/1'),
  healthy: z.boolean(),
  rows: count,
  measuredRows: count,
  filled: z.optional(filled),
  layers: z.array(
    z.looseObject({
      units: count,
      activation: z.string(),
      meanActivation: number,
      /** Not of the last layer. */
      saturated: z.optional(number),
      saturatedUnits: z.array(count),
      deadUnits: z.array(count),
      delta: number,
      gradient: number,
    }),
  ),
  /** For each target; null where no column tells anything. */
  bestColumns: z.array(
    z.nullable(
      z.looseObject({
        column: z.string(),
        target: z.string(),
        measure: z.enum(['accuracy', 'r2']),
        score: number,
        baseline: number,
        rest: number,
      }),
    ),
  ),
  findings: z.array(
    z.looseObject({
      code: z.string(),
      level: z.enum(['problem', 'hint']),
      layer: z.optional(count),
      columns: z.optional(z.array(z.string())),
      figures: metrics,
      text,
    }),
  ),
})
