// Checkpoints, logs and Ctrl-C of paso train: what was stopped goes on to the same files, byte by byte.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../src/formats/read-checkpoint.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

const EPOCHS = 20
const common = ['train', example('iris.csv'), '--target', 'target', '--seed', '5', '--patience', '90', '-q']

/** A log without the times. */
const epochsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/,"seconds":[^,}]*/, ''))

/** A new folder, and the paths in it. */
function place() {
  const folder = temporaryFolder()
  return { folder, at: (name: string): string => join(folder, name) }
}

async function done(words: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await paso(words, { env: { LANG: 'en' } })
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  return { stdout, stderr }
}

describe('20 epochs', () => {
  it.each([
    ['adam', []],
    ['sgd', ['--optimizer', 'sgd', '--momentum', '0.9']],
    ['rmsprop', ['--optimizer', 'rmsprop', '--batch-size', '7']],
    ['adagrad', ['--optimizer', 'adagrad', '--engine', 'core']],
    ['adamw', ['--optimizer', 'adamw', '--validation', '0']],
  ] as const)('are 10, and 10 more after --resume, with %s', async (_, options) => {
    const { folder, at } = place()
    await done([
      ...common,
      ...options,
      '--epochs',
      `${EPOCHS}`,
      '-o',
      at('whole.json'),
      '--log',
      at('whole.jsonl'),
    ])
    const logs = ['--log', at('run.jsonl')]
    await done([...common, ...options, '--epochs', '10', '--checkpoint', at('run.checkpoint'), ...logs])
    const kept = readFileSync(at('run.checkpoint'))
    const resumed = ['train', '--resume', at('run.checkpoint'), '-q', '--epochs', `${EPOCHS}`]
    const { stdout } = await done([...resumed, '-o', at('run.json'), ...logs])
    expect(readFileSync(at('run.json'), 'utf8')).toBe(readFileSync(at('whole.json'), 'utf8'))
    expect(epochsIn(at('run.jsonl'))).toEqual(epochsIn(at('whole.jsonl')))
    expect(stdout).toContain(`Checkpoint: ${at('run.checkpoint')}\n`)
    expect(readdirSync(folder).sort()).toEqual(
      ['run.checkpoint', 'run.json', 'run.jsonl', 'whole.json', 'whole.jsonl'].sort(),
    )
    // The same options again, and the log of a later epoch that the checkpoint does not have yet.
    writeFileSync(at('old.checkpoint'), kept)
    const again = ['train', example('iris.csv'), '--resume', at('old.checkpoint'), '--target', 'target', '-q']
    await done([
      ...again,
      '--seed',
      '5',
      '--epochs',
      `${EPOCHS}`,
      ...options,
      '-o',
      at('again.json'),
      ...logs,
    ])
    expect(readFileSync(at('again.json'), 'utf8')).toBe(readFileSync(at('whole.json'), 'utf8'))
    expect(epochsIn(at('run.jsonl'))).toEqual(epochsIn(at('whole.jsonl')))
  })

  it('are the history of a run that went on, in its JSON and in its plot', async () => {
    const { at } = place()
    await done([...common, '--epochs', '10', '--checkpoint', at('run.checkpoint')])
    const words = ['train', '--resume', at('run.checkpoint'), '--epochs', `${EPOCHS}`]
    const { stdout } = await done([...words, '--checkpoint', at('other.checkpoint'), '--json', '-q'])
    const { history, epochs, seed } = JSON.parse(stdout)
    expect([history.length, epochs, seed]).toEqual([EPOCHS, EPOCHS, 5])
    expect(history.map(({ epoch }: { epoch: number }) => epoch)).toEqual(
      Array.from({ length: EPOCHS }, (_, n) => n + 1),
    )
    const { stdout: told } = await done([...words, '-q'])
    expect(told).toMatch(/ {2}1 +20 epochs$/m)
    expect(told).toContain(', seed 5.')
  })
})

