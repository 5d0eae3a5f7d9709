// Where a table's text comes from: a path, the standard input, a stream or a string, as pieces of UTF-8 text with \n line ends.
import type { Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { nearestFile } from '../suggest.ts'
import {
  fileChanged,
  fileIsFolder,
  fileNotAllowed,
  fileNotFound,
  fileUnreadable,
  notText,
  notUtf8,
} from './file-errors.ts'
import { same } from './phrases.ts'

/**
 * A path; '-' for the standard input; text itself, when it holds a line break or stands in `text`; or a stream of bytes
 * or of text, by itself or as `chunks`. `name` is for messages.
 */
export type CsvSource =
  | string
  | { readonly text: string; readonly name?: string }
  | { readonly chunks: AsyncIterable<string | Uint8Array>; readonly name?: string }
  | AsyncIterable<string | Uint8Array>

export interface OpenedText {
  /** The path, '-', or '' when there is neither. */
  readonly name: string
  /** The text in pieces, without a byte order mark, its lines ended by \n. */
  readonly pieces: AsyncGenerator<string>
  /** What was read so far: bytes, or characters of text. */
  readonly read: () => number
  /** Of the whole, in bytes; undefined where nobody knows it beforehand. */
  readonly size: number | undefined
}

/**
 * Opens a source. Nothing is read before the first piece is asked for.
 * @throws PasoError file-not-found, file-is-folder, file-not-allowed, file-unreadable; and while pieces are read
 *   not-text, not-utf8, file-unreadable, file-changed
 */
export async function openText(source: CsvSource): Promise<OpenedText> {
  const { chunks, name = '', size } = await opened(source)
  let read = 0
  async function* counted(): AsyncGenerator<string | Uint8Array> {
    for await (const chunk of chunks) {
      read += chunk.length
      yield chunk
    }
  }
  return { name, pieces: textPieces(counted(), name), read: () => read, size }
}

interface Opened {
  readonly chunks: Chunks
  readonly name?: string
  readonly size?: number | undefined
}

async function opened(source: CsvSource): Promise<Opened> {
  if (source === '-') return { chunks: await standardInput(), name: source }
  if (typeof source === 'string')
    return /[\r\n]/.test(source) ? { chunks: [source] } : { ...(await openFile(source)), name: source }
  if ('text' in source) return { ...source, chunks: [source.text] }
  return 'chunks' in source ? source : { chunks: source }
}

async function standardInput(): Promise<AsyncIterable<Uint8Array>> {
  const { stdin } = await import('node:process')
  return stdin
}

const pieceSize = 1 << 18

async function openFile(path: string): Promise<Opened> {
  const { open } = await import('node:fs/promises')
  try {
    const file = await open(path)
    const facts = await file.stat()
    // A pipe has no size, and what the system itself tells in a file has 0.
    if (facts.isFile() && facts.size > 0) return { chunks: unchanged(file, path, facts), size: facts.size }
    if (!facts.isDirectory()) return { chunks: file.createReadStream({ highWaterMark: pieceSize }) }
    await file.close()
  } catch (error) {
    throw await openFailure(path, error)
  }
  throw fileIsFolder(path, (await tablesIn(path)) ?? [])
}

/** @throws PasoError file-changed where somebody has written to the file meanwhile: its rows may be half the old ones */
async function* unchanged(file: FileHandle, path: string, before: Stats): AsyncGenerator<Uint8Array> {
  try {
    yield* file.createReadStream({ highWaterMark: pieceSize, autoClose: false })
    const after = await file.stat()
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw fileChanged(path, before.size, after.size)
  } finally {
    await file.close()
  }
}

async function openFailure(path: string, error: unknown): Promise<Error> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'EISDIR') return fileIsFolder(path, (await tablesIn(path)) ?? [])
  if (code === 'EACCES' || code === 'EPERM') return fileNotAllowed(path)
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return fileUnreadable(path, code)
  const { basename, dirname } = await import('node:path')
  const folder = dirname(path)
  const tables = await tablesIn(folder)
  const near = nearestFile(basename(path), tables ?? [])
  const nearPath = near && path.slice(0, path.length - basename(path).length) + near
  return fileNotFound({ path, folder, tables, near: nearPath })
}

