// `npm run scoreboard`: each promise of Paso measured, beside its bar and what others do; exit code 1 when one is not kept.
// It takes a while: every row is measured in full. `--only xor,settings` measures some rows, `--json` prints every figure,
// `--lang es` prints Spanish, and `--record` keeps what was measured for the README (`npm run golden -- --accept` puts it there).
import '../src/whole.ts'
import { parseArgs } from 'node:util'
import { root } from './golden-run.ts'
import { showProgress } from './progress-line.ts'
import { boardHead, boardRow } from './scoreboard/board.ts'
import { type Kept, keepRecord } from './scoreboard/record.ts'
import type { Measured, Row } from './scoreboard/row.ts'
import { rows } from './scoreboard/rows.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'en' },
    record: { type: 'boolean', default: false },
  },
})
const language = values.lang.startsWith('es') ? 'es' : 'en'
const names = values.only?.split(',') ?? rows.map(({ name }) => name)
const chosen = rows.filter(({ name }) => names.includes(name))
const unknown = names.filter((name) => !rows.some((row) => row.name === name))
if (unknown.length > 0) {
  console.error(`--only takes ${rows.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

process.chdir(root)
const print = (lines: readonly string[]): void => {
  if (!values.json) console.log(lines.join('\n'))
}

const since = (began: number): number => Math.round((performance.now() - began) / 1000)

/** Measures a row, and says on a terminal how far it is. */
async function measure(row: Row, began: number): Promise<Measured> {
  let part = ''
  const show = (): void => showProgress(`${row.title[language]}${part}, ${since(began)} s`)
  show()
  const timer = setInterval(show, 1000)
  try {
    return await row.measure('whole', (done, of) => {
      part = `, ${done}/${of}`
      show()
    })
  } finally {
    clearInterval(timer)
    showProgress('')
  }
}

print(boardHead(language))
const measured: [Row, Measured, Kept][] = []
for (const row of chosen) {
  const began = performance.now()
  const result = await measure(row, began)
  const date = new Date().toISOString().slice(0, 10)
  const { shown, met } = result
  measured.push([row, result, { name: row.name, shown, met, date, seconds: since(began) }])
  print(boardRow(row, result, language))
}
if (values.record)
  keepRecord(
    measured.map(([, , kept]) => kept),
    rows,
  )
if (values.json) {
  const all = measured.map(([{ name, bar }, { shown, met, figures }]) => ({
    name,
    ...{ bar: bar.en, paso: shown.en, met, figures },
  }))
  console.log(JSON.stringify({ format: 'paso-scoreboard/1', rows: all }))
}
if (measured.some(([, { met }]) => !met)) process.exitCode = 1