describe('--resume', () => {
  it('of a training that was over says what would let it go on', async () => {
    const { at } = place()
    const file = at('run.checkpoint')
    await done([...common, '--epochs', '10', '--checkpoint', file, '-o', at('a.json')])
    const words = ['train', '--resume', file]
    const over = await done([...words, '-o', at('b.json')])
    expect(over.stderr).toContain('This training was over already; --epochs 20 goes on.\n')
    expect(readFileSync(at('b.json'), 'utf8')).toBe(readFileSync(at('a.json'), 'utf8'))
    const impatient = [...common, '--patience', '3', '--epochs', '5000', '--checkpoint', at('other')]
    await done(impatient)
    const { stderr } = await done(['train', '--resume', at('other')])
    expect(stderr).toContain('This training was over already; --patience 6 goes on.\n')
    const late = await paso([...words, '--seconds', '1e-9', '--epochs', '50'], { env: { LANG: 'es' } })
    expect(late.stderr).toContain('Este entrenamiento ya había terminado; --seconds 2e-9 lo continúa.\n')
  })

  it('of a training in English or Spanish gives the bits of any', async () => {
    const { at } = place()
    await done([...common, '--epochs', '10', '--checkpoint', at('run.checkpoint'), '--lang', 'es-AR'])
    const { table, settings } = readCheckpoint(readFileSync(at('run.checkpoint')), 'f')
    expect(table).toMatchObject({ source: example('iris.csv'), target: 'target', rows: 150, reading: {} })
    expect(settings).toMatchObject({ epochs: 10, patience: 90, seed: 5, optimizer: 'adam' })
    expect(Object.keys(settings)).not.toContain('lang')
  })

  it('reads the table as it was read', async () => {
    const { at } = place()
    const rows = readFileSync(example('iris.csv'), 'utf8').replaceAll(',', '|').replaceAll('.', ',')
    writeFileSync(at('iris.txt'), rows)
    const reading = ['--delimiter', '|', '--decimal', ',', '--ignore', 'sepal_width_cm']
    const table = ['train', at('iris.txt'), '--target', 'target', ...reading, '-q']
    await done([...table, '--epochs', '3', '--checkpoint', at('run.checkpoint')])
    await done([...table, '--epochs', '6', '-o', at('whole.json')])
    const resumed = ['train', '--resume', at('run.checkpoint'), '--epochs', '6', '-q', '-o']
    await done([...resumed, at('one.json')])
    await done([...resumed, at('two.json'), '--force', '--decimal', ','])
    for (const name of ['one.json', 'two.json']) {
      expect(readFileSync(at(name), 'utf8')).toBe(readFileSync(at('whole.json'), 'utf8'))
    }
  })

  it('goes on from standard input, which no checkpoint can name', async () => {
    const { at } = place()
    const stdin = readFileSync(example('iris.csv'), 'utf8')
    const words = ['train', '-', '-q']
    const options = ['--target', 'target', '--epochs', '4', '--checkpoint', at('run.checkpoint')]
    expect((await paso([...words, ...options], { stdin })).code).toBe(0)
    const resumed = await paso([...words, '--resume', at('run.checkpoint'), '--epochs', '8'], { stdin })
    expect([resumed.code, resumed.stderr]).toEqual([0, ''])
  })
})

