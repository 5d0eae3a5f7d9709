// Output: streams, colors and interruption, as this run of the program has them; and data on its way to a file or a pipe.
import { styleText } from 'node:util'
import type { Warning } from '../errors.ts'
import { compactJson, type Writable } from '../formats/json-text.ts'
import type { Arguments, Io, Output } from './command.ts'
import { warningText, widthOf } from './errors-print.ts'
import type { Locale } from './locale.ts'

/** Ctrl-C: the reason with which `io.signal` aborts. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** The process as far as the program uses it; tests hand in their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  stdin(): AsyncIterable<string | Uint8Array>
  /** The words that start this program once more. */
  readonly program: readonly string[]
  /** Calls back on Ctrl-C, on a request to end (SIGTERM) and when the terminal closes (SIGHUP). */
  onInterrupt(listener: () => void): void
}

export interface GlobalOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly noColor: boolean
}

export function makeIo(world: World, locale: Locale, options: GlobalOptions): Io {
  const { stdout, stderr } = world
  const errorColor = mayColor(stderr, world, options)
  let controller: AbortController | undefined
  const say = (line: string): void => {
    if (!options.quiet) stderr.write(`${line}\n`)
  }
  return {
    stdout,
    stderr,
    stdin: () => world.stdin(),
    readStdin: () => textOf(world.stdin()),
    language: locale.language,
    locale: locale.tag,
    color: mayColor(stdout, world, options),
    errorColor,
    dumbTerminal: world.env.TERM === 'dumb',
    quiet: options.quiet,
    json: options.json,
    program: world.program,
    /** Ctrl-C is caught only once somebody watches; until then it ends the process as it does any other. */
    get signal(): AbortSignal {
      if (!controller) {
        const made = new AbortController()
        world.onInterrupt(() => made.abort(new Interrupted()))
        controller = made
      }
      return controller.signal
    },
    say,
    warn: (warning: Warning) => {
      if (options.quiet) return
      const strong = strongIn('yellow', errorColor)
      stderr.write(warningText(warning, locale.language, strong, widthOf(stderr)))
    },
  }
}

/** The same with what standard input is now. */
export const withInput = (io: Io, chunks: AsyncIterable<string | Uint8Array>): Io => ({
  ...io,
  stdin: () => chunks,
  readStdin: () => textOf(chunks),
})

const textOf = async (chunks: AsyncIterable<string | Uint8Array>): Promise<string> =>
  (await import('./read-text.ts')).readAllText(chunks, '-')

/** NO_COLOR (no-color.org) and --no-color forbid, FORCE_COLOR demands, TERM=dumb cannot; otherwise a terminal may. */
export function mayColor(stream: Output, { env }: Pick<World, 'env'>, { noColor }: GlobalOptions): boolean {
  if (noColor || env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return stream.isTTY && env.TERM !== 'dumb'
}

export function strongIn(color: 'red' | 'yellow' | 'green', allowed: boolean): (text: string) => string {
  return (text) => (allowed ? styleText(['bold', color], text, { validateStream: false }) : text)
}

/** One JSON value on standard output. */
export function writeJson(value: Writable, io: Io): void {
  io.stdout.write(`${compactJson(value)}\n`)
}

/** Hands data to the file of -o, whole or not at all, or to standard output. */
export async function deliver(text: string, { options }: Arguments, io: Io): Promise<void> {
  if (options.output === undefined || options.output === '-') {
    io.stdout.write(text)
    return
  }
  const { writeFileWhole } = await import('./atomic-file.ts')
  await writeFileWhole(options.output, text, options.force)
}
