// A diagnosis: what it measures against PyTorch, scikit-learn and SciPy; that it finds planted faults, each of them and nothing
// else; and that healthy models and tables are left in peace.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Network, type NormalizationKind, network } from '../../src/core/index.ts'
import { readCsv } from '../../src/data/index.ts'
import { singleColumns } from '../../src/data/single-columns.ts'
import { targetColumns } from '../../src/data/task.ts'
import { healthOf } from '../../src/engine/layer-health.ts'
import { csv, type Diagnosis, load, mlp } from '../../src/index.ts'
import { networkFindings } from '../../src/library/network-findings.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import type { LossName } from '../../src/math/losses.ts'
import oracle from '../oracle/diagnosis.json' with { type: 'json' }
import { example } from './tables.ts'

type Case = (typeof oracle.cases)[number]

function networkOf({ inputs, hidden, output, loss, kinds, layers }: Case): Network {
  return network({
    inputs,
    layers: layers.map(({ weights, biases, ...normal }, l) => {
      if (l === layers.length - 1) return { weights, biases, activation: output as ActivationName }
      const kind = kinds[l] as NormalizationKind | null
      return {
        weights,
        biases,
        activation: hidden as ActivationName,
        ...(kind && { normalization: { kind, ...normal } }),
      }
    }),
    loss: loss as LossName,
  })
}

const codes = ({ findings }: Pick<Diagnosis, 'findings'>): string[] => findings.map(({ code }) => code)

/** What each case of the oracle is planted with. */
const planted: Readonly<Record<string, readonly string[]>> = {
  'dead unit': ['dead-units'],
  'dead layer': ['dead-layer'],
  'saturated layer': ['saturated-layer'],
  'dead behind layer normalization': ['dead-units', 'dead-units'],
  'saturated unit': ['saturated-units'],
  vanishing: ['vanishing-gradient'],
  exploding: ['exploding-gradient'],
}

describe.each(oracle.cases)('the layers of a network: $name', (given) => {
  const samples = given.x.map((input, n) => ({ input, target: given.y[n]! }))
  const health = healthOf(networkOf(given), samples)

  it('is measured as PyTorch measures it', () => {
    expect(health.brokenRows).toBe(0)
    given.expected.forEach((layer, l) => {
      const own = health.layers[l]!
      expect(own.saturatedUnits).toEqual(layer.saturatedUnits)
      expect(own.deadUnits).toEqual(layer.deadUnits)
      expect(own.saturated ?? null).toBe(layer.saturated)
      // Both sum in float64, in another order; 50 layers multiply their errors.
      const figures = [
        [own.meanActivation, layer.activation],
        [own.delta, layer.delta],
        [own.gradient, layer.gradient],
      ] as const
      for (const [ours, theirs] of figures)
        expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * theirs)
    })
  })

  it('is told to have what was planted, and nothing else', () => {
    expect(codes({ findings: networkFindings(health) })).toEqual(planted[given.name] ?? [])
  })
})

