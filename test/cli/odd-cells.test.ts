// Odd cells, command by command: what train refuses, predict, eval, inspect and explain refuse as well, with row and column; what a
// model fills in is filled in by all of them, and told.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { derivationSchema, diagnosisSchema, evaluationSchema } from '../../src/formats/output-schemas.ts'
import { paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const at = (name: string): string => join(folder, name)

/** Twelve rows, whose widths have the median 3.5; of the soils clay is the most frequent. */
const rows = Array.from({ length: 12 }, (_, n) => {
  const width = String(0.75 + n / 2)
  return [width, ['clay', 'sand', 'clay', 'loam'][n % 4]!, String(2 * Number(width) + (n % 3))]
})

type Column = 0 | 1 | 2
const names = ['width', 'soil', 'yield'] as const

/** The table with a cell of its own in data row 2. */
function tableWith(name: string, column: Column, cell: string): string {
  const lines = rows.map((row, n) => (n === 1 ? row.with(column, cell) : row).join(','))
  writeFileSync(at(name), `${[names.join(','), ...lines].join('\n')}\n`)
  return at(name)
}

const trained = ['--target', 'yield', '--epochs', '3', '--test', '0', '--validation', '0', '-q']

beforeAll(async () => {
  const whole = tableWith('whole.csv', 0, rows[1]![0]!)
  expect((await paso(['train', whole, ...trained, '-o', at('plain.json')])).code).toBe(0)
  const gaps = [
    'width,soil,yield',
    ',clay,1',
    '1.25,NA,2',
    ...rows.map((row) => row.join(',')),
    '5.75,clay,9',
  ].join('\n')
  writeFileSync(at('gaps.csv'), `${gaps}\n`)
  const impute = ['--missing', 'impute', '-o', at('filling.json')]
  expect((await paso(['train', at('gaps.csv'), ...trained, ...impute])).code).toBe(0)
})

/** How each command is asked about a table. */
const commands = {
  train: (_: string, table: string) => ['train', table, ...trained],
  predict: (model: string, table: string) => ['predict', at(model), table],
  eval: (model: string, table: string) => ['eval', at(model), table],
  inspect: (model: string, table: string) => ['inspect', at(model), '--data', table],
  explain: (model: string, table: string) => [
    'explain',
    at(model),
    '--data',
    table,
    '--rows',
    '2',
    '--parameter',
    'w1',
  ],
  'explain of another row': (model: string, table: string) => [
    'explain',
    at(model),
    '--data',
    table,
    '--rows',
    '5',
    '--parameter',
    'w1',
  ],
} as const
const commandNames = Object.keys(commands) as (keyof typeof commands)[]

interface Odd {
  readonly column: Column
  /** As it stands in the file. */
  readonly cell: string
  readonly code: 'empty-cell' | 'not-a-number'
  /** What the message says of it. */
  readonly received: string
}

const missing: Readonly<Record<string, Odd>> = {
  blank: { column: 0, cell: '', code: 'empty-cell', received: 'an empty cell' },
  blanks: { column: 0, cell: '  ', code: 'empty-cell', received: 'an empty cell' },
  quotes: { column: 0, cell: '""', code: 'empty-cell', received: 'an empty cell' },
  NaN: {
    column: 0,
    cell: 'NaN',
    code: 'not-a-number',
    received: '"NaN", which usually marks a missing value',
  },
  'N/A': {
    column: 0,
    cell: 'N/A',
    code: 'not-a-number',
    received: '"N/A", which usually marks a missing value',
  },
  null: {
    column: 0,
    cell: 'null',
    code: 'not-a-number',
    received: '"null", which usually marks a missing value',
  },
  '?': { column: 0, cell: '?', code: 'not-a-number', received: '"?", which usually marks a missing value' },
  'a blank among texts': { column: 1, cell: '', code: 'empty-cell', received: 'an empty cell' },
}

const odd: Readonly<Record<string, Odd>> = {
  text: { column: 0, cell: 'wide', code: 'not-a-number', received: '"wide"' },
  '0x10': { column: 0, cell: '0x10', code: 'not-a-number', received: '"0x10", in base 16' },
  '1,5': { column: 0, cell: '"1,5"', code: 'not-a-number', received: '"1,5", with a decimal comma' },
  '3O': { column: 0, cell: '3O', code: 'not-a-number', received: '"3O", with the letter O' },
  Infinity: {
    column: 0,
    cell: 'Infinity',
    code: 'not-a-number',
    received: '"Infinity", which is not finite',
  },
  '1e999': { column: 0, cell: '1e999', code: 'not-a-number', received: '"1e999", beyond the largest double' },
  '+5': { column: 0, cell: '+5', code: 'not-a-number', received: '"+5"' },
  '5 cm': { column: 0, cell: '5 cm', code: 'not-a-number', received: '"5 cm", with a unit' },
}

const answers: Readonly<Record<string, Odd>> = {
  'a blank answer': { column: 2, cell: '', code: 'empty-cell', received: 'an empty cell' },
  'an answer of NaN': {
    column: 2,
    cell: 'NaN',
    code: 'not-a-number',
    received: '"NaN", which usually marks',
  },
  'an answer of 0x10': { column: 2, cell: '0x10', code: 'not-a-number', received: '"0x10", in base 16' },
  'an answer of 1,5': {
    column: 2,
    cell: '"1,5"',
    code: 'not-a-number',
    received: '"1,5", with a decimal comma',
  },
}

/** Lines but the best column's, which is judged by the rows that have a value. */
const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('Best column'))

