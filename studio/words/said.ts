// The words in the language of the page.
import { computed, type ReadonlySignal } from '@preact/signals'
import type { Language } from '../../src/errors.ts'
import { view } from '../model/page.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import type { Words } from './words.ts'

/** Those of the language that the page speaks now. */
export const said = <W>(languages: Readonly<Record<Language, W>>): ReadonlySignal<W> =>
  computed(() => languages[view.value.language])

export const words = said<Words>({ en, es })
