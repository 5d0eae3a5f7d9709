// Writes a file whole or not at all: into a temporary one beside it, forced to the disk, then renamed.
import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { access, link, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { refusal } from './usage-errors.ts'

/**
 * Refuses now what would fail after hours of computing: a file that is there already, a folder that is not.
 * @throws PasoError file-exists, no-folder, not-writable
 */
export async function checkWritable(path: string, force: boolean): Promise<void> {
  const folder = dirname(path)
  const about = await stat(folder).catch(() => undefined)
  if (!about?.isDirectory()) throw await noFolder(folder, path)
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory()) throw isFolder(path)
  if (there && !force) throw fileExists(path)
  await access(folder, constants.W_OK).catch(() => {
    throw notWritable(path, 'EACCES')
  })
}

/**
 * @param force whether an existing file may be replaced
 * @throws PasoError file-exists, no-folder, not-writable
 */
export async function writeFileWhole(path: string, text: string, force: boolean): Promise<void> {
  await checkWritable(path, force)
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    if (force) await rename(temporary, path)
    else await linkNew(temporary, path)
  } catch (error) {
    throw error instanceof PasoError ? error : notWritable(path, codeOf(error))
  } finally {
    await rm(temporary, { force: true })
  }
}

/** A rename would replace a file that came into being meanwhile; a link does not. */
async function linkNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') throw fileExists(path)
    // Some file systems have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    await rename(temporary, path)
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function fileExists(path: string, option = '--output'): PasoError {
  return refusal(
    'file-exists',
    { what: `${path} already exists.`, where: `option ${option}.`, hint: '--force replaces it.' },
    { what: `${path} ya existe.`, where: `opción ${option}.`, hint: '--force lo reemplaza.' },
  )
}

function isFolder(path: string): PasoError {
  return refusal(
    'file-is-folder',
    { what: `${path} is a folder.`, where: 'option --output.', expected: 'the name of a file.' },
    { what: `${path} es una carpeta.`, where: 'opción --output.', expected: 'el nombre de un archivo.' },
  )
}

async function noFolder(folder: string, path: string): Promise<PasoError> {
  const { readdir } = await import('node:fs/promises')
  const beside = await readdir(dirname(folder), { withFileTypes: true }).catch(() => [])
  const folders = beside.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const meant = nearest(basename(folder), folders)
  const better = meant === undefined ? undefined : join(dirname(folder), meant, basename(path))
  const [en, es] = better
    ? [`-o ${better}`, `-o ${better}`]
    : ['make the folder first.', 'crear antes la carpeta.']
  return refusal(
    'no-folder',
    { what: `there is no folder ${folder}.`, where: 'option --output.', received: `${path}.`, hint: en },
    { what: `no existe la carpeta ${folder}.`, where: 'opción --output.', received: `${path}.`, hint: es },
  )
}

function notWritable(path: string, reason: string): PasoError {
  const denied = reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS'
  return new PasoError(
    'not-writable',
    {
      en: {
        what: `${path} could not be written.`,
        received: denied ? 'no permission.' : `${reason}.`,
        hint: 'choose another folder.',
      },
      es: {
        what: `no se pudo escribir ${path}.`,
        received: denied ? 'sin permiso.' : `${reason}.`,
        hint: 'elegir otra carpeta.',
      },
    },
    1,
  )
}

/** A log grows while a training runs, line by line: the one file that may be left half done. */
export function openLog(path: string, force: boolean): { write(line: string): void; close(): void } {
  try {
    const file = openSync(path, force ? 'w' : 'wx')
    return { write: (line) => writeSync(file, line), close: () => closeSync(file) }
  } catch (error) {
    const code = codeOf(error)
    throw code === 'EEXIST' ? fileExists(path, '--log') : notWritable(path, code)
  }
}
