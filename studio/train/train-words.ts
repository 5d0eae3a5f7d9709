// The words of the screen that trains, in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import type { TrainWords } from './words.ts'

export const trainWords = said<TrainWords>({ en, es })
