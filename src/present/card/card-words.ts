// The words of the cards in a language and for a notation.
import type { Language } from '../../errors.ts'
import type { NotationName } from '../document.ts'
import { inTermsOfLoss } from '../prose/loss-terms.ts'
import { en } from './card-prose.en.ts'
import { es } from './card-prose.es.ts'
import type { CardProse } from './card-prose.ts'

const languages: Readonly<Record<Language, CardProse>> = { en, es }

/** Of the error in the deck's notation, of the loss in the others. */
export const cardProseOf = (language: Language, notation: NotationName): CardProse =>
  notation === 'deck' ? languages[language] : inTermsOfLoss(languages[language], language)
