// Reading tables: every way of writing one, lines and positions, what decides a column's kind, and streams.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, type CsvOptions, cellText, readCsv, type Table } from '../../src/data/index.ts'

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))

/** Each column's cells: numbers as numbers, categories as texts. */
const cellsOf = (column: Column) =>
  column.kind === 'number' ? [...column.values] : Array.from(column.codes, (_, row) => cellText(column, row))
const contents = (table: Table) => Object.fromEntries(table.columns.map((c) => [c.name, cellsOf(c)]))

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error) => error.code,
  )

describe('the example tables', () => {
  it.each([
    ['iris.csv', 150, 4, 3],
    ['wine.csv', 178, 13, 3],
    ['diabetes.csv', 442, 10, undefined],
  ])('%s', async (name, rows, features, classes) => {
    const table = await readCsv(example(name), { target: 'target' })
    const target = table.columns.at(-1)!
    expect([table.rows, table.columns.length - 1, table.warnings]).toEqual([rows, features, []])
    expect(target.kind === 'category' ? target.categories.length : undefined).toBe(classes)
    expect(table.columns.slice(0, -1).every((column) => column.kind === 'number')).toBe(true)
    expect([table.lines[0], table.lines.at(-1)]).toEqual([2, rows + 1])
  })
})

describe('the marks of a file', () => {
  const delimiters = [',', ';', '\t', '|']
  const cases = delimiters.flatMap((delimiter) =>
    ['.', ','].flatMap((decimal) =>
      [true, false].flatMap((header) =>
        ['\n', '\r\n', '\r'].map((lineEnd) => ({ delimiter, decimal, header, lineEnd })),
      ),
    ),
  )
  // Between commas, decimal commas need quotes, and are refused unless they are asked for.
  const told = cases.filter(({ delimiter, decimal }) => delimiter !== ',' || decimal !== ',')

  it.each(told)('$delimiter $decimal header $header', async ({ delimiter, decimal, header, lineEnd }) => {
    const rows = [
      ['1.5', 'red', '-2'],
      ['-0.25', 'blue', '3e2'],
      ['1e-3', 'red, dark; "so" | so', '0'],
    ]
    const write = (cell: string) =>
      /[,;|"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell.replace(/(\d)\.(?=\d)/, `$1${decimal}`)
    const lines = [...(header ? [['x', 'colour', 'y']] : []), ...rows].map((row) =>
      row.map(write).join(delimiter),
    )
    const table = await readCsv({ text: `\uFEFF${lines.join(lineEnd)}${lineEnd}` })
    expect(table.format).toEqual({ delimiter, decimal: decimal as '.', header })
    expect(Object.values(contents(table))).toEqual([
      [1.5, -0.25, 0.001],
      ['red', 'blue', 'red, dark; "so" | so'],
      [-2, 300, 0],
    ])
    expect(table.warnings.map((warning) => warning.code)).toEqual(header ? [] : ['header-guessed'])
  })

  it('are taken as they are given', async () => {
    const table = await readCsv({ text: 'a,b\n"1,5",2\n' }, { delimiter: ',', decimal: ',' })
    expect(contents(table)).toEqual({ a: [1.5], b: [2] })
  })
})

describe('the header', () => {
  it.each<[string, string, CsvOptions, readonly string[], readonly string[]]>([
    ['numbers only', '1,2\n3,4\n', {}, ['column1', 'column2'], ['header-guessed']],
    ['a row like the next', '5.1,setosa\n4.9,setosa\n', {}, ['column1', 'column2'], ['header-guessed']],
    ['years', 'pais,1990\nPerú,3\n', {}, ['pais', '1990'], ['header-guessed']],
    ['wavelengths', '350.5,target\n1,2\n', {}, ['350.5', 'target'], ['header-guessed']],
    ['texts', 'a,b\nx,y\n', {}, ['a', 'b'], []],
    ['said to be there', '1,2\n3,4\n', { header: true }, ['1', '2'], []],
    ['said to be absent', 'a,b\nx,y\n', { header: false }, ['column1', 'column2'], []],
  ])('%s', async (_, text, options, names, warnings) => {
    const table = await readCsv({ text }, options)
    expect([table.names, table.warnings.map((warning) => warning.code)]).toEqual([names, warnings])
  })
})

describe('lines', () => {
  it('are those where rows begin, across quoted line breaks and blank lines', async () => {
    const text = '\nnote,y\n"a\r\nb",1\n\n"c\n\n""d"" ",2\r\n   \ne,3'
    const table = await readCsv({ text })
    expect([...table.lines]).toEqual([3, 6, 10])
    expect(contents(table)).toEqual({ note: ['a\nb', 'c\n\n"d"', 'e'], y: [1, 2, 3] })
  })
})

describe('what a column is', () => {
  const read = (cells: readonly string[], options?: CsvOptions) =>
    readCsv({ text: `x\n${cells.map((cell) => `"${cell}"`).join('\n')}\n` }, options)
  const kindOf = (cells: readonly string[], options?: CsvOptions) =>
    read(cells, options).then(
      (table) => [table.columns[0]!.kind, ...table.warnings.map((warning) => warning.code)].join(' '),
      (error) => error.code,
    )
  const times = (count: number, cell: string) => new Array<string>(count).fill(cell)

  it.each([
    ['numbers', ['1', '-2.5', '3e4', '00', '1E+2'], 'number'],
    ['texts', ['a', 'b'], 'category'],
    ['one text among numbers', ['1', '2', 'x'], 'not-a-number'],
    ['a number and a text', ['1', 'x'], 'category mixed-column'],
    ['one text in ten', [...times(18, '1'), 'x', 'y'], 'not-a-number'],
    ['more than one in ten', [...times(17, '1'), 'x', 'y'], 'category mixed-column'],
    ['marks of missing values alone', ['NA', 'NA'], 'category missing-mark'],
    ['many marks among numbers', [...times(5, 'NA'), '1', '2'], 'not-a-number'],
    ['texts and a mark', ['a', 'b', 'null'], 'category missing-mark'],
    ['decimal commas among points', ['1,5', '2,5', '3,5'], 'not-a-number'],
    ['percentages', ['5 %', '6%'], 'not-a-number'],
    ['versions', ['1.2.3', '1.2.4'], 'category'],
    ['Infinity', ['Infinity', '1'], 'not-a-number'],
  ])('%s', async (_, cells, kind) => expect(await kindOf(cells)).toBe(kind))

  it.each([
    'NaN',
    '0x10',
    '1e999',
    'Infinity',
    '+1',
    '.5',
    '5.',
    '1_000',
    '1 000',
    '١',
    '1e',
    '--1',
    '1,5',
    'true',
  ])('%s is no number', async (cell) => expect(await kindOf(['1', '2', '3', cell])).toBe('not-a-number'))

  it('is what the reader is told', async () => {
    expect(await kindOf(['01', '2'], { kinds: { x: 'category' } })).toBe('category')
    expect(await kindOf(['a', 'b'], { kinds: { x: 'number' } })).toBe('not-a-number')
  })

  it('keeps the cells of a column of categories as they are written', async () => {
    expect(contents(await read(['01', '1.0', ' é '], { kinds: { x: 'category' } }))).toEqual({
      x: ['01', '1.0', 'é'],
    })
  })
})

describe('columns', () => {
  const text = 'id,__proto__,y\n7f,1,a\n,2,b\n'
  it('can be left out, whatever they hold', async () => {
    const table = await readCsv({ text }, { ignore: ['id'] })
    expect(table.columns.map((column) => [column.name, column.position])).toEqual([
      ['__proto__', 2],
      ['y', 3],
    ])
  })
  it('can be the only ones', async () => {
    expect((await readCsv({ text }, { only: ['y', 'absent'] })).names).toEqual(['y'])
  })
})

describe('a source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  const path = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const latin1 = (text: string) => Buffer.from(text, 'latin1')

  it.each([
    ['a folder', folder, 'file-is-folder'],
    ['nothing', join(folder, 'nada.csv'), 'file-not-found'],
    ['a path through a file', join(path('p.csv', 'a\n1\n'), 'q.csv'), 'file-not-found'],
    ['an empty file', path('empty.csv', ''), 'empty-file'],
    ['a file of blanks', path('blank.csv', '\n  \n'), 'empty-file'],
    ['Latin 1', path('latin1.csv', latin1('a\n\xf1\n')), 'not-utf8'],
    ['a letter cut in two', path('cut.csv', latin1('a\n\xc3')), 'not-utf8'],
    ['UTF-16', path('utf16.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')), 'not-text'],
    ['a workbook', path('book.csv', latin1('PK\x03\x04\x14')), 'not-text'],
    ['zeros', path('zeros.csv', new Uint8Array(100)), 'not-text'],
    ['JSON', path('data.csv', '[{"a": 1}]'), 'not-text'],
    ['a table', path('t.csv', 'a\n1\n'), 'read'],
  ])('%s', async (_, file, code) => expect(await codeOf(readCsv(file))).toBe(code))

  it('that is not there suggests the nearest file', async () => {
    path('flores.csv', 'a\n1\n')
    const error = await readCsv(join(folder, 'flroes.csv')).catch((refusal) => refusal)
    expect(error.texts.en.hint).toBe(join(folder, 'flores.csv'))
  })

  it('may end bytes and lines anywhere', async () => {
    const bytes = new TextEncoder().encode('\uFEFFaño;z\r\n"é\r\nñ";1,5\r\nü;2,5\r\n')
    for (const size of [1, 2, 3, 5, 7]) {
      const table = await readCsv(inPieces(bytes, size))
      expect([contents(table), [...table.lines]]).toEqual([{ año: ['é\nñ', 'ü'], z: [1.5, 2.5] }, [2, 4]])
    }
  })

  it('tells the line of a byte that is not UTF-8, in whatever piece', async () => {
    const bytes = Buffer.concat([Buffer.from('á,b\n1,ñ\n2,é\n3,'), latin1('\xf1\n4,x\n')])
    for (const size of [1, 3, 8, 100]) {
      const error = await readCsv(inPieces(bytes, size)).catch((refusal) => refusal)
      expect(error.texts.en.where).toBe('the data, line 4.')
    }
  })

  it('passes on the failure of a stream, and closes it when a row is refused', async () => {
    let closed = false
    async function* failing(): AsyncGenerator<string> {
      try {
        yield `a,b\n${'1,2\n'.repeat(70_000)}`
        yield '1\n'
        yield '2,3\n'.repeat(70_000)
        throw new Error('lost')
      } finally {
        closed = true
      }
    }
    expect(await codeOf(readCsv(failing()))).toBe('ragged-row')
    expect(closed).toBe(true)
    const lost = (async function* () {
      yield 'a,b\n'
      throw new Error('lost')
    })()
    await expect(readCsv(lost)).rejects.toThrow('lost')
  })

  it('holds more rows than the first look', async () => {
    const rows = 40_000
    const lines = Array.from({ length: rows }, (_, row) => `${row / 8},${row % 3 ? 'a' : 'b'}`)
    const table = await readCsv({ text: `x,y\n${lines.join('\n')}` })
    const { x, y } = contents(table)
    expect([table.rows, x!.every((value, row) => value === row / 8)]).toEqual([rows, true])
    expect(y!.every((text, row) => text === (row % 3 ? 'a' : 'b'))).toBe(true)
  })
})

