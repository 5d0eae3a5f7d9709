// Threads from the command line: the same model however many there are, a program that ends, and a thread that is lost.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { xoshiro } from '../../src/math/random.ts'
import { temporaryFolder } from './run-cli.ts'

const program = fileURLToPath(new URL('../../bin/paso.js', import.meta.url))
const throwing = new URL('../engine/wasm/throwing-workers.mjs', import.meta.url).href
const folder = temporaryFolder()
const table = join(folder, 'table.csv')
const random = xoshiro(1)
const line = () => Array.from({ length: 20 }, () => random.normal().toFixed(3)).join()
writeFileSync(
  table,
  [
    'y,',
    Array.from({ length: 19 }, (_, k) => `x${k}`).join(),
    '\n',
    Array.from({ length: 1200 }, line).join('\n'),
  ].join(''),
)

/** A step has 70 million operations. */
const words = ['train', table, '--target', 'y', '--hidden', '700', '--batch-size', '512', '--engine', 'wasm']

interface Ended {
  readonly code: number
  readonly stderr: string
}

const paso = (more: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, LANG: 'C', ...env }, timeout: 25_000 }
    execFile(process.execPath, [program, ...words, ...more], options, (error, _, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stderr }),
    )
  })

const networkOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { layers: unknown }).layers

it('trains the same model with one, two and four, and ends', async () => {
  const networks = []
  for (const threads of ['1', '2', '4']) {
    const file = join(folder, `model-${threads}.json`)
    const { code, stderr } = await paso(['--epochs', '12', '--threads', threads, '-v', '-o', file])
    expect(stderr).toContain(`with ${threads} thread`)
    expect(code).toBe(0)
    networks.push(networkOf(file))
  }
  expect(networks[0]).toBeDefined()
  expect(networks[1]).toEqual(networks[0])
  expect(networks[2]).toEqual(networks[0])
})

describe('a thread that is lost', () => {
  const file = join(folder, 'run.checkpoint')
  const keep = ['--threads', '2', '--patience', '1000', '--checkpoint', file, '--checkpoint-every', '1e']

  it('ends the training with an error, and leaves the last checkpoint', async () => {
    const env = { NODE_OPTIONS: `--import=${throwing}`, FAIL_AT: '20' }
    const { code, stderr } = await paso([...keep, '--epochs', '300'], env)
    expect(code).toBe(1)
    expect(stderr).toContain('a thread of the training ended before its work was done')
    expect(stderr).toContain('thread-lost')
    expect(stderr).not.toContain('    at ')
    expect(existsSync(file)).toBe(true)
  })

  it('from which the training goes on', async () => {
    const model = join(folder, 'resumed.json')
    const { code } = await paso(['--resume', file, '--epochs', '30', '-o', model])
    expect(code).toBe(0)
    const whole = join(folder, 'whole.json')
    await paso(['--epochs', '30', '--patience', '1000', '--threads', '1', '-o', whole])
    expect(networkOf(model)).toEqual(networkOf(whole))
  })
})
