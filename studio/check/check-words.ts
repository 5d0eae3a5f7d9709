// The words of the screen that checks, in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import type { CheckWords } from './words.ts'

export const checkWords = said<CheckWords>({ en, es })