describe('any table', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'abÑé😀,;|"\n\t 1.-'), minLength: 1, maxLength: 8 })
    .map((text) => `w${text}w`)
  const columns = fc
    .record({
      names: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
      rows: fc.integer({ min: 1, max: 12 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      decimal: fc.constantFrom('.' as const, ',' as const),
    })
    .chain(({ names, rows, delimiter, decimal }) => {
      const cells = (arbitrary: fc.Arbitrary<number | string>) =>
        fc.array(arbitrary, { minLength: rows, maxLength: rows })
      const column = fc.oneof(cells(fc.double({ noNaN: true, noDefaultInfinity: true })), cells(word))
      const data = fc.array(column, { minLength: names.length, maxLength: names.length })
      return fc.record({
        names: fc.constant(names),
        data,
        delimiter: fc.constant(delimiter),
        decimal: fc.constant(decimal),
      })
    })

  it('is read as it was written, when its marks are given', async () => {
    await fc.assert(
      fc.asyncProperty(columns, async ({ names, data, delimiter, decimal }) => {
        const write = (cell: number | string) =>
          `"${(typeof cell === 'number' ? String(cell).replace('.', decimal) : cell).replaceAll('"', '""')}"`
        const rows = data[0]!.map((_, row) => data.map((column) => write(column[row]!)).join(delimiter))
        const text = [names.map(write).join(delimiter), ...rows].join('\n')
        const table = await readCsv({ text }, { delimiter, decimal, header: true })
        expect(table.columns.map((column) => [column.name, cellsOf(column)])).toEqual(
          // "-0" is written as 0: String drops the sign.
          names.map((name, index) => [name, data[index]!.map((cell) => (cell === 0 ? 0 : cell))]),
        )
        const breaks = (cell: number | string) => String(cell).split('\n').length - 1
        const heights = data[0]!.map((_, row) => data.reduce((sum, column) => sum + breaks(column[row]!), 1))
        const first = names.reduce((sum, name) => sum + breaks(name), 2)
        const begin = heights.map((_, row) =>
          heights.slice(0, row).reduce((sum, height) => sum + height, first),
        )
        expect([...table.lines]).toEqual(begin)
      }),
      { numRuns: 200 },
    )
  })
})
