// How the library's messages are put together: phrases in both languages, and values as a program writes them.
import { type ErrorText, PasoError } from '../errors.ts'

/** A text in each language. */
export type Phrase = Readonly<Record<'en' | 'es', string>>

export const same = (text: string): Phrase => ({ en: text, es: text })

/** `a, b or c` */
export const either = (names: readonly string[], or: string): string =>
  `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1)}`

interface Parts {
  readonly what: Phrase
  readonly where?: Phrase
  readonly expected?: Phrase
  readonly received?: Phrase
  readonly why?: Phrase
  readonly hint?: Phrase | undefined
}

export function refusal(code: string, parts: Parts): PasoError {
  const text = (language: 'en' | 'es'): ErrorText => ({
    what: parts.what[language],
    ...(parts.where && { where: parts.where[language] }),
    ...(parts.expected && { expected: parts.expected[language] }),
    ...(parts.received && { received: parts.received[language] }),
    ...(parts.why && { why: parts.why[language] }),
    ...(parts.hint && { hint: parts.hint[language] }),
  })
  return new PasoError(code, { en: text('en'), es: text('es') })
}

/** A value as a program writes it, cut to a line. */
export function shown(value: unknown): string {
  if (typeof value === 'function') return 'function'
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) return String(value)
  const text = ArrayBuffer.isView(value) ? value.constructor.name : (JSON.stringify(value) ?? String(value))
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
