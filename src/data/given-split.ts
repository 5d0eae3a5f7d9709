// A split as it is given: which rows are in which part.
import { refusals } from './refusals.ts'
import type { GivenSplit, Split } from './split.ts'

/**
 * The parts as they are given, of a table of `rows` rows.
 * @throws PasoError bad-split when a row is not in the table or stands twice, or none is for training
 */
export function splitAsGiven(rows: number, given: GivenSplit): Split {
  const seen = new Map<number, string>()
  const part = (name: keyof GivenSplit): Uint32Array => {
    const numbers = Array.from(given[name] ?? [])
    numbers.forEach((row, at) => {
      const place = `split.${name}[${at}]`
      if (!(Number.isSafeInteger(row) && row >= 0 && row < rows))
        throw refusals.wrongSplitRow(place, row, rows)
      const before = seen.get(row)
      if (before !== undefined) throw refusals.repeatedSplitRow(place, row, before)
      seen.set(row, place)
    })
    return Uint32Array.from(numbers)
  }
  const split = { train: part('train'), validation: part('validation'), test: part('test') }
  if (split.train.length === 0) throw refusals.noTrainingRows()
  return split
}
