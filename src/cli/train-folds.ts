// paso train --folds: a training for each part of the rows, tested on it; what they say together; a model of all rows with -o.
import { diagnose } from '../engine/diagnosis.ts'
import { type ErrorText, PasoError } from '../errors.ts'
import type { Writable } from '../formats/json-text.ts'
import { writeNetworkFile } from '../formats/network-file.ts'
import {
  distinct,
  planFolds,
  type Summary,
  settingsForAll,
  suggestedEpochs,
  summaryOf,
  withRecipe,
} from '../library/cross-validation.ts'
import { type ClassificationScores, figuresOf, type Scores } from '../library/scores.ts'
import {
  finishTraining,
  type PlannedTraining,
  planTraining,
  type TrainingSettings,
} from '../library/training.ts'
import { rulesRecord } from '../library/training-record.ts'
import { trainingSamples } from '../library/training-rows.ts'
import { writeFileWhole } from './atomic-file.ts'
import type { Io } from './command.ts'
import { type FinishedFold, type FoldsResult, foldsReport } from './folds-report.ts'
import { writeJson } from './output.ts'
import type { FoldPlace } from './progress.ts'
import type { CompleteArguments } from './recipe.ts'
import { nothingLeft } from './train-diverged.ts'
import { type LoadedTraining, surface } from './train-load.ts'
import { sayEngine } from './train-run.ts'
import { type TrainingWatch, trainingWatch } from './train-watch.ts'

/** @returns the exit code */
export async function trainFolds(
  { table, target, settings: given }: LoadedTraining,
  count: number,
  args: CompleteArguments,
  io: Io,
): Promise<number> {
  const { output, force, seed } = args.options
  const settings = { ...given, test: args.given.has('test') ? given.test : 0, holdTest: false }
  const planned = planFolds(table, target, settings, count)
  const planOf = (own: TrainingSettings): PlannedTraining => planTraining(table, target, own, surface)
  const watch = trainingWatch(args, io)
  const folds: FinishedFold[] = []
  let final: FinishedFold | undefined
  const first = planOf(planned.folds[0]!.settings)
  try {
    for (const { fold, settings: own } of planned.folds) {
      const training = fold === 1 ? first : planOf(withRecipe(own, first.recipe))
      folds.push(await finished(training, watch, args, io, { fold, folds: count }))
    }
    const epochs = suggestedEpochs(folds.map(({ record }) => record.bestEpoch))
    if (output !== undefined) {
      final = await finished(
        planOf({ ...settingsForAll(settings, first.recipe, epochs), holdTest: given.holdTest }),
        watch,
        args,
        io,
      )
    }
  } finally {
    watch.close()
  }
  const summary = summaryOf(folds.map(({ scores }) => figuresOf(scores.test!)))
  const result: FoldsResult = {
    path: args.positionals[0]!,
    rows: table.rows,
    first,
    seed,
    folds,
    summary,
    epochs: suggestedEpochs(folds.map(({ record }) => record.bestEpoch)),
    confusion: confusionOf(folds),
    final: final && withFolds(final, folds, summary),
    output,
  }
  const warnings = [...planned.warnings, ...folds.flatMap((fold) => fold.warnings)]
  for (const warning of distinct(warnings)) io.warn(warning)
  const text = result.final && writeNetworkFile(result.final.file)
  if (text !== undefined && output !== '-') await writeFileWhole(output!, text, force)
  report(result, text, io)
  return 0
}

async function finished(
  training: PlannedTraining,
  watch: TrainingWatch,
  args: CompleteArguments,
  io: Io,
  place?: FoldPlace,
): Promise<FinishedFold> {
  const { plan } = training
  const run = await watch.run(plan, place).catch((failure: unknown) => {
    const error = nothingLeft(failure)
    throw place && error instanceof PasoError ? inFold(error, place) : error
  })
  if (place?.fold === 1) await sayEngine(training, run, args, io)
  const { scores, file } = finishTraining(training, run)
  return {
    ...(place && { fold: place.fold }),
    scores,
    record: file.training!,
    file,
    history: run.history,
    seconds: run.seconds,
    warnings: [...training.warnings, ...diagnose(plan.network, run.network, trainingSamples(training))],
  }
}

/** A training that failed, told with its fold. */
function inFold(error: PasoError, { fold, folds }: FoldPlace): PasoError {
  const { en, es } = error.texts
  const placed = (text: ErrorText, place: string): ErrorText => ({
    ...text,
    where: text.where === undefined ? `${place}.` : `${place}; ${text.where}`,
  })
  return new PasoError(
    error.code,
    { en: placed(en, `fold ${fold} of ${folds}`), es: placed(es, `parte ${fold} de ${folds}`) },
    error.exitCode,
  )
}

/** The sum of the folds' tables: each row was tested once. */
function confusionOf(folds: readonly FinishedFold[]): number[][] | undefined {
  const tables = folds.flatMap(({ scores: { test } }) => (test?.kind === 'classes' ? [test.confusion] : []))
  if (tables.length === 0) return undefined
  return tables[0]!.map((row, i) => row.map((_, k) => tables.reduce((sum, table) => sum + table[i]![k]!, 0)))
}

/** The model's file says what the folds say of it, of several targets the means. */
function withFolds(final: FinishedFold, folds: readonly FinishedFold[], { mean }: Summary): FinishedFold {
  const rows = folds.reduce((sum, { record }) => sum + record.rows.test, 0)
  const figures = Object.entries(mean).filter(([, value]) => typeof value === 'number')
  const own = { ...(Object.fromEntries(figures) as Record<string, number>), rows }
  const record = { ...final.record, metrics: { ...final.record.metrics, folds: own } }
  return { ...final, record, file: { ...final.file, training: record } }
}

/** @param model the text of the model's file, where one was asked for */
function report(result: FoldsResult, model: string | undefined, io: Io): void {
  if (result.output === '-') {
    io.stdout.write(model!)
    for (const line of foldsReport(result, io)) io.say(line)
  } else if (io.json) writeJson(foldsJson(result), io)
  else io.stdout.write(`${foldsReport(result, io).join('\n')}\n`)
}

function foldsJson({ first, seed, folds, summary, epochs, confusion, final, output }: FoldsResult): Writable {
  const { prepared, recipe, plan } = first
  const { test } = folds[0]!.scores
  return {
    format: 'paso-folds/1',
    seed,
    engine: plan.engine.name,
    task: prepared.task.kind,
    folds: folds.map((fold) => ({ fold: fold.fold!, ...trainingJson(fold) })),
    mean: summary.mean as Writable,
    sd: summary.sd as Writable,
    suggestedEpochs: epochs,
    recipe: { ...recipe, ...rulesRecord(first.settings) },
    ...(confusion && { classes: (test as ClassificationScores).classes, confusion }),
    ...(final && { final: trainingJson(final) }),
    model: output ?? null,
  }
}

function trainingJson({ record, scores, history, seconds }: FinishedFold): Record<string, Writable> {
  const metrics = Object.entries(scores).map(([set, score]) => [set, figuresOf(score as Scores)])
  return {
    seed: record.seed,
    epochs: record.epochs,
    bestEpoch: record.bestEpoch,
    stoppedBy: record.stoppedBy,
    time: { seconds },
    rows: record.rows,
    metrics: Object.fromEntries(metrics) as Writable,
    history: history as readonly Writable[],
  }
}
