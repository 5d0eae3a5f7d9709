// Runs a command line in this process, with streams that are kept.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../src/cli/run.ts'

export const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))

/** The words that start the program as it is built. */
export const program = [process.execPath, fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))]

/** A new empty folder. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'paso-cli-'))

export interface Result {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Circumstances {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Iterable<Uint8Array>
  readonly isTTY?: boolean
  /** Presses Ctrl-C after so many milliseconds. */
  readonly interruptAfter?: number
  /** What starts the program once more, where it does. */
  readonly again?: readonly string[]
}

export async function paso(
  words: readonly string[],
  { env = {}, stdin = '', isTTY = false, interruptAfter, again = program }: Circumstances = {},
): Promise<Result> {
  let [stdout, stderr] = ['', '']
  const code = await run(words, {
    env,
    stdout: {
      write: (text) => {
        stdout += text
      },
      isTTY,
      columns: 80,
    },
    stderr: {
      write: (text) => {
        stderr += text
      },
      isTTY,
      columns: 80,
    },
    async *stdin() {
      yield* typeof stdin === 'string' ? [stdin] : stdin
    },
    program: again,
    onInterrupt: (listener) => {
      if (interruptAfter !== undefined) setTimeout(listener, interruptAfter)
    },
  })
  return { code, stdout, stderr }
}
