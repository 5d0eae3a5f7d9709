// L-BFGS in the library: a training on both engines, in folds, kept and resumed, to its end; and what it does not go with.
import { describe, expect, it } from 'vitest'
import { recipeFor } from '../../src/engine/defaults.ts'
import { type Checkpoint, load, type MlpOptions, mlp, type Run } from '../../src/library/index.ts'
import { irisInputs, irisRows, irisSpecies } from './tables.ts'

const target = 'species'
const options = { hidden: [5], optimizer: 'lbfgs', epochs: 25, l2: 0.001 } as const satisfies MlpOptions
const fitted = (own: MlpOptions = {}) =>
  mlp({ ...options, ...own } as MlpOptions).fitSync(irisRows, { target, seed: 4 })

/** What must be equal to the bit. */
const bits = async ({ model, history, metrics, bestEpoch, stopped, ending }: Run<never>) => ({
  file: JSON.parse(await model.save()),
  history: history.map(({ seconds: _, ...epoch }) => epoch),
  ...{ metrics, bestEpoch, stopped, ending },
})

describe('a training', () => {
  it('lowers the loss in every epoch, without a learning rate, and keeps the best weights', () => {
    const { history, bestEpoch, metrics } = fitted()
    history.slice(1).forEach(({ loss }, i) => {
      expect(loss).toBeLessThan(history[i]!.loss)
    })
    expect(history.every(({ learningRate }) => learningRate === undefined)).toBe(true)
    const best = history.reduce((one, other) => (other.validationLoss! < one.validationLoss! ? other : one))
    expect(bestEpoch).toBe(best.epoch)
    expect(metrics.validation!.accuracy).toBeGreaterThan(0.9)
  })

  it.each([
    ['plain', {}],
    ['with batch normalization', { normalization: 'batch' }],
    ['with weights of classes, and a smoothed target', { labelSmoothing: 0.1 }],
  ] as const)('is the same on both engines, %s', async (_, own) => {
    const [js, core] = await Promise.all(
      (['js', 'core'] as const).map((engine) =>
        mlp({ ...options, ...own, engine }).fit(irisRows, { target, seed: 4, classWeights: 'balanced' }),
      ),
    )
    expect(core!.history.map(({ loss }) => loss)).toEqual(js!.history.map(({ loss }) => loss))
    expect(core!.metrics).toEqual(js!.metrics)
  })

  it('ends where no step goes any further, and says why', () => {
    const all = { train: irisInputs.map((_, row) => row) }
    const run = mlp({ ...options, epochs: 3000 }).fitSync(irisInputs, irisSpecies, { split: all })
    expect([run.stopped, run.epochs < 3000]).toEqual(['converged', true])
    expect(run.ending).toMatch(/^(flat|no-decrease)$/)
    expect(fitted().ending).toBeUndefined()
  })

  it('is kept in the file with the options of its optimizer, and without a rate', async () => {
    const { model } = fitted({ optimizer: { name: 'lbfgs', historySize: 3, c2: 0.5 } })
    const file = JSON.parse(await model.save())
    expect(file.optimizer).toEqual({ name: 'lbfgs', historySize: 3, c2: 0.5 })
    for (const name of ['learningRate', 'weightDecay', 'batchSize']) {
      expect([name in file, name in file.training.recipe]).toEqual([false, false])
    }
    const loaded = await load(await model.save())
    expect(loaded.predict(irisInputs)).toEqual(model.predict(irisInputs))
  })

  it('has the usual decay as a penalty, unless one is asked for', async () => {
    const penalties = async (own: MlpOptions) => {
      const { model } = mlp({ hidden: [3], optimizer: 'lbfgs', epochs: 1, ...own } as MlpOptions).fitSync(
        irisRows,
        { target, seed: 4 },
      )
      const { l1, l2, training } = JSON.parse(await model.save())
      return [l1, l2, training.recipe.l2]
    }
    const usual = recipeFor('multiclass', 90).weightDecay
    expect(await penalties({})).toEqual([undefined, usual, usual])
    expect(await penalties({ l2: 0.5 })).toEqual([undefined, 0.5, 0.5])
    expect(await penalties({ l2: 0 })).toEqual([undefined, undefined, 0])
    expect(await penalties({ l1: 0.01 })).toEqual([0.01, undefined, 0])
  })

  it('goes on to the bit from a checkpoint after any epoch', async () => {
    const whole = await bits(mlp(options).fitSync(irisRows, { target, seed: 4 }))
    for (const made of [1, 2, 12]) {
      let kept: Checkpoint | undefined
      const onCheckpoint = (checkpoint: Checkpoint): void => {
        kept = structuredClone(checkpoint)
      }
      await mlp({ ...options, epochs: made }).fit(irisRows, { target, seed: 4, onCheckpoint })
      const run = await mlp(options).fit(irisRows, { target, resume: kept! })
      expect(await bits(run)).toEqual(whole)
    }
  })

  it('can be cross-validated: each fold takes all its rows in a step', async () => {
    const { mean, folds } = await mlp(options).crossValidate(irisRows, { target, folds: 3 })
    expect(folds.length).toBe(3)
    expect(mean.accuracy).toBeGreaterThan(0.9)
  })

  it('is told step by step', async () => {
    const { model } = mlp({ ...options, epochs: 3 }).fitSync(irisRows, { target, seed: 4 })
    const text = await model.explain({ row: [1, 60, 120], parameter: 'w_11^(1)' }).toText()
    expect(text).toContain('L-BFGS')
    expect(text).toContain('The line search looks for a length t.')
  })
})

