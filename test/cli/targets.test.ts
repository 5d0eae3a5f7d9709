// Several targets on the command line: train, predict, eval, inspect and explain agree on them, by their names.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readNetworkFile, writeNetworkFile } from '../../src/formats/index.ts'
import { evaluationSchema, predictionSchema, runSchema } from '../../src/formats/output-schemas.ts'
import { xoshiro } from '../../src/math/random.ts'
import { paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const data = join(folder, 'weather.csv')
const rows = Array.from({ length: 100 }, (_, n) => {
  const [a, b] = [Math.sin(n), Math.cos(3 * n)]
  return [a, b, a + b, 100 * (a - b), a > 0 ? 'yes' : 'no', b > 0.3 ? 1 : 0] as const
})
writeFileSync(data, ['a,b,sum,far,warm,wet', ...rows.map((row) => row.join(','))].join('\n'))

const cases = [
  ['numbers', ['sum', 'far'], ['warm', 'wet'], 'regression'],
  ['labels', ['warm', 'wet'], ['sum', 'far'], 'multilabel'],
] as const

describe.each(cases)('several %s', (name, targets, others, task) => {
  const model = join(folder, `${name}.json`)
  let run: ReturnType<typeof runSchema.parse>

  beforeAll(async () => {
    const words = [
      ...targets.flatMap((one) => ['--target', one]),
      ...others.flatMap((one) => ['--ignore', one]),
    ]
    const { code, stdout, stderr } = await paso(['train', data, ...words, '-o', model, '--json', '-q'])
    expect([code, stderr]).toEqual([0, ''])
    run = runSchema.parse(JSON.parse(stdout))
  })

  it('are one task, with scores for each', () => {
    expect(run.task).toBe(task)
    const { byTarget, ...means } = run.metrics.test!
    expect(Object.keys(byTarget!)).toEqual(targets)
    const metric = name === 'numbers' ? 'mae' : 'accuracy'
    const mean = targets.reduce((sum, target) => sum + Number(byTarget![target]![metric]), 0) / 2
    expect(means[metric]).toBeCloseTo(mean, 12)
  })

  it('give a model file that reads back to the bit, its outputs named by them', () => {
    const text = readFileSync(model, 'utf8')
    const file = readNetworkFile(text, model)
    expect(writeNetworkFile(file)).toBe(text)
    expect(file.unitNames.at(-1)).toEqual(targets)
    expect(file.encoding!.target.kind).toBe(name)
  })

  it('are predicted in a column each, and evaluated as predicted', async () => {
    const csv = await paso(['predict', model, data, '-q'])
    const [head, ...lines] = csv.stdout.trim().split('\n')
    const chances = targets.map((target) => `p(${target}=${target === 'warm' ? 'yes' : '1'})`)
    expect(head!.split(',')).toEqual([...targets, ...(name === 'labels' ? chances : [])])
    const json = await paso(['predict', model, data, '--json', '-q'])
    const answers = (JSON.parse(json.stdout) as unknown[]).map((answer) => predictionSchema.parse(answer))
    expect(lines).toEqual(
      answers.map(({ prediction, ...rest }) =>
        [prediction, 'probabilities' in rest ? rest.probabilities : {}]
          .flatMap((part) => Object.values(part as object))
          .join(','),
      ),
    )
    const { stdout } = await paso(['eval', model, data, '--json', '-q'])
    const { metrics } = evaluationSchema.parse(JSON.parse(stdout))
    const at = { sum: 2, far: 3, warm: 4, wet: 5 }
    const wrong = targets.map((target) =>
      answers.map(({ prediction }, n) => {
        const given = (prediction as Record<string, number | string>)[target]
        const true_ = rows[n]![at[target]]
        return name === 'numbers' ? Math.abs(Number(given) - Number(true_)) : Number(given !== String(true_))
      }),
    )
    targets.forEach((target, k) => {
      const own = metrics.byTarget![target]!
      const mean = wrong[k]!.reduce((sum, error) => sum + error) / 100
      expect(name === 'numbers' ? own.mae : 1 - Number(own.accuracy)).toBeCloseTo(mean, 10)
    })
    if (name === 'labels') {
      const right = rows.filter((_, n) => wrong.every((errors) => errors[n] === 0))
      expect(metrics.exactMatch).toBe(right.length / 100)
    }
  })

  it('are told in words, in both languages', async () => {
    const texts = await Promise.all(
      ['en', 'es'].flatMap((lang) => [
        paso(['eval', model, data, '-q', '--lang', lang]),
        paso(['inspect', model, '--lang', lang]),
      ]),
    )
    for (const { code, stdout } of texts) {
      expect(code).toBe(0)
      for (const target of targets) expect(stdout).toContain(target)
    }
    const train = [
      'train',
      data,
      '--epochs',
      '2',
      '--lang',
      'es',
      '-q',
      '--ignore',
      others[0],
      '--ignore',
      others[1],
    ]
    const { stdout } = await paso([...train, ...targets.flatMap((one) => ['--target', one])])
    expect(stdout).toContain('2 columnas objetivo')
    expect(stdout).toContain('Por columna objetivo, en las filas de prueba')
  })

  it('are explained and checked', async () => {
    const words = [model, '--data', data, '--rows', '1,5', '--parameter', 'w1', '--json', '-q']
    const told = await paso(['explain', ...words])
    expect(JSON.parse(told.stdout).samples[0].target).toHaveLength(2)
    const check = await paso(['check', ...words])
    expect(JSON.parse(check.stdout).passed).toBe(true)
  })
})

it('takes several targets from a recipe', async () => {
  const recipe = join(folder, 'recipe.json')
  writeFileSync(recipe, '{ "target": ["sum", "far"], "ignore": ["warm", "wet"], "epochs": 3 }')
  const { stdout } = await paso(['train', data, '--recipe', recipe, '--json', '-q'])
  expect(Object.keys(JSON.parse(stdout).metrics.test.byTarget)).toEqual(['sum', 'far'])
})

it('warns of each target that is predicted worse than by guessing', async () => {
  const noise = join(folder, 'noise.csv')
  const random = xoshiro(1)
  const lines = rows.map(() => [0, 0, 0, 0].map(() => random.next()).join(','))
  writeFileSync(noise, ['a,b,y1,y2', ...lines].join('\n'))
  const words = ['train', noise, '--target', 'y1', '--target', 'y2', '--epochs', '200', '--validation', '0']
  const { stderr } = await paso([...words, '--weight-decay', '0', '--learning-rate', '0.05'])
  expect(stderr).toMatch(/worse than always answering the mean\.\n +Where: +20 test rows, target "y1"\./)
  expect(stderr).toMatch(/worse than always answering the mean\.\n +Where: +20 test rows, target "y2"\./)
})
