// The engines against PyTorch 1.13.1 (float64) on the gold cases: every loss, the parameters told and the final loss.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { javascript } from '../../src/engine/javascript.ts'
import { nativeEngine } from '../../src/engine/native/native.ts'
import { webassemblyEngine } from '../../src/engine/wasm/webassembly.ts'
import { noRuntime } from '../engine/native/installed.ts'
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
  { engine: nativeEngine('float64'), precision: 'float64', bar: BAR },
  { engine: nativeEngine('float32'), precision: 'float32', bar: 2e-3 },
]

/** Why an engine leaves a case out. */
function skipped({ name }: Engine, precision: string, { net }: GoldCase): string | undefined {
  if (name !== 'native') return undefined
  if (noRuntime) return 'onnxruntime-node is not installed'
  const hasGelu = net.layers.some(({ activation }) => activation.name === 'gelu')
  return hasGelu && precision === 'float64' ? 'no kernel of doubles for gelu' : undefined
}

describe.each(engines)('$engine.name, $precision', ({ engine, precision, bar }) => {
  for (const gold of cases) {
    const why = skipped(engine, precision, gold)
    it.skipIf(why)(why ? `${gold.id} (${why})` : gold.id, () => {
      const far = runEngine(gold, engine).filter(({ error }) => !(error <= bar))
      expect(far).toEqual([])
    })
  }
})
