// The last measurement of the scoreboard that was kept: what the README quotes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from '../../src/errors.ts'
import { prettyJson, type Writable } from '../../src/formats/json-text.ts'
import { mark } from './board.ts'
import type { Row, Words } from './row.ts'

export const recordPath = fileURLToPath(new URL('measured.json', import.meta.url))

export interface Kept {
  readonly name: string
  readonly shown: Words
  readonly met: boolean
  /** When: YYYY-MM-DD. */
  readonly date: string
  /** How long it took. */
  readonly seconds: number
}

export function readRecord(): readonly Kept[] {
  return JSON.parse(readFileSync(recordPath, 'utf8')) as Kept[]
}

/** Puts what was measured in the place of what was kept under the same name, in the order of the rows. */
export function keepRecord(measured: readonly Kept[], rows: readonly Row[]): void {
  const before = existsSync(recordPath) ? readRecord() : []
  const all = rows.flatMap(({ name }) =>
    [measured, before].flatMap((list) => list.find((kept) => kept.name === name) ?? []).slice(0, 1),
  )
  writeFileSync(recordPath, prettyJson(all as unknown as Writable))
}

const heads = {
  en: '| case | bar | Paso | others, measured |',
  es: '| caso | vara | Paso | otros, medidos |',
} as const satisfies Readonly<Record<Language, string>>

/**
 * What was kept as a table in Markdown, with the day and the time that it took.
 * @throws Error where a row was never measured
 */
export function quoteRecord(rows: readonly Row[], record: readonly Kept[], language: Language): string {
  const lines = rows.map(({ name, title, bar, others }) => {
    const kept = record.find((one) => one.name === name)
    if (!kept) throw new Error(`${name} was never measured: npm run scoreboard -- --only ${name} --record`)
    const cells = [title, bar, kept.shown, others].map((words) => words[language])
    return `| ${cells.join(' | ')} | ${mark(kept)} |`
  })
  const dates = record.map(({ date }) => date).sort()
  const minutes = Math.ceil(record.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
  const note = {
    en: `Measured on ${dates[0]}, in ${minutes} minutes on two cores. \`npm run scoreboard\` measures it again; \`npm run scoreboard -- --only xor,settings\` measures some rows.`,
    es: `Medido el ${dates[0]}, en ${minutes} minutos con dos núcleos. \`npm run scoreboard -- --lang es\` lo mide de nuevo; con \`--only xor,settings\`, solo algunas filas.`,
  }
  return [`${heads[language]} |`, '| --- | --- | --- | --- | --- |', ...lines, '', note[language]].join('\n')
}
