// Tables of several blocks on the command line: the same bits as from the whole table, the place of a bad cell, a pipe, the memory.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csv, mlp } from '../../src/node.ts'
import { paso, program, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const at = (name: string): string => join(folder, name)

/** More than the 65,536 rows of a block: numbers, texts and gaps, of which the last block has a text of its own. */
const ROWS = 70_000
const lines = Array.from({ length: ROWS }, (_, row) => {
  const x = row % 97 === 5 ? 'NA' : (row * 37) % 101
  const kind = row === ROWS - 1 ? 'late' : row % 89 === 7 ? '' : ['b', 'ñ', 'a'][(row * row) % 3]
  const far = ((row * 11) % 13) / 8
  return [x, kind, far, 1 + (row % 3), (row % 7) + far, ((row * 5) % 11) - far].join(',')
})
const text = `x,kind,far,weight,up,down\n${lines.join('\n')}\n`
const path = at('blocks.csv')
writeFileSync(path, text)

const quick = ['--hidden', '4', '--batch-size', '512', '--seed', '3', '-q']
const asked = [
  '--target',
  'up',
  '--target',
  'down',
  '--sample-weight',
  'weight',
  '--missing',
  'impute',
  ...quick,
]

describe('a table of several blocks', () => {
  it('gives the model of the whole table, byte for byte', async () => {
    const words = ['train', path, ...asked, '--epochs', '2', '-o', at('blocks.json')]
    expect((await paso(words)).code).toBe(0)
    const table = await csv(path, { target: ['up', 'down'], missing: 'impute' })
    const { model } = await mlp({ hidden: [4], batchSize: 512, epochs: 2 }).fit(table, {
      seed: 3,
      sampleWeight: 'weight',
    })
    expect(await model.save()).toBe(readFileSync(at('blocks.json'), 'utf8'))
  })

  it('gives the same model from a pipe', async () => {
    const same = [...asked, '--epochs', '1', '-o']
    expect((await paso(['train', path, ...same, at('path.json')])).code).toBe(0)
    const piped = spawnSync(program[0]!, [program[1]!, 'train', '-', ...same, at('pipe.json')], {
      input: text,
    })
    expect([piped.status, piped.stderr.toString()]).toEqual([0, ''])
    expect(readFileSync(at('pipe.json'), 'utf8')).toBe(readFileSync(at('path.json'), 'utf8'))
  })

  it('is known again when its training goes on', async () => {
    const kept = ['--checkpoint', at('run.checkpoint')]
    expect((await paso(['train', path, ...asked, '--epochs', '1', ...kept])).code).toBe(0)
    const on = ['--resume', at('run.checkpoint'), '--epochs', '2', '-q', '-o', at('resumed.json')]
    expect(await paso(['train', ...on])).toMatchObject({ code: 0, stderr: '' })
    const { network } = JSON.parse(readFileSync(at('blocks.json'), 'utf8'))
    expect(JSON.parse(readFileSync(at('resumed.json'), 'utf8')).network).toEqual(network)
    writeFileSync(at('other.csv'), text.replace(/,late,/, ',a,'))
    const other = await paso(['train', at('other.csv'), ...on, '--force'])
    expect([other.code, other.stderr.includes('[other-table')]).toEqual([2, true])
  })

  it('may be trained in folds', async () => {
    const { code, stdout } = await paso(['train', path, ...asked, '--epochs', '1', '--folds', '2', '--json'])
    expect([code, JSON.parse(stdout).folds.length]).toEqual([0, 2])
  })

  it('has a bad cell refused with its row, its line and its column', async () => {
    const bad = lines.with(68_000, '1,a,two,1,1,1')
    writeFileSync(at('bad.csv'), `x,kind,far,weight,up,down\n\n${bad.join('\n')}\n`)
    const { code, stderr } = await paso(['train', at('bad.csv'), ...asked])
    expect(code).toBe(2)
    expect(stderr).toMatch(/line 68003 \(data row 68001\), column 3\s+\(far\)/)
  })
})

it.each([
  [
    'en',
    `Error: standard input holds too much text.
  Expected: at most 536 MB.
  Try:      see whether this is the right file: only a table may hold more.
  [text-too-long; exit code 2]
`,
  ],
  [
    'es',
    `Error: la entrada estándar tiene demasiado texto.
  Se esperaba: 536 MB como máximo.
  Qué hacer:   revisar si es el archivo correcto: solo una tabla puede tener
               más.
  [text-too-long; código de salida 2]
`,
  ],
])('a network longer than any text is refused, in %s', async (language, said) => {
  const stdin = new Array(9).fill(new Uint8Array(1 << 26).fill(32))
  expect(await paso(['explain', '-', '--lang', language], { stdin })).toEqual({
    code: 2,
    stdout: '',
    stderr: said,
  })
})

/**
 * A process starts with some 60 MB, and 200,000 rows of 20 numbers are 32 MB, which it has twice while they are encoded; what is no
 * longer used goes when the collector comes by. As lists of rows, or as one text, they would take more than 100 MB again.
 */
const MOST = 300e6

it('200,000 rows of 20 columns train in less than 300 MB', { timeout: 120_000 }, () => {
  const numbers = Array.from({ length: 19 }, (_, k) => k + 1)
  const rows = Array.from({ length: 200_000 }, (_, row) => {
    const cells = numbers.map((k) => ((row * k * 7919) % 10_007) / 1000)
    return `${[...cells, (cells[0]! + cells[1]!).toFixed(3)].join(',')}\n`
  })
  writeFileSync(at('large.csv'), [`${numbers.map((k) => `x${k}`).join(',')},y\n`, ...rows].join(''))
  const words = ['train', at('large.csv'), '--target', 'y', '--epochs', '1', '--hidden', '2', '-q', '--json']
  const main = JSON.stringify(program[1])
  const script = `process.argv.splice(1, 0, ${main}); await import(${main})
process.once('exit', () => process.stderr.write(String(1024 * process.resourceUsage().maxRSS)))`
  const child = spawnSync(program[0]!, ['--input-type=module', '--eval', script, '--', ...words])
  const [printed, said] = [child.stdout.toString(), child.stderr.toString()]
  expect([child.status, JSON.parse(printed).rows.train]).toEqual([0, 120_000])
  expect(Number(said)).toBeGreaterThan(60e6)
  expect(Number(said)).toBeLessThan(MOST)
})
