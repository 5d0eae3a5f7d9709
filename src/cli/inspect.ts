// paso inspect: what a network file, an example, a checkpoint or a table holds; with --data, what is wrong with a model on rows.
import type { PasoError } from '../errors.ts'
import { isExampleName } from '../formats/example-names.ts'
import type { Arguments, Command, Io } from './command.ts'
import { dialectOf, loadModel, loadNetwork } from './load.ts'
import { watched } from './load-table.ts'
import { withInput, writeJson } from './output.ts'
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
  const input = path === '-' ? await begun(io.stdin()) : undefined
  if (!input && !isExampleName(path) && (await isSafetensors(path))) {
    await inspectSafetensors(path, args, io)
    return 0
  }
  if (isExampleName(path) || (input ? input.start.startsWith('{') : /\.json$/i.test(path))) {
    const file = await loadNetwork(path, input ? withInput(io, input.chunks) : io)
    const { networkJson, networkLines } = await import('./inspect-network.ts')
    if (io.json) writeJson(networkJson(file), io)
    else print(networkLines(file, digits, io), io)
    return 0
  }
  const { readCsvBlocks } = await import('../data/index.ts')
  const { summaryOf, tableJson, tableLines } = await import('./inspect-table.ts')
  const source = input ? { chunks: input.chunks, name: '-' } : path
  const table = await watched(path, io, (onProgress) =>
    summaryOf(readCsvBlocks(source, { ...dialectOf(args), onProgress })),
  ).catch(async (error: PasoError) => {
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

/** How a stream begins, after blanks, and all of it. */
async function begun(
  given: AsyncIterable<string | Uint8Array>,
): Promise<{ readonly start: string; readonly chunks: AsyncIterable<string | Uint8Array> }> {
  const rest = given[Symbol.asyncIterator]()
  const first: (string | Uint8Array)[] = []
  let start = ''
  while (start === '') {
    const { value, done } = await rest.next()
    if (done) break
    first.push(value)
    start = (typeof value === 'string' ? value : new TextDecoder().decode(value)).trimStart()
  }
  async function* chunks(): AsyncGenerator<string | Uint8Array> {
    yield* first
    yield* { [Symbol.asyncIterator]: () => rest }
  }
  return { start, chunks: chunks() }
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
