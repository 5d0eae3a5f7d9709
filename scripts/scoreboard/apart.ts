// Comparisons with scikit-learn in processes of their own, as many at once as there are processors; each answers in JSON.
// As a program: `tsx scripts/scoreboard/apart.ts TABLE SETTING SPLITS` prints one comparison.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Note } from './row.ts'
import { type Comparison, compare } from './settings.ts'

const run = promisify(execFile)
const program = fileURLToPath(import.meta.url)

/** In the order of the questions. */
export async function compareApart(
  asked: readonly (readonly [...Parameters<typeof compare>])[],
  note?: Note,
): Promise<Comparison[]> {
  const answers: Comparison[] = []
  const left = [...asked.entries()]
  let done = 0
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [n, question] = next
      const words = ['--import', 'tsx', program, ...question.map(String)]
      answers[n] = JSON.parse((await run(process.execPath, words, { maxBuffer: 1 << 26 })).stdout)
      note?.(++done, asked.length)
    }
  }
  note?.(0, asked.length)
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return answers
}

if (process.argv[1] === program) {
  await import('../../src/whole.ts')
  const [table, setting, splits] = process.argv.slice(2) as [Parameters<typeof compare>[0], string, string]
  console.log(JSON.stringify(await compare(table, setting, Number(splits))))
}
