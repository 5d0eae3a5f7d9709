// paso search: the space that is searched; each trial is the training that `paso train` makes; the choice sees no test row; what
// fails is shown; Ctrl-C leaves no child behind.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawnFrom, gridOf, spaceOf } from '../../src/cli/search-space.ts'
import { readCsv } from '../../src/data/index.ts'
import { searchSchema, trialSchema } from '../../src/formats/output-schemas.ts'
import { settingsOf } from '../../src/library/options.ts'
import { planTraining } from '../../src/library/training.ts'
import { example, paso, program, temporaryFolder } from './run-cli.ts'

/** Each trial is a process, and several tests share the machine. */
const SLOW = { timeout: 120_000 }

describe('a space', () => {
  it('in a grid has every combination, the last option fastest', () => {
    const space = spaceOf(['hidden=8/16,4', 'learning-rate=0.01..1,log,3', 'batch-size=8..16,2'])
    expect(gridOf(space)).toEqual(
      [[8], [16, 4]].flatMap((hidden) =>
        [0.01, 0.1, 1].flatMap((learningRate) =>
          [8, 16].map((batchSize) => ({ hidden, learningRate, batchSize })),
        ),
      ),
    )
    expect(gridOf(spaceOf(['weight-decay=0..1,5'])).map(({ weightDecay }) => weightDecay)).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ])
  })

  it('is drawn as the seed says, within its bounds, each combination once', () => {
    const space = spaceOf(['learning-rate=1e-4..1,log', 'epochs=5..9', 'activation=tanh/relu'])
    const trials = drawnFrom(space, 2000, 7)
    expect(drawnFrom(space, 2000, 7)).toEqual(trials)
    expect(drawnFrom(space, 2000, 8)).not.toEqual(trials)
    expect(drawnFrom(space, 10, 7)).toEqual(trials.slice(0, 10))
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(2000)
    const rates = trials.map(({ learningRate }) => learningRate as number)
    expect(rates.every((rate) => rate >= 1e-4 && rate <= 1)).toBe(true)
    // Of 2000 draws a quarter in each factor of ten: the deviation of that share is 0.01, and five of them are allowed.
    for (const low of [1e-4, 1e-3, 1e-2, 1e-1]) {
      const share = rates.filter((rate) => rate >= low && rate < 10 * low).length / 2000
      expect(Math.abs(share - 0.25)).toBeLessThan(0.05)
    }
    expect(new Set(trials.map(({ epochs }) => epochs))).toEqual(new Set([5, 6, 7, 8, 9]))
  })

  it('ends where it is used up', () => {
    expect(drawnFrom(spaceOf(['hidden=2..4', 'scaling=standard/none']), 50, 1)).toHaveLength(6)
  })
})

const target = ['--target', 'target']
const small = ['--epochs', '8', '--seed', '3']
const space = ['--vary', 'hidden=2/6', '--vary', 'learning-rate=0.001..0.1,log']
const searched = async (words: readonly string[], table = example('iris.csv')) => {
  const printed = await paso(['search', table, ...target, ...words, '--jobs', '2', '--json'])
  return { ...printed, json: printed.code === 0 ? searchSchema.parse(JSON.parse(printed.stdout)) : undefined }
}

