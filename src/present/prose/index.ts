// The words of each language.
import type { Language } from '../../errors.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import type { Prose } from './prose.ts'

export type { Prose } from './prose.ts'

export const prose: Readonly<Record<Language, Prose>> = { en, es }
