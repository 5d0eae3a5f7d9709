// Checkpoints of the library: a training that was kept anywhere goes on to the same bits, and anything else is refused.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { tableFromColumns } from '../../src/data/index.ts'
import { PasoError } from '../../src/errors.ts'
import { checkpointBytes } from '../../src/formats/index.ts'
import { readCheckpoint } from '../../src/formats/read-checkpoint.ts'
import { networkOf } from '../../src/library/checkpoint.ts'
import {
  type Checkpoint,
  type Epoch,
  type FitOptions,
  type MlpOptions,
  mlp,
  type Run,
} from '../../src/library/index.ts'
import { temporaryFolder } from '../cli/run-cli.ts'
import { irisInputs, irisRows, irisSpecies } from './tables.ts'

const target = 'species'
type Fit = Omit<FitOptions, 'classWeights' | 'sampleWeight'>
type Resume = FitOptions['resume']
const ten: MlpOptions = { hidden: [5], epochs: 10, batchSize: 16, patience: 50 }
const twenty: MlpOptions = { ...ten, epochs: 20 }

/** What must be equal to the bit. */
const bits = async ({ model, history, metrics, epochs, bestEpoch, stopped }: Run<never>) => ({
  file: await model.save(),
  history: history.map(({ seconds: _, ...epoch }) => epoch),
  ...{ metrics, epochs, bestEpoch, stopped },
})

/** Trains, and hands out the last checkpoint as a copy. */
async function kept(options: MlpOptions, fit: Fit = {}): Promise<Checkpoint> {
  let last: Checkpoint | undefined
  const onCheckpoint = (checkpoint: Checkpoint) => {
    last = structuredClone(checkpoint)
  }
  await mlp(options)
    .fit(irisRows, { target, seed: 3, ...fit, onCheckpoint })
    .catch((error: unknown) => {
      if (error !== 'enough') throw error
    })
  return last!
}

const whole = await bits(mlp(twenty).fitSync(irisRows, { target, seed: 3 }))
const tenth = await kept(ten)

describe('a training of 20 epochs', () => {
  it.each<[string, () => Resume]>([
    ['plain data', () => tenth],
    ['bytes', () => checkpointBytes(tenth)],
    [
      'a file',
      () => {
        const path = `${temporaryFolder()}/run.checkpoint`
        writeFileSync(path, checkpointBytes(tenth))
        return path
      },
    ],
  ])('is one of 10, kept as %s, and 10 more', async (_, resume) => {
    const run = await mlp({ epochs: 20 }).fit(irisRows, { target, resume: resume()! })
    expect(await bits(run)).toStrictEqual(whole)
    const epochs = mlp({ epochs: 20 }).epochs(irisRows, { target, resume: resume()! })
    const seen: number[] = []
    for await (const { epoch } of epochs) seen.push(epoch)
    expect(seen[0]).toBe(11)
    expect(await bits(await epochs.run())).toStrictEqual(whole)
  })

  it('may be given the same options again, and other limits', async () => {
    const again = await mlp(twenty).fit(irisRows, { target, seed: 3, resume: tenth, seconds: 1000 })
    expect(await bits(again)).toStrictEqual(whole)
  })

  it('goes on within an epoch, wherever a signal ended it', async () => {
    const slow: MlpOptions = { hidden: [120, 120], epochs: 8, batchSize: 1, patience: 50, engine: 'js' }
    const uninterrupted = await bits(mlp(slow).fitSync(irisRows, { target, seed: 3 }))
    let places = 0
    for (const [after, wait] of [
      [1, 1],
      [3, 15],
      [6, 40],
    ] as const) {
      const controller = new AbortController()
      const onEpoch = ({ epoch }: Epoch) => {
        if (epoch === after) setTimeout(() => controller.abort('enough'), wait)
      }
      const resume = await kept(slow, { signal: controller.signal, onEpoch })
      if (resume.state.position > 0) places++
      const run = await mlp(slow).fit(irisRows, { target, seed: 3, resume })
      expect(await bits(run)).toStrictEqual(uninterrupted)
    }
    expect(places).toBeGreaterThan(0)
  })

  it('is kept as often as it is asked to, and at its end', async () => {
    const at: number[] = []
    await mlp(twenty).fit(irisRows, {
      target,
      checkpoint: { every: '7e' },
      onCheckpoint: ({ state }) => void at.push(state.history.length),
    })
    expect(at).toEqual([7, 14, 20])
    const never: number[] = []
    await mlp(twenty).fit(irisRows, {
      target,
      onCheckpoint: ({ state }) => void never.push(state.history.length),
    })
    expect(never).toEqual([20])
  })

  it('is kept where the loop over its epochs was left', async () => {
    let last: Checkpoint | undefined
    const epochs = mlp(twenty).epochs(irisRows, {
      target,
      seed: 3,
      onCheckpoint: (checkpoint) => {
        last = checkpoint
      },
    })
    for await (const { epoch } of epochs) if (epoch === 4) break
    expect(last!.state.history).toHaveLength(4)
    expect(await bits(await mlp(twenty).fit(irisRows, { target, resume: last! }))).toStrictEqual(whole)
  })

  it('goes on from rows of numbers, with rows that were given', async () => {
    const split = { train: Array.from({ length: 100 }, (_, n) => n), validation: [120, 121, 149] }
    let last: Checkpoint | undefined
    const onCheckpoint = (checkpoint: Checkpoint) => {
      last = structuredClone(checkpoint)
    }
    await mlp(ten).fit(irisInputs, irisSpecies, { split, onCheckpoint })
    const all = await bits(mlp(twenty).fitSync(irisInputs, irisSpecies, { split }))
    const resume = checkpointBytes(last!)
    expect(await bits(await mlp(twenty).fit(irisInputs, irisSpecies, { resume }))).toStrictEqual(all)
    expect(await bits(await mlp(twenty).fit(irisInputs, irisSpecies, { resume, split }))).toStrictEqual(all)
  })
})

