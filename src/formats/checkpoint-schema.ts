// The form of a checkpoint's JSON, for checking and for its JSON Schema. Loaded only when a checkpoint is read.
import * as z from 'zod/mini'
import { endings } from '../math/optimizers/endings.ts'
import { CHECKPOINT_FORMAT } from './checkpoint.ts'
import { layerSchema, networkSchema } from './network-schema.ts'

/** A double; those that JSON has not are strings. */
const number = z.pipe(
  z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])]),
  z.transform((value) => Number(value)),
)
const count = z.int().check(z.gte(0))
const text = z.string()

const random = z.strictObject({
  algorithm: z.enum(['xoshiro128**', 'mt19937']),
  words: z.array(z.int().check(z.gte(0))),
  position: count,
  spare: z.nullable(number),
})

const epoch = z.looseObject({
  epoch: count,
  loss: number,
  validationLoss: z.optional(number),
  learningRate: z.optional(number),
  best: z.boolean(),
  seconds: number,
})

const gain = z.strictObject({ epoch: count, loss: number })

/** The arrays that stand beside it: session.parameters, session.memory.*, best.weights. The check sum vouches for the rest. */
const state = z.looseObject({
  session: z.looseObject({
    memory: z.strictObject({}),
    time: count,
    rateFactor: number,
    ended: z.optional(z.enum(endings)),
    random: z.optional(random),
  }),
  random,
  position: count,
  history: z.array(epoch),
  best: gain,
  lastGain: gain,
  plateau: z.strictObject({ best: number, waited: count }),
  watch: z.strictObject({
    trail: z.array(number),
    first: z.optional(number),
    steps: count,
    sum: number,
    rows: count,
  }),
  seconds: number,
})

const table = z.strictObject({
  source: text,
  reading: z.record(text, z.json()),
  target: z.union([text, z.array(text)]),
  rows: count,
  columns: z.array(z.strictObject({ name: text, kind: z.enum(['number', 'category']), cells: text })),
})

const structure = z.extend(z.omit(networkSchema, { samples: true, training: true }), {
  layers: z.array(z.omit(layerSchema, { weights: true, biases: true })).check(z.minLength(1)),
})

export const checkpointSchema = z.strictObject({
  format: z.literal(CHECKPOINT_FORMAT),
  table,
  /** The options of the training, by their names. */
  settings: z.record(text, z.json()),
  network: structure,
  state,
})

export type CheckpointDocument = z.infer<typeof checkpointSchema>
