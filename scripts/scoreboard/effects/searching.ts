// What the options of search do that its trainings do not have: what is tried, how often, and what decides.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { paso } from '../../golden-run.ts'
import { type Effect, type Flags, tableText, wordsOf, workFolder, written } from './trained.ts'

/** What `paso search --json` prints, as far as effects look at it. */
interface SearchJson {
  readonly method: string
  readonly score: { readonly name: string }
  readonly trials: readonly { readonly values: Readonly<Record<string, unknown>>; readonly score: number }[]
}

/** @throws Error when it is refused */
async function searched(flags: Flags): Promise<SearchJson> {
  const usual: Flags = { target: 'yield', ignore: ['kind'], epochs: 2, trials: 2 }
  const words = ['search', written('plants.csv', tableText()), ...wordsOf({ ...usual, ...flags }), '--json']
  const { code, stdout, stderr } = await paso(words)
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

const hiddens = ({ trials }: SearchJson): string[] => trials.map(({ values }) => String(values.hidden)).sort()

export const searchingEffects: Readonly<Record<string, Effect>> = {
  vary: {
    claim: 'tries these values of that option',
    holds: async () => hiddens(await searched({ vary: ['hidden=3/5'] })).join() === '3,5',
  },
  grid: {
    claim: 'tries every combination',
    async holds() {
      const { method, trials } = await searched({
        vary: ['hidden=2/3', 'patience=4/5'],
        grid: true,
        trials: [],
      })
      return method === 'grid' && trials.length === 4
    },
  },
  trials: {
    claim: 'draws so many combinations',
    holds: async () =>
      (await searched({ vary: ['learning-rate=0.001..0.1'], trials: 3 })).trials.length === 3,
  },
  score: {
    claim: 'decides by that score: the best trial comes first',
    async holds() {
      const { score, trials } = await searched({ vary: ['learning-rate=1e-9/0.1'], score: 'mae', epochs: 20 })
      return (
        score.name === 'mae' && trials[0]!.values.learningRate === 0.1 && trials[0]!.score < trials[1]!.score
      )
    },
  },
  jobs: {
    claim: 'runs so many trainings at once, and finds the same',
    async holds() {
      const found = async (jobs: number) =>
        (await searched({ vary: ['hidden=3/5'], jobs })).trials.map(({ score }) => score)
      return (await found(1)).join() === (await found(2)).join()
    },
  },
  searchLog: {
    claim: 'writes a JSON line for each trial',
    async holds() {
      const path = join(workFolder(), 'search.jsonl')
      rmSync(path, { force: true })
      await searched({ vary: ['hidden=3/5'], log: path })
      const lines = readFileSync(path, 'utf8').trim().split('\n')
      return lines.length === 2 && lines.every((line) => Number.isFinite(JSON.parse(line).score))
    },
  },
}
