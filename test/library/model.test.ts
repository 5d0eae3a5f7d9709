// A model: it answers rows of every form alike, comes back from its file to the bit, scores and explains itself.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outputsOf } from '../../src/core/index.ts'
import { csv, load, mlp } from '../../src/library/index.ts'
import { paso, temporaryFolder } from '../cli/run-cli.ts'
import { example, irisInputs, irisRows, irisSpecies } from './tables.ts'

const iris = mlp({ hidden: [6], epochs: 40 }).fitSync(irisRows, { target: 'species' })
const { species: _, ...flower } = irisRows[70]!

describe('predict', () => {
  it('answers records, rows of numbers and tables alike', async () => {
    const one = iris.model.predict(flower)
    expect(iris.model.predict([flower, flower])).toEqual([one, one])
    const plain = mlp({ hidden: [6], epochs: 40 }).fitSync(irisInputs, irisSpecies)
    expect(plain.model.predict(irisInputs[70]!)).toEqual(one)
    expect(plain.model.predict(Float64Array.from(irisInputs[70]!))).toEqual(one)
    expect(plain.model.predict(irisInputs.slice(70, 72))[0]).toEqual(one)
    expect(plain.model.predict({ data: irisInputs[70]!, shape: [1, 4] })).toEqual([one])
    expect(plain.model.predict([])).toEqual([])
    const table = await csv(example('iris.csv'), { target: 'target' })
    const fromTable = mlp({ hidden: [6], epochs: 40 }).fitSync(table)
    expect(fromTable.model.predict(table)[70]).toEqual(one)
  })

  it('answers a number for a regression, on the scale of the target', async () => {
    const data = await csv(example('diabetes.csv'), { target: 'target' })
    const { model } = mlp({ epochs: 30 }).fitSync(data)
    const values = model.predict(data).map(({ value }) => value!)
    const mean = values.reduce((sum, value) => sum + value) / values.length
    expect(Math.abs(mean - 152)).toBeLessThan(15) // the mean of the column is 152.13
    expect(model.classes).toBeUndefined()
  })

  it('takes texts as categories, and says which it has never seen', () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({
      colour: n % 2 === 0 ? 'red' : 'blue',
      size: n % 7,
      sweet: n % 2 === 0 ? 'yes' : 'no',
    }))
    const { model } = mlp({ hidden: [4] }).fitSync(rows, { target: 'sweet' })
    expect(model.inputs).toEqual(['colour=blue', 'colour=red', 'size'])
    expect(model.predict({ colour: 'red', size: 3 }).label).toBe('yes')
    const codes: string[] = []
    model.predict({ colour: 'green', size: 3 }, { onWarning: ({ code }) => codes.push(code) })
    expect(codes).toEqual(['unseen-category'])
  })

  it('answers what the network computes', () => {
    const { network, encoding } = iris.model
    const input = encoding.inputs.map((column) =>
      column.kind === 'number'
        ? ((flower as Record<string, number>)[column.name]! - column.mean) / column.scale
        : 0,
    )
    expect(Object.values(iris.model.predict(flower).probabilities!)).toEqual([...outputsOf(network, input)])
  })
})

describe('save and load', () => {
  it('come back to the bit, through a text and through a file', async () => {
    const path = join(temporaryFolder(), 'iris.json')
    const text = await iris.model.save(path)
    expect(readFileSync(path, 'utf8')).toBe(text)
    for (const source of [text, path]) {
      const model = await load(source)
      expect(model.network).toStrictEqual(iris.model.network)
      expect(model.encoding).toStrictEqual(iris.model.encoding)
      expect(model.predict(flower)).toStrictEqual(iris.model.predict(flower))
      expect(await model.save()).toBe(text)
    }
  })

  it('replace what is there, and leave nothing beside it', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'model.json')
    writeFileSync(path, 'old')
    await iris.model.save(path)
    expect((await load(path)).classes).toEqual(['setosa', 'versicolor', 'virginica'])
    await expect(iris.model.save(join(folder, 'none', 'model.json'))).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })

  it('write what the command line reads', async () => {
    const path = join(temporaryFolder(), 'iris.json')
    const { model } = mlp({ epochs: 5 }).fitSync(await csv(example('iris.csv'), { target: 'target' }))
    await model.save(path)
    const { code, stdout } = await paso(['predict', path, example('iris.csv'), '--json', '-q'])
    const answers = JSON.parse(stdout).map(({ prediction }: { prediction: string }) => prediction)
    const rows = await csv(example('iris.csv'), { target: 'target' })
    expect([code, answers]).toEqual([0, model.predict(rows).map(({ label }) => label)])
  })
})

it('scores itself as the run did', () => {
  const all = iris.model.evaluate(irisRows)
  expect(all.kind === 'classes' && all.confusion.flat().reduce((sum, count) => sum + count)).toBe(150)
  const { train, validation, test } = iris.metrics
  const right = [train, validation!, test!].reduce((sum, { accuracy, rows }) => sum + accuracy! * rows, 0)
  expect(all.metrics).toMatchObject({ rows: 150, accuracy: Math.round(right) / 150 })
})

describe('explain', () => {
  it('tells a parameter on a row, in every format and language', async () => {
    const told = iris.model.explain({ row: 70, parameter: 'w5' })
    expect(await told.toMarkdown({ locale: 'es' })).toMatch(/^# Backpropagation paso a paso: el peso \$w_5\$/)
    expect(await told.toText({ detail: 'short', notation: 'delta' })).toMatch(
      /w_21\^\(1\), in the hidden layer/,
    )
    expect(await told.toText({ locale: 'es-AR' })).toMatch(/\d,\d/)
    expect(await told.toLatex()).toContain('\\begin{document}')
    expect(await told.toHtml()).toMatch(/^<!doctype html>/i)
    expect(() => JSON.stringify(told)).toThrow('JSON.stringify(await explanation.toJSON())')
    const json = await told.toJSON()
    expect(json).toMatchObject({ format: 'paso-derivation/1', parameters: [{ name: 'w5' }] })
    expect(json.parameters[0]!.relativeError).toBeLessThan(1e-6)
  })

  it('says what paso explain says of the model and the row', async () => {
    const path = join(temporaryFolder(), 'model.json')
    const { model } = mlp({ epochs: 5 }).fitSync(await csv(example('iris.csv'), { target: 'target' }))
    await model.save(path)
    const words = ['explain', path, '--data', example('iris.csv'), '--rows', '71', '--parameter', 'w_21^(2)']
    const { stdout } = await paso([...words, '--format', 'markdown', '--lang', 'es'])
    const told = model.explain({ row: 70, parameter: 'w_21^(2)' })
    expect(await told.toMarkdown({ locale: 'es' })).toBe(stdout)
  })

  it('takes an input of its own, and data that comes later', async () => {
    const model = await load(await iris.model.save())
    const fromTraining = await iris.model.explain({ row: 70, parameter: 'w3' }).toJSON()
    const own = await iris.model.explain({ input: flower, target: 'versicolor', parameter: 'w3' }).toJSON()
    const later = await model.explain({ data: irisRows, row: 70, parameter: 'w3' }).toJSON()
    expect([own, later]).toEqual([fromTraining, fromTraining])
    const batch = await iris.model.explain({ row: [0, 70], parameter: 'w3' }).toJSON()
    expect(batch.samples.length).toBe(2)
  })
})
