// `npm run scoreboard`: each promise of Paso measured, beside its bar and what others do; exit code 1 when one is not kept.
// It takes a while: every row is measured in full. `--only xor,settings` measures some rows, `--json` prints every figure,
// and `--lang es` prints Spanish.
import { parseArgs } from 'node:util'
import { root } from './golden-run.ts'
import { boardHead, boardRow } from './scoreboard/board.ts'
import type { Measured, Row } from './scoreboard/row.ts'
import { rows } from './scoreboard/rows.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'en' },
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
print(boardHead(language))
const measured: [Row, Measured][] = []
for (const row of chosen) {
  const result = await row.measure('whole')
  measured.push([row, result])
  print(boardRow(row, result, language))
}
if (values.json) {
  const all = measured.map(([{ name, bar }, { shown, met, figures }]) => ({
    name,
    ...{ bar: bar.en, paso: shown.en, met, figures },
  }))
  console.log(JSON.stringify({ format: 'paso-scoreboard/1', rows: all }))
}
if (measured.some(([, { met }]) => !met)) process.exitCode = 1