it('refuses what it does not go with, at compile time and at run time', () => {
  const calls: readonly (() => unknown)[] = [
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', learningRate: 0.1 }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', momentum: 0.9 }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', weightDecay: 0.1 }),
    // @ts-expect-error
    () => mlp({ optimizer: { name: 'lbfgs' }, batchSize: 16 }),
    // @ts-expect-error
    () => mlp({ optimizer: { name: 'lbfgs' }, schedule: 'cosine' }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', clipNorm: 1 }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', clipValue: 1 }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', maxNorm: 1 }),
    // @ts-expect-error
    () => mlp({ optimizer: 'lbfgs', dropout: 0.5 }),
    // @ts-expect-error
    () => mlp({ optimizer: { name: 'lbfgs', c1: 0.95 }, dropout: [0, 0.1] }),
  ]
  for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'conflicting-options' }))
  // @ts-expect-error
  expect(() => mlp({ optimizer: { name: 'lbfgs', beta1: 0.5 } })).toThrow(
    expect.objectContaining({ code: 'unknown-option' }),
  )
  // @ts-expect-error
  expect(mlp({ optimizer: 'lbfgs', dropout: 0 })).toBeDefined()
})

it.each([
  [{ name: 'lbfgs', historySize: 0 }, 'option-out-of-domain'],
  [{ name: 'lbfgs', maxLineSearch: 2.5 }, 'not-a-count'],
  [{ name: 'lbfgs', c1: 0.95 }, 'option-out-of-domain'],
  [{ name: 'lbfgs', c1: 0.2, c2: 0.1 }, 'option-out-of-domain'],
  [{ name: 'lbfgs', toleranceGrad: -1 }, 'option-out-of-domain'],
] as const)('refuses %o', (optimizer, code) => {
  expect(() => mlp({ optimizer })).toThrow(expect.objectContaining({ code }))
})

it('has no learning rate to test', async () => {
  const refused = mlp({ optimizer: 'lbfgs' }).rangeTest(irisRows, { target })
  await expect(refused).rejects.toMatchObject({
    code: 'no-rate-to-test',
    exitCode: 2,
    texts: {
      en: { what: 'the optimizer lbfgs has no learning rate to test.', received: 'lbfgs.' },
      es: { what: 'el optimizador lbfgs no tiene tasa de aprendizaje que probar.' },
    },
  })
})

it('says why in both languages', () => {
  expect(() => mlp({ optimizer: 'lbfgs', weightDecay: 0.1 } as never)).toThrow(
    expect.objectContaining({
      texts: {
        en: {
          what: 'the optimizer lbfgs does not take weightDecay.',
          received: 'lbfgs.',
          why: 'it finds the length of each step itself, on all rows at once, and on a loss that is the same at each look.',
          hint: 'l2 in its place, or adam.',
        },
        es: {
          what: 'el optimizador lbfgs no admite weightDecay.',
          received: 'lbfgs.',
          why: 'halla él mismo la longitud de cada paso, con todas las filas a la vez, y en un error que es el mismo cada vez que lo mira.',
          hint: 'l2 en su lugar, o adam.',
        },
      },
    }),
  )
})
