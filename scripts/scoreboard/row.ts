// Row: one promise of Paso with its bar, and the program that measures whether it is kept.
import type { Language } from '../../src/errors.ts'

/** A text in each language. */
export type Words = Readonly<Record<Language, string>>

/** whole: as the scoreboard prints it. sample: the same on fewer tables or seeds, for the tests. */
export type Effort = 'whole' | 'sample'

export interface Measured {
  /** The figure for people, on one line. */
  readonly shown: Words
  /** Whether the bar is reached. */
  readonly met: boolean
  /** Every figure that it comes from: plain data. */
  readonly figures: unknown
}

/** Told while a row is measured: how much of it is done. */
export type Note = (done: number, of: number) => void

export interface Row {
  readonly name: string
  readonly title: Words
  readonly bar: Words
  /** What other programs were measured or found to do. */
  readonly others: Words
  measure(effort: Effort, note?: Note): Promise<Measured>
}

export const same = (text: string): Words => ({ en: text, es: text })

/** A number as it is printed in each language. */
export function figure(value: number, digits: number): Words {
  const text = value.toFixed(digits).replace('-', '−')
  return { en: text, es: text.replace('.', ',') }
}

/** Words one after the other, with `between` in each language. */
export const joined = (parts: readonly Words[], between: Words | string = ' / '): Words => ({
  en: parts.map(({ en }) => en).join(typeof between === 'string' ? between : between.en),
  es: parts.map(({ es }) => es).join(typeof between === 'string' ? between : between.es),
})

export const counted = (count: number, of: number): Words => ({
  en: `${count} of ${of}`,
  es: `${count} de ${of}`,
})
