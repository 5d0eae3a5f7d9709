// The few words that stand inside formulas and drawings; all other prose is written by present.
import type { Language } from '../errors.ts'

export interface PrintWords {
  /** Before the condition of a case, and the last case. */
  readonly when: string
  readonly otherwise: string
  readonly morePaths: (count: number) => string
  readonly input: string
  readonly weight: string
  readonly bias: string
  readonly outputOf: string
  readonly layer: string
}

export const printWords = {
  en: {
    when: 'if',
    otherwise: 'otherwise',
    morePaths: (count) => (count === 1 ? 'and 1 more path' : `and ${count} more paths`),
    input: 'input',
    weight: 'weight',
    bias: 'bias',
    outputOf: 'output of',
    layer: 'layer',
  },
  es: {
    when: 'si',
    otherwise: 'en otro caso',
    morePaths: (count) => (count === 1 ? 'y 1 camino más' : `y ${count} caminos más`),
    input: 'entrada',
    weight: 'peso',
    bias: 'umbral',
    outputOf: 'salida de',
    layer: 'capa',
  },
} as const satisfies Readonly<Record<Language, PrintWords>>

/** The language of a locale: Spanish for es and its countries, otherwise English. */
export const languageOf = (locale: string): Language => (/^es\b/i.test(locale) ? 'es' : 'en')