const inOne = (text: string): string => text.replace(/\s+/g, ' ')

async function expectRefused(words: readonly string[], table: string, { column, code, received }: Odd) {
  const before = readdirSync(folder)
  const { code: exit, stdout, stderr } = await paso(words)
  expect([exit, stdout]).toEqual([2, ''])
  expect(inOne(stderr)).toContain(
    `Where: ${table}, line 3 (data row 2), column ${column + 1} (${names[column]}). Expected: a `,
  )
  expect(inOne(stderr)).toContain(`Received: ${received}`)
  expect(stderr).toContain(`[${code}; exit code 2]`)
  expect(readdirSync(folder)).toEqual(before)
  const spanish = await paso([...words, '--lang', 'es'])
  expect(spanish.code).toBe(2)
  expect(inOne(spanish.stderr)).toContain(
    `Dónde: ${table}, línea 3 (fila de datos 2), columna ${column + 1} (${names[column]}). Se esperaba: `,
  )
}

describe.each(commandNames)('%s refuses', (name) => {
  it.each(Object.entries({ ...missing, ...odd }))('%s', async (_, cell) => {
    const table = tableWith('odd.csv', cell.column, cell.cell)
    await expectRefused(commands[name]('plain.json', table), table, cell)
  })

  it.each(Object.entries(answers))('%s, where it needs answers', async (_, cell) => {
    const table = tableWith('odd.csv', cell.column, cell.cell)
    if (name !== 'predict') return expectRefused(commands[name]('plain.json', table), table, cell)
    const { code, stdout } = await paso(commands.predict('plain.json', table))
    expect([code, stdout]).toEqual([0, (await paso(commands.predict('plain.json', at('whole.csv')))).stdout])
  })
})

const withModel = commandNames.filter((name) => name !== 'train')

describe.each(withModel)('%s with a model that fills in', (name) => {
  it.each(Object.entries(odd))('refuses %s', async (_, cell) => {
    const table = tableWith('odd.csv', cell.column, cell.cell)
    await expectRefused(commands[name]('filling.json', table), table, cell)
  })

  it.each(Object.entries(answers))('refuses %s', async (_, cell) => {
    if (name === 'predict') return
    const table = tableWith('odd.csv', cell.column, cell.cell)
    await expectRefused(commands[name]('filling.json', table), table, cell)
  })

  it.each(Object.entries({ ...missing, NA: { column: 1, cell: 'NA' } as const }))(
    'takes %s as the model says, and tells so',
    async (_, { column, cell }) => {
      const value = ['3.5', 'clay'][column]!
      const table = tableWith('odd.csv', column, cell)
      const { code, stdout, stderr } = await paso(commands[name]('filling.json', table))
      expect(code).toBe(0)
      expect(inOne(stderr)).toBe(
        `Warning: a missing cell was filled in, as in training. Where: ${table}. Received: ${names[column]} (row 2) as ${value}. [missing-filled-in; exit code 0] `,
      )
      // As if it had been written there.
      const written = await paso(commands[name]('filling.json', tableWith('odd.csv', column, value)))
      expect(written.stderr).toBe('')
      const [told, untold] = [linesOf(stdout), linesOf(written.stdout)]
      if (name !== 'explain') expect(told).toEqual(untold)
      else {
        // The sentence that tells it stands alone.
        const more = told.filter((line) => !untold.includes(line))
        expect(inOne(more.join(' '))).toContain(`${names[column]} in row 2 as`)
        expect(told.filter((line) => !more.includes(line))).toEqual(untold)
      }
    },
  )
})

