// What the compiler knows of the library: options that do not exist are refused, and rows and labels are typed by the data.
// The compiler checks this file (`npm run types`); what is called here also runs.
import { expect, expectTypeOf, it } from 'vitest'
import {
  type AnyRow,
  type Checkpoint,
  type ClassPrediction,
  csv,
  type Epoch,
  type FitSyncOptions,
  type MlpOptions,
  mlp,
  type NumberPrediction,
  type OptimizerChoice,
  type Prediction,
} from '../../src/library/index.ts'
import { optimizers } from '../../src/math/optimizers.ts'
import { example, irisInputs, irisRows, irisSpecies, xor } from './tables.ts'

const small = { hidden: [2], epochs: 1 } as const

it('refuses options that do not exist, and values that do not fit', () => {
  const calls = [
    // @ts-expect-error
    () => mlp({ hiden: [16] }),
    // @ts-expect-error
    () => mlp({ hidden: 16 }),
    // @ts-expect-error
    () => mlp({ activation: 'sigmod' }),
    // @ts-expect-error
    () => mlp({ optimizer: { name: 'adam', momentum: 0.9 } }),
    // @ts-expect-error
    () => mlp({ initializer: { name: 'he-normal', gain: 2 } }),
    // @ts-expect-error
    () => mlp({ loss: { name: 'mse', delta: 2 } }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisInputs, irisSpecies, { split: { test: [1] } }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisInputs, irisSpecies, { sed: 1 }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisInputs, irisSpecies, { signal: AbortSignal.timeout(1) }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisRows, { target: 'specie' }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisRows),
    // @ts-expect-error
    () => mlp(small).fitSync(irisRows, { target: 'species', test: '0.2' }),
    // @ts-expect-error
    () => mlp(small).epochs(irisRows, { target: 'species', onEpoch: () => {} }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisInputs, irisSpecies, { resume: 'run.checkpoint' }),
    // @ts-expect-error
    () => mlp(small).fitSync(irisInputs, irisSpecies, { onCheckpoint: () => {} }),
  ]
  for (const call of calls) expect(call).toThrow()
})

it('types rows and labels by records', () => {
  const { model } = mlp(small).fitSync(irisRows, { target: 'species' })
  type Flower = {
    readonly sepalLength: number
    readonly sepalWidth: number
    readonly petalLength: number
    readonly petalWidth: number
  }
  expectTypeOf<Parameters<typeof model.explain>[0]>().extract<object>().toHaveProperty('input')
  const flower: Flower = irisRows[0]!
  expectTypeOf(model.predict(flower)).toEqualTypeOf<Prediction>()
  expectTypeOf(model.predict([flower])).toEqualTypeOf<Prediction[]>()
  // @ts-expect-error
  expect(() => model.predict({ sepalLength: 5 })).toThrow()

  const rows = [
    { x: 1, y: 'a' },
    { x: 2, y: 'b' },
  ] as const
  const typed = mlp({ ...small, task: 'classification' }).fitSync(rows, { target: 'y' })
  const { label, probabilities } = typed.model.predict({ x: 3 })
  expectTypeOf(label).toEqualTypeOf<'a' | 'b'>()
  expectTypeOf(probabilities).toEqualTypeOf<Readonly<Record<'a' | 'b', number>>>()
  expectTypeOf(typed.model.classes).toEqualTypeOf<readonly ('a' | 'b')[] | undefined>()
  expectTypeOf(typed.metrics.train.accuracy).toEqualTypeOf<number>()
})

it('types what a task answers', () => {
  const asNumber = mlp({ ...small, task: 'regression' }).fitSync(xor.inputs, xor.targets)
  expectTypeOf(asNumber.model.predict([0, 1])).toEqualTypeOf<NumberPrediction>()
  expectTypeOf(asNumber.metrics.train.mse).toEqualTypeOf<number>()
  const asClass = mlp({ ...small, task: 'classification' }).fitSync(xor.inputs, xor.targets)
  expectTypeOf(asClass.model.predict([0, 1])).toEqualTypeOf<ClassPrediction>()
  const either = mlp(small).fitSync(xor.inputs, xor.targets)
  expectTypeOf(either.model.predict([0, 1]).label).toEqualTypeOf<string | undefined>()
  expectTypeOf(either.model.predict([0, 1]).value).toEqualTypeOf<number | undefined>()
})