it('a checkpoint comes back whole from its file, and has the best network so far', async () => {
  const read = readCheckpoint(checkpointBytes(tenth), 'f') as unknown as Checkpoint
  expect(read).toEqual(tenth)
  expect(read.state.session.memory['first-moment']).toStrictEqual(tenth.state.session.memory['first-moment'])
  const { model } = mlp(ten).fitSync(irisRows, { target, seed: 3 })
  const { network, encoding } = networkOf(read)
  expect(network).toStrictEqual(model.network)
  expect(encoding).toEqual(model.encoding)
})

describe('what keeps a training', () => {
  it('may fail: the training then fails with its reason', async () => {
    const failing = (onCheckpoint: () => Promise<void>) =>
      mlp(ten).fit(irisRows, { target, checkpoint: { every: '1e' }, onCheckpoint })
    await expect(failing(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
    await expect(
      failing(() => {
        throw new Error('no room')
      }),
    ).rejects.toThrow('no room')
  })

  it('is waited for, and gets nothing more meanwhile', async () => {
    let [now, most, times] = [0, 0, 0]
    await mlp(ten).fit(irisRows, {
      target,
      checkpoint: { every: '1e' },
      onCheckpoint: async () => {
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 30))
        now--
        times++
      },
    })
    expect([now, most]).toEqual([0, 1])
    expect(times).toBeGreaterThan(0)
  })
})