it('a network whose numbers overflow is told to', () => {
  const huge = network({
    inputs: 1,
    layers: [
      { weights: [[1e200]], activation: 'relu' },
      { weights: [[1e200]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const samples = [1, -1].map((x) => ({ input: [x], target: [0] }))
  const [finding] = networkFindings(healthOf(huge, samples))
  expect([finding!.code, finding!.figures]).toEqual(['not-finite', { rows: 1 }])
  expect(codes({ findings: networkFindings(healthOf(huge, samples.slice(0, 1))) })).toEqual(['not-finite'])
})

describe('a single column', () => {
  it.each(['breast_cancer', 'wine', 'diabetes'] as const)(
    'of %s predicts as other programs find',
    async (name) => {
      const table = await readCsv(example(`${name}.csv`))
      const [column] = targetColumns(table, 'target')
      const classes = column!.kind === 'category' ? column!.categories : undefined
      const target = classes
        ? ({ kind: 'classes', name: 'target', classes } as const)
        : ({ kind: 'number', name: 'target', mean: 0, scale: 1 } as const)
      const names = table.names.filter((one) => one !== 'target')
      const [scores] = singleColumns(table, target, names)
      const expected: Readonly<Record<string, number>> = oracle.singles[name]
      expect(scores!.length).toBe(names.length)
      for (const { column, score } of scores!) expect(score, column).toBeCloseTo(expected[column]!, 12)
      expect(scores!.map(({ rest }) => rest)).toEqual(
        scores!.map(({ rest }) => rest).toSorted((a, b) => a - b),
      )
    },
  )

  it('with two classes is at least as good as a decision stump of scikit-learn', async () => {
    const stumps: Readonly<Record<string, number>> = oracle.stumps
    for (const [name, score] of Object.entries(oracle.singles.breast_cancer))
      expect(score).toBeGreaterThanOrEqual(stumps[name]!)
  })
})

describe('healthy models', () => {
  it.each(['wine', 'iris', 'breast_cancer', 'diabetes', 'digits'])(
    '%s, by default',
    { timeout: 60_000 },
    async (name) => {
      const data = await csv(example(`${name}.csv`), { target: 'target' })
      const { model } = await mlp({ ...(name === 'digits' && { epochs: 10 }) }).fit(data)
      const diagnosis = await model.diagnose(data)
      expect([codes(diagnosis), diagnosis.healthy]).toEqual([[], true])
      expect(diagnosis.rows).toBe(data.rows)
    },
  )
})

/** A table as text, with one more column or with other rows. */
const lines = readFileSync(example('iris.csv'), 'utf8').trim().split('\n')
const withColumn = (head: string, cell: (row: string[], n: number) => string | number): string =>
  lines.map((line, n) => `${n === 0 ? head : cell(line.split(','), n - 1)},${line}`).join('\n')
const quick = mlp({ hidden: [8], epochs: 20 })

async function diagnosed(text: string, estimator = quick): Promise<Diagnosis> {
  const data = await csv(text, { target: 'target' })
  return (await estimator.fit(data)).model.diagnose(data)
}

describe('planted in a table', () => {
  it('a column made from the answer', async () => {
    const kinds = ['setosa', 'versicolor', 'virginica']
    const { findings, healthy } = await diagnosed(
      withColumn('code', (row, n) => kinds.indexOf(row.at(-1)!) * 10 + (n % 7)),
    )
    expect(findings.map(({ code, columns, figures }) => [code, columns, figures.score])).toEqual([
      ['label-leakage', ['code'], 1],
    ])
    expect(healthy).toBe(true)
    expect(findings[0]!.texts.en.hint).toMatch(/^--ignore code/)
    expect(findings[0]!.texts.es.what).toBe('una sola columna revela «target».')
  })

  it('a text made from the answer', async () => {
    const { findings } = await diagnosed(withColumn('note', (row) => `see ${row.at(-1)}`))
    expect(findings.map(({ code, columns }) => [code, columns])).toEqual([['label-leakage', ['note']]])
  })

  it('a number made from a number', async () => {
    const text = readFileSync(example('diabetes.csv'), 'utf8').trim().split('\n')
    const twice = text.map((line, n) => `${n === 0 ? 'twice' : Number(line.split(',').at(-1)) ** 2},${line}`)
    const { findings } = await diagnosed(twice.join('\n'))
    expect(findings.map(({ code, columns }) => [code, columns])).toEqual([['label-leakage', ['twice']]])
  })

  it('a column on another scale, taken as it is', async () => {
    const { findings } = await diagnosed(
      withColumn('grams', (_, n) => 1000 + 100 * ((n * 37) % 11)),
      mlp({ hidden: [8], epochs: 20, scaling: 'none' }),
    )
    const unscaled = findings.find(({ code }) => code === 'unscaled-inputs')!
    expect(unscaled.columns).toEqual(['grams'])
    expect(unscaled.figures.largest).toBeGreaterThan(1000)
  })

  it('rows in another unit than those of the training', async () => {
    const data = await csv(lines.join('\n'), { target: 'target' })
    const { model } = await quick.fit(data)
    const inMillimetres = lines.map((line, n) => {
      const [first, ...rest] = line.split(',')
      return [n === 0 ? first : Number(first) * 10, ...rest].join(',')
    })
    const diagnosis = await model.diagnose(await csv(inMillimetres.join('\n'), { target: 'target' }))
    const outside = diagnosis.findings.find(({ code }) => code === 'outside-training')!
    expect(outside.columns).toEqual(['sepal_length_cm'])
    expect(outside.figures.share).toBe(1)
    expect(diagnosis.healthy).toBe(false)
  })

  it('a rare class', async () => {
    const few = lines.filter((line, n) => !line.endsWith('virginica') || n < 105)
    const { findings } = await diagnosed(few.join('\n'))
    const finding = findings.find(({ code }) => code === 'class-imbalance')!
    expect(finding.figures).toEqual({ commonest: 50, rarest: 4, share: 50 / 104 })
    const weighed = await csv(few.join('\n'), { target: 'target' })
    const { model } = await quick.fit(weighed, { classWeights: 'balanced' })
    expect(codes(await model.diagnose(weighed))).not.toContain('class-imbalance')
  })

  it('copies and contradictions', async () => {
    const copies = [...lines, ...lines.slice(1, 21)]
    const repeated = await diagnosed(copies.join('\n'))
    // iris itself has one row twice.
    expect(repeated.findings.map(({ code, figures }) => [code, figures.rows])).toEqual([
      ['duplicate-rows', 21],
    ])
    const contradicted = [...lines, ...lines.slice(1, 6).map((line) => line.replace('setosa', 'virginica'))]
    const { findings } = await diagnosed(contradicted.join('\n'))
    expect(findings.map(({ code, figures }) => [code, figures])).toEqual([
      ['contradictory-rows', { rows: 10, bestAccuracy: 150 / 155 }],
    ])
  })

  it('fifty layers of sigmoid', { timeout: 60_000 }, async () => {
    const deep = mlp({ hidden: new Array(50).fill(6), activation: 'sigmoid', epochs: 1 })
    const { findings, healthy } = await diagnosed(lines.join('\n'), deep)
    expect(findings[0]!.code).toBe('vanishing-gradient')
    expect(findings[0]!.figures.ratio).toBeLessThan(1e-10)
    expect(healthy).toBe(false)
  })
})

it('a model that was saved and loaded has the same diagnosis', async () => {
  const data = await csv(lines.join('\n'), { target: 'target' })
  const { model } = await quick.fit(data)
  expect(await (await load(await model.save())).diagnose(data)).toEqual(await model.diagnose(data))
})

it('numbers without names are diagnosed too, and several targets', async () => {
  const inputs = Array.from({ length: 40 }, (_, n) => [Math.sin(n), Math.cos(3 * n), Math.sin(n * n)])
  const targets = inputs.map(([a, b, c]) => [a! * b!, 5 * c! + 2])
  const { model } = await mlp({ hidden: [8], epochs: 5 }).fit(inputs, targets)
  const diagnosis = await model.diagnose(inputs, targets)
  expect(diagnosis.bestColumns.map((best) => best?.target)).toEqual(['y1', 'y2'])
  expect(diagnosis.findings.map(({ code, columns }) => [code, columns])).toEqual([['label-leakage', ['x3']]])
})

it('what does not fit is refused', async () => {
  const data = await csv(lines.join('\n'), { target: 'target' })
  const { model } = await quick.fit(data)
  await expect(model.diagnose([{ a: 1 }])).rejects.toMatchObject({ code: 'unknown-column' })
  await expect(model.diagnose([])).rejects.toMatchObject({ code: 'no-rows' })
})
