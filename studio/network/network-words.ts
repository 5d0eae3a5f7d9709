// The words of this screen in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export const networkWords = said({ en, es })
