// `tsx scripts/schemas.ts`: writes schemas/*.schema.json, the JSON Schemas of everything that other programs read.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { checkpointSchema } from '../src/formats/checkpoint-schema.ts'
import { networkSchema } from '../src/formats/network-schema.ts'
import {
  checkSchema,
  derivationSchema,
  diagnosisSchema,
  evaluationSchema,
  foldsSchema,
  predictionSchema,
  rangeSchema,
  runSchema,
  searchSchema,
} from '../src/formats/output-schemas.ts'

const titles = {
  network: ['Paso: a network file', networkSchema],
  checkpoint: ['Paso: the text `checkpoint` in the metadata of a checkpoint', checkpointSchema],
  derivation: ['Paso: what `paso explain --json` writes', derivationSchema],
  run: ['Paso: what `paso train --json` writes', runSchema],
  range: ['Paso: what `paso train --range-test --json` writes', rangeSchema],
  search: ['Paso: what `paso search --json` writes', searchSchema],
  folds: ['Paso: what `paso train --folds --json` writes', foldsSchema],
  evaluation: ['Paso: what `paso eval --json` writes', evaluationSchema],
  diagnosis: ['Paso: what `paso inspect MODEL --data FILE --json` writes', diagnosisSchema],
  prediction: ['Paso: one answer of `paso predict --json`', predictionSchema],
  check: ['Paso: what `paso check --json` writes', checkSchema],
} as const satisfies Record<string, readonly [string, z.ZodMiniType]>

/** File name -> text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(titles).map(([name, [title, schema]]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' })
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`]
    }),
  )
}

const folder = fileURLToPath(new URL('../schemas/', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of schemaFiles()) writeFileSync(folder + name, text)
}
