// While a file is read: where the reading stands, and what is said of a file that changes meanwhile.
import { appendFileSync, mkdtempSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CsvSource, type ReadingProgress, readCsv } from '../../src/data/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'reading-'))
const rows = 60_000
const text = `x,y\n${Array.from({ length: rows }, (_, row) => `${row},${row % 2}.25`).join('\n')}\n`

function table(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('the progress', () => {
  async function told(source: CsvSource): Promise<ReadingProgress[]> {
    const all: ReadingProgress[] = []
    await readCsv(source, { onProgress: (progress) => all.push(progress) })
    return all
  }

  it('grows up to the size of the file, and all its rows', async () => {
    const all = await told(table('whole.csv'))
    expect(all.length).toBeGreaterThan(2)
    expect(all.every(({ size }) => size === text.length)).toBe(true)
    const { rows: counted, bytes } = all.at(-1)!
    expect([counted, bytes]).toEqual([rows, text.length])
    for (const part of ['rows', 'bytes'] as const) {
      const values = all.map((progress) => progress[part])
      expect(values).toEqual(values.toSorted((a, b) => a - b))
    }
  })

  it('has no size where nobody knows it', async () => {
    const pieces = (async function* () {
      for (let at = 0; at < text.length; at += 100_000) yield text.slice(at, at + 100_000)
    })()
    const all = await told({ chunks: pieces, name: 'pipe' })
    expect(all.every(({ size }) => size === undefined)).toBe(true)
    expect(all.at(-1)).toEqual({ rows, bytes: text.length, size: undefined })
  })

  it('may end the reading', async () => {
    const reading = readCsv(table('left.csv'), {
      onProgress: () => {
        throw new Error('enough')
      },
    })
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('a file that changes while it is read', () => {
  async function saidOf(path: string, change: (path: string) => void): Promise<unknown[]> {
    let changed = false
    const refusal = await readCsv(path, {
      onProgress: () => {
        if (!changed) change(path)
        changed = true
      },
    }).catch((error) => error)
    const { code, exitCode, texts } = refusal
    return [code, exitCode, texts.en, texts.es]
  }
  const said = (path: string, en: string, es: string): unknown[] => [
    'file-changed',
    1,
    {
      what: `${path} has changed while it was read.`,
      expected: `${text.length} bytes, as when it was opened.`,
      received: `${en}.`,
      why: 'its rows may be partly old and partly new.',
      hint: 'wait until the file is written, and try again.',
    },
    {
      what: `${path} cambió mientras se leía.`,
      expected: `${text.length} bytes, como al abrirlo.`,
      received: `${es}.`,
      why: 'sus filas pueden ser en parte viejas y en parte nuevas.',
      hint: 'esperar a que el archivo esté escrito, y probar de nuevo.',
    },
  ]

  it('by rows that are added', async () => {
    const path = table('longer.csv')
    const expected = said(path, `${text.length + 4} bytes`, `${text.length + 4} bytes`)
    expect(await saidOf(path, () => appendFileSync(path, '1,2\n'))).toEqual(expected)
  })

  it('by its end, cut off within a row', async () => {
    const path = table('shorter.csv')
    const left = text.length - 3
    expect(await saidOf(path, () => truncateSync(path, left))).toEqual(
      said(path, `${left} bytes`, `${left} bytes`),
    )
  })

  it('by being written anew', async () => {
    const path = table('anew.csv')
    const expected = said(path, 'as many, written anew', 'los mismos, escritos de nuevo')
    expect(await saidOf(path, () => utimesSync(path, 1, 1))).toEqual(expected)
  })
})