const trained = async (words: readonly string[]) => {
  const { code, stdout } = await paso(['train', example('iris.csv'), ...words, '--json'])
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

/** All but what depends on the clock. */
const timeless = (json: object): unknown =>
  JSON.parse(JSON.stringify(json, (key, value) => (key === 'seconds' ? undefined : value)))

describe('a search', SLOW, () => {
  it('is of trainings as train makes them, ranks them, and tests the best', async () => {
    const folder = temporaryFolder()
    const [recipe, log] = [join(folder, 'best.json'), join(folder, 'search.jsonl')]
    const words = [...small, ...space, '--trials', '5']
    const { json } = await searched([...words, '-o', recipe, '--log', log])
    const { trials, best } = json!
    expect([json!.planned, json!.method, json!.interrupted]).toEqual([5, 'random', false])
    expect(json!.score).toEqual({ name: 'logLoss', rows: 'validation', better: 'lower' })
    const scores = trials.map(({ score }) => score as number)
    expect(scores).toEqual(scores.toSorted((a, b) => a - b))
    for (const { values, metrics } of trials.slice(0, 2)) {
      const { hidden, learningRate } = values as { hidden: number[]; learningRate: number }
      const flags = ['--hidden', hidden.join(), '--learning-rate', String(learningRate)]
      const run = await trained([...target, ...small, ...flags])
      expect(metrics).toEqual(run.metrics.validation)
    }
    const run = await trained(['--recipe', recipe])
    expect(best!.score).toBe(run.metrics.validation.logLoss)
    expect(best!.test).toEqual(run.metrics.test)
    expect(JSON.parse(readFileSync(recipe, 'utf8'))).toEqual(best!.recipe)
    expect(best!.recipe).toEqual({ target: 'target', epochs: 8, seed: 3, ...trials[0]!.values })
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    const logged = lines.map((line) => trialSchema.parse(JSON.parse(line)))
    expect(logged.toSorted((a, b) => a.trial - b.trial)).toEqual(trials.toSorted((a, b) => a.trial - b.trial))
    const again = await searched([...words, '--jobs', '1'])
    expect(timeless({ ...again.json!, recipe })).toEqual(timeless(json!))
  })

  it('does not see the test rows while it chooses', async () => {
    const lines = readFileSync(example('diabetes.csv'), 'utf8').trim().split('\n')
    const table = await readCsv(example('diabetes.csv'))
    const settings = settingsOf({ epochs: 8 }, { seed: 3 }, table.rows)
    const { split } = planTraining(table, 'target', settings).prepared
    const spoiled = lines.map((line, n) =>
      n > 0 && split.test.includes(n - 1) ? line.replace(/[^,]+$/, String(1000 + n)) : line,
    )
    const other = join(temporaryFolder(), 'spoiled.csv')
    writeFileSync(other, `${spoiled.join('\n')}\n`)
    const words = [...small, '--vary', 'hidden=2/6/12', '--grid']
    const [own, theirs] = [await searched(words, example('diabetes.csv')), await searched(words, other)]
    expect(timeless({ trials: theirs.json!.trials })).toEqual(timeless({ trials: own.json!.trials }))
    expect(theirs.json!.best!.test!.r2).not.toBe(own.json!.best!.test!.r2)
  })

  it('can be decided by folds', async () => {
    const words = [...small, '--folds', '3', '--vary', 'hidden=1/8', '--grid', '--score', 'accuracy']
    const { json } = await searched([...words, '--test', '0.2'])
    const run = await trained([...target, ...small, '--folds', '3', '--test', '0.2', '--hidden', '8'])
    expect(json!.score).toEqual({ name: 'accuracy', rows: 'folds', better: 'higher' })
    const wide = json!.trials.find(({ values }) => String(values.hidden) === '8')!
    expect([wide.score, wide.sd]).toEqual([run.mean.accuracy, run.sd.accuracy])
    expect(json!.best!.test!.rows).toBe(30)
    const { json: untested } = await searched(words)
    expect(untested!.best!.test).toBeNull()
  })

  it('shows what diverges, and fails only where everything does', async () => {
    const words = [...small, '--scaling', 'none', '--vary', 'learning-rate=0.01/1e200']
    const { json, code } = await searched([...words, '--grid'])
    expect([code, json!.trials.map(({ status }) => status)]).toEqual([0, ['done', 'failed']])
    expect(json!.trials[1]!.error!.code).toBe('diverged')
    const said = await paso(['search', example('iris.csv'), ...target, ...words, '--grid', '--lang', 'es'])
    expect(said.stdout).toMatch(/^El ensayo 2 falló: el error /m)
    expect(said.stdout.split('\n').filter((line) => line.length > 80 && !line.includes('examples'))).toEqual(
      [],
    )
    // Momentum suits one of the two optimizers.
    const mixed = await searched([...small, '--momentum', '0.5', '--vary', 'optimizer=adam/sgd', '--grid'])
    expect(mixed.json!.trials.map(({ trial, error }) => [trial, error?.code])).toEqual([
      [2, undefined],
      [1, 'conflicting-options'],
    ])
    const none = await searched([...small, '--vary', 'learning-rate=1e250/1e200'])
    expect([none.code, none.stdout]).toEqual([1, ''])
    expect(JSON.parse(none.stderr.trim().split('\n').at(-1)!).error.code).toBe('no-trial-worked')
  })

  it('shows what has no score, and what ended without a word', async () => {
    const lone = Array.from({ length: 60 }, (_, n) => `${n},${(n * 7) % 11},${n === 5 ? 'rare' : 'usual'}`)
    const table = join(temporaryFolder(), 'lone.csv')
    writeFileSync(table, `a,b,target\n${lone.join('\n')}\n`)
    const words = ['search', table, ...target, ...small, '--vary', 'hidden=2/3', '--score', 'rocAuc', '-q']
    // The validation has one class alone.
    const unscored = await paso(words)
    expect([unscored.code, unscored.stderr.includes('rocAuc: undefined')]).toEqual([1, true])
    const log = join(temporaryFolder(), 'log.jsonl')
    const silent = await paso([...words, '--log', log], {
      again: [process.execPath, '--eval', 'process.exit(9)'],
    })
    expect([silent.code, silent.stderr.includes('exit code 9')]).toEqual([1, true])
    const logged = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).error.code)
    expect(logged).toEqual(['process-ended', 'process-ended'])
    await paso([...words, '--log', log, '--force'])
    expect(JSON.parse(readFileSync(log, 'utf8').split('\n')[0]!).error.code).toBe('no-score')
  })

  it('takes a recipe and a table from a pipe, and writes a recipe to one', async () => {
    const folder = temporaryFolder()
    const recipe = join(folder, 'base.json')
    writeFileSync(recipe, '{ "target": "target", "epochs": 8, "hidden": [3], "learningRate": 0.02 }')
    const { code, stdout, stderr } = await paso(
      ['search', '-', '--recipe', recipe, '--vary', 'hidden=2/4', '--grid', '-o', '-'],
      { stdin: readFileSync(example('iris.csv'), 'utf8') },
    )
    expect(code).toBe(0)
    const best = JSON.parse(stdout)
    expect({ ...best, hidden: best.hidden.length }).toEqual({
      target: 'target',
      epochs: 8,
      hidden: 1,
      learningRate: 0.02,
    })
    expect(stderr).toContain('Best: --hidden')
  })
})

