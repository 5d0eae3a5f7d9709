// Writes a file whole or not at all: into a temporary one beside it, forced to the disk, then renamed.
import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { access, link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { shellWord } from './shell-word.ts'
import { refusal } from './usage-errors.ts'

/** The options that name a file to write. */
export type OutputOption = '--output' | '--log' | '--checkpoint'

/**
 * Refuses now what would fail after hours of computing: a file that is there already, a folder that is not.
 * @throws PasoError file-exists, file-is-folder, no-folder, not-writable
 */
export async function checkWritable(
  path: string,
  force: boolean,
  option: OutputOption = '--output',
): Promise<void> {
  const folder = dirname(path)
  const about = await stat(folder).catch(() => undefined)
  if (!about?.isDirectory()) throw await noFolder(folder, path, option)
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory()) throw isFolder(path, option)
  if (there && !there.isFile()) return
  if (there && !force) throw fileExists(path, option)
  await access(folder, constants.W_OK).catch(() => {
    throw notWritable(path, 'EACCES')
  })
}

/**
 * A link is followed: the file that it names is replaced. A device or a pipe, which is no file, is written into.
 * @param force whether an existing file may be replaced
 * @throws PasoError file-exists, file-is-folder, no-folder, not-writable
 */
export async function writeFileWhole(named: string, text: string, force: boolean): Promise<void> {
  await checkWritable(named, force)
  const path = await realpath(named).catch(() => named)
  const there = await stat(path).catch(() => undefined)
  if (there && !there.isFile()) {
    await writeFile(path, text).catch((error: unknown) => {
      throw notWritable(named, codeOf(error))
    })
    return
  }
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
    throw error instanceof PasoError ? error : notWritable(named, codeOf(error))
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
    if (code === 'EEXIST') throw fileExists(path, '--output')
    // Some file systems have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    await rename(temporary, path)
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** How the option is shown in a hint. */
const short = {
  '--output': '-o',
  '--log': '--log',
  '--checkpoint': '--checkpoint',
} as const satisfies Record<OutputOption, string>

function fileExists(path: string, option: OutputOption): PasoError {
  const goesOn = option === '--checkpoint' ? shellWord(path) : undefined
  return refusal(
    'file-exists',
    {
      what: `${path} already exists.`,
      where: `option ${option}.`,
      hint: goesOn ? `--resume ${goesOn} goes on with it; --force replaces it.` : '--force replaces it.',
    },
    {
      what: `${path} ya existe.`,
      where: `opción ${option}.`,
      hint: goesOn ? `--resume ${goesOn} sigue desde él; --force lo reemplaza.` : '--force lo reemplaza.',
    },
  )
}

function isFolder(path: string, option: OutputOption): PasoError {
  return refusal(
    'file-is-folder',
    {
      what: `${path} is a folder.`,
      where: `option ${option}.`,
      expected: 'the name of a file.',
      hint: 'give the name of a file in that folder.',
    },
    {
      what: `${path} es una carpeta.`,
      where: `opción ${option}.`,
      expected: 'el nombre de un archivo.',
      hint: 'dar el nombre de un archivo de esa carpeta.',
    },
  )
}

async function noFolder(folder: string, path: string, option: OutputOption): Promise<PasoError> {
  const { readdir } = await import('node:fs/promises')
  const beside = await readdir(dirname(folder), { withFileTypes: true }).catch(() => [])
  const folders = beside.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const meant = nearest(basename(folder), folders)
  const better = meant === undefined ? undefined : join(dirname(folder), meant, basename(path))
  const [en, es] = better
    ? [`${short[option]} ${better}`, `${short[option]} ${better}`]
    : ['make the folder first.', 'crear antes la carpeta.']
  return refusal(
    'no-folder',
    { what: `there is no folder ${folder}.`, where: `option ${option}.`, received: `${path}.`, hint: en },
    { what: `no existe la carpeta ${folder}.`, where: `opción ${option}.`, received: `${path}.`, hint: es },
  )
}

/** @param path - is standard output; @param reason what the system said */
export function notWritable(path: string, reason: string): PasoError {
  const name = path === '-' ? { en: 'standard output', es: 'la salida estándar' } : { en: path, es: path }
  const denied = reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS'
  return new PasoError(
    'not-writable',
    {
      en: {
        what: `${name.en} could not be written.`,
        received: denied ? 'no permission.' : `${reason}.`,
        hint: 'choose another place.',
      },
      es: {
        what: `no se pudo escribir ${name.es}.`,
        received: denied ? 'sin permiso.' : `${reason}.`,
        hint: 'elegir otro lugar.',
      },
    },
    1,
  )
}

export interface OpenLog {
  write(data: string | Uint8Array): void
  close(): void
}

/** A log grows while a training runs, piece by piece, each with the system at once: the one kind of file that may be left half done. */
export function openLog(path: string, force: boolean): OpenLog {
  let file: number
  try {
    file = openSync(path, force ? 'w' : 'wx')
  } catch (error) {
    const code = codeOf(error)
    throw code === 'EEXIST' ? fileExists(path, '--log') : notWritable(path, code)
  }
  const write: OpenLog['write'] = (data) => {
    try {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    } catch (error) {
      throw notWritable(path, codeOf(error))
    }
  }
  return { write, close: () => closeSync(file) }
}
