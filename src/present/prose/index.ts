// The words of each language.
import type { Language } from '../../errors.ts'
import type { NotationName } from '../document.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { inTermsOfLoss } from './loss-terms.ts'
import type { Prose } from './prose.ts'

export type { Prose } from './prose.ts'

const deck: Readonly<Record<Language, Prose>> = { en, es }

/** The words of a language: of the error in the deck's notation, of the loss in the others. */
export function proseOf(language: Language, notation: NotationName): Prose {
  return notation === 'deck' ? deck[language] : inTermsOfLoss(deck[language], language)
}
