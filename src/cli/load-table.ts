// Loads tables, from a path or from standard input, with a progress line while a long one is read.
import type { CsvOptions, CsvSource, CsvTable, Table } from '../data/index.ts'
import type { Io } from './command.ts'
import { readingProgress } from './progress.ts'

/** `-` is standard input. */
export const tableSource = (path: string, io: Io): CsvSource =>
  path === '-' ? { chunks: io.stdin(), name: '-' } : path

/** The whole of it. */
export async function loadTable(path: string, options: CsvOptions, io: Io): Promise<CsvTable> {
  const { readCsv } = await import('../data/index.ts')
  return watched(path, io, (onProgress) => readCsv(tableSource(path, io), { ...options, onProgress }))
}

/** In blocks, to be let go as their rows are encoded: a training then needs the memory of the encoded rows alone. */
export async function loadBlocks(path: string, options: CsvOptions, io: Io): Promise<Table> {
  const { blockTable, readCsvBlocks } = await import('../data/index.ts')
  return watched(path, io, async (onProgress) => {
    const reading = readCsvBlocks(tableSource(path, io), { ...options, onProgress })
    const blocks: Table[] = []
    for (;;) {
      const { value, done } = await reading.next()
      blocks.push(value)
      if (done) return blockTable(blocks)
    }
  })
}

/** Reads with a progress line, which is gone when it is over. */
export async function watched<T>(
  path: string,
  io: Io,
  read: (onProgress: NonNullable<CsvOptions['onProgress']>) => Promise<T>,
): Promise<T> {
  const { onProgress, clear } = readingProgress(path, io)
  try {
    return await read(onProgress)
  } finally {
    clear()
  }
}
