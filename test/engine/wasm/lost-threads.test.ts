// A thread that fails or ends in the middle of a training ends it with an error, never with waiting for ever; the next training is whole.
import type { Worker, WorkerOptions } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows } from '../../../src/engine/engine.ts'
import { crew } from '../../../src/engine/wasm/threads/crew.ts'
import { helperFrom } from '../../../src/engine/wasm/threads/worker.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { helperProgram, trainedByAll } from './thread-tests.ts'

const failing = (how: string) => new URL(`${how}-helper.mjs`, import.meta.url)

beforeEach(() => {
  crew.patience = 300
})

afterEach(() => {
  crew.stop()
  crew.patience = 10_000
  helperFrom(helperProgram)
})

function training() {
  const random = xoshiro(1)
  const draw = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
  const net = network({
    inputs: 4,
    layers: [
      { weights: draw(9, 4), activation: 'tanh' },
      { weights: draw(2, 9), activation: 'identity' },
    ],
    loss: 'mse',
  })
  const options = { threads: 2, worth: 0 }
  const optimizer = optimizerSpec('sgd', { learningRate: 0.01 })
  const session = webassemblyEngine('float64').plan(net, optimizer, 16, options)
  const rows = flatRows(draw(64, 4), draw(64, 2))
  return { session, rows, order: random.permutation(64) }
}

/** More runs than the failing helper takes part in. */
async function trainALot() {
  const { session, rows, order } = training()
  await trainedByAll(session, rows, order, 2)
  for (let n = 0; n < 5; n++) session.run(rows, order)
}

const lost = (received: unknown) =>
  expect.objectContaining({
    code: 'thread-lost',
    exitCode: 1,
    texts: expect.objectContaining({ en: expect.objectContaining({ received }) }),
  })

/** The workers that are made meanwhile. */
async function workersOf(work: () => Promise<unknown>): Promise<InstanceType<typeof Worker>[]> {
  const threads = process.getBuiltinModule('node:worker_threads')
  const made: InstanceType<typeof Worker>[] = []
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(program: string | URL, options?: WorkerOptions) {
      super(program, options)
      made.push(this)
    }
  }
  try {
    await work()
  } finally {
    threads.Worker = Worker
  }
  return made
}

describe('a thread that', () => {
  it('fails is told with its error', async () => {
    helperFrom(failing('throwing'))
    await expect(trainALot()).rejects.toEqual(lost(expect.stringMatching(/^error\.$|^out of luck\.$/)))
  })

  it('ends in the middle of a step is not waited for for ever', async () => {
    helperFrom(failing('ending'))
    await expect(trainALot()).rejects.toEqual(lost(expect.stringMatching(/^\d+ ms\.$/)))
  })

  it('has ended between two steps is told before the next one', async () => {
    const { session, rows, order } = training()
    const made = await workersOf(() => trainedByAll(session, rows, order, 2))
    await made[0]!.terminate()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(() => session.run(rows, order)).toThrow(lost('exit 1.'))
  })

  it.each(['throwing', 'ending'])('is %s leaves the next training its threads', async (how) => {
    helperFrom(failing(how))
    await expect(trainALot()).rejects.toEqual(lost(expect.any(String)))
    helperFrom(helperProgram)
    await trainALot()
  })
})

it('trains alone where the program of the threads is missing', async () => {
  helperFrom(new URL('missing.mjs', import.meta.url))
  const { session, rows, order } = training()
  for (let n = 0; n < 20; n++) {
    session.run(rows, order)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(session.by.threads).toBe(1)
})

it('keeps its threads for the next training, and lets them go when idle', async () => {
  const made = await workersOf(async () => {
    await trainALot()
    await trainALot()
  })
  expect(made.length).toBe(1)
  const ended = new Promise((resolve) => made[0]!.once('exit', resolve))
  expect(await ended).toBe(1)
})