it.each([
  ['nothing to vary', '', 'missing-option'],
  ['a text that says no values', '--vary hidden', 'not-a-space'],
  ['an option that decides the rows', '--vary seed=1/2', 'cannot-vary'],
  ['an option that does not exist', '--vary hiden=1', 'cannot-vary'],
  ['an option twice', '--vary hidden=1 --vary hidden=2', 'repeated-variation'],
  ['an option that is given', '--vary hidden=1/2 --hidden 3', 'conflicting-options'],
  ['a value that the option does not take', '--vary hidden=0/2', 'bad-value'],
  ['a range of names', '--vary activation=1..2', 'no-range'],
  ['an empty range', '--vary learning-rate=1..0.1', 'empty-range'],
  ['a logarithm of 0', '--vary weight-decay=0..1,log', 'empty-range'],
  ['a range in a grid', '--vary learning-rate=0.1..1 --grid', 'no-points'],
  ['a grid that is drawn', '--vary hidden=1/2 --grid --trials 3', 'conflicting-options'],
  ['a grid without end', '--vary hidden=1..1000,1000 --vary epochs=1..1000,1000 --grid', 'too-many-trials'],
  ['a score of numbers for classes', '--vary hidden=1/2 --score r2', 'unsuitable-score'],
  ['no rows that decide', '--vary hidden=1/2 --validation 0', 'nothing-to-decide'],
  ['one file for two things', '--vary hidden=1/2 -o same.json --log same.json', 'conflicting-options'],
])('refuses %s', async (_, words, expected) => {
  for (const language of ['en', 'es']) {
    const asked = ['search', example('iris.csv'), ...target, ...words.split(' ').filter(Boolean)]
    const { code, stdout, stderr } = await paso([...asked, '--lang', language])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`[${expected};`)
  }
  expect(existsSync('same.json')).toBe(false)
})

it('reports what is done on Ctrl-C, and leaves no child and no folder behind', SLOW, async () => {
  const log = join(temporaryFolder(), 'search.jsonl')
  const [node, ...rest] = program as [string, ...string[]]
  const endless = ['--epochs', '10000000', '--patience', '10000000']
  const words = ['--vary', 'learning-rate=1e300/0.01/0.02', '--grid', '--jobs', '1', ...endless]
  const child = spawn(node, [...rest, 'search', example('iris.csv'), ...target, ...words, '--log', log], {
    env: { ...process.env, LANG: 'en' },
  })
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)))
  const wait = () => new Promise((resolve) => setTimeout(resolve, 50))
  while (!existsSync(log) || readFileSync(log, 'utf8') === '') await wait()
  /** Its children that train: process, and the folder of the search. */
  const trainings = (): (readonly [pid: number, folder: string])[] =>
    spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .stdout.split('\n')
      .flatMap((line) => {
        const [, pid, parent, folder] = /^\s*(\d+)\s+(\d+) .* (\S*paso-search-\w+)/.exec(line) ?? []
        return Number(parent) === child.pid ? [[Number(pid), folder!] as const] : []
      })
  const alive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  let running = trainings()
  for (; running.length === 0; running = trainings()) await wait()
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(stdout).toContain('Interrupted: 1 done.')
  expect(stdout).toContain('Trial 1 failed:')
  expect(stdout).toContain('No recipe was written.')
  for (const [pid, folder] of running) expect([alive(pid), existsSync(folder)]).toEqual([false, false])
})
