// The words of the loss surface in the language of the page.
import { said } from '../words/said.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import type { SurfaceWords } from './words.ts'

export const surfaceWords = said<SurfaceWords>({ en, es })
