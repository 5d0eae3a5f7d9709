// paso search: many trainings of different options, ranked by rows that none of them was trained on, and the best as a recipe.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FittedTable } from '../data/index.ts'
import type { TaskKind } from '../engine/defaults.ts'
import { engineFor } from '../engine/engines.ts'
import type { JsonObject, JsonValue } from '../formats/json.ts'
import { compactJson, prettyJson, type Writable } from '../formats/json-text.ts'
import { planFolds } from '../library/cross-validation.ts'
import { prepareTraining } from '../library/training.ts'
import { options as definitions, isOfRecipes, type OptionName } from '../options.ts'
import { checkWritable, openLog, writeFileWhole } from './atomic-file.ts'
import type { Arguments, Command, Io } from './command.ts'
import { writeJson } from './output.ts'
import { type CompleteArguments, fieldOf, withRecipe } from './recipe.ts'
import * as refused from './search-errors.ts'
import { type SearchResult, searchProgress, searchReport } from './search-report.ts'
import { type Dimension, drawnFrom, gridOf, spaceOf } from './search-space.ts'
import {
  directions,
  ranked,
  runTrials,
  type ScoreName,
  type TrialSetting,
  testedOn,
} from './search-trials.ts'
import { refuseForeign } from './step-rules.ts'
import { refuseColumns } from './train-checks.ts'
import { oneFileTwice } from './train-errors.ts'
import { loadTraining } from './train-load.ts'
import { missingOption } from './usage-errors.ts'

const USUAL_TRIALS = 20

