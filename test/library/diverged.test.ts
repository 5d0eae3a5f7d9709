// A fit that runs away: its error says where, and brings the last finite weights as a model that works.
import { describe, expect, expectTypeOf, it } from 'vitest'
import { csv, type DivergedError, isDiverged, load, type Model, mlp } from '../../src/node.ts'
import { example } from '../cli/run-cli.ts'

const data = await csv(example('diabetes.csv'), { target: 'target' })
const wild = mlp({ optimizer: 'sgd', learningRate: 1, activation: 'relu', batchSize: 16 })
/** Its weights grow from step to step, so that some epochs are over before. */
const slow = mlp({
  optimizer: 'sgd',
  learningRate: 0.05,
  momentum: 0.9995,
  activation: 'relu',
  batchSize: 16,
})

async function divergedOf(work: () => unknown): Promise<DivergedError> {
  try {
    await work()
  } catch (error) {
    if (isDiverged(error)) return error
    throw error
  }
  throw new Error('it did not diverge')
}

describe.each([
  ['fit', () => wild.fit(data, { seed: 1 })],
  ['fitSync', () => wild.fitSync(data, { seed: 1 })],
  ['epochs', () => wild.epochs(data, { seed: 1 }).run()],
])('%s', (_, work) => {
  it('brings the last finite weights as a model', async () => {
    const { code, exitCode, place, lastFinite, best, texts } = await divergedOf(work)
    expect([code, exitCode, place.epoch, best]).toEqual(['diverged', 1, 1, undefined])
    expect(place.learningRate).toBe(1)
    expect(texts.en.where).toContain(`step ${place.step} of 17`)
    const rows = data.rows
    const answers = lastFinite.predict(data)
    expect(answers).toHaveLength(rows)
    expect(answers.every(({ value }) => Number.isFinite(value))).toBe(true)
    expect(lastFinite.evaluate(data).metrics.rows).toBe(rows)
    const saved = await load(await lastFinite.save())
    expect(saved.network).toEqual(lastFinite.network)
    expect(await lastFinite.explain({ row: 3 }).toText()).toContain('w')
  })
})

it('brings the model of the best epoch, where one was over', async () => {
  const epochs: number[] = []
  const { place, best, lastFinite } = await divergedOf(() =>
    slow.fit(data, { onEpoch: ({ epoch }) => epochs.push(epoch) }),
  )
  expect(epochs).toEqual(Array.from({ length: place.epoch - 1 }, (_, i) => i + 1))
  expect(epochs).toContain(best!.epoch)
  expect(best!.model.network).not.toEqual(lastFinite.network)
  const short = await slow.fit(data, { seed: 1 }).catch((error: DivergedError) => error)
  expect(short).toMatchObject({ place: { totalSteps: place.totalSteps } })
  // The same training, ended after that epoch.
  const ended = mlp({ ...slow.options, epochs: best!.epoch }).fitSync(data, { seed: 1 })
  expect(best!.model.network).toEqual(ended.model.network)
})

it('is the same step sync and async, and in core', async () => {
  const places = await Promise.all(
    [
      () => slow.fit(data),
      () => slow.fitSync(data),
      () => mlp({ ...slow.options, engine: 'core' }).fit(data),
    ].map(async (work) => (await divergedOf(work)).place),
  )
  expect(places[1]).toEqual(places[0])
  expect(places[2]).toEqual(places[0])
})

it('does so in a cross-validation', async () => {
  const { lastFinite } = await divergedOf(() => wild.crossValidate(data, { folds: 3 }))
  expect(lastFinite.predict(data)).toHaveLength(data.rows)
})

it('says nothing of another error', async () => {
  expect(isDiverged(new Error('diverged'))).toBe(false)
  const refused = await wild.fit([{ a: 1, b: 2 }], { target: 'c' as never }).catch((error: unknown) => error)
  expect(isDiverged(refused)).toBe(false)
})

it('has a type', () => {
  expectTypeOf<DivergedError['lastFinite']>().toExtend<Pick<Model, 'network' | 'save'>>()
  expectTypeOf<DivergedError['place']['learningRate']>().toEqualTypeOf<number | undefined>()
})
