// paso inspect MODEL --data FILE: the report in both languages, its JSON, and what it refuses.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../../src/formats/output-schemas.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const model = join(folder, 'model.json')
const table = join(folder, 'leak.csv')
const raw = join(folder, 'raw.json')

beforeAll(async () => {
  const lines = readFileSync(example('iris.csv'), 'utf8').trim().split('\n')
  const leaked = lines.map((line, n) => `${n === 0 ? 'code' : line.split(',').at(-1)!.length},${line}`)
  writeFileSync(table, `${leaked.join('\n')}\n`)
  const quick = ['--target', 'target', '--epochs', '20', '--hidden', '8,8', '-q', '-o']
  for (const words of [
    [table, ...quick, model],
    [example('wine.csv'), '--scaling', 'none', '--activation', 'sigmoid', ...quick, raw],
  ])
    expect((await paso(['train', ...words])).code).toBe(0)
})

describe.each(['en', 'es'])('in %s', (lang) => {
  it('tells what is wrong in 80 columns', async () => {
    const { code, stdout, stderr } = await paso([
      'inspect',
      raw,
      '--data',
      example('wine.csv'),
      '--lang',
      lang,
    ])
    expect([code, stderr]).toEqual([0, ''])
    const text = stdout.replaceAll(/\s+/g, ' ')
    expect(text).toContain(
      lang === 'en' ? 'Problem: hidden layer 1 is saturated.' : 'Problema: la capa oculta 1 está saturada.',
    )
    expect(text).toContain(
      lang === 'en' ? 'the root mean square of "proline" is' : 'media de los cuadrados de «proline» es',
    )
    expect(text).not.toContain(lang === 'en' ? 'Healthy:' : 'Sana:')
    const wide = stdout.split('\n').filter((line) => [...line].length > 80 && !line.includes(folder))
    expect(wide).toEqual([])
  })

  it('tells a hint, and that nothing is a problem', async () => {
    const { stdout } = await paso(['inspect', model, '--data', table, '--lang', lang])
    expect(stdout).toContain(lang === 'en' ? 'No problems. 1 hint.' : 'Ningún problema. 1 indicio.')
    expect(stdout).toContain('--ignore code')
  })
})

it('gives the same as JSON', async () => {
  const { code, stdout } = await paso(['inspect', model, '--data', table, '--json', '--lang', 'es'])
  const diagnosis = diagnosisSchema.parse(JSON.parse(stdout))
  expect([code, diagnosis.healthy, diagnosis.rows, diagnosis.layers.length]).toEqual([0, true, 150, 3])
  expect(diagnosis.findings.map(({ code: found, columns }) => [found, columns])).toEqual([
    ['label-leakage', ['code']],
  ])
  expect(diagnosis.findings[0]!.text.what).toBe('una sola columna revela «target».')
})

it.each([
  ['a table in place of a model', [example('iris.csv'), '--data', table], 'table-for-network'],
  ['a network without a table', ['deck', '--data', table], 'no-encoding'],
  ['a table without a column of the model', [model, '--data', example('iris.csv')], 'missing-column'],
  ['a file that is not there', [model, '--data', join(folder, 'nowhere.csv')], 'file-not-found'],
  ['no file', [model, '--data'], 'missing-value'],
])('refuses %s', async (_, words, expected) => {
  const { code, stdout, stderr } = await paso(['inspect', ...words])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`[${expected};`)
})
