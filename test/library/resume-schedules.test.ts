// Going on with a schedule: the learning rates and the bits of a training that was never stopped, and a length that stays.
import { expect, it } from 'vitest'
import type { Checkpoint, MlpOptions } from '../../src/library/index.ts'
import { mlp } from '../../src/library/index.ts'
import type { ScheduleOption } from '../../src/library/schedule-option.ts'
import { irisRows } from './tables.ts'

const target = 'species'
const options = { hidden: [4], patience: 99, clipNorm: 1, l2: 0.01, batchSize: 16 } satisfies MlpOptions

async function keptAfter(epochs: number, schedule: ScheduleOption): Promise<Checkpoint> {
  let kept: Checkpoint | undefined
  const onCheckpoint = (checkpoint: Checkpoint): void => {
    kept = structuredClone(checkpoint)
  }
  await mlp({ ...options, epochs, schedule }).fit(irisRows, { target, onCheckpoint })
  return kept!
}

/** The model, and each epoch without its time. */
function bitsOf(run: Pick<ReturnType<typeof whole>, 'model' | 'history'>) {
  const history = run.history.map(({ seconds: _, ...epoch }) => epoch)
  return { layers: run.model.network.layers, history }
}

const whole = (schedule: ScheduleOption) =>
  mlp({ ...options, epochs: 12, schedule }).fitSync(irisRows, { target })

it.each<[title: string, asked: ScheduleOption, lasting: ScheduleOption]>([
  ['step', 'step', { name: 'step', epochs: 2 }],
  [
    'step with its length',
    { name: 'step', factor: 0.5, epochs: 5 },
    { name: 'step', factor: 0.5, epochs: 5 },
  ],
  ['exponential', 'exponential', 'exponential'],
  ['cosine', { name: 'cosine', warmup: 2 }, { name: 'cosine', warmup: 2, epochs: 4 }],
  ['cosine with its length', { name: 'cosine', epochs: 12 }, { name: 'cosine', epochs: 12 }],
  ['one-cycle', 'one-cycle', { name: 'one-cycle', epochs: 6 }],
  ['one-cycle with its length', { name: 'one-cycle', epochs: 12 }, { name: 'one-cycle', epochs: 12 }],
  [
    'plateau',
    { name: 'plateau', patience: 1, threshold: 0.3 },
    { name: 'plateau', patience: 1, threshold: 0.3 },
  ],
  ['inverse', { name: 'inverse', power: 0.7 }, { name: 'inverse', power: 0.7 }],
  ['a warm-up', { name: 'constant', warmup: 8 }, { name: 'constant', warmup: 8 }],
])('12 epochs are 6, and 6 more: %s', async (_, asked, lasting) => {
  const resume = await keptAfter(6, asked)
  const again = mlp({ epochs: 12, schedule: asked }).fit(irisRows, { target, resume })
  const run = await mlp({ epochs: 12 }).fit(irisRows, { target, resume })
  const expected = bitsOf(whole(lasting))
  expect(bitsOf(run as never)).toStrictEqual(expected)
  expect(bitsOf((await again) as never)).toStrictEqual(expected)
})

it('another schedule is refused', async () => {
  const resume = await keptAfter(3, 'cosine')
  const run = mlp({ schedule: 'step' }).fit(irisRows, { target, resume })
  await expect(run).rejects.toThrow('schedule is not what the training of the checkpoint began with.')
})
