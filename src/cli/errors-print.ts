// Prints errors and warnings: in the user's language, aligned, wrapped at 80 columns or at the terminal's; or as JSON.
import type { ErrorText, Language, PasoError, Warning } from '../errors.ts'

/** Text is set in at most so many columns, and in fewer on a narrower terminal. */
const WIDEST = 80
const NARROWEST = 40

export const widthOf = ({ columns }: { readonly columns: number }): number =>
  Math.min(WIDEST, Math.max(NARROWEST, columns))

const labels = {
  en: { where: 'Where:', expected: 'Expected:', received: 'Received:', why: 'Why:', hint: 'Try:' },
  es: {
    where: 'Dónde:',
    expected: 'Se esperaba:',
    received: 'Se recibió:',
    why: 'Por qué:',
    hint: 'Qué hacer:',
  },
} as const satisfies Record<Language, Record<Exclude<keyof ErrorText, 'what'>, string>>

const words = {
  en: { error: 'Error', warning: 'Warning', exit: 'exit code' },
  es: { error: 'Error', warning: 'Advertencia', exit: 'código de salida' },
} as const satisfies Record<Language, Record<string, string>>

/** The parts in the order in which they are printed. */
const parts = ['where', 'expected', 'received', 'why', 'hint'] as const

/** @param strong marks the first word: red and bold where colors are allowed. */
export function errorText(error: PasoError, language: Language, strong = plain, width = WIDEST): string {
  return message(words[language].error, error, language, error.exitCode, strong, width)
}

export function warningText(warning: Warning, language: Language, strong = plain, width = WIDEST): string {
  return message(words[language].warning, warning, language, 0, strong, width)
}

const plain = (text: string): string => text

function message(
  title: string,
  { code, texts }: Warning,
  language: Language,
  exitCode: number,
  strong: (text: string) => string,
  columns: number,
): string {
  const text = texts[language]
  const [first, ...more] = wrap(`${title}: ${text.what}`, columns)
  const lines = [
    strong(first!.slice(0, title.length)) + first!.slice(title.length),
    ...more.map((line) => `  ${line}`),
    ...labelledParts(text, language, columns),
  ]
  lines.push(`  [${code}; ${words[language].exit} ${exitCode}]`)
  return `${lines.join('\n')}\n`
}

/** All but the first sentence, each part with its label. */
export function labelledParts(text: ErrorText, language: Language, columns: number): string[] {
  const given = parts.filter((part) => text[part] !== undefined)
  const width = Math.max(0, ...given.map((part) => labels[language][part].length)) + 1
  return given.flatMap((part) =>
    wrap(text[part]!, columns - 2 - width).map(
      (line, i) => `  ${(i === 0 ? labels[language][part] : '').padEnd(width)}${line}`,
    ),
  )
}

/** Lines of at most `width` characters, broken at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** For --json: one line on standard error, so that standard output stays empty. */
export function errorJson({ code, texts, exitCode }: PasoError, language: Language): string {
  return `${JSON.stringify({ error: { code, exitCode, ...texts[language] } })}\n`
}