/** The names of the files that look like tables, or undefined when there is no such folder. */
async function tablesIn(folder: string): Promise<string[] | undefined> {
  const { readdir } = await import('node:fs/promises')
  const names = await readdir(folder).catch(() => undefined)
  return names?.filter((name) => /\.(csv|tsv|tab|txt|dat|data)$/i.test(name)).sort()
}

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

async function* textPieces(chunks: Chunks, source: string): AsyncGenerator<string> {
  let carried = ''
  let first = true
  for await (const decoded of decode(chunks, source)) {
    let piece = carried + decoded
    if (first) {
      piece = piece.replace(/^\uFEFF/, '')
      refuseForeignText(piece, source)
      first = false
    }
    // A \r at the end may be the first half of a \r\n.
    carried = piece.endsWith('\r') ? '\r' : ''
    piece = piece.slice(0, piece.length - carried.length)
    yield piece.includes('\r') ? piece.replace(/\r\n?/g, '\n') : piece
  }
  if (carried) yield '\n'
}

async function* decode(chunks: Chunks, source: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  // The last bytes read: a letter that begins in them may turn out wrong in the next chunk.
  let tail = new Uint8Array(0)
  try {
    for await (const chunk of chunks) {
      if (typeof chunk === 'string') {
        if (chunk !== '') yield chunk
        continue
      }
      if (tail.length === 0) refuseForeignBytes(chunk, source)
      const text = decodeOr(decoder, chunk, () => notUtf8(source, faultLine(line, tail, chunk)))
      line += lineEnds(chunk)
      tail = joined(tail.subarray(-3), chunk.subarray(-3))
      if (text !== '') yield text
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error && 'code' in error
      ? fileUnreadable(source, String(error.code))
      : error
  }
  decodeOr(decoder, undefined, () => notUtf8(source, line))
}

function decodeOr(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Uint8Array | undefined,
  refusal: () => Error,
): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw refusal()
  }
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0
  for (let i = bytes.indexOf(10); i >= 0; i = bytes.indexOf(10, i + 1)) count++
  return count
}

/** The line of the first byte that is not UTF-8; `line` is that of the chunk's first byte, and `tail` comes before it. */
function faultLine(line: number, tail: Uint8Array, chunk: Uint8Array): number {
  const bytes = joined(tail, chunk)
  // The tail may begin within a letter.
  let start = 0
  while (start < 3 && (bytes[start]! & 0xc0) === 0x80) start++
  for (let at = line - lineEnds(tail); ; at++) {
    const end = bytes.indexOf(10, start)
    if (end < 0) return at
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end))
    } catch {
      return at
    }
    start = end + 1
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const saveAsCsv = { en: 'save it as CSV UTF-8.', es: 'guardarlo como CSV UTF-8.' }

/** The first bytes of what is often given in place of a table. */
const signatures = [
  [
    'PK\x03\x04',
    { en: 'an Excel workbook or another zip file', es: 'un libro de Excel u otro archivo zip' },
    saveAsCsv,
  ],
  ['\xd0\xcf\x11\xe0', { en: 'an old Excel workbook', es: 'un libro de Excel antiguo' }, saveAsCsv],
  ['\xff\xfe', { en: 'text in UTF-16', es: 'texto en UTF-16' }, saveAsCsv],
  ['\xfe\xff', { en: 'text in UTF-16', es: 'texto en UTF-16' }, saveAsCsv],
  [
    '\x1f\x8b',
    { en: 'a gzip file', es: 'un archivo gzip' },
    { en: 'unpack it first.', es: 'descomprimirlo antes.' },
  ],
] as const

const giveTable = { en: 'give a file of rows and columns.', es: 'dar un archivo de filas y columnas.' }

function refuseForeignBytes(bytes: Uint8Array, source: string): void {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known) throw notText(source, known[1], known[2])
  if (bytes.subarray(0, 8192).includes(0)) throw notText(source, binary, giveTable)
}

const binary = { en: 'bytes that are not text', es: 'bytes que no son texto' }

function refuseForeignText(text: string, source: string): void {
  if (text.slice(0, 8192).includes('\0')) throw notText(source, binary, giveTable)
  const kind = /^\s*<(!doctype|html|\?xml|!--)/i.test(text)
    ? 'HTML'
    : /^\s*(\{\s*"|\[\s*[[{])/.test(text)
      ? 'JSON'
      : undefined
  if (kind) throw notText(source, same(kind), giveTable)
}
