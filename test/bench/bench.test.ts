// `npm run bench` in its short form, with Paso's own engines: a smoke test. No time is asserted.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contestants } from '../../bench/contestants.ts'
import { REPORT, reportText, shownIn } from '../../bench/documents.ts'
import type { Report } from '../../bench/report.ts'
import { caseLines, closingLines, costLines, WIDTH } from '../../bench/table.ts'
import { displayWidth } from '../../src/render/lines.ts'
import { noRuntime } from '../engine/native/installed.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'paso-bench-test-'))
const file = join(folder, 'report.json')
const bench = (...words: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...words], { cwd: root, encoding: 'utf8' })
let run: ReturnType<typeof bench>
let report: Report

beforeAll(() => {
  run = bench('--short', '--only', 'paso', '--json', file)
  report = JSON.parse(readFileSync(file, 'utf8')) as Report
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the short form', () => {
  it('ends well, and says on what it ran', () => {
    expect([run.status, run.stderr]).toEqual([0, ''])
    expect(run.stdout).toContain(`Node ${process.version}`)
  })

  it('has every engine that is there in every case, all with the same loss', () => {
    const isThere = (name: string): boolean => name !== 'Paso native' || !noRuntime
    const ours = contestants.filter((one) => one.ours && isThere(one.name)).map(({ name }) => name)
    expect(report.cases.map((one) => one.entries.map(({ name }) => name))).toEqual([ours, ours])
    expect(report.cases.flatMap((one) => one.entries.map(({ agrees }) => agrees))).not.toContain(false)
  })

  it('shows a kept report again', () => {
    const again = bench('--from', file, '--lang', 'es')
    expect([again.status, again.stderr]).toEqual([0, ''])
    expect(again.stdout).toContain('operaciones por fila')
  })

  it('refuses a name that nobody has', () => {
    const { status, stderr } = bench('--only', 'nobody')
    expect(status).toBe(2)
    expect(stderr).toContain('Paso wasm')
  })
})

describe('what it shows', () => {
  const kept = JSON.parse(readFileSync(join(root, REPORT), 'utf8')) as Report

  it.each(['en', 'es'] as const)('is at most 80 columns wide, in %s', (language) => {
    const lines = [
      ...kept.cases.flatMap((one) => [...caseLines(one, language), ...costLines(one, language)]),
      ...closingLines(kept, language),
    ]
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(WIDTH)
  })

  it('is in the documents', () => {
    expect(reportText(kept)).toBe(readFileSync(join(root, REPORT), 'utf8'))
    for (const [name, text] of Object.entries(shownIn(kept))) {
      expect(readFileSync(join(root, name), 'utf8'), name).toBe(text)
    }
  })
})
