// Bytes of a file or of standard input to text; what is no text, or no UTF-8, is refused before anyone reads it.
import { constants } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { notText, notUtf8, textTooLong } from './load-errors.ts'

/**
 * The text of a file; what the system refuses is told by `refusal`, which is handed the system's code.
 * @throws PasoError not-text, not-utf8, text-too-long
 */
export async function readTextFile(
  path: string,
  refusal: (code: string) => Error | Promise<Error>,
): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw await refusal(error instanceof Error && 'code' in error ? String(error.code) : String(error))
  }
  return decodeText(bytes, path)
}

/**
 * All of a stream.
 * @param name for the message; - is standard input
 * @throws PasoError not-text, not-utf8, text-too-long
 */
export async function readAllText(chunks: AsyncIterable<string | Uint8Array>, name: string): Promise<string> {
  const all: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    all.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    length += all.at(-1)!.length
    if (length > constants.MAX_STRING_LENGTH) throw textTooLong(name, constants.MAX_STRING_LENGTH)
  }
  return decodeText(Buffer.concat(all), name)
}

/**
 * @param name for the message; - is standard input
 * @throws PasoError not-text, not-utf8, text-too-long
 */
function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) throw textTooLong(name, constants.MAX_STRING_LENGTH)
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw notText(name, 'utf-16')
  if (bytes.subarray(0, 8192).includes(0)) throw notText(name, 'bytes')
  try {
    // The byte order mark stays: the readers of CSV and of JSON know it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw notUtf8(name, faultLine(bytes))
  }
}

/** The line of the first byte that is not UTF-8. */
function faultLine(bytes: Uint8Array): number {
  let [line, start] = [1, 0]
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    line++
    start = end + 1
  }
  return line
}