it('types the columns of a table by `only`', async () => {
  const all = await csv(example('iris.csv'), { target: 'target' })
  const any = await mlp(small).fit(all)
  expectTypeOf(any.model.predict).parameter(0).extract<AnyRow>().toEqualTypeOf<AnyRow>()
  const two = await csv(example('iris.csv'), {
    target: 'target',
    only: ['petal_length_cm', 'petal_width_cm'],
  })
  const { model } = await mlp(small).fit(two)
  model.predict({ petal_length_cm: 1, petal_width_cm: 2 })
  // @ts-expect-error
  expect(() => model.predict({ petal_length_cm: 1 })).toThrow()
})

it('types what keeps a training, and how often', async () => {
  let kept: Checkpoint | undefined
  const onCheckpoint = (checkpoint: Checkpoint): void => {
    kept = checkpoint
  }
  await mlp(small).fit(irisInputs, irisSpecies, { checkpoint: { every: '2.5m' }, onCheckpoint })
  await mlp(small).fit(irisInputs, irisSpecies, { resume: kept! })
  const calls = [
    // @ts-expect-error
    () => mlp(small).fit(irisInputs, irisSpecies, { checkpoint: { every: '5 minutes' }, onCheckpoint }),
    // @ts-expect-error
    () => mlp(small).fit(irisInputs, irisSpecies, { checkpoint: 'run.checkpoint' }),
    // @ts-expect-error
    () => mlp(small).fit(irisInputs, irisSpecies, { resume: 5 }),
    // @ts-expect-error
    () => mlp(small).crossValidate(irisInputs, irisSpecies, { onCheckpoint }),
    // @ts-expect-error
    () => mlp(small).crossValidate(irisInputs, irisSpecies, { resume: kept! }),
  ]
  for (const call of calls) await expect(async () => call()).rejects.toThrow()
})

it('types the loop of epochs', async () => {
  for await (const epoch of mlp(small).epochs(irisInputs, irisSpecies))
    expectTypeOf(epoch).toEqualTypeOf<Epoch>()
})

/** The options that the type gives each optimizer are those that its definition has. */
it('knows every option of every optimizer', () => {
  type OwnOptions<Name> = OptimizerChoice extends infer Choice
    ? Choice extends { readonly name: infer N }
      ? Name extends N
        ? Exclude<keyof Choice, 'name'>
        : never
      : never
    : never
  const own: { [Name in keyof typeof optimizers]: Record<OwnOptions<Name>, true> } = {
    sgd: { learningRate: true, momentum: true, nesterov: true, weightDecay: true, decoupled: true },
    rmsprop: {
      ...{ learningRate: true, smoothing: true, epsilon: true },
      ...{ centered: true, momentum: true, weightDecay: true, decoupled: true },
    },
    adagrad: {
      learningRate: true,
      rateDecay: true,
      initialAccumulator: true,
      epsilon: true,
      weightDecay: true,
      decoupled: true,
    },
    adam: { learningRate: true, beta1: true, beta2: true, epsilon: true, weightDecay: true, decoupled: true },
    lbfgs: {
      ...{ historySize: true, maxLineSearch: true, toleranceGrad: true },
      ...{ c1: true, c2: true },
    },
    adamw: { learningRate: true, beta1: true, beta2: true, epsilon: true, weightDecay: true },
  }
  for (const [name, definition] of Object.entries(optimizers)) {
    const typed = Object.keys(own[name as keyof typeof own])
    expect(typed.sort()).toEqual(Object.keys(definition.options).sort())
  }
})

it('has readonly options, so that frozen ones fit', () => {
  const options = Object.freeze({ hidden: Object.freeze([3]), epochs: 1 }) satisfies MlpOptions
  const fit = Object.freeze({ seed: 2 }) satisfies FitSyncOptions
  expect(mlp(options).fitSync(xor.inputs, xor.targets, fit).seed).toBe(2)
})
