// paso train: a table to a trained network, its honest scores, and a model file.
import type { OptimizerSpec } from '../core/trace.ts'
import { optimizerSpec } from '../core/update.ts'
import { type PreparedTable, prepare } from '../data/index.ts'
import { outputFor, type Recipe, recipeFor } from '../engine/defaults.ts'
import { diagnose } from '../engine/diagnosis.ts'
import type { Advice } from '../engine/divergence.ts'
import { flatRows, type Rows } from '../engine/engine.ts'
import { engineFor } from '../engine/engines.ts'
import { startingNetwork } from '../engine/start.ts'
import { type Epoch, type Run, train as runTraining } from '../engine/trainer.ts'
import { compactJson } from '../formats/json-text.ts'
import { type NetworkFile, type TrainingRecord, writeNetworkFile } from '../formats/network-file.ts'
import { type Random, xoshiro } from '../math/random.ts'
import { options as table } from '../options.ts'
import { checkWritable, openLog, writeFileWhole } from './atomic-file.ts'
import type { Command, Io } from './command.ts'
import { dialectOf, loadTable } from './load.ts'
import { Interrupted, writeJson } from './output.ts'
import { progressOf } from './progress.ts'
import { type CompleteArguments, withRecipe } from './recipe.ts'
import { metricsRecord, type Scores, scoresOf } from './scores.ts'
import { refuseConflicts, refuseTooLarge } from './train-checks.ts'
import { type TrainingResult, trainingReport } from './train-report.ts'
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
  const random = xoshiro(options.seed)
  const prepared = await prepareTable(path, args, random, io)
  for (const warning of prepared.warnings) io.warn(warning)

  const { task, split } = prepared
  const usual = recipeFor(task.kind, split.train.length)
  const recipe = recipeOf(args, usual)
  const optimizer = optimizerOf(args, recipe)
  const [inputs, outputs] = [prepared.featureNames.length, prepared.targets[0]!.length]
  refuseTooLarge([inputs, ...recipe.hidden, outputs])
  const start = startingNetwork(
    {
      inputs,
      outputs,
      hidden: recipe.hidden,
      activation: recipe.activation,
      outputActivation: outputFor[task.kind].activation,
      loss: outputFor[task.kind].loss,
    },
    random,
  )
  const plan = {
    ...recipe,
    engine,
    network: start,
    optimizer,
    train: rowsOf(prepared, split.train),
    validation: split.validation.length > 0 ? rowsOf(prepared, split.validation) : undefined,
    random,
    seconds: options.seconds,
    advice: { ...adviceFor(prepared, args), usualLearningRate: usualRate(args, usual) },
  }
  const run = await watched(plan, args, io)
  const seen = Array.from(split.train, (row) => ({
    input: prepared.inputs[row]!,
    target: prepared.targets[row]!,
  }))
  for (const warning of diagnose(start, run.network, seen)) io.warn(warning)
  const scores = scoresBySet(run, prepared)
  const file = modelOf(args, prepared, run, optimizer, recipe, scores)
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
  return 0
}

async function prepareTable(
  path: string,
  args: CompleteArguments,
  random: Random,
  io: Io,
): Promise<PreparedTable> {
  const { targetColumn: target, ignore, task, validation, test, scaling } = args.options
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
  return prepare(data, target, {
    ...(task !== 'auto' && { task }),
    scaling: scaling === 'standard',
    split: { validation, test, random },
  })
}

/** What the user asked for, and the rest from the defaults. */
function recipeOf({ options }: CompleteArguments, usual: Recipe): Recipe {
  return {
    hidden: options.hidden ?? usual.hidden,
    activation: options.activation ?? usual.activation,
    optimizer: options.optimizer ?? usual.optimizer,
    learningRate: options.learningRate ?? usualRate({ options }, usual),
    weightDecay: options.weightDecay ?? usual.weightDecay,
    batchSize: options.batchSize ?? usual.batchSize,
    epochs: options.epochs ?? usual.epochs,
    patience: options.patience ?? usual.patience,
  }
}