export const search: Command = async (given, io) => {
  const args = await withRecipe(given)
  const { options } = args
  const space = spaceFor(given, args)
  await checkFiles(args)
  const folder = await mkdtemp(join(tmpdir(), 'paso-search-'))
  try {
    const path = await tablePath(args.positionals[0]!, folder, io)
    const prepared = await preparedFrom(path, args, io)
    const score = scoreFor(options.score, prepared.task.kind)
    const { grid, trials: count = USUAL_TRIALS, seed } = options
    const trials = grid ? gridOf(space) : drawnFrom(space, count, seed)
    const base = baseOf(given, args)
    const setting = { path, base, score, folds: options.folds !== undefined, folder }
    const began = performance.now()
    const finished = await watched(trials, setting, args, io)
    const order = ranked(finished, score)
    const best = order[0]?.status === 'done' ? order[0] : undefined
    const recipe = best && { ...base, ...best.values }
    const interrupted = io.signal.aborted
    if (!best && !interrupted) throw nothing(order, trials.length)
    const tests =
      options.folds === undefined
        ? prepared.split.test.length > 0
        : args.given.has('test') && options.test > 0
    const test = recipe && !interrupted && tests ? await testedOn(setting, recipe, io) : undefined
    const result: SearchResult = {
      path: args.positionals[0]!,
      prepared,
      space,
      seed,
      method: grid ? 'grid' : 'random',
      score,
      folds: options.folds,
      trials: order,
      count: trials.length,
      best,
      recipe,
      test,
      interrupted,
      seconds: (performance.now() - began) / 1000,
      output: options.output,
    }
    await report(result, args, io)
    io.signal.throwIfAborted()
    return 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @throws PasoError missing-option, conflicting-options, and those of `spaceOf` */
function spaceFor(given: Arguments, args: CompleteArguments): Dimension[] {
  const { vary, grid, trials } = args.options
  if (vary.length === 0) throw missingOption(definitions.vary)
  const space = spaceOf(vary)
  const both = space.find(({ name }) => given.given.has(name))
  if (both) throw refused.givenAndVaried(definitions[both.name].flag)
  if (grid && trials !== undefined) throw refused.gridHasNoDraws()
  refuseColumns(args)
  const varied = Object.fromEntries(space.map(({ name }) => [name, true]))
  // Where these vary, each trial finds out by itself.
  if (!space.some(({ name }) => name === 'optimizer' || name === 'schedule'))
    refuseForeign({ ...args.options, ...varied }, args.options.optimizer ?? 'adam')
  return space
}

async function checkFiles({ options: { output, searchLog, force } }: CompleteArguments): Promise<void> {
  if (output !== undefined && searchLog !== undefined && resolve(output) === resolve(searchLog))
    throw oneFileTwice(searchLog, '--output', '--log')
  if (output !== undefined && output !== '-') await checkWritable(output, force)
  if (searchLog !== undefined) await checkWritable(searchLog, force, '--log')
}

/** The children cannot read this program's standard input: it becomes a file. */
async function tablePath(path: string, folder: string, io: Io): Promise<string> {
  if (path !== '-') return path
  const copy = join(folder, 'table.csv')
  await writeFile(copy, io.stdin())
  return copy
}

/** What does not depend on a trial is refused here, once, and warned of. */
async function preparedFrom(path: string, args: CompleteArguments, io: Io): Promise<FittedTable> {
  const { table, target, settings } = await loadTraining(path, args, io)
  const { folds } = args.options
  if (folds !== undefined) {
    const { warnings } = planFolds(
      table,
      target,
      { ...settings, test: args.given.has('test') ? settings.test : 0 },
      folds,
    )
    for (const warning of warnings) io.warn(warning)
  }
  engineFor(settings.engine, settings.precision)
  const prepared = prepareTraining(table, target, settings)
  for (const warning of prepared.warnings) io.warn(warning)
  if (folds === undefined && prepared.split.validation.length === 0) throw refused.nothingToDecide()
  return prepared
}

/** Everything that was asked for besides what varies, as a recipe. */
function baseOf(given: Arguments, { recipe }: CompleteArguments): JsonObject {
  const flags = [...given.given].filter((name) => isOfRecipes(name))
  const values = flags.map((name: OptionName) => {
    const value = given.options[name] as JsonValue
    const one = 'repeatable' in definitions[name] && Array.isArray(value) && value.length === 1
    return [fieldOf(definitions[name].flag), one ? value[0]! : value]
  })
  return { ...recipe, ...Object.fromEntries(values) }
}

const suitable = {
  classes: ['logLoss', 'accuracy', 'macroF1', 'rocAuc'],
  numbers: ['r2', 'mse', 'mae'],
} as const satisfies Record<string, readonly ScoreName[]>

/** @throws PasoError unsuitable-score */
function scoreFor(asked: 'auto' | ScoreName, task: TaskKind): ScoreName {
  const own: readonly ScoreName[] = suitable[task === 'regression' ? 'numbers' : 'classes']
  if (asked === 'auto') return own[0]!
  if (!own.includes(asked)) throw refused.unsuitableScore(asked, own)
  return asked
}

async function watched(
  trials: Parameters<typeof runTrials>[0],
  setting: TrialSetting,
  { options: { jobs = availableParallelism(), searchLog, force } }: CompleteArguments,
  io: Io,
): ReturnType<typeof runTrials> {
  const log = searchLog === undefined ? undefined : openLog(searchLog, force)
  const progress = searchProgress(trials.length, setting.score, io)
  try {
    return await runTrials(
      trials,
      setting,
      jobs,
      (trial) => {
        progress.show(trial)
        log?.write(`${compactJson({ ...trial } as Writable)}\n`)
      },
      io,
    )
  } finally {
    progress.clear()
    log?.close()
  }
}

function nothing(order: SearchResult['trials'], count: number): Error {
  const [first] = order
  return refused.nothingWorked(count, first?.status === 'failed' ? first.error.what : '')
}

async function report(result: SearchResult, { options }: CompleteArguments, io: Io): Promise<void> {
  const { output, recipe, interrupted } = result
  const text = recipe && prettyJson(recipe as Writable)
  const written = text !== undefined && output !== undefined && !interrupted
  if (written && output !== '-') await writeFileWhole(output, text, options.force)
  if (written && output === '-') {
    io.stdout.write(text)
    for (const line of searchReport(result, io)) io.say(line)
  } else if (io.json) writeJson(searchJson(result, written), io)
  else io.stdout.write(`${searchReport(result, io).join('\n')}\n`)
}

function searchJson(result: SearchResult, written: boolean): Writable {
  const { seed, method, score, folds, trials, count, best, recipe, test, interrupted, seconds, output } =
    result
  return {
    format: 'paso-search/1',
    seed,
    method,
    score: { name: score, rows: folds === undefined ? 'validation' : 'folds', better: directions[score] },
    time: { seconds },
    trials: trials as unknown as Writable,
    planned: count,
    interrupted,
    best:
      best && recipe
        ? { trial: best.trial, score: best.score, recipe: recipe as Writable, test: test ?? null }
        : null,
    recipe: written ? output! : null,
  }
}
