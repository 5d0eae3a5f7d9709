// csv: a table from a file, from text or from a stream, with the name of the column to predict.
import type { CsvSource } from '../data/source.ts'
import { withWords } from '../messages.ts'
import { checkOptions } from './check-options.ts'
import type { TargetTable } from './data.ts'
import type { CsvTargetOptions } from './options.ts'

/**
 * Reads a table as `readCsv` of paso/data does, and remembers its target. The reader is loaded when it is called.
 * @throws PasoError unknown-option, wrong-option, and those of `readCsv`
 */
export async function csv<
  const Target extends string,
  const Only extends readonly string[] = readonly string[],
>(
  source: CsvSource,
  options: CsvTargetOptions<Only, Target>,
): Promise<TargetTable<Exclude<Only[number], Target>>> {
  return withWords(async () => {
    checkOptions('csv', options)
    const { readCsv } = await import('../data/csv.ts')
    const { only, ...reading } = options
    const table = await readCsv(source, { ...reading, ...(only && { only: [...only, options.target] }) })
    return { ...table, target: options.target }
  })
}
