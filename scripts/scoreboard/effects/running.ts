// What the options about a run of the program do: engine, log, output, language.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { paso } from '../../golden-run.ts'
import { type Effect, sameBits, tableText, trained, wordsOf, workFolder, written } from './trained.ts'

const quick = { epochs: 3, hidden: 3 } as const

/** Training as a person asks for it. */
async function said(flags: Parameters<typeof wordsOf>[0]) {
  const words = wordsOf({ target: 'yield', ignore: ['kind'], ...quick, ...flags })
  return paso(['train', written('said.csv', tableText()), ...words])
}

/** One that no program uses now. */
function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

export const runningEffects: Readonly<Record<string, Effect>> = {
  engine: {
    claim: 'computes with that engine: plain and fast give the same bits',
    async holds() {
      const [core, js] = [
        await trained({ ...quick, engine: 'core' }),
        await trained({ ...quick, engine: 'js' }),
      ]
      return sameBits(core.network, js.network) && core.json.engine === 'core' && js.json.engine === 'js'
    },
  },
  precision: {
    claim: 'computes in 64 or in 32 bits: near each other, and not the same',
    async holds() {
      const [wide, narrow] = [await trained(quick), await trained({ ...quick, precision: 'float32' })]
      const [a, b] = [wide, narrow].map(({ json }) => json.metrics.train!.mse!) as [number, number]
      return narrow.json.engine === 'wasm' && a !== b && Math.abs(a - b) < 1e-5 * a
    },
  },
  threads: {
    claim: 'computes with several threads, and with the bits of one',
    async holds() {
      const much = { ...quick, hidden: 700, 'batch-size': 2048, engine: 'wasm' } as const
      const [one, two] = [await trained({ ...much, threads: 1 }), await trained({ ...much, threads: 2 })]
      return sameBits(one.network, two.network)
    },
  },
  relaxed: {
    claim: 'rounds a product and its sum once: near the others, and not the same',
    async holds() {
      const [apart, fused] = [
        await trained({ ...quick, engine: 'wasm' }),
        await trained({ ...quick, engine: 'wasm', relaxed: true }),
      ]
      const [a, b] = [apart, fused].map(({ json }) => json.metrics.train!.mse!) as [number, number]
      return !sameBits(apart.network, fused.network) && Math.abs(a - b) < 1e-9 * a
    },
  },
  log: {
    claim: 'writes a JSON line for each epoch',
    async holds() {
      const path = join(workFolder(), 'run.jsonl')
      rmSync(path, { force: true })
      const { json } = await trained({ ...quick, log: path })
      const lines = readFileSync(path, 'utf8').trim().split('\n')
      return lines.length === json.epochs && JSON.parse(lines[2]!).epoch === 3
    },
  },
  holdTest: {
    claim: 'leaves the test rows without a score, and the model as it is',
    async holds() {
      const [scored, held] = [await trained(quick), await trained({ ...quick, 'hold-test': true })]
      const sets = Object.keys(held.json.metrics)
      return (
        sameBits(scored.network, held.network) &&
        sets.join() === 'train,validation' &&
        held.json.rows.test > 0
      )
    },
  },
  rangeTest: {
    claim: 'tries growing rates in place of a training, and suggests a tenth of the one of the lowest loss',
    async holds() {
      const { stdout } = await said({ 'range-test': true, json: true })
      const { format, points, lowest, suggested } = JSON.parse(stdout)
      const grows = points.every(
        (point: { rate: number }, i: number) => i === 0 || point.rate > points[i - 1].rate,
      )
      return format === 'paso-range/1' && grows && suggested === Number((lowest / 10).toPrecision(2))
    },
  },
  output: {
    claim: 'writes the model to that file',
    async holds() {
      const path = join(workFolder(), 'output.json')
      rmSync(path, { force: true })
      await said({ output: path })
      return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).format === 'paso-network/1'
    },
  },
  force: {
    claim: 'replaces a file that is there, which is kept otherwise',
    async holds() {
      const path = written('kept.json', 'mine')
      const refused = await said({ output: path })
      const kept = readFileSync(path, 'utf8') === 'mine'
      const replaced = await said({ output: path, force: true })
      return refused.code === 2 && kept && replaced.code === 0 && readFileSync(path, 'utf8') !== 'mine'
    },
  },
  json: {
    claim: 'prints one JSON value and nothing else',
    holds: async () => JSON.parse((await said({ json: true })).stdout).format === 'paso-run/1',
  },
  lang: {
    claim: 'tells it in that language',
    async holds() {
      const [en, es] = [await said({ lang: 'en' }), await said({ lang: 'es' })]
      return en.stdout.includes('Accuracy') === es.stdout.includes('Exactitud') && en.stdout !== es.stdout
    },
  },
  quiet: {
    claim: 'leaves out the words on standard error',
    async holds() {
      const flags = { ignore: [], validation: 0, test: 0, target: 'leaves', task: 'regression' } as const
      const repeated = written('twice.csv', `${tableText()}${tableText().split('\n')[1]}\n`)
      const words = ['train', repeated, ...wordsOf({ ...quick, ...flags })]
      const [loud, quiet] = [await paso(words), await paso([...words, '--quiet'])]
      return loud.stderr !== '' && quiet.stderr === '' && quiet.code === 0
    },
  },
  port: {
    claim: 'serves the studio on that port',
    async holds() {
      const port = await freePort()
      return (await paso(['studio', '--port', String(port)])).stdout.startsWith(`http://127.0.0.1:${port}/`)
    },
  },
  verbose: {
    claim: 'says which engine trained, and why',
    async holds() {
      const { stderr } = await said({ verbose: true, engine: 'js' })
      return (
        stderr.includes('The engine js trained') && !(await said({ engine: 'js' })).stderr.includes('engine')
      )
    },
  },
  noColor: {
    claim: 'prints without colors',
    holds: async () => !(await said({ 'no-color': true })).stdout.includes('\u001b'),
  },
  help: {
    claim: 'prints the help and trains nothing',
    async holds() {
      const { code, stdout } = await paso(['train', '--help'])
      return code === 0 && stdout.includes('--target')
    },
  },
}
