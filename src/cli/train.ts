// paso train: a table to a trained network, its honest scores, and a model file.
import { diagnose } from '../engine/diagnosis.ts'
import type { Advice } from '../engine/divergence.ts'
import { engineFor } from '../engine/engines.ts'
import { train as runTraining } from '../engine/trainer.ts'
import type { Epoch, Run } from '../engine/training-plan.ts'
import { compactJson, type Writable } from '../formats/json-text.ts'
import { type NetworkFile, writeNetworkFile } from '../formats/network-file.ts'
import { metricsByTarget } from '../library/scores.ts'
import { finishTraining, type PlannedTraining, planTraining, type ScoresBySet } from '../library/training.ts'
import { options as table } from '../options.ts'
import { checkWritable, openLog, writeFileWhole } from './atomic-file.ts'
import type { Command, Io } from './command.ts'
import { dialectOf, loadTable } from './load.ts'
import { Interrupted, writeJson } from './output.ts'
import { progressOf } from './progress.ts'
import { type CompleteArguments, withRecipe } from './recipe.ts'
import { refuseConflicts, refuseTooLarge } from './train-checks.ts'
import { type TrainingResult, trainingReport } from './train-report.ts'
import { worseThanGuessing } from './train-warnings.ts'
import { missingOption } from './usage-errors.ts'

/** Trains; the result goes to standard output, the model to the file of -o. */
export const train: Command = async (given, io) => {
  const args = await withRecipe(given)
  const { options } = args
  const engine = engineFor(options.engine)
  refuseConflicts(args)
  if (options.output !== undefined && options.output !== '-')
    await checkWritable(options.output, options.force)
  if (options.log !== undefined) await checkWritable(options.log, options.force, '--log')
  const [path] = args.positionals as [string]
  const planned = await plannedFor(path, args, io)
  const { prepared, recipe, optimizer, plan } = planned
  for (const warning of prepared.warnings) io.warn(warning)

  const run = await watched(plan, args, io)
  const seen = Array.from(prepared.split.train, (row) => ({
    input: prepared.inputs[row]!,
    target: prepared.targets[row]!,
  }))
  for (const warning of diagnose(plan.network, run.network, seen)) io.warn(warning)
  const { scores, file } = finishTraining(planned, run)
  if (options.output !== undefined && options.output !== '-') {
    await writeFileWhole(options.output, writeNetworkFile(file), options.force)
  }
  const result = {
    path,
    prepared,
    run,
    recipe,
    optimizer,
    scores,
    seed: options.seed,
    engine: engine.name,
    output: options.output,
  }
  report(result, file, io)
  for (const warning of worseThanGuessing(scores)) io.warn(warning)
  return 0
}

const advice: Advice = {
  learningRateOption: '--learning-rate',
  closing: { en: 'No model was written.', es: 'No se escribió ningún modelo.' },
}

async function plannedFor(path: string, args: CompleteArguments, io: Io): Promise<PlannedTraining> {
  const { options, optimizerOptions } = args
  const { targetColumn: targets, ignore, task } = options
  const target = targets.length > 1 ? targets : targets[0]
  const reading = {
    ...(target !== undefined && { target }),
    ...(ignore.length > 0 && { ignore }),
    ...dialectOf(args),
  }
  const data = await loadTable(path, reading, io)
  if (target === undefined) {
    const names = data.names.slice(0, 12).join(', ')
    throw missingOption(
      { ...table.targetColumn, example: `--target ${data.names.at(-1)}` },
      {
        en: `the column to predict: ${names}`,
        es: `la columna que se quiere predecir: ${names}`,
      },
    )
  }
  return planTraining(
    data,
    target,
    { ...options, optimizerOptions, task: task === 'auto' ? undefined : task },
    { advice, checkSize: refuseTooLarge },
  )
}

/** Runs with progress and log; Ctrl-C leaves nothing behind. */
async function watched(
  plan: Parameters<typeof runTraining>[0],
  { options }: CompleteArguments,
  io: Io,
): Promise<Run> {
  const progress = progressOf(plan.epochs, io)
  const log = options.log === undefined ? undefined : openLog(options.log, options.force)
  const onEpoch = (epoch: Epoch): void => {
    progress.show(epoch)
    log?.write(`${compactJson({ ...epoch })}\n`)
  }
  try {
    return await runTraining(plan, { signal: io.signal, onEpoch })
  } catch (error) {
    if (error instanceof Interrupted) {
      progress.clear()
      io.say(
        io.language === 'en'
          ? 'Interrupted. No model was written.'
          : 'Interrumpido. No se escribió ningún modelo.',
      )
    }
    throw error
  } finally {
    progress.clear()
    log?.close()
  }
}

/** The metrics of the model's file; with several targets also those of each. */
function metricsJson(scores: ScoresBySet, file: NetworkFile): Writable {
  const entries = Object.entries(file.training!.metrics).map(([set, metrics]) => {
    const byTarget = metricsByTarget(scores[set as keyof ScoresBySet]!)
    return [set, { ...metrics, ...(byTarget && { byTarget }) }]
  })
  return Object.fromEntries(entries)
}

function report(result: TrainingResult, file: NetworkFile, io: Io): void {
  const { run, scores, seed, engine, output, prepared, recipe } = result
  if (output === '-') {
    io.stdout.write(writeNetworkFile(file))
    for (const line of trainingReport(result, io)) io.say(line)
    return
  }
  if (!io.json) {
    io.stdout.write(`${trainingReport(result, io).join('\n')}\n`)
    return
  }
  const test = scores.test
  writeJson(
    {
      format: 'paso-run/1',
      seed,
      engine,
      task: prepared.task.kind,
      epochs: run.epochs,
      bestEpoch: run.bestEpoch,
      stoppedBy: run.stoppedBy,
      time: { seconds: run.seconds },
      rows: file.training!.rows,
      recipe: { ...recipe },
      metrics: metricsJson(scores, file),
      ...(test?.kind === 'classes' && { classes: test.classes, confusion: test.confusion }),
      history: run.history.map((epoch) => ({ ...epoch })),
      model: output ?? null,
    },
    io,
  )
}
