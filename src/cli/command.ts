// Command: what a file of this folder exports for one command of `paso`, and what it is handed.
import type { Language, Warning } from '../errors.ts'
import type { OptionName, OptionValues } from '../options.ts'

/** What stands on the command line after the command's name, read and checked against options.ts. */
export interface Arguments {
  /** In order: the NETWORK, or MODEL and DATA. Their number is already checked. */
  readonly positionals: readonly string[]
  /**
   * Every option of the command by its name in options.ts (learningRate, stepCount, ...), with its default filled in
   * where it has a fixed one; undefined otherwise.
   */
  readonly options: OptionValues
  /** The options that the user wrote, so that a recipe or a network file can fill in the others. */
  readonly given: ReadonlySet<OptionName>
}

/** One end of a stream, so that tests can hand in their own. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number
}

/** The world outside: streams, language, interruption. */
export interface Io {
  /** Data, and nothing else. */
  readonly stdout: Output
  /** Words, warnings and progress. */
  readonly stderr: Output
  /** Standard input as it comes. Read once, in one way or the other. */
  stdin(): AsyncIterable<string | Uint8Array>
  /** Everything on standard input, as bytes decoded from UTF-8. */
  readStdin(): Promise<string>
  readonly language: Language
  /** A BCP 47 tag for numbers: en, es, es-AR, es-MX. */
  readonly locale: string
  /** Whether text on standard output, and on standard error, may carry colors. */
  readonly color: boolean
  readonly errorColor: boolean
  /** TERM=dumb: no moving line. */
  readonly dumbTerminal: boolean
  /** -q: only errors on standard error. */
  readonly quiet: boolean
  /** --json: one JSON value on standard output. */
  readonly json: boolean
  /** The words that start this program once more: node and its file. */
  readonly program: readonly string[]
  /** Aborts on Ctrl-C. A command that computes for long watches it and throws `signal.reason`. */
  readonly signal: AbortSignal
  /** A line of words on standard error; silent with -q. */
  say(line: string): void
  /** A warning on standard error, in the layout of the errors; silent with -q. */
  warn(warning: Warning): void
}

/**
 * Runs one command. Data goes to `io.stdout` (or through output.ts's `deliver` to the file of `-o`), words to
 * `io.say` and `io.warn`. A refusal is thrown as a PasoError: main.ts prints it and takes its exit code.
 *
 * explain.ts exports `explain`, check.ts exports `check`, and so on; main.ts loads a command's file when it is called.
 *
 * @returns the exit code: 0 done, 1 the answer is no
 */
export type Command = (args: Arguments, io: Io) => Promise<number>
