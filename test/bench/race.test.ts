// The race: who does not do the same has no speed, who is not there is named, who breaks off stops nobody.
import { beforeAll, describe, expect, it } from 'vitest'
import { caseOf } from '../../bench/cases.ts'
import { type Contestant, contestants } from '../../bench/contestants.ts'
import { short } from '../../bench/measure.ts'
import { type CaseResult, race } from '../../bench/race.ts'
import { best, ranked } from '../../bench/ratios.ts'
import { buildWorker } from '../../bench/worker-build.ts'
import { noRuntime } from '../engine/native/installed.ts'

/** A library whose every output is a half; it may end at a request. */
const lazy = (name: string, endsAt = ''): Contestant => ({
  ...{ name, ours: false, threads: 1, install: 'nothing' },
  precision: (asked) => asked,
  takes: (problem) => problem,
  commands: [
    [
      process.execPath,
      '-e',
      `console.log('{"version":"1","ms":1}')
       require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
         const asked = JSON.parse(line)
         if (asked.do === '${endsAt}') process.exit(1)
         console.log(JSON.stringify({ ms: 1, peak: 1, outputs: Array(192).fill(0.5) }))
       })`,
    ],
  ],
})

const missing: Contestant = { ...lazy('missing'), commands: [['no-such-program'], ['no-such-either']] }
const ours = contestants.filter((one) => one.ours && !(one.name === 'Paso native' && noRuntime))
const absent = new Map<string, string>()
let result: CaseResult

beforeAll(async () => {
  await buildWorker()
  const all = [...ours, lazy('lazy'), lazy('broken', 'train'), missing]
  result = await race(caseOf([4, 10, 3], 16, { rows: 64 }), all, short, absent)
})

describe('a race', () => {
  it('finds the same loss with the engines in JavaScript and in WebAssembly', () => {
    const [wasm, js] = ['Paso wasm', 'Paso js'].map(
      (name) => result.entries.find((entry) => entry.name === name)!,
    )
    expect([wasm!.agrees, js!.agrees]).toEqual([true, true])
    expect([wasm!.precision, js!.precision]).toEqual(['float32', 'float64'])
    expect(Math.abs(wasm!.loss / js!.loss - 1)).toBeLessThan(1e-6)
  })

  it.skipIf(noRuntime)('finds it with the engine native too, with each number of threads', () => {
    const own = result.entries.filter(({ name }) => name === 'Paso native')
    expect(own.map(({ threads, agrees }) => [threads, agrees])).toEqual([
      [1, true],
      [2, true],
    ])
  })

  it('measures all that it tells of them', () => {
    for (const entry of result.entries.filter((one) => one.ours)) {
      const { training, latency, answers, peak, loaded, firstStep, version } = entry
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
      for (const value of [...training, ...latency, ...answers, peak, loaded, firstStep]) {
        expect(value).toBeGreaterThan(0)
      }
      expect([training, latency, answers].map(({ length }) => length)).toEqual([1, 1, 1])
    }
  })

  it('gives no speed to a library that does not do the same', () => {
    const entry = result.entries.find(({ name }) => name === 'lazy')!
    expect(entry).toMatchObject({ agrees: false, training: [] })
    expect(entry.loss).toBeCloseTo(Math.log(2), 14)
    expect(ranked(result).map(({ name }) => name)).not.toContain('lazy')
    expect(best(result, 1)?.ours).toBe(true)
  })

  it('names who is not there, and who broke off', () => {
    expect([...absent.keys()]).toEqual(['missing'])
    expect(Object.keys(result.failed)).toEqual(['broken'])
  })
})
