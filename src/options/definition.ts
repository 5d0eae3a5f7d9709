// What an option is: its flag, what its text may be, its commands, and its words in both languages.
import type { Language } from '../errors.ts'

export type Words = Readonly<Record<Language, string>>

/** What an option's text may be. */
export type OptionKind =
  /** Given or not. */
  | { readonly kind: 'switch' }
  | { readonly kind: 'text' }
  /** One of the names. */
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'integer'; readonly min: number; readonly max?: number }
  /** A finite number; `above` is not allowed itself, `min` is; `below` is not allowed itself. */
  | { readonly kind: 'number'; readonly above?: number; readonly min?: number; readonly below?: number }
  /** A time or a number of epochs: 30s, 5m, 1h, 5e. */
  | { readonly kind: 'interval' }
  /** Integers from `min` on, separated by commas. */
  | { readonly kind: 'integers'; readonly min: number }
  /** One number from `min` to less than `below` for all hidden layers, or one for each, separated by commas. */
  | { readonly kind: 'numbers'; readonly min: number; readonly below: number }
  /** One of the names for all hidden layers, or one for each, separated by commas. */
  | { readonly kind: 'choices'; readonly choices: readonly string[] }

export interface OptionDefinition {
  /** Without the dashes. Two options of different commands may share one. */
  readonly flag: string
  /** One letter, without the dash. */
  readonly short?: string
  readonly type: OptionKind
  /** May be given several times. */
  readonly repeatable?: true
  /** Filled in where the user says nothing. */
  readonly default?: string | number
  /** Where the default depends on something else: on what. */
  readonly defaultFrom?: Words
  /** Where it depends on something else in one command than in the others. */
  readonly defaultIn?: Readonly<Partial<Record<CommandName, Words>>>
  readonly commands: readonly CommandName[]
  /** What stands for the value in the help: FILE. */
  readonly value?: Words
  readonly help: Words
  readonly example: string
}

export const commandNames = [
  'explain',
  'train',
  'search',
  'predict',
  'eval',
  'check',
  'inspect',
  'studio',
  'completion',
] as const
export type CommandName = (typeof commandNames)[number]

/** What holds in a command where the user says nothing, for the help; undefined where nothing does. */
export function defaultText(
  { default: fixed, defaultFrom, defaultIn }: OptionDefinition,
  command: CommandName,
  language: Language,
): string | undefined {
  const words = defaultIn?.[command === 'search' ? 'train' : command] ?? defaultFrom
  return words?.[language] ?? (fixed === undefined ? undefined : String(fixed))
}

export const FILE = { en: 'FILE', es: 'ARCHIVO' } as const
export const FOLDER = { en: 'FOLDER', es: 'CARPETA' } as const
export const NUMBER = { en: 'NUMBER', es: 'NÚMERO' } as const
export const NUMBERS = { en: 'NUMBERS', es: 'NÚMEROS' } as const
export const NAME = { en: 'NAME', es: 'NOMBRE' } as const
export const fromNetwork = {
  en: 'what the network file says',
  es: 'lo que dice el archivo de la red',
} as const
export const fromData = { en: 'by the data', es: 'según los datos' } as const

export const told = ['explain', 'check'] as const
export const writers = ['explain', 'train', 'search', 'predict'] as const
