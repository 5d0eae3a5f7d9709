// From a table to a model and back: train, predict, eval and inspect agree, and odd data gives finite numbers or a clear word.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readNetworkFile, writeNetworkFile } from '../../src/formats/index.ts'
import { evaluationSchema, predictionSchema, runSchema } from '../../src/formats/output-schemas.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const at = (name: string): string => join(folder, name)

/** A table in the folder. */
function table(name: string, lines: readonly string[]): string {
  writeFileSync(at(name), `${lines.join('\n')}\n`)
  return at(name)
}

const tables = [
  ['iris', 'accuracy', 0.93],
  ['wine', 'accuracy', 0.91],
  ['diabetes', 'r2', 0.2],
] as const

describe.each(tables)('%s', (name, metric, bar) => {
  const model = at(`${name}.json`)
  let run: ReturnType<typeof runSchema.parse>

  beforeAll(async () => {
    const { code, stdout, stderr } = await paso([
      'train',
      example(`${name}.csv`),
      '--target',
      'target',
      '-o',
      model,
      '--json',
      '-q',
    ])
    expect([code, stderr]).toEqual([0, ''])
    run = runSchema.parse(JSON.parse(stdout))
  })

  it('is learned, by rows never seen', () => {
    expect(run.metrics.test![metric]).toBeGreaterThan(bar)
    expect(run.history).toHaveLength(run.epochs)
    expect(run.model).toBe(model)
  })

  it('gives a model file that reads back to the bit', () => {
    const text = readFileSync(model, 'utf8')
    expect(writeNetworkFile(readNetworkFile(text, model))).toBe(text)
  })

  it('is evaluated as predicted', async () => {
    const { stdout } = await paso(['eval', model, example(`${name}.csv`), '--json'])
    const { metrics, confusion } = evaluationSchema.parse(JSON.parse(stdout))
    const { stdout: lines } = await paso(['predict', model, example(`${name}.csv`), '--format', 'jsonl'])
    const answers = lines
      .trim()
      .split('\n')
      .map((line) => predictionSchema.parse(JSON.parse(line)))
    const truth = readFileSync(example(`${name}.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').at(-1)!)
    expect(answers).toHaveLength(truth.length)
    if (metric === 'accuracy') {
      const right = answers.filter(({ prediction }, row) => prediction === truth[row]).length
      expect(metrics.accuracy).toBe(right / truth.length)
      expect(confusion!.flat().reduce((a, b) => a + b)).toBe(truth.length)
    } else {
      const squares = answers.map(({ prediction }, row) => (Number(prediction) - Number(truth[row])) ** 2)
      expect(metrics.mse).toBeCloseTo(squares.reduce((a, b) => a + b) / truth.length, 8)
    }
  })

  it('is told in words by eval and inspect', async () => {
    const told = await paso(['eval', model, example(`${name}.csv`), '--lang', 'es'])
    expect(told.stdout).toContain(metric === 'accuracy' ? 'Exactitud' : 'R²')
    const { stdout } = await paso(['inspect', model])
    expect(stdout).toContain('Training: ')
    expect(stdout).toContain('target')
  })

  it('can be explained and checked, row by row', async () => {
    const words = [model, '--data', example(`${name}.csv`), '--rows', '1,5', '--json']
    const { stdout } = await paso(['explain', ...words, '--parameter', 'w1'])
    expect(JSON.parse(stdout).samples).toHaveLength(2)
    const check = await paso(['check', ...words, '--parameter', 'w1', '--parameter', 'b_o1'])
    expect(JSON.parse(check.stdout).passed).toBe(true)
  })
})

it('learns iris whatever the seed, on the whole', async () => {
  const scores: number[] = []
  for (let seed = 1; seed <= 20; seed++) {
    const { stdout } = await paso([
      'train',
      example('iris.csv'),
      '--target',
      'target',
      '--json',
      '-q',
      '--seed',
      String(seed),
    ])
    scores.push(JSON.parse(stdout).metrics.test.accuracy)
  }
  // Of 30 test rows one is 3.3 %; each wrong row beyond two of them puts a seed below 0.93.
  expect(scores.reduce((a, b) => a + b) / scores.length).toBeGreaterThanOrEqual(0.95)
  expect(scores.filter((score) => score < 0.93).length).toBeLessThanOrEqual(3)
})

describe('the same seed', () => {
  const words = ['train', example('iris.csv'), '--target', 'target', '--epochs', '5', '-q', '-o', '-']
  it('gives the same model, byte for byte, on every engine', async () => {
    const [one, two, core, other] = await Promise.all(
      [[], [], ['--engine', 'core'], ['--seed', '2']].map((more) => paso([...words, ...more])),
    )
    expect(two!.stdout).toBe(one!.stdout)
    expect(core!.stdout.replace('"engine": "core"', '"engine": "auto"')).toBe(one!.stdout)
    expect(other!.stdout).not.toBe(one!.stdout)
  })

  it('leaves standard output to the model', async () => {
    const { stdout, stderr } = await paso(words.filter((word) => word !== '-q'))
    expect(JSON.parse(stdout).format).toBe('paso-network/1')
    expect(stderr).toContain('Loss, training and validation')
  })
})

describe('a recipe', () => {
  const recipe = (text: string): string => table('recipe.json', [text])
  const words = ['train', example('diabetes.csv'), '--json', '-q', '--recipe']

  it('gives what the command line does not', async () => {
    const path = recipe(
      '{ "target": "target", "hidden": [4, 3], "epochs": 3, "learningRate": 0.5, "optimizer": { "name": "sgd", "momentum": 0.5, "nesterov": true }, "scaling": "standard" }',
    )
    const { code, stdout, stderr } = await paso([...words, path, '--learning-rate', '0.001'])
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout).recipe).toMatchObject({
      hidden: [4, 3],
      epochs: 3,
      learningRate: 0.001,
      optimizer: 'sgd',
    })
  })

  it.each([
    ['{\n  "hiden": [4]\n}', 'unknown-field', 'recipe.json, hiden, line 2.', '"hidden"'],
    ['{\n\n  "epochs": 0\n}', 'bad-value', 'recipe.json, epochs, line 3.', undefined],
    ['{ "target": {} }', 'wrong-type', 'recipe.json, target, line 1.', undefined],
    ['{ "target": "target", }', 'invalid-json', 'line 1, column 21.', undefined],
    ['[]', 'wrong-type', 'recipe.json.', undefined],
  ])('%j is refused with its line', async (text, code, where, hint) => {
    const { stderr } = await paso([...words, recipe(text)])
    const { error } = JSON.parse(stderr)
    expect(error.code).toBe(code)
    expect(error.where).toContain(where)
    if (hint) expect(error.hint).toBe(hint)
  })
})

it('writes a line of the log for each epoch', async () => {
  const { stdout } = await paso([
    'train',
    example('iris.csv'),
    '--target',
    'target',
    '--epochs',
    '4',
    '--log',
    at('run.jsonl'),
    '--json',
    '-q',
  ])
  const lines = readFileSync(at('run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toEqual(JSON.parse(stdout).history)
})

describe('a training that fails', () => {
  const wild = [
    'train',
    example('diabetes.csv'),
    ...['--target', 'target', '--optimizer', 'sgd', '--learning-rate', '1', '--batch-size', '32', '-q'],
  ]
  /** Words of a message without its line breaks. */
  const inOne = (text: string): string => text.replace(/\s+/g, ' ')

  it('by divergence says when, where, why and what to try', async () => {
    const { code, stdout, stderr } = await paso(wild)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Error: the loss grew without limit: [\d.·⁰¹²³⁴⁵⁶⁷⁸⁹,\s]+\.\n/)
    expect(inOne(stderr)).toMatch(
      / Where: epoch 1, step \d+ of 9, in batches of 32 rows, learning rate 1; layer 2 of 2 has the largest gradient, /,
    )
    expect(stderr).toContain(
      '  Try:   --learning-rate 0.1. No model was written.\n  [diverged; exit code 1]\n',
    )
    const spanish = await paso([...wild, '--lang', 'es'])
    expect(spanish.stderr).toContain('Qué hacer: --learning-rate 0.1. No se escribió ningún modelo.')
  })

  it('by divergence writes the last finite weights, which predict', async () => {
    const left = at('left.json')
    const { code, stderr } = await paso([...wild, '-o', left])
    expect(code).toBe(1)
    expect(inOne(stderr)).toContain(
      `${left} has the weights before that step, the last finite ones. [diverged`,
    )
    const predicted = await paso(['predict', left, example('diabetes.csv'), '--format', 'jsonl'])
    const answers = predicted.stdout.trim().split('\n')
    expect(answers).toHaveLength(442)
    expect(answers.every((line) => Number.isFinite(JSON.parse(line).prediction))).toBe(true)
    const spanish = await paso([...wild, '-o', left, '--force', '--lang', 'es'])
    expect(inOne(spanish.stderr)).toContain(
      `${left} tiene los pesos anteriores a ese paso, los últimos finitos.`,
    )
    const { stdout } = await paso([...wild, '-o', '-'])
    expect(stdout).toBe(readFileSync(left, 'utf8'))
    const json = await paso([...wild, '-o', left, '--force', '--json'])
    expect([json.code, json.stdout]).toEqual([1, ''])
    expect(JSON.parse(json.stderr).error).toMatchObject({ code: 'diverged', exitCode: 1 })
    expect(JSON.parse(json.stderr).error.hint).toContain(`${left} has the weights`)
  })

  it('by divergence writes the best epoch, where one was over, and leaves log and checkpoint whole', async () => {
    const [best, log, checkpoint] = [at('best.json'), at('wild.jsonl'), at('wild.checkpoint')]
    const recipe = ['--learning-rate', '0.05', '--momentum', '0.9995', '--activation', 'relu', '-o', best]
    const words = ['train', example('diabetes.csv'), '--target', 'target', '--optimizer', 'sgd', ...recipe]
    const kept = ['--log', log, '--checkpoint', checkpoint, '--checkpoint-every', '1e']
    const { code, stderr } = await paso([...words, ...kept])
    const [, epoch] = /has the weights of epoch (\d+), the best one\./.exec(inOne(stderr))!
    expect([code, Number(epoch) > 0]).toEqual([1, true])
    const epochs = readFileSync(log, 'utf8').trim().split('\n')
    expect(epochs.map((line) => JSON.parse(line).epoch)).toEqual(epochs.map((_, i) => i + 1))
    expect(stderr).toContain(`Where: epoch ${epochs.length + 1}, `)
    const inspected = await paso(['inspect', checkpoint, '--json'])
    expect([inspected.code, JSON.parse(inspected.stdout).epochs]).toEqual([0, epochs.length])
    // The same training, ended after that epoch.
    const ended = await paso([...words, '--epochs', epoch!, '--force'])
    expect(ended.code).toBe(0)
    const answers = async (model: string) => (await paso(['predict', model, example('diabetes.csv')])).stdout
    const short = await answers(best)
    await paso([...words, '--force'])
    expect(await answers(best)).toBe(short)
    const spanish = await paso([...words, '--force', '--lang', 'es'])
    expect(inOne(spanish.stderr)).toContain(`${best} tiene los pesos de la época ${epoch}, la mejor.`)
  })

  it('by divergence in a fold writes nothing and says which', async () => {
    const { code, stderr } = await paso([...wild, '--folds', '3', '-o', at('never.json')])
    expect(code).toBe(1)
    expect(inOne(stderr)).toMatch(/Where: fold 1 of 3; epoch 1, step .* No model was written\. \[diverged/)
    expect(readdirSync(folder).filter((name) => name.includes('never'))).toEqual([])
  })

  it('by raw inputs names the column', async () => {
    const words = ['--target', 'target', '--optimizer', 'sgd', '--scaling', 'none', '-q']
    const { stderr } = await paso(['train', example('diabetes.csv'), ...words])
    expect(inOne(stderr)).toMatch(/column \d+ \(\w+\) holds values from/)
  })

  it('by Ctrl-C exits with 130 and leaves no file', async () => {
    const words = [
      'train',
      example('diabetes.csv'),
      '--target',
      'target',
      '--epochs',
      '1000000',
      '--patience',
      '1000000',
      '-o',
      at('stopped.json'),
    ]
    const { code, stdout, stderr } = await paso(words, { interruptAfter: 60 })
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toContain('Interrupted. No model was written.\n')
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
  })
})

describe('odd data', () => {
  const numbers = Array.from({ length: 40 }, (_, i) => i)
  const odd: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a constant column',
      'constant-column',
      ['a,b,y', ...numbers.map((i) => `${i},5,${i % 2 ? 'x' : 'z'}${i < 20 ? '1' : '2'}`)],
    ],
    [
      'a class of one row',
      'single-row-class',
      ['a,b,y', ...numbers.map((i) => `${i},${(i * 7) % 11},${i === 3 ? 'rare' : i < 20 ? 'low' : 'high'}`)],
    ],
    [
      'repeated rows',
      'duplicate-rows',
      ['a,b,y', ...numbers.map((i) => `${i % 5},${i % 3},${i % 5 < 2 ? 'n' : 'm'}`)],
    ],
  ]
  it.each(odd)('%s trains with one warning, to finite numbers', async (name, warning, lines) => {
    const { code, stdout, stderr } = await paso([
      'train',
      table(`${name}.csv`, lines),
      '--target',
      'y',
      '--epochs',
      '20',
      '--json',
    ])
    expect(code).toBe(0)
    expect(stderr.match(/^Warning: /gm)).toHaveLength(1)
    expect(stderr).toContain(`[${warning}; exit code 0]`)
    const { history, metrics } = JSON.parse(stdout)
    expect(history.every(({ loss }: { loss: unknown }) => Number.isFinite(loss))).toBe(true)
    expect(Object.values(metrics.train).every(Number.isFinite)).toBe(true)
  })

  it('of texts and numbers is encoded, and a text never seen is warned about', async () => {
    const lines = [
      'size,color,price',
      ...numbers.map((i) => `${i},${['red', 'blue', 'green'][i % 3]},${3 * i + (i % 3) * 10}.5`),
    ]
    const model = at('colors.json')
    const trained = await paso(['train', table('colors.csv', lines), '--target', 'price', '-o', model, '-q'])
    expect(trained.code).toBe(0)
    const { code, stdout, stderr } = await paso(['predict', model, '-', '--lang', 'es'], {
      stdin: 'color,size\nred,10\npink,11\n',
    })
    expect(code).toBe(0)
    expect(stderr).toContain('[unseen-category; código de salida 0]')
    const [head, ...answers] = stdout.trim().split('\n')
    expect(head).toBe('price')
    expect(Number(answers[0])).toBeGreaterThan(0)
    expect(answers).toHaveLength(2)
  })

  it('too small to set rows aside still trains', async () => {
    const { code, stdout } = await paso([
      'train',
      table('tiny.csv', ['a,y', '1,2.5', '2,3.5', '3,5']),
      '--target',
      'y',
      '--epochs',
      '5',
      '--json',
      '-q',
    ])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).rows.train).toBeGreaterThan(0)
  })
})

it('inspects a table', async () => {
  const { stdout } = await paso(['inspect', example('iris.csv'), '-q', '--json'])
  const { rows, columns } = JSON.parse(stdout)
  expect(rows).toBe(150)
  expect(columns[0]).toMatchObject({ name: 'sepal_length_cm', kind: 'number', min: 4.3, max: 7.9 })
  expect(columns[4]).toMatchObject({ counts: { setosa: 50, versicolor: 50, virginica: 50 } })
})

it('inspects the deck: every weight and what it joins', async () => {
  const { stdout } = await paso(['inspect', 'deck'])
  const joined = [...stdout.matchAll(/^([wb]\d) +(\S+ → .*?) {2,}([\d.]+)$/gm)].map(
    ([, name, joins, value]) => `${name} ${joins} ${value}`,
  )
  expect(joined).toEqual([
    'w1 i1 → h1 0.15',
    'w2 i2 → h1 0.2',
    'w3 i1 → h2 0.25',
    'w4 i2 → h2 0.3',
    'b1 1 → h1, h2 0.35',
    'w5 h1 → o1 0.4',
    'w6 h2 → o1 0.45',
    'w7 h1 → o2 0.5',
    'w8 h2 → o2 0.55',
    'b2 1 → o1, o2 0.6',
  ])
})
