// Tables read block by block, and from a stream cut anywhere: the same table as when it comes in one piece.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blockTable,
  type CsvTable,
  cellText,
  duplicateRows,
  prepareFlat,
  readCsv,
  readCsvBlocks,
  type Table,
} from '../../src/data/index.ts'
import { xoshiro } from '../../src/math/random.ts'

const text = `\uFEFFname,size,note\r\n${Array.from(
  { length: 40 },
  (_, row) => `${['ñandú', '日本', '🙂'][row % 3]},${row}.5,"a ""quoted""\r\ntext, ${row % 4}"`,
).join('\r\n')}\r\n`
const bytes = new TextEncoder().encode(text)

async function* chunks(cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
  for (let i = 1; i < places.length; i++) yield bytes.subarray(places[i - 1], places[i])
}

const plain = ({ names, columns, rows, lines }: Table) => ({ names, columns, rows, lines })

describe('a stream', () => {
  it('may be cut within letters, line ends, quotes and the byte order mark', async () => {
    const whole = plain(await readCsv({ text }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: bytes.length }), { maxLength: 60 }), async (cuts) => {
        expect(plain(await readCsv(chunks(cuts)))).toEqual(whole)
      }),
    )
  })

  it('may come byte by byte', async () => {
    const cuts = Array.from(bytes, (_, at) => at)
    expect(plain(await readCsv(chunks(cuts)))).toEqual(plain(await readCsv({ text })))
  })
})

describe('blocks', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, row) => `${row % 7 === 3 ? 'NA' : row},${['b', '?', 'a'][row % 3]}`,
  )
  const rows = `x,kind\n${lines.join('\n')}\n`
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < rows.length; at += 2000) yield rows.slice(at, at + 2000)
  }
  async function blocksOf(size: number): Promise<{ blocks: Table[]; last: CsvTable }> {
    const blocks: Table[] = []
    const reading = readCsvBlocks(pieces(), { missing: 'impute' }, size)
    for (;;) {
      const { value, done } = await reading.next()
      if (done) return { blocks: [...blocks, value], last: value }
      blocks.push(value)
    }
  }

  it('together are the whole table', async () => {
    const whole = await readCsv({ text: rows }, { missing: 'impute' })
    const { blocks, last } = await blocksOf(1000)
    expect(blocks.length).toBeGreaterThan(3)
    expect(blocks.reduce((sum, block) => sum + block.rows, 0)).toBe(whole.rows)
    for (const k of [0, 1]) {
      const joined = blocks.flatMap(({ columns }) => {
        const column = columns[k]!
        return Array.from<number>(column.kind === 'number' ? column.values : column.codes)
      })
      const column = whole.columns[k]!
      expect(joined).toEqual(Array.from<number>(column.kind === 'number' ? column.values : column.codes))
      let before = 0
      const gaps = blocks.flatMap((block) => {
        const own = Array.from(block.columns[k]!.missing ?? [], (row) => before + row)
        before += block.rows
        return own
      })
      expect(gaps).toEqual([...column.missing!])
    }
    expect(blocks.flatMap((block) => [...block.lines!])).toEqual([...whole.lines])
    expect(last.warnings.map(({ code }) => code)).toEqual(whole.warnings.map(({ code }) => code))
  })

  it('refuse a cell with its row in the file', async () => {
    const bad = `x,y\n${Array.from({ length: 30_000 }, (_, row) => `${row},${row === 29_000 ? 'two' : row}`).join('\n')}\n`
    async function* parts(): AsyncGenerator<string> {
      for (let at = 0; at < bad.length; at += 2000) yield bad.slice(at, at + 2000)
    }
    const read = async () => {
      for await (const _ of readCsvBlocks(parts(), {}, 100));
    }
    await expect(read()).rejects.toThrow(/line 29002 \(data row 29001\), column 2 \(y\)/)
  })
})

describe('a table in blocks', () => {
  const lines = Array.from({ length: 3000 }, (_, row) => {
    const gap = row % 11 === 5 ? 'NA' : (row * 7) % 13
    return [gap, row % 17 === 2 ? '' : ['b', 'ñ', 'a', 'c'][(row * row) % 4], row / 8, row % 3, row % 2]
  })
  const given = `x,kind,far,weight,y\n${lines.map((cells) => cells.join(',')).join('\n')}\n`
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < given.length; at += 1000) yield given.slice(at, at + 1000)
  }
  const options = { target: 'y', missing: 'impute' } as const
  async function inBlocks(): Promise<Table> {
    const blocks: Table[] = []
    const reading = readCsvBlocks(pieces(), options, 100)
    for (;;) {
      const { value, done } = await reading.next()
      blocks.push(value)
      if (done) return blockTable(blocks)
    }
  }

  it('has the columns and lines of the whole', async () => {
    expect(plain(await inBlocks())).toEqual(plain(await readCsv({ text: given }, options)))
    const twice = { columns: (await inBlocks()).columns.slice(3), rows: lines.length } as unknown as Table
    expect(duplicateRows(twice)).toBe(lines.length - 6)
  })

  it('is prepared to the same numbers, and has no rows left', async () => {
    const prepared = (table: Table) =>
      prepareFlat(table, 'y', {
        split: { validation: 0.2, test: 0.2, random: xoshiro(3) },
        sampleWeight: 'weight',
      })
    const table = await inBlocks()
    expect(prepared(table)).toEqual(prepared(await readCsv({ text: given }, options)))
    expect(() => cellText(table.columns[0]!, 0)).toThrow('gone')
  })
})
