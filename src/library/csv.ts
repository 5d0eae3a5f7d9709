// csv: a table from a file, from text or from a stream, with the names of the columns to predict.
import type { CsvSource } from '../data/source.ts'
import { withWords } from '../messages.ts'
import { type NamesIn, namesIn, type TargetChoice, type TargetTable } from './data.ts'
import type { CsvTargetOptions } from './options.ts'

/**
 * Reads a table as `readCsv` of paso/data does, and remembers its targets. The reader is loaded when it is called.
 * @throws PasoError unknown-option, wrong-option, and those of `readCsv`
 */
export async function csv<
  const Target extends TargetChoice,
  const Only extends readonly string[] = readonly string[],
>(
  source: CsvSource,
  options: CsvTargetOptions<Only, Target>,
): Promise<TargetTable<Exclude<Only[number], NamesIn<Target>>, Target>> {
  return withWords(async () => {
    const { checkCsvOptions } = await import('./check-later-options.ts')
    checkCsvOptions(options)
    const { readCsv } = await import('../data/csv.ts')
    const { only, ...reading } = options
    const all = only && [...only, ...namesIn(options.target)]
    const table = await readCsv(source, { ...reading, ...(all && { only: all }) })
    return { ...table, target: options.target }
  })
}