describe('a file', () => {
  const path = () => `${temporaryFolder()}/run.checkpoint`

  it('is written with nothing beside it left, and goes on', async () => {
    const file = path()
    await mlp(ten).fit(irisRows, { target, seed: 3, checkpoint: { file, every: '2e' } })
    expect(readdirSync(file.replace(/\/[^/]*$/, ''))).toEqual(['run.checkpoint'])
    const again = await mlp(twenty).fit(irisRows, { target, resume: file, checkpoint: { file } })
    expect(await bits(again)).toStrictEqual(whole)
    expect(again.warnings.map(({ code }) => code)).not.toContain('lock-taken-over')
    const last = readCheckpoint(readFileSync(file), file) as unknown as Checkpoint
    expect(last.state.history).toHaveLength(20)
  })

  it('that another run writes is refused', async () => {
    const file = path()
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, host: hostname(), began: null }))
    await expect(mlp(ten).fit(irisRows, { target, checkpoint: { file } })).rejects.toThrow(
      expect.objectContaining({
        code: 'file-in-use',
        texts: {
          en: {
            what: `another run is writing ${file}.`,
            where: `process ${process.pid} on ${hostname()}; the lock is ${file}.lock.`,
            hint: 'wait until it ends, or write to another file. If there is no such run, delete the lock.',
          },
          es: {
            what: `otro entrenamiento está escribiendo ${file}.`,
            where: `proceso ${process.pid} en ${hostname()}; el bloqueo es ${file}.lock.`,
            hint: 'esperar a que termine, o escribir en otro archivo. Si no existe tal entrenamiento, borrar el bloqueo.',
          },
        },
      }),
    )
    expect(existsSync(`${file}.lock`)).toBe(true)
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['a dead process', { pid: 2 ** 30, host: hostname(), began: null }, 0],
    ['a process that only has its number', { pid: process.pid, host: hostname(), began: '1' }, 0],
    ['a machine that is silent for long', { pid: 1, host: 'elsewhere', began: null }, 3600],
  ] as const)('whose lock is of %s is taken over, with a word', async (_, holder, age) => {
    const file = path()
    writeFileSync(`${file}.lock`, JSON.stringify(holder))
    const { utimesSync } = await import('node:fs')
    const then = new Date(Date.now() - age * 1000)
    utimesSync(`${file}.lock`, then, then)
    const { warnings } = await mlp(ten).fit(irisRows, { target, checkpoint: { file } })
    expect(warnings.find(({ code }) => code === 'lock-taken-over')?.texts).toEqual({
      en: {
        what: `the run that was writing ${file} ended without a word; its lock was taken over.`,
        where: `process ${holder.pid} on ${holder.host}.`,
      },
      es: {
        what: `el entrenamiento que escribía ${file} terminó sin aviso; se retomó su bloqueo.`,
        where: `proceso ${holder.pid} en ${holder.host}.`,
      },
    })
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  it('is rid of the locks that dead runs had put aside, and of no other file', async () => {
    const file = path()
    const folder = file.replace(/\/[^/]*$/, '')
    for (const end of [`${2 ** 30}`, '1', 'txt']) writeFileSync(`${file}.lock.${end}`, '')
    await mlp(ten).fit(irisRows, { target, checkpoint: { file } })
    expect(readdirSync(folder).sort()).toEqual([
      'run.checkpoint',
      'run.checkpoint.lock.1',
      'run.checkpoint.lock.txt',
    ])
  })

  it('whose lock is of another machine that lives is refused', async () => {
    const file = path()
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', began: null }))
    await expect(mlp(ten).fit(irisRows, { target, checkpoint: { file } })).rejects.toThrow(
      'process 1 on elsewhere',
    )
  })

  it('whose lock was cut off is taken over', async () => {
    const file = path()
    writeFileSync(`${file}.lock`, '{"pi')
    await mlp(ten).fit(irisRows, { target, checkpoint: { file } })
    expect(existsSync(file)).toBe(true)
  })

  it('that cannot be written any more is told, and the training ends well', async () => {
    const file = path()
    const { rmSync } = await import('node:fs')
    const run = await mlp(ten).fit(irisRows, {
      target,
      seed: 3,
      checkpoint: { file, every: '3e' },
      onCheckpoint: () => rmSync(file.replace(/\/[^/]*$/, ''), { recursive: true, force: true }),
    })
    expect(run.epochs).toBe(10)
    expect(run.warnings.map(({ code }) => code)).toContain('file-not-found')
  })
})

