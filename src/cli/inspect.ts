// paso inspect: what a network file, an example or a table holds; with --data, what is wrong with a model on the rows of a table.
import type { PasoError } from '../errors.ts'
import { isExampleName } from '../formats/examples.ts'
import type { Command, Io } from './command.ts'
import { dialectOf, loadModel, loadNetwork } from './load.ts'
import { writeJson } from './output.ts'

/** Networks by name or as JSON, everything else as a table. */
export const inspect: Command = async (args, io) => {
  const [path] = args.positionals as [string]
  const { diagnosedData, digits } = args.options
  if (diagnosedData !== undefined) {
    const model = await loadModel(path, io)
    const { diagnosisOf } = await import('./inspect-diagnosis.ts')
    await diagnosisOf(model, path, diagnosedData, args, io)
    return 0
  }
  const text = path === '-' ? await io.readStdin() : undefined
  if (isExampleName(path) || (text === undefined ? /\.json$/i.test(path) : /^\s*\{/.test(text))) {
    const file = await loadNetwork(path, text === undefined ? io : { ...io, readStdin: async () => text })
    const { networkJson, networkLines } = await import('./inspect-network.ts')
    if (io.json) writeJson(networkJson(file), io)
    else print(networkLines(file, digits, io), io)
    return 0
  }
  const { readCsvBlocks } = await import('../data/index.ts')
  const { summaryOf, tableJson, tableLines } = await import('./inspect-table.ts')
  const source = text === undefined ? path : { text, name: '-' }
  const table = await summaryOf(readCsvBlocks(source, dialectOf(args))).catch(async (error: PasoError) => {
    // A name without a suffix may have been meant as an example.
    if (error.code !== 'file-not-found' || /\.\w+$/.test(path)) throw error
    await loadNetwork(path, io)
    throw error
  })
  for (const warning of table.warnings) io.warn(warning)
  if (io.json) writeJson(tableJson(table), io)
  else print(tableLines(table, digits, io), io)
  return 0
}

function print(lines: readonly string[], io: Io): void {
  io.stdout.write(`${lines.join('\n')}\n`)
}
