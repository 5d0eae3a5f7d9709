// readCsv: a table from comma, semicolon, tab or bar separated text, read as a stream; every odd cell is refused with its place.
import type { CsvError, InfoRecord, Parser } from 'csv-parse'
import type { DecimalMark } from './decimal.ts'
import { type Dialect, detectDialect } from './dialect.ts'
import { badQuote } from './errors.ts'
import { emptyFile } from './file-errors.ts'
import { type CsvSource, openText } from './source.ts'
import type { Table } from './table.ts'
import { type ReadingOptions, TableBuilder } from './table-builder.ts'

export interface CsvOptions extends ReadingOptions {
  /** One character between cells; told from the first rows when left out. */
  readonly delimiter?: string
  /** The decimal mark; told from the first rows when left out. */
  readonly decimal?: DecimalMark
  /** Told where the reading stands, after each piece of the text and at the end; what it throws ends the reading. */
  readonly onProgress?: (progress: ReadingProgress) => void
}

export interface ReadingProgress {
  readonly rows: number
  /** Read so far; characters where the source is text. */
  readonly bytes: number
  /** The bytes of the whole; undefined where nobody knows them beforehand. */
  readonly size: number | undefined
}

export interface CsvTable extends Table {
  readonly lines: Uint32Array
  /** How the file was written. */
  readonly format: Dialect & { readonly header: boolean }
}

/**
 * Reads a table. The text is UTF-8 in rows of cells, with or without quotes, a header, a byte order mark; blank lines and
 * the spaces around a cell are dropped, and line breaks within a cell become \n. A column holds numbers or categories,
 * which its first 1000 rows decide (see `kindOf`) unless `kinds` does. Nothing is coerced: a cell that does not fit its
 * column is refused. The file is never in memory as a whole; a number takes 8 bytes, a category 4.
 *
 * @throws PasoError file-not-found, file-is-folder, file-not-allowed, file-unreadable, file-changed, not-text, not-utf8,
 *   empty-file, no-rows, empty-header, duplicate-header, unknown-column, ragged-row, bad-quote, empty-cell, not-a-number,
 *   identifier-column, bad-delimiter
 */
export async function readCsv(source: CsvSource, options: CsvOptions = {}): Promise<CsvTable> {
  const blocks = readCsvBlocks(source, options, Number.POSITIVE_INFINITY)
  for (;;) {
    const { value, done } = await blocks.next()
    if (done) return value
  }
}

/**
 * Reads a table in blocks of at least so many rows, of which only one is in memory at a time: yields each as a table, and
 * returns the last, with the warnings of all. A category has the same code in all of them; `categories` grows.
 * @throws PasoError as `readCsv`
 */
export async function* readCsvBlocks(
  source: CsvSource,
  options: CsvOptions = {},
  rows = 1 << 16,
): AsyncGenerator<Table, CsvTable> {
  const { name, pieces, read, size } = await openText(source)
  try {
    const head = await readHead(pieces)
    if (head.trim() === '') throw emptyFile(name)
    const dialect = detectDialect(head, options)
    const builder = new TableBuilder(name, dialect, options)
    const parsed = parseRecords(chained(head, pieces), name, dialect.delimiter, builder)
    const tell = (): void => options.onProgress?.({ rows: builder.allRows, bytes: read(), size })
    for await (const _ of parsed) {
      tell()
      if (builder.rows >= rows) yield builder.take()
    }
    const { table, header } = builder.finish()
    tell()
    return { ...table, lines: table.lines!, format: { ...dialect, header } }
  } finally {
    await pieces.return(undefined)
  }
}

/** The first 64 KiB or more, enough to tell how the file is written; ended by a line break when it is all there is. */
async function readHead(pieces: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (head.length < 1 << 16 || head.trim() === '') {
    const { value, done } = await pieces.next()
    if (done) return `${head}\n`
    head += value
  }
  return head
}

async function* chained(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head
  yield* rest
}

/** A row longer than this is a quote that was never closed. */
const longestRecord = 1 << 24

/** Pauses after each piece. */
async function* parseRecords(
  pieces: AsyncIterable<string>,
  source: string,
  delimiter: string,
  builder: TableBuilder,
): AsyncGenerator<undefined> {
  const { parse } = await import('csv-parse')
  let lastLine = 0
  const takeRecord = (record: string[], { lines }: InfoRecord): undefined => {
    // The parser's count stands at the record's last line.
    const begins = lines - record.reduce((breaks, cell) => breaks + lineBreaks(cell), 0)
    lastLine = lines
    builder.add(
      record.map((cell) => cell.trim()),
      begins,
    )
  }
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestRecord,
    on_record: takeRecord,
  })
  try {
    yield* feed(parser, pieces)
  } catch (error) {
    throw quoteError(error, source, lastLine + 1) ?? error
  }
}

function lineBreaks(cell: string): number {
  let count = 0
  for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) count++
  return count
}

/** Writes the pieces one by one; an error of the parser, or of what takes its records, ends the feeding. */
async function* feed(parser: Parser, pieces: AsyncIterable<string>): AsyncGenerator<undefined> {
  const ended = new Promise<void>((resolve, reject) => {
    parser.once('finish', resolve).on('error', reject)
  })
  // The error also reaches `write` below; here it only must not go unheard.
  ended.catch(() => {})
  for await (const piece of pieces) {
    await new Promise<void>((resolve, reject) => {
      parser.write(piece, (error) => (error ? reject(error) : resolve()))
    })
    yield undefined
  }
  parser.end()
  await ended
}

/** The parser's own error, told as ours; undefined for any other. */
function quoteError(error: unknown, source: string, nextLine: number): Error | undefined {
  const { code, lines } = error as Partial<CsvError> & { lines?: number }
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return badQuote({ source, line: nextLine }, 'open')
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return badQuote({ source, line: lines ?? nextLine }, 'inside')
    default:
      return undefined
  }
}
