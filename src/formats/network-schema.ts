// The form of a network file, for checking and for its JSON Schema. Loaded only when a file is read: zod takes its time.
import * as z from 'zod/mini'
import { normalizationKinds } from '../core/normalization-kinds.ts'
import { activationNames } from '../math/activations.ts'
import { lossNames } from '../math/losses.ts'
import { optimizerNames } from '../math/optimizers.ts'
import { scheduleNames } from '../math/schedule-names.ts'
import { NETWORK_FORMAT } from './network-file.ts'

/** A finite number; -0 may be a string. */
const number = z.union([z.number(), z.literal('-0')])
const count = z.int().check(z.gte(1))
const positive = z.number().check(z.gt(0))
const nonNegative = z.number().check(z.gte(0))
const names = z.array(z.string())

/** The name alone, or an object with the name and numbers beside it. */
function choice<const Names extends readonly string[]>(all: Names) {
  return z.union([
    z.enum(all),
    z.catchall(z.object({ name: z.enum(all) }), z.union([z.number(), z.boolean()])),
  ])
}

const perUnit = z.union([z.array(number), number])
const scaled = {
  epsilon: z.optional(positive),
  scales: z.optional(perUnit),
  shifts: z.optional(perUnit),
}
const layerNormalization = z.strictObject({ kind: z.literal('layer'), ...scaled })
const batchNormalization = z.strictObject({
  kind: z.literal('batch'),
  ...scaled,
  momentum: z.optional(z.number().check(z.gte(0), z.lte(1))),
  runningMeans: z.optional(perUnit),
  runningVariances: z.optional(perUnit),
})

export const layerSchema = z.strictObject({
  units: z.optional(count),
  names: z.optional(names),
  activation: choice(activationNames),
  weights: z.array(z.array(number)).check(z.minLength(1)),
  biases: z.optional(perUnit),
  normalization: z.optional(
    z.union([
      z.enum(normalizationKinds),
      z.discriminatedUnion('kind', [batchNormalization, layerNormalization]),
    ]),
  ),
  dropout: z.optional(z.number().check(z.gte(0), z.lt(1))),
})

const sample = z.strictObject({
  input: z.array(number),
  target: z.array(number),
  weight: z.optional(nonNegative),
})

const training = z.strictObject({
  seed: z.int(),
  engine: z.string(),
  epochs: z.int(),
  bestEpoch: z.int(),
  stoppedBy: z.string(),
  rows: z.strictObject({ train: z.int(), validation: z.int(), test: z.int() }),
  metrics: z.record(z.string(), z.record(z.string(), z.number())),
  recipe: z.record(z.string(), z.json()),
})

const numberTarget = z.strictObject({
  kind: z.literal('number'),
  name: z.string(),
  mean: z.number(),
  scale: positive,
})
const numberColumn = z.strictObject({ ...numberTarget.shape, missing: z.optional(z.number()) })
const categoryColumn = z.strictObject({
  kind: z.literal('category'),
  name: z.string(),
  categories: names,
  missing: z.optional(z.string()),
})
const classColumn = z.strictObject({
  kind: z.literal('classes'),
  name: z.string(),
  classes: names.check(z.minLength(2)),
})
const scaledColumn = z.strictObject({ name: z.string(), mean: z.number(), scale: positive })
const numberColumns = z.strictObject({
  kind: z.literal('numbers'),
  columns: z.array(scaledColumn).check(z.minLength(1)),
})
const labelColumns = z.strictObject({
  kind: z.literal('labels'),
  columns: z
    .array(z.strictObject({ name: z.string(), classes: z.tuple([z.string(), z.string()]) }))
    .check(z.minLength(1)),
})
const encoding = z.strictObject({
  inputs: z.array(z.discriminatedUnion('kind', [numberColumn, categoryColumn])),
  target: z.discriminatedUnion('kind', [numberTarget, classColumn, numberColumns, labelColumns]),
})

export const networkSchema = z.strictObject({
  format: z.literal(NETWORK_FORMAT),
  name: z.optional(z.string()),
  inputs: z.union([count, names.check(z.minLength(1))]),
  layers: z.array(layerSchema).check(z.minLength(1)),
  loss: choice(lossNames),
  reduction: z.optional(z.enum(['mean', 'sum'])),
  biasPolicy: z.optional(z.enum(['per-neuron', 'shared', 'fixed'])),
  optimizer: z.optional(choice(optimizerNames)),
  learningRate: z.optional(positive),
  l1: z.optional(nonNegative),
  l2: z.optional(nonNegative),
  labelSmoothing: z.optional(z.number().check(z.gte(0), z.lt(1))),
  clipValue: z.optional(positive),
  clipNorm: z.optional(positive),
  maxNorm: z.optional(positive),
  schedule: z.optional(choice(scheduleNames)),
  samples: z.optional(z.array(sample)),
  encoding: z.optional(encoding),
  training: z.optional(training),
})

/** The names that an object of the file may hold, by where it stands and its kind; undefined where any name goes. */
export function fieldsAt(path: readonly (string | number)[], kind?: unknown): readonly string[] | undefined {
  if (path[0] === 'layers' && path[2] === 'normalization')
    return Object.keys((kind === 'layer' ? layerNormalization : batchNormalization).shape)
  if (path.length === 0) return Object.keys(networkSchema.shape)
  if (path[0] === 'layers' && path.length === 2) return Object.keys(layerSchema.shape)
  if (path[0] === 'samples' && path.length === 2) return Object.keys(sample.shape)
  if (path[0] === 'training')
    return Object.keys(path[1] === 'rows' ? training.shape.rows.shape : training.shape)
  return undefined
}
