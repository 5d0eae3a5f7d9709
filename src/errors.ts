// PasoError: one shape for every refusal and warning; each room keeps its own in its errors.ts, both languages side by side.

export type Language = 'en' | 'es'

/** The parts of a message, in the order in which they are printed. All but `what` may be left out. */
export interface ErrorText {
  /** One sentence, without the word "Error". */
  readonly what: string
  /** File, line, column, layer, option. */
  readonly where?: string
  readonly expected?: string
  readonly received?: string
  readonly why?: string
  /** What to do. */
  readonly hint?: string
}

export type Texts = Readonly<Record<Language, ErrorText>>

/** 1: a failure while running, or the answer is no; 2: wrong usage or bad input; 3: a missing outside tool. */
export type ExitCode = 1 | 2 | 3

/** A refusal that says what, where and what to do. `code` is the same in all languages. */
export class PasoError extends Error {
  readonly code: string
  readonly texts: Texts
  readonly exitCode: ExitCode

  constructor(code: string, texts: Texts, exitCode: ExitCode = 2) {
    super(oneLine(texts.en))
    this.name = 'PasoError'
    this.code = code
    this.texts = texts
    this.exitCode = exitCode
  }
}

/** Something worth saying that stops nothing. */
export interface Warning {
  readonly code: string
  readonly texts: Texts
}

/** The message as one line, for `error.message`. */
export function oneLine(text: ErrorText): string {
  const parts = [text.what, text.where, text.expected && `Expected: ${text.expected}`]
  parts.push(text.received && `Received: ${text.received}`, text.why, text.hint)
  return parts.filter(Boolean).join(' ')
}
