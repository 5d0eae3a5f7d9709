// The views' words in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import type { ViewWords } from './words.ts'

export const viewWords = said<ViewWords>({ en, es })
