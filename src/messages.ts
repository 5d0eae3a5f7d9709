// Messages whose words may come later: a room names the message and its facts; vocabulary.ts has the words, and is there at once
// (whole.ts) or loaded meanwhile. docs/decisions/0006 says why.
import { type ExitCode, oneLine, PasoError, type Texts, type Warning } from './errors.ts'
import { later } from './later.ts'

type Facts = readonly never[]
type Refuse = (...facts: Facts) => PasoError
type Warn = (...facts: Facts) => Warning

/** Those of a room's words that make a refusal. */
export type Refusals<Words> = {
  readonly [Name in keyof Words as Words[Name] extends Refuse ? Name : never]: Words[Name]
}

/** Those of a room's words that make a warning. */
export type Warnings<Words> = {
  readonly [Name in keyof Words as Words[Name] extends Refuse
    ? never
    : Words[Name] extends Warn
      ? Name
      : never]: Words[Name]
}

/** The codes that are not their function's name in kebab case; a function where they depend on the facts. */
export type Codes<Words> = {
  readonly [Name in keyof Words]?:
    | string
    | (Words[Name] extends (...facts: infer F) => unknown ? (...facts: F) => string : never)
}

/** Room -> function -> what makes the message. */
export type Vocabulary = Readonly<Record<string, object>>

/** With the words each message is whole, also one that was made before. */
export const words = later<Vocabulary>(async () => (await import('./vocabulary.ts')).vocabulary)

/** What the work comes to; a refusal waits for its words. */
export async function withWords<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await words.load()
    throw error
  }
}

/**
 * The refusals of a room, for `throw refusals.emptyBatch()`.
 * @param room its name in the vocabulary
 */
export function refusalsOf<Words>(
  room: string,
  codes: Codes<Words> = {},
  exitCode: ExitCode = 2,
): Refusals<Words> {
  return tableOf(room, codes, (code, texts) =>
    Object.defineProperties(new PasoError(code, texts(), exitCode), {
      texts: { get: texts, enumerable: true },
      message: { get: () => oneLine(texts().en) },
    }),
  )
}

/** The warnings of a room, as its refusals. */
export function warningsOf<Words>(room: string, codes: Codes<Words> = {}): Warnings<Words> {
  return tableOf(room, codes, (code, texts) => ({
    code,
    get texts() {
      return texts()
    },
  }))
}

type Make = (code: string, texts: () => Texts) => PasoError | Warning
type Tell = (...facts: readonly unknown[]) => PasoError | Warning

function tableOf<Table extends object, Words>(room: string, codes: Codes<Words>, make: Make): Table {
  void words.load()
  const tellerOf =
    (name: string): Tell =>
    (...facts) => {
      const whole = () =>
        (words.part?.[room] as Readonly<Record<string, Tell>> | undefined)?.[name]?.(...facts)
      const code = codeOf(codes, name, facts)
      return whole() ?? make(code, () => whole()?.texts ?? plainTexts(code, facts))
    }
  return new Proxy({} as Table, { get: (_, name) => tellerOf(String(name)) })
}

/** The code of a message: `emptyBatch` makes empty-batch, unless `codes` says otherwise. */
export function codeOf<Words>(codes: Codes<Words>, name: string, facts: readonly unknown[]): string {
  const code = (codes as Readonly<Record<string, string | ((...facts: readonly unknown[]) => string)>>)[name]
  if (typeof code === 'function') return code(...facts)
  return code ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** A message without words: its code and its facts. */
function plainTexts(code: string, facts: readonly unknown[]): Texts {
  const received = facts.map((fact) => factText(fact)).join('; ')
  const text = { what: `${code}.`, received: `${received.slice(0, 200)}.`, hint: "import 'paso/whole'" }
  return { en: text, es: text }
}

/** What a fact holds, one level deep: `column: 3, name: area`. */
function factText(fact: unknown, isPart = false): string {
  if (typeof fact !== 'object' || fact === null) return String(fact)
  if (isPart) return '…'
  if (Array.isArray(fact)) return fact.map((part) => factText(part, true)).join(', ')
  const parts = Object.entries(fact).map(([key, part]) => `${key}: ${factText(part, true)}`)
  return parts.join(', ')
}
