// The words of the help in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import type { HelpWords } from './words.ts'

export const helpWords = said<HelpWords>({ en, es })