describe('Ctrl-C', () => {
  // 1e9 epochs would take days.
  const endless = [
    'train',
    example('digits.csv'),
    '--target',
    'target',
    '--patience',
    '1000000000',
    '--epochs',
    '1000000000',
  ]

  it('keeps the training and says how it goes on', async () => {
    const { folder, at } = place()
    const file = at('run.checkpoint')
    const words = [...endless, '--checkpoint', file, '-o', at('my model.json')]
    const { code, stderr } = await paso(words, { env: { LANG: 'en' }, interruptAfter: 1500 })
    expect(code).toBe(130)
    const command = `paso train --resume ${file} -o '${at('my model.json')}'`
    expect(stderr.split('\n').slice(-2)).toEqual([
      `Interrupted. No model was written. To go on: ${command}`,
      '',
    ])
    expect(readdirSync(folder)).toEqual(['run.checkpoint'])
    const { state } = readCheckpoint(readFileSync(file), file)
    const epochs = state.history.length + 2
    await done(['train', '--resume', file, '--epochs', `${epochs}`, '-q', '-o', at('resumed.json')])
    await done([...endless.slice(0, -1), `${epochs}`, '-q', '-o', at('whole.json')])
    expect(readFileSync(at('resumed.json'), 'utf8')).toBe(readFileSync(at('whole.json'), 'utf8'))
  })

  it('without a checkpoint leaves nothing', async () => {
    const { folder, at } = place()
    const words = [...endless, '-o', at('m.json')]
    const { code, stderr } = await paso(words, { env: { LANG: 'es' }, interruptAfter: 1200 })
    expect(code).toBe(130)
    expect(stderr).toMatch(/(^|\n)Interrumpido\. No se escribió ningún modelo\.\n$/)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a checkpoint', () => {
  it.each([
    ['plain', []],
    ['with batch normalization and dropout', ['--normalization', 'batch', '--dropout', '0.2']],
  ])('is inspected, and its best network answers: %s', async (_, layers) => {
    const { at } = place()
    const file = at('run.checkpoint')
    await done([...common, ...layers, '--epochs', '10', '--checkpoint', file, '-o', at('model.json')])
    const { stdout } = await done(['inspect', file])
    expect(stdout).toContain(`iris.csv, target target, seed 5\n`)
    expect(stdout).toMatch(/^Epochs +10 of 10, the best \d+$/m)
    expect(stdout).toMatch(/^Memory +first-moment, second-moment$/m)
    expect(stdout).toMatch(/^Goes on +paso train --resume .*run\.checkpoint$/m)
    const told = JSON.parse((await done(['inspect', file, '--json'])).stdout)
    expect(told).toMatchObject({ kind: 'checkpoint', epochs: 10, position: 0, settings: { seed: 5 } })
    const model = JSON.parse(readFileSync(at('model.json'), 'utf8'))
    expect(told.best.network.layers).toEqual(model.layers)
    expect((await paso(['inspect', file], { env: { LANG: 'es' } })).stdout).toMatch(
      /^Épocas +10 de 10, la mejor/m,
    )
    for (const command of [
      ['predict', example('iris.csv')],
      ['eval', example('iris.csv'), '--json'],
    ]) {
      const [name, ...rest] = command as [string, ...string[]]
      const one = await done([name, file, ...rest])
      const other = await done([name, at('model.json'), ...rest])
      expect(one.stdout).toBe(other.stdout)
    }
  })

  it.each([
    ['adam', [], 1],
    ['sgd', ['--optimizer', 'sgd', '--momentum', '0.9'], 1],
    ['rmsprop with dropout', ['--optimizer', 'rmsprop', '--dropout', '0.4'], 1],
    ['a plateau', ['--schedule-patience', '2'], 0.01],
    ['batch normalization', ['--normalization', 'batch'], 1],
  ] as const)('is told with the step that the training makes next: %s', async (_, options, lowered) => {
    const { folder, at } = place()
    const rows = Array.from({ length: 9 }, (_, n) => `${(n * 7) % 5},${(n * n) % 4},${(n * 5) % 7}`)
    writeFileSync(at('rows.csv'), ['a,b,y', ...rows, ''].join('\n'))
    // No loss is better by so much: the rate falls after every third epoch, each of which is one step on all rows.
    const schedule = lowered === 1 ? {} : { schedule: { name: 'plateau', threshold: 0.999 } }
    writeFileSync(at('recipe.json'), JSON.stringify({ ...schedule, validation: 0, test: 0, batchSize: 9 }))
    const asked = ['train', at('rows.csv'), '--target', 'y', '--task', 'regression', '--hidden', '4', '-q']
    const recipe = ['--recipe', at('recipe.json'), ...options, '--checkpoint', at('run.checkpoint')]
    await done([...asked, ...recipe, '--epochs', '7', '-o', at('seven.json')])
    const standing = JSON.parse((await done(['inspect', at('run.checkpoint'), '--json'])).stdout)
    const all = ['--data', at('rows.csv'), '--rows', '1,2,3,4,5,6,7,8,9', '--json']
    const told = JSON.parse((await done(['explain', at('run.checkpoint'), ...all])).stdout)
    const anew = JSON.parse((await done(['explain', at('seven.json'), ...all])).stdout)
    const eight = ['--epochs', '8', '-q', '-o', at('eight.json'), '--json']
    const { history } = JSON.parse((await done(['train', '--resume', at('run.checkpoint'), ...eight])).stdout)
    expect([told.step, anew.step]).toEqual([7, 0])
    expect(standing.learningRate / told.optimizer.options.learningRate).toBeCloseTo(lowered, 15)
    expect(standing.learningRate).toBe(history[7].learningRate)
    const { layers } = JSON.parse(readFileSync(at('eight.json'), 'utf8'))
    const flat = (of: { weights: number[][]; biases: number[] }[]): number[] =>
      of.flatMap(({ weights, biases }) => [...weights.flat(), ...biases])
    const after = new Map<string, number>(
      told.parameters.map(({ name, after }: { name: string; after: number }) => [name, after]),
    )
    const own = flat(layers)
    expect(own.length).toBeLessThanOrEqual(after.size)
    // The training adds its rows in another order.
    const near = (value: number): boolean => [...after.values()].some((one) => Math.abs(one - value) < 1e-12)
    if (!options.includes('--dropout' as never)) expect(own.filter((value) => !near(value))).toEqual([])
    expect(told.parameters).not.toEqual(anew.parameters)
    expect(readdirSync(folder)).toContain('run.checkpoint')
  })

  it('shows arrays of other programs too', async () => {
    const { at } = place()
    const oracle = JSON.parse(readFileSync('test/oracle/safetensors.json', 'utf8'))
    writeFileSync(at('arrays.bin'), Buffer.from(oracle.mixed.file, 'base64'))
    const { stdout } = await done(['inspect', at('arrays.bin')])
    expect(stdout).toMatch(/^single +F32 +2 × 3$/m)
    const told = JSON.parse((await done(['inspect', at('arrays.bin'), '--json'])).stdout)
    expect(told.tensors.map(({ name }: { name: string }) => name).sort()).toEqual(
      Object.keys(oracle.mixed.shapes).sort(),
    )
  })

  it('is not written where another one is, but with --force', async () => {
    const { at } = place()
    const words = [...common, '--epochs', '2', '--checkpoint', at('run.checkpoint')]
    await done(words)
    const before = readFileSync(at('run.checkpoint'))
    expect((await paso(words)).code).toBe(2)
    expect(readFileSync(at('run.checkpoint'))).toEqual(before)
    await done([...words, '--force', '--epochs', '3'])
    expect(readCheckpoint(readFileSync(at('run.checkpoint')), 'f').state.history).toHaveLength(3)
  })

  it('that a killed run left half written stops nobody', async () => {
    const { folder, at } = place()
    writeFileSync(at('.run.checkpoint.tmp'), 'half of it')
    await done([...common, '--epochs', '2', '--checkpoint', at('run.checkpoint')])
    expect(readdirSync(folder)).toEqual(['run.checkpoint'])
  })
})

describe('--tensorboard', () => {
  it('writes the losses, the learning rate and the metrics', async () => {
    const { at } = place()
    await done([
      ...common,
      '--epochs',
      '3',
      '--tensorboard',
      at('runs/a'),
      '--checkpoint',
      at('run.checkpoint'),
    ])
    const [name] = readdirSync(at('runs/a'))
    expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\..+\.\d+\.0$/)
    const bytes = readFileSync(join(at('runs/a'), name!)).toString('latin1')
    for (const tag of [
      'brain.Event:2',
      'loss/training',
      'loss/validation',
      'learning rate',
      'metrics/test/accuracy',
    ])
      expect(bytes).toContain(tag)
    expect(bytes.split('loss/training')).toHaveLength(4)
    // A run that goes on writes a file of its own, which takes the other's place from the first step on.
    await done([
      'train',
      '--resume',
      at('run.checkpoint'),
      '--epochs',
      '5',
      '-q',
      '--tensorboard',
      at('runs/a'),
    ])
    expect(readdirSync(at('runs/a'))).toHaveLength(2)
    const later = readdirSync(at('runs/a')).find((other) => other !== name)!
    const again = readFileSync(join(at('runs/a'), later)).toString('latin1')
    expect(again.split('loss/training')).toHaveLength(6)
    expect(existsSync(at('run.checkpoint.lock'))).toBe(false)
  })
})
