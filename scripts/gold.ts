// `npm run gold -- DIR`: runs every gold case of a folder through core and tells the worst scaled errors.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ArrayKind, BAR, type Comparison, readCase, runCase } from '../test/gold/run-case.ts'

interface Worst extends Comparison {
  readonly id: string
}

const folder = process.argv[2] ?? 'test/oracle/gold'
const worst = new Map<ArrayKind, Worst>()
let passed = 0
let failed = 0

/** Runs one file; a PyTorch-specific case may differ, and is told apart. */
function run(file: string): string | undefined {
  const gold = readCase(readFileSync(join(folder, file), 'utf8'))
  const comparisons = runCase(gold)
  const far = comparisons.filter(({ error }) => !(error <= BAR))
  if (gold.pytorchSpecific) {
    if (far.length > 0)
      console.log(`${gold.id}: differs in ${far.length} arrays, as a choice of PyTorch's makes it`)
    return undefined
  }
  for (const comparison of comparisons) {
    if (comparison.error > (worst.get(comparison.kind)?.error ?? -1)) {
      worst.set(comparison.kind, { ...comparison, id: gold.id })
    }
  }
  return far.map(({ name, error }) => `${name} ${error.toExponential(1)}`).join(', ') || undefined
}

let files: string[] = []
try {
  files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'index.json')
  if (files.length === 0) console.error(`No cases in ${folder}`)
} catch (error) {
  console.error(`${folder} cannot be read: ${(error as Error).message}`)
}

for (const file of files.sort()) {
  let failure: string | undefined
  try {
    failure = run(file)
  } catch (error) {
    failure =
      error instanceof TypeError ? `does not fit together: ${error.message}` : (error as Error).message
  }
  if (failure === undefined) passed++
  else {
    failed++
    console.log(`${file}: FAILED: ${failure}`)
  }
}

for (const [kind, { error, name, id }] of [...worst].sort(([, a], [, b]) => b.error - a.error)) {
  console.log(`${kind.padEnd(10)} worst scaled error ${error.toExponential(1)}  (${id}, ${name})`)
}
const overall = Math.max(0, ...[...worst.values()].map(({ error }) => error))
console.log(`worst scaled error ${overall.toExponential(1)}; the bar is ${BAR.toExponential(0)}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && files.length > 0 ? 0 : 1
