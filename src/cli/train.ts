// paso train: a table to a trained network, its honest scores, and a model file.
import { diagnose } from '../engine/diagnosis.ts'
import { engineFor } from '../engine/engines.ts'
import type { Writable } from '../formats/json-text.ts'
import { type NetworkFile, writeNetworkFile } from '../formats/network-file.ts'
import { metricsByTarget } from '../library/scores.ts'
import type { ScoresBySet } from '../library/training.ts'
import { rulesRecord } from '../library/training-record.ts'
import { trainingSamples } from '../library/training-rows.ts'
import { writeFileWhole } from './atomic-file.ts'
import type { Command, Io } from './command.ts'
import { filledJson } from './filled.ts'
import { writeJson } from './output.ts'
import { withRecipe } from './recipe.ts'
import { checkFiles, refuseConflicts } from './train-checks.ts'
import { keepWhatIsLeft } from './train-diverged.ts'
import { loadTraining } from './train-load.ts'
import { checkEvents } from './train-log.ts'
import { type TrainingResult, trainingReport } from './train-report.ts'
import { planRun, runToEnd, sayEngine } from './train-run.ts'
import { worseThanGuessing } from './train-warnings.ts'

/** Trains; the result goes to standard output, the model to the file of -o. */
export const train: Command = async (given, io) => {
  const asked = await withRecipe(given)
  const { resume, engine, precision } = asked.options
  engineFor(engine, precision)
  refuseConflicts(asked)
  await checkFiles(asked)
  checkEvents(asked)
  const from =
    resume === undefined ? undefined : await (await import('./train-resume.ts')).resumptionOf(resume, asked)
  const args = from?.args ?? asked
  const { output, force } = args.options
  const [path] = args.positionals as [string]
  const loaded = await loadTraining(path, args, io)
  if (args.options.rangeTest) {
    const { trainRange } = await import('./train-range.ts')
    return trainRange(loaded, args, io)
  }
  if (args.options.folds !== undefined) {
    const { trainFolds } = await import('./train-folds.ts')
    return trainFolds(loaded, args.options.folds, args, io)
  }
  const training = await planRun(loaded, args, from, io)
  const { planned } = training
  const { prepared, recipe, optimizer, plan, settings } = planned
  for (const warning of planned.warnings) io.warn(warning)

  const { run, scores, file, checkpoint } = await runToEnd(training, io).catch(async (error: unknown) => {
    throw await keepWhatIsLeft(error, planned, args, io)
  })
  for (const warning of diagnose(plan.network, run.network, trainingSamples(planned))) io.warn(warning)
  if (output !== undefined && output !== '-') await writeFileWhole(output, writeNetworkFile(file), force)
  const result = {
    path,
    prepared,
    run,
    recipe,
    optimizer,
    scores,
    seed: settings.seed,
    engine: run.by.name,
    output,
    checkpoint,
  }
  await sayEngine(planned, run, args, io)
  report(result, rulesRecord(settings), file, io)
  for (const warning of worseThanGuessing(scores)) io.warn(warning)
  return 0
}

/** The metrics of the model's file; with several targets also those of each. */
function metricsJson(scores: ScoresBySet, file: NetworkFile): Writable {
  const entries = Object.entries(file.training!.metrics).map(([set, metrics]) => {
    const byTarget = metricsByTarget(scores[set as keyof ScoresBySet]!)
    return [set, { ...metrics, ...(byTarget && { byTarget }) }]
  })
  return Object.fromEntries(entries)
}

function report(
  result: TrainingResult,
  rules: Readonly<Record<string, Writable>>,
  file: NetworkFile,
  io: Io,
): void {
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
      ...(run.ending && { ending: run.ending }),
      time: { seconds: run.seconds },
      rows: file.training!.rows,
      recipe: { ...recipe, ...rules },
      ...filledJson(prepared),
      metrics: metricsJson(scores, file),
      ...(test?.kind === 'classes' && { classes: test.classes, confusion: test.confusion }),
      history: run.history.map((epoch) => ({ ...epoch })),
      model: output ?? null,
    },
    io,
  )
}
