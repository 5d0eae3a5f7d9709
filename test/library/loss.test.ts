// The loss of a training: what is asked for is what training makes small; one that the task's outputs do not suit is refused.
import { describe, expect, it } from 'vitest'
import { type LossOption, mlp } from '../../src/library/index.ts'
import { irisInputs, irisSpecies } from './tables.ts'

const inputs = irisInputs.map((row) => row.slice(0, 3))
const widths = irisInputs.map((row) => row[3]!)

function run(loss?: LossOption, learningRate?: number) {
  const rate = learningRate === undefined ? {} : { learningRate }
  const options = { hidden: [4], epochs: 15, task: 'regression', weightDecay: 0, ...rate } as const
  const { history, metrics, model, bestEpoch } = mlp({ ...options, ...(loss && { loss }) }).fitSync(
    inputs,
    widths,
    { seed: 2 },
  )
  const { scale } = model.encoding.target as { scale: number }
  return { metrics: metrics.validation!, scale, model, value: history[bestEpoch - 1]!.validationLoss! }
}

// The same sums in another order and on another scale: a few units in the last place of each.
const near = (value: number, other: number) => expect(value / other).toBeCloseTo(1, 12)

describe('of a regression', () => {
  it('is the mean squared error, when nothing is said', () => {
    const { value, metrics, scale, model } = run()
    near(value, metrics.mse / scale ** 2)
    expect(model.network).toStrictEqual(run('mse').model.network)
  })
  it('is half of it', () => {
    const { value, metrics, scale } = run('half-squared-error')
    near(value, metrics.mse / scale ** 2 / 2)
  })
  it('is the mean absolute error', () => {
    const { value, metrics, scale } = run({ name: 'mae' })
    near(value, metrics.mae / scale)
  })
  it('is Huber’s: half of the squared error where no error is beyond delta', () => {
    const { value, metrics, scale } = run({ name: 'huber', delta: 100 })
    near(value, metrics.mse / scale ** 2 / 2)
    // Beyond a tiny delta it is delta · (absolute error − delta/2).
    const tiny = run({ name: 'huber', delta: 1e-9 })
    near(tiny.value / 1e-9 + 0.5e-9, tiny.metrics.mae / tiny.scale)
  })
})

it('of classes may be an error of their probabilities', async () => {
  const { model } = mlp({ loss: 'mse', hidden: [4], epochs: 60 }).fitSync(irisInputs, irisSpecies)
  expect(model.network.loss.name).toBe('mse')
  expect(model.evaluate(irisInputs, irisSpecies).metrics).toMatchObject({ rows: 150 })
  expect((model.evaluate(irisInputs, irisSpecies).metrics as { accuracy: number }).accuracy).toBeGreaterThan(
    0.9,
  )
  expect(JSON.parse(await model.save()).loss).toBe('mse')
})

it('is refused where the outputs do not suit it', () => {
  const asked = () => mlp({ loss: 'cross-entropy', hidden: [2] }).fitSync(inputs, widths)
  expect(asked).toThrow(expect.objectContaining({ code: 'unsuitable-loss' }))
})
