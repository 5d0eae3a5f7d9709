// The user's language and number format: from --lang, or from the environment.
import type { Language } from '../errors.ts'
import { unknownLanguage } from './usage-errors.ts'

export interface Locale {
  readonly language: Language
  /** A BCP 47 tag, for numbers: en, es, es-AR, es-MX. */
  readonly tag: string
}

const english: Locale = { language: 'en', tag: 'en' }

/** What POSIX asks first comes first; an empty value counts as none. */
export function localeOf(env: Readonly<Record<string, string | undefined>>): Locale {
  const name = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return parseLocale(name) ?? english
}

/** @throws PasoError unknown-language */
export function localeNamed(name: string): Locale {
  const locale = parseLocale(name)
  if (!locale) throw unknownLanguage(name)
  return locale
}

/** es_AR.UTF-8, es-MX, en: undefined for a language that is not spoken here. */
function parseLocale(name: string): Locale | undefined {
  const [, language, country] = /^(en|es)(?:[-_]([a-z]{2}|\d{3}))?(?:[.@].*)?$/i.exec(name) ?? []
  if (!language) return undefined
  const lower = language.toLowerCase() as Language
  return { language: lower, tag: country ? `${lower}-${country.toUpperCase()}` : lower }
}
