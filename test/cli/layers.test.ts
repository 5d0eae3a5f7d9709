// Dropout and normalization on the command line: trained, kept in the file, used to predict, told, checked, and refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outputsOf } from '../../src/core/outputs.ts'
import { encodeRows } from '../../src/data/encoding.ts'
import { readNetworkFile } from '../../src/formats/index.ts'
import { tableWithTarget } from '../../src/library/data.ts'
import { mlp } from '../../src/library/index.ts'
import { paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const table = join(folder, 'rows.csv')
const rows = Array.from({ length: 41 }, (_, n) => ({
  a: n / 10,
  b: (n * 7) % 5,
  kind: n > 20 ? 'high' : 'low',
}))
writeFileSync(table, `a,b,kind\n${rows.map(({ a, b, kind }) => `${a},${b},${kind}`).join('\n')}\n`)

const model = join(folder, 'model.json')
const training = [
  ...['train', table, '--target', 'kind', '--hidden', '4,3', '--epochs', '20', '--seed', '5'],
  ...['--validation', '0', '--test', '0', '--batch-size', '20'],
]
const withLayers = [
  ...training,
  '--normalization',
  'batch,layer',
  '--dropout',
  '0.3,0',
  '-o',
  model,
  '--force',
]
const fileOf = () => readNetworkFile(readFileSync(model, 'utf8'), model)

describe('a training with normalized layers and dropout', () => {
  it('keeps both in the file, with the running statistics, γ and β', async () => {
    expect((await paso(withLayers)).code).toBe(0)
    const { network, training: record } = fileOf()
    const [first, second, last] = network.layers
    expect(network.layers.map(({ dropout }) => dropout)).toEqual([0.3, 0, 0])
    expect([first, second, last].map((layer) => layer!.normalization?.kind)).toEqual([
      'batch',
      'layer',
      undefined,
    ])
    const { scales, shifts, ...rest } = first!.normalization!
    expect(scales.every((scale) => scale !== 1) && shifts.some((shift) => shift !== 0)).toBe(true)
    if (rest.kind !== 'batch') throw new Error('not a batch normalization')
    expect(rest.runningMeans.every((mean) => mean !== 0)).toBe(true)
    expect(record!.recipe).toMatchObject({ normalization: ['batch', 'layer'], dropout: [0.3, 0] })
  })

  it('is the library training of the same options, to the bit', async () => {
    await paso(withLayers)
    const options = {
      hidden: [4, 3],
      epochs: 20,
      batchSize: 20,
      normalization: ['batch', 'layer'],
      dropout: [0.3, 0],
    } as const
    const run = mlp(options).fitSync(rows, { target: 'kind', seed: 5, validation: 0, test: 0 })
    expect(fileOf().network).toStrictEqual(run.model.network)
  })

  it('predicts each row by itself, with the running statistics and without masks', async () => {
    await paso(withLayers)
    const { network, encoding } = fileOf()
    const { stdout } = await paso(['predict', model, table, '--json'])
    const one = join(folder, 'one.csv')
    writeFileSync(one, readFileSync(table, 'utf8').split('\n').slice(0, 2).join('\n'))
    const alone = await paso(['predict', model, one, '--json'])
    const first = (text: string) => [JSON.parse(text)].flat()[0]
    expect(first(alone.stdout)).toEqual(first(stdout))
    const { table: read } = tableWithTarget(rows, undefined, 'kind', {})
    const [output] = outputsOf(network, encodeRows(encoding!, read).inputs[0]!)
    expect(Object.values(first(stdout).probabilities)).toContain(output)
  })

  it('says so in its report and in inspect', async () => {
    const { stdout } = await paso(withLayers)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Batch normalization (hidden layer 1), layer normalization (hidden layer 2), dropout 0.3 (hidden layer 1).',
    )
    const { stdout: told } = await paso(['inspect', model, '--lang', 'es'])
    expect(told.replaceAll(/\s+/g, ' ')).toContain(
      'normalización por lotes (capa oculta 1), normalización por capa',
    )
    expect(told).toMatch(/^1 +4 +tanh +20$/m)
  })

  it('with a last row that would be alone takes it into the batch before it', async () => {
    // 41 rows in batches of 20: 20 and 21.
    const { code, stderr } = await paso([...training, '--normalization', 'batch'])
    expect({ code, stderr: stderr.includes('Error') }).toEqual({ code: 0, stderr: false })
  })
})

describe('a step', () => {
  const told = async (seed: string, command = 'explain') =>
    JSON.parse(
      (await paso([command, model, '--data', table, '--rows', '1,15,30', '--seed', seed, '--json'])).stdout,
    )

  it('drops what the seed says', async () => {
    await paso(withLayers)
    const [one, again, other] = [await told('1'), await told('1'), await told('4')]
    expect(again).toEqual(one)
    const losses = [one, other].map(({ loss }) => loss.before)
    expect(losses[0]).not.toBe(losses[1])
  })

  it('has the gradients of differences, and names γ and β', async () => {
    await paso(withLayers)
    expect(await told('3', 'check')).toMatchObject({ passed: true })
    const { stdout } = await paso([
      'explain',
      model,
      '--data',
      table,
      '--rows',
      '1,15,30',
      '--parameter',
      'gamma_h2',
    ])
    expect(stdout).toContain('the scale γ_h2')
  })

  it('of one row is refused where the rows belong together', async () => {
    await paso(withLayers)
    const { code, stderr } = await paso(['explain', model, '--data', table, '--rows', '1'])
    expect(code).toBe(2)
    expect(stderr).toContain('batch-of-one')
  })
})

describe('what does not fit', () => {
  it.each([
    ['--dropout', '1', 'bad-value', 'a number from 0 to less than 1, or one for each hidden layer'],
    ['--dropout', '0.1,0.2,0.3', 'wrong-shape', '2 values.'],
    ['--dropout', '0.1;0.2', 'bad-value', 'separated by'],
    ['--normalization', 'bach', 'bad-value', '--normalization batch'],
    ['--normalization', 'batch,batch,batch', 'wrong-shape', 'one value alone is for all hidden layers.'],
  ])('%s %s is refused', async (flag, value, code, said) => {
    const { code: exit, stderr } = await paso([...training, flag, value])
    expect(exit).toBe(2)
    expect(stderr).toContain(code)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(said)
  })

  it('is a batch of one row, before anything is computed', async () => {
    for (const [language, said] of [
      ['en', 'at least two rows'],
      ['es', 'al menos dos filas'],
    ] as const) {
      const alone = ['--normalization', 'batch', '--batch-size', '1', '--lang', language]
      const { code, stderr } = await paso([...training, ...alone])
      expect([code, stderr.includes(said), stderr.includes('batch-of-one')]).toEqual([2, true, true])
    }
  })

  it('in a recipe is refused with its line', async () => {
    const recipe = join(folder, 'recipe.json')
    writeFileSync(recipe, '{\n  "normalization": ["batch", "no"],\n  "dropout": 0.5\n}')
    const { code, stderr } = await paso([...training, '--recipe', recipe])
    expect(code).toBe(2)
    expect(stderr).toContain('normalization, line 2')
  })
})