/** The message of what is thrown, in both languages. */
async function refusal(call: () => Promise<unknown>): Promise<PasoError> {
  try {
    await call()
  } catch (error) {
    if (error instanceof PasoError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const resumed =
  (options: MlpOptions, fit: Fit = {}) =>
  () =>
    mlp(options).fit(irisRows, { target, resume: tenth, ...fit })

describe('what contradicts a checkpoint is refused', () => {
  it.each<[string, () => Promise<unknown>, string, string]>([
    [
      'another layer',
      resumed({ hidden: [6] }),
      'hidden is not what the training of the checkpoint began with. Expected: 5. Received: 6. leave hidden out, or train from the start, without resume.',
      'hidden no es lo que tenía el entrenamiento del punto de control.',
    ],
    ['another seed', resumed({}, { seed: 4 }), 'Expected: 3. Received: 4.', 'seed no es'],
    ['another optimizer', resumed({ optimizer: 'sgd' }), 'Expected: adam. Received: sgd.', 'optimizer no es'],
    [
      'another option of it',
      resumed({ optimizer: { name: 'adam', beta1: 0.5 } }),
      'beta1 is not what the training of the checkpoint began with. Expected: 0.9. Received: 0.5.',
      'beta1 no es',
    ],
    [
      'another task',
      resumed({ task: 'regression' }),
      'Expected: classification. Received: regression.',
      'task no es',
    ],
    ['another share', resumed({}, { test: 0 }), 'Expected: 0.2. Received: 0.', 'test no es'],
    ['another engine', resumed({ engine: 'core' }), 'Expected: auto. Received: core.', 'engine no es'],
  ])('%s', async (_, call, en, es) => {
    const error = await refusal(call)
    expect([error.code, error.exitCode]).toEqual(['contradicts-checkpoint', 2])
    expect(error.message).toContain(en)
    expect(error.texts.es.what).toContain(es)
  })

  const columns = Object.fromEntries(
    Object.keys(irisRows[0]!).map((name) => [
      name,
      irisRows.map((row) => row[name as keyof typeof row]) as number[],
    ]),
  )
  const { sepalLength, sepalWidth, ...rest } = columns
  const changed = (change: Record<string, ArrayLike<number> | readonly string[]>) => () =>
    mlp().fit(tableFromColumns({ ...columns, ...change } as never, 'iris.csv'), { target, resume: tenth })

  it.each<[string, () => Promise<unknown>, string, string]>([
    [
      'a row less',
      () => mlp().fit(irisRows.slice(1), { target, resume: tenth }),
      'the table is not the one that the training began with. Expected: 150 rows. Received: 149 rows. give the table as it was, or train from the start.',
      'la tabla no es aquella con la que empezó el entrenamiento.',
    ],
    [
      'another cell',
      changed({ petalWidth: columns.petalWidth!.with(7, 0.25) }),
      'iris.csv, column 4 (petalWidth). Expected: the same cells. Received: other cells.',
      'iris.csv, columna 4 (petalWidth).',
    ],
    [
      'texts',
      changed({ petalWidth: columns.petalWidth!.map(String) }),
      'iris.csv, column 4 (petalWidth). Expected: numbers. Received: texts.',
      'iris.csv, columna 4 (petalWidth).',
    ],
    [
      'a column less',
      () => mlp().fit(tableFromColumns({ sepalLength: sepalLength!, ...rest }), { target, resume: tenth }),
      'column 2 (sepalWidth). Expected: this column. Received: no column of that name.',
      'columna 2 (sepalWidth).',
    ],
    [
      'a column more',
      changed({ colour: irisRows.map(() => 'red') }),
      'iris.csv, column 6 (colour). Expected: no such column. Received: one more column.',
      'iris.csv, columna 6 (colour).',
    ],
    [
      'another order',
      () =>
        mlp().fit(tableFromColumns({ sepalWidth: sepalWidth!, sepalLength: sepalLength!, ...rest }), {
          target,
          resume: tenth,
        }),
      'column 1 (sepalWidth). Expected: the columns in their order. Received: another order.',
      'columna 1 (sepalWidth).',
    ],
    [
      'another target',
      () => mlp().fit(irisRows, { target: 'petalWidth', resume: tenth }),
      'Expected: the target species. Received: petalWidth.',
      'la tabla no es',
    ],
  ])('%s', async (_, call, en, es) => {
    const error = await refusal(call)
    expect([error.code, error.exitCode]).toEqual(['other-table', 2])
    expect(error.message).toContain(en)
    expect(`${error.texts.es.what} ${error.texts.es.where}`).toContain(es)
  })
})

describe('a checkpoint that is none is refused', () => {
  const bytes = checkpointBytes(tenth)
  const changed = (at: number): Uint8Array => bytes.with(at, bytes[at]! ^ 1) as Uint8Array

  it.each<[string, () => Resume, string, string]>([
    [
      'a path to nothing',
      () => '/nowhere/run.checkpoint',
      'file-not-found',
      '/nowhere/run.checkpoint was not found.',
    ],
    ['half of it', () => bytes.subarray(0, bytes.length - 9), 'cut-off', 'resume ends too early.'],
    [
      'one bit less',
      () => changed(bytes.length - 1),
      'damaged-checkpoint',
      'the checkpoint resume is damaged. CRC-32C. Expected: the bytes that paso wrote. copy the file again, take an earlier one, or train again.',
    ],
    [
      'a model',
      () => new TextEncoder().encode('{ "format": "paso-network/1" }'),
      'not-safetensors',
      'resume is not a safetensors file.',
    ],
    [
      'another version',
      () => ({ ...tenth, format: 'paso-checkpoint/9' }) as never,
      'not-a-checkpoint',
      'resume is a checkpoint of another version of Paso. Expected: paso-checkpoint/1. Received: paso-checkpoint/9. go on with the version that wrote it, or train again.',
    ],
    [
      'other plain data',
      () => ({ ...tenth, format: 'other' }) as never,
      'not-a-checkpoint',
      'resume is not a checkpoint. Expected: paso-checkpoint/1. Received: other. give a file that paso train --checkpoint wrote.',
    ],
  ])('%s', async (_, resume, code, message) => {
    const error = await refusal(() => mlp().fit(irisRows, { target, resume: resume()! }))
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
  })

  it('whichever bit of it is another', () => {
    // Every byte of the header, and some of the numbers.
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))
    for (let at = 0; at < bytes.length; at += at < start ? 1 : 97) {
      expect(() => readCheckpoint(changed(at), 'f')).toThrow(PasoError)
    }
  })

  it('wherever it is cut off', () => {
    for (let length = 0; length < bytes.length; length += 101) {
      expect(() => readCheckpoint(bytes.subarray(0, length), 'f')).toThrow(PasoError)
    }
  })

  it('or its state is not of its network', async () => {
    const { state } = tenth
    const resume: Checkpoint = {
      ...tenth,
      state: { ...state, best: { ...state.best, weights: new Float64Array(3) } },
    }
    const error = await refusal(() => mlp({ epochs: 20 }).fit(irisRows, { target, resume }))
    expect(error.message).toContain('best.weights. Expected: 43. Received: 3.')
  })
})
