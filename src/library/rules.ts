// How options are checked for those who come without the compiler's help: rules as data, and what they are made of.
import type { Expected } from './errors.ts'
import { refusals } from './refusals.ts'

export type Check = (value: unknown) => boolean
export interface Rule {
  /** In words, or the choices. */
  readonly expected: Expected
  readonly fits: Check
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

export const isText: Check = (value) => typeof value === 'string'
export const isRow: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 1
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)

export const count: Rule = { expected: 'count', fits: isCount }
export const positive: Rule = { expected: 'positive', fits: (value) => isNumber(value) && value > 0 }
export const nonNegative: Rule = { expected: 'nonNegative', fits: (value) => isNumber(value) && value >= 0 }
export const share: Rule = { expected: 'share', fits: (value) => isNumber(value) && value >= 0 && value < 1 }
export const columns: Rule = {
  expected: 'columns',
  fits: (value) => (Array.isArray(value) ? value.length > 0 && value.every(isText) : isText(value)),
}
export const oneOf = (choices: readonly string[]): Rule => ({
  expected: choices,
  fits: (value) => choices.includes(value as string),
})

export const oneOrMany = (expected: Expected, fits: Check): Rule => ({
  expected,
  fits: (value) => (Array.isArray(value) ? value.length > 0 && value.every(fits) : fits(value)),
})

/** A rule for each option. */
export type Rules = Readonly<Record<string, Rule>>

/**
 * Options that came from a program without types. What is undefined counts as left out.
 * @param of what has the options: `mlp`, `fit`
 * @throws PasoError unknown-option, wrong-option
 */
export function checkBy(rules: Rules, of: string, given: object): void {
  if (!isObject(given) || Array.isArray(given)) throw refusals.wrongOption(of, 'options', 'object', given)
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(rules, name)) throw refusals.unknownOption(of, name, Object.keys(rules))
    const { fits, expected } = rules[name]!
    if (value !== undefined && !fits(value)) throw refusals.wrongOption(of, name, expected, value)
  }
}
