// paso inspect: what a network file, an example, a checkpoint or a table holds; with --data, what is wrong with a model on rows.
import type { PasoError } from '../errors.ts'
import { isExampleName } from '../formats/examples.ts'
import type { Arguments, Command, Io } from './command.ts'
import { dialectOf, loadModel, loadNetwork } from './load.ts'
import { writeJson } from './output.ts'
import { isSafetensors } from './safetensors-file.ts'

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
  if (text === undefined && !isExampleName(path) && (await isSafetensors(path))) {
    await inspectSafetensors(path, args, io)
    return 0
  }
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

/** A checkpoint, or arrays that another program has written. */
async function inspectSafetensors(path: string, { options: { digits } }: Arguments, io: Io): Promise<void> {
  const { readFile } = await import('node:fs/promises')
  const { readSafetensors } = await import('../formats/safetensors.ts')
  const told = await import('./inspect-checkpoint.ts')
  const file = readSafetensors(await readFile(path), path)
  if (!file.metadata.format?.startsWith('paso-checkpoint/')) {
    if (io.json) writeJson(told.tensorJson(path, file), io)
    else print(told.tensorLines(path, file, io), io)
    return
  }
  const { readCheckpointFile } = await import('../library/checkpoint-file.ts')
  const checkpoint = await readCheckpointFile(path)
  if (io.json) writeJson(told.checkpointJson(path, checkpoint), io)
  else print(told.checkpointLines(path, checkpoint, digits, io), io)
}

function print(lines: readonly string[], io: Io): void {
  io.stdout.write(`${lines.join('\n')}\n`)
}