describe('what was filled in', () => {
  const told = (name: keyof typeof commands) => async () => {
    const table = tableWith('odd.csv', 0, 'NA')
    return JSON.parse((await paso([...commands[name]('filling.json', table), '--json', '-q'])).stdout)
  }

  it('is in the JSON of explain, with row and column', async () => {
    const { filled } = derivationSchema.parse(await told('explain')())
    expect(filled).toEqual([{ row: 2, column: 'width', value: 3.5 }])
    expect(derivationSchema.parse(await told('explain of another row')())).not.toHaveProperty('filled')
  })

  it('is in the JSON of eval and inspect, by column', async () => {
    const cells = [{ column: 'width', value: 3.5, cells: 1 }]
    expect(evaluationSchema.parse(await told('eval')()).filled).toEqual(cells)
    expect(diagnosisSchema.parse(await told('inspect')()).filled).toEqual(cells)
  })

  it('is kept in the model, and inspect shows it', async () => {
    const { stdout } = await paso(['inspect', at('filling.json')])
    expect(inOne(stdout)).toContain(
      'Missing cells are taken as: width 3.5 (median), soil clay (most frequent).',
    )
    const spanish = await paso(['inspect', at('filling.json'), '--lang', 'es'])
    expect(inOne(spanish.stdout)).toContain(
      'Las celdas sin valor se toman como: width 3,5 (mediana); soil clay (la más frecuente).',
    )
    expect((await paso(['inspect', at('plain.json')])).stdout).not.toContain('Missing cells')
    const { network } = JSON.parse((await paso(['inspect', at('filling.json'), '--json'])).stdout)
    expect(network.encoding.inputs).toMatchObject([{ missing: 3.5 }, { missing: 'clay' }])
    expect(readFileSync(at('filling.json'), 'utf8')).toContain('"missing": 3.5')
  })
})

describe.each(withModel)('%s with a text that training never saw', (name) => {
  it.each([
    ['a text', 'chalk', []],
    ['a number', '7', ['mixed-column']],
    ['a mark', 'NA', ['missing-mark']],
  ] as const)('warns of %s, with column, text and rows', async (_, cell, others) => {
    const table = tableWith('odd.csv', 1, cell)
    const { code, stderr } = await paso(commands[name]('plain.json', table))
    expect(code).toBe(0)
    expect(inOne(stderr)).toContain(
      `Warning: the column "soil" has categories that the training rows did not have. Where: ${table}, column 2 (soil), in 1 row. Received: ${cell}. Why: all inputs of the column are 0 there, as for no known category. [unseen-category; exit code 0]`,
    )
    expect([...stderr.matchAll(/\[([a-z-]+);/g)].map(([, code]) => code)).toEqual([
      ...others,
      'unseen-category',
    ])
    if (cell === 'NA') expect(inOne(stderr)).toContain('; a model trained with --missing impute fills it in.')
  })
})

it('tests rates on a table with gaps', async () => {
  const { code, stdout } = await paso([
    ...['train', at('gaps.csv'), '--target', 'yield', '--missing', 'impute', '--range-test', '--json', '-q'],
  ])
  expect(code).toBe(0)
  const { points } = JSON.parse(stdout)
  expect(points.every(({ loss }: { loss: unknown }) => Number.isFinite(loss))).toBe(true)
})
