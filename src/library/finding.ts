// Finding: one thing that a diagnosis has to say, as data with its words.
import type { ErrorText, Language, Warning } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'

/** What a diagnosis may find. */
export type FindingCode =
  | 'not-finite'
  | 'dead-layer'
  | 'dead-units'
  | 'saturated-layer'
  | 'saturated-units'
  | 'vanishing-gradient'
  | 'exploding-gradient'
  | 'unscaled-inputs'
  | 'outside-training'
  | 'label-leakage'
  | 'class-imbalance'
  | 'contradictory-rows'
  | 'duplicate-rows'

export interface Finding extends Warning {
  readonly code: FindingCode
  /** A problem keeps the network from learning or answering well; a hint may have a good reason. */
  readonly level: 'problem' | 'hint'
  /** From 0, where it is about one. */
  readonly layer?: number
  /** The input columns that it is about. */
  readonly columns?: readonly string[]
  /** The numbers behind the words. */
  readonly figures: Readonly<Record<string, number>>
}

/** What both languages share: numbers come in its signs. */
export interface Tongue {
  readonly en: boolean
  readonly language: Language
  /** Three significant digits. */
  number(value: number): string
  /** 0.25 as 25 %. */
  percent(share: number): string
}

/** The same message in both languages. */
export function inBoth(text: (tongue: Tongue) => ErrorText): Warning['texts'] {
  const of = (language: Language): ErrorText => {
    const number = (value: number): string => formatNumber(value, { digits: 3, locale: language })
    const percent = (share: number): string =>
      `${formatNumber(share * 100, { digits: share >= 0.1 ? 3 : 2, locale: language })} %`
    return text({ en: language === 'en', language, number, percent })
  }
  return { en: of('en'), es: of('es') }
}