/** Plain gradient descent wants larger steps; momentum makes them larger by itself. */
function usualRate({ options }: Pick<CompleteArguments, 'options'>, usual: Recipe): number {
  const slower = { sgd: 10, adagrad: 10, rmsprop: 1, adam: 1, adamw: 1 }[options.optimizer ?? usual.optimizer]
  return Number((usual.learningRate * slower * (1 - (options.momentum ?? 0))).toPrecision(2))
}

function optimizerOf({ options, optimizerOptions }: CompleteArguments, recipe: Recipe): OptimizerSpec {
  const { optimizer, learningRate, weightDecay } = recipe
  const momentum = options.momentum === undefined ? {} : { momentum: options.momentum }
  return optimizerSpec(optimizer, { learningRate, weightDecay, ...momentum, ...optimizerOptions })
}

function rowsOf({ inputs, targets }: PreparedTable, rows: Uint32Array): Rows {
  return flatRows(
    Array.from(rows, (row) => inputs[row]!),
    Array.from(rows, (row) => targets[row]!),
  )
}

/** What to say when the training diverges: the option to change, and the widest column where nothing was scaled. */
function adviceFor({ inputs, encoding, split }: PreparedTable, { options }: CompleteArguments): Advice {
  const advice = {
    learningRateOption: '--learning-rate',
    closing: { en: 'No model was written.', es: 'No se escribió ningún modelo.' },
  }
  if (options.scaling === 'standard' || encoding.inputs.some((column) => column.kind !== 'number'))
    return advice
  const ranges = encoding.inputs.map(({ name }, position) => {
    let [low, high] = [Infinity, -Infinity]
    for (const row of split.train) {
      low = Math.min(low, inputs[row]![position]!)
      high = Math.max(high, inputs[row]![position]!)
    }
    return { name, position: position + 1, low, high }
  })
  const size = ({ low, high }: { low: number; high: number }): number =>
    Math.max(Math.abs(low), Math.abs(high))
  return {
    ...advice,
    unscaled: ranges.reduce((widest, range) => (size(range) > size(widest) ? range : widest)),
  }
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

function scoresBySet(
  { network }: Run,
  { inputs, targets, split, encoding }: PreparedTable,
): TrainingResult['scores'] {
  const entries = (['train', 'validation', 'test'] as const).flatMap((set): [string, Scores][] => {
    const rows = Array.from(split[set])
    if (rows.length === 0) return []
    return [
      [
        set,
        scoresOf(
          network,
          encoding.target,
          rows.map((row) => inputs[row]!),
          rows.map((row) => targets[row]!),
        ),
      ],
    ]
  })
  return Object.fromEntries(entries)
}

function modelOf(
  { options }: CompleteArguments,
  { encoding, featureNames, split }: PreparedTable,
  run: Run,
  optimizer: OptimizerSpec,
  recipe: Recipe,
  scores: TrainingResult['scores'],
): NetworkFile {
  const training: TrainingRecord = {
    seed: options.seed,
    engine: options.engine,
    epochs: run.epochs,
    bestEpoch: run.bestEpoch,
    stoppedBy: run.stoppedBy,
    rows: { train: split.train.length, validation: split.validation.length, test: split.test.length },
    metrics: Object.fromEntries(
      Object.entries(scores).map(([set, score]) => [set, finiteOnes(metricsRecord(score))]),
    ),
    recipe: { ...recipe, validation: options.validation, test: options.test, scaling: options.scaling },
  }
  const { target } = encoding
  const outputs = target.kind === 'classes' && target.classes.length > 2 ? target.classes : [target.name]
  return {
    name: undefined,
    network: run.network,
    inputNames: featureNames,
    unitNames: run.network.layers.map((_, l) => (l === run.network.layers.length - 1 ? outputs : undefined)),
    optimizer,
    samples: [],
    encoding,
    training,
  }
}

/** A network file holds finite numbers alone: the squares of targets beyond 10¹⁵⁴ have none. */
const finiteOnes = (metrics: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)))

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
      metrics: file.training!.metrics,
      ...(test?.kind === 'classes' && { classes: test.classes, confusion: test.confusion }),
      history: run.history.map((epoch) => ({ ...epoch })),
      model: output ?? null,
    },
    io,
  )
}
