// A checkpoint in a file: written whole or not at all, piece by piece while the training goes on, by one run at a time; and read.
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkpointPieces } from '../formats/checkpoint.ts'
import { crc32c } from '../math/crc32c.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Holder } from './checkpoint-errors.ts'
import { fileTrouble } from './file-errors.ts'
import { lockFile } from './file-lock.ts'
import { codeOf } from './files.ts'

/** So much is written between two turns of the rest of the program. */
const PIECE = 4 * 1024 * 1024

export interface CheckpointFile {
  readonly path: string
  /** The run that had the file before, and ended without a word. */
  readonly left: Holder | undefined
  /**
   * In place of the one before.
   * @throws PasoError not-writable
   */
  write(checkpoint: Checkpoint): Promise<void>
  /** Lets other runs have it. */
  close(): void
}

/** @throws PasoError file-in-use, not-writable, file-not-found for a folder that is not there */
export async function openCheckpointFile(path: string): Promise<CheckpointFile> {
  const { left, release } = await lockFile(path)
  const temporary = join(dirname(path), `.${basename(path)}.tmp`)
  // Of a run that was killed while it wrote.
  await rm(temporary, { force: true })
  const write = async (checkpoint: Checkpoint): Promise<void> => {
    try {
      const file = await open(temporary, 'w')
      await writePieces(file, checkpoint).finally(() => file.close())
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      throw fileTrouble(path, 'written', codeOf(error))
    }
  }
  return { path, left, write, close: release }
}

/** The header comes last: it holds the check sum of all the rest. */
async function writePieces(file: FileHandle, checkpoint: Checkpoint): Promise<void> {
  const { arrays, check, header } = checkpointPieces(checkpoint)
  const first = header(0)
  await writeAll(file, first, 0)
  let [at, sum] = [first.length, check]
  for (const array of arrays) {
    for (let from = 0; from < array.length; from += PIECE) {
      const piece = array.subarray(from, from + PIECE)
      sum = crc32c(piece, sum)
      await writeAll(file, piece, at)
      at += piece.length
    }
  }
  await writeAll(file, header(sum), 0)
  await file.sync()
}

/** The system may take less than it is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** @throws PasoError file-not-found, file-unreadable, and those of `readCheckpoint` */
export async function readCheckpointFile(path: string): Promise<Checkpoint> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw fileTrouble(path, 'read', codeOf(error))
  }
  const { readCheckpoint } = await import('../formats/read-checkpoint.ts')
  return readCheckpoint(bytes, path) as unknown as Checkpoint
}
