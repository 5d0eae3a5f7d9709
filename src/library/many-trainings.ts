// Methods of an estimator that train many times, or only to find a rate; loaded when they are called.
import type { RangeTest } from '../engine/range-test.ts'
import { loadParts } from '../later.ts'
import { type Asked, planned } from './asked.ts'
import { checkManyTrainings } from './check-later-options.ts'
import { type CrossValidation, crossValidate as validate } from './cross-validation.ts'
import { collected, type Data, tableWithTarget } from './data.ts'
import { type CrossValidateOptions, type MlpOptions, type RangeTestOptions, settingsOf } from './options.ts'
import { testRange } from './range-test.ts'

/** Parts of the rows, where nothing is said. */
const USUAL_FOLDS = 5

export async function crossValidate(
  options: MlpOptions,
  { data, targets, options: fit }: Asked,
): Promise<CrossValidation> {
  checkManyTrainings('crossValidate', fit)
  const { folds = USUAL_FOLDS, onEpoch, signal, ...rest } = fit as CrossValidateOptions
  const { missing } = options
  await loadParts()
  const rows = tableWithTarget((await collected(data)) as Data, targets, fit.target, { missing })
  const settings = settingsOf(options, { test: 0, ...rest }, rows.table.rows)
  return validate(rows.table, rows.target, settings, folds, { signal, onEpoch })
}

export async function rangeTest(options: MlpOptions, asked: Asked): Promise<RangeTest> {
  checkManyTrainings('rangeTest', asked.options)
  await loadParts()
  const { plan } = planned(options, (await collected(asked.data)) as Data, asked)
  return testRange(plan, asked.options as RangeTestOptions)
}
