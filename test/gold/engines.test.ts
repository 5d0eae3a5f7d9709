// The engines against PyTorch 1.13.1 (float64) on the gold cases: every loss, the parameters told and the final loss.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { javascript } from '../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../src/engine/wasm/webassembly.ts'
import { BAR, type GoldCase, readCase, runEngine } from './run-case.ts'

const folder = join(import.meta.dirname, '../oracle/gold')
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'index.json')
const cases = files
  .map((file) => readCase(readFileSync(join(folder, file), 'utf8')))
  .filter((gold) => !gold.pytorchSpecific)

/** The bars of the cases' README: 2e-3 on the last parameters is what it grants float32. */
const engines = [
  { engine: javascript, precision: 'float64', bar: BAR },
  { engine: webassemblyEngine('float64'), precision: 'float64', bar: BAR },
  { engine: webassemblyEngine('float32'), precision: 'float32', bar: 2e-3 },
]

describe.each(engines)('$engine.name, $precision', ({ engine, bar }) => {
  it.each(cases.map((gold) => [gold.id, gold] as const))('%s', (_, gold: GoldCase) => {
    const far = runEngine(gold, engine).filter(({ error }) => !(error <= bar))
    expect(far).toEqual([])
  })
})
