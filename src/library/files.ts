// Files of models: read and written where there is a file system; loaded only then.
import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileTrouble } from './file-errors.ts'

/** @throws PasoError file-not-found, file-unreadable */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw fileTrouble(path, 'read', codeOf(error))
  }
}

/**
 * Writes a file whole, in place of what is there, or not at all: into a temporary one beside it, forced to the disk,
 * then renamed.
 * @throws PasoError file-not-found for a folder that is not there, not-writable
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    throw fileTrouble(path, 'written', codeOf(error))
  } finally {
    await rm(temporary, { force: true })
  }
}

/** What the system calls an error: ENOENT, EACCES. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
