// The words in the language of the page.
import { computed } from '@preact/signals'
import type { Language } from '../../src/errors.ts'
import { view } from '../model/page.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, Words>> = { en, es }

export const words = computed(() => languages[view.value.language])
