// Tables read block by block, and from a stream cut anywhere: the same table as when it comes in one piece.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvTable, readCsv, readCsvBlocks, type Table } from '../../src/data/index.ts'

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
