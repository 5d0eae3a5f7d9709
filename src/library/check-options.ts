// What each option of the library may be: one table for those who come without the compiler's help.
import { optimizerSpec } from '../core/update.ts'
import { engineNames } from '../engine/engines.ts'
import { activationNames } from '../math/activations.ts'
import { type InitializerName, initializerNames, initializerOf } from '../math/initializers.ts'
import { type OptimizerName, optimizerNames } from '../math/optimizers.ts'
import { nearest } from '../suggest.ts'
import { conflictingOptions, type Phrase, same, unknownOption, wrongOption } from './errors.ts'
import type { ExplainRequest, Telling } from './explain-request.ts'
import type { CsvTargetOptions, FitOptions, FitSyncOptions, MlpOptions } from './options.ts'

type Check = (value: unknown) => boolean
interface Rule {
  readonly expected: Phrase
  readonly fits: Check
  readonly choices?: readonly string[]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 1
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const count: Rule = {
  expected: { en: 'a whole number from 1 on', es: 'un número entero a partir de 1' },
  fits: isCount,
}
const positive: Rule = {
  expected: { en: 'a number above 0', es: 'un número mayor que 0' },
  fits: (value) => isNumber(value) && value > 0,
}
const nonNegative: Rule = {
  expected: { en: 'a number from 0 on', es: 'un número a partir de 0' },
  fits: (value) => isNumber(value) && value >= 0,
}
const share: Rule = {
  expected: { en: 'a number from 0 to less than 1', es: 'un número de 0 a menos de 1' },
  fits: (value) => isNumber(value) && value >= 0 && value < 1,
}
const text: Rule = {
  expected: { en: 'the name of a column', es: 'el nombre de una columna' },
  fits: (value) => typeof value === 'string',
}
const oneOf = (choices: readonly string[]): Rule => ({
  expected: { en: either(choices, 'or'), es: either(choices, 'o') },
  fits: (value) => choices.includes(value as string),
  choices,
})
const either = (names: readonly string[], or: string): string =>
  `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1)}`

/** A name, or an object with a name and finite numbers from 0 on that its initializer has. */
const isInitializer: Check = (value) => {
  const { name, ...numbers } = isObject(value) ? value : { name: value }
  if (!initializerNames.includes(name as InitializerName)) return false
  const { parameters } = initializerOf(name as InitializerName)
  return Object.entries(numbers).every(
    ([parameter, number]) => Object.hasOwn(parameters, parameter) && nonNegative.fits(number),
  )
}

const mlpRules = {
  hidden: {
    expected: { en: 'a list of whole numbers from 1 on', es: 'una lista de números enteros a partir de 1' },
    fits: (value) => Array.isArray(value) && value.every(isCount),
  },
  activation: oneOf(activationNames),
  initializer: { ...oneOf(initializerNames), fits: isInitializer },
  task: oneOf(['classification', 'regression']),
  optimizer: {
    ...oneOf(optimizerNames),
    fits: (value) => optimizerNames.includes((isObject(value) ? value.name : value) as OptimizerName),
  },
  learningRate: positive,
  momentum: share,
  weightDecay: nonNegative,
  batchSize: count,
  epochs: count,
  patience: count,
  scaling: oneOf(['standard', 'none']),
  engine: oneOf(engineNames),
} as const satisfies Record<keyof MlpOptions, Rule>

/** The rows themselves are compared with the table once it is read. */
const isSplit: Check = (value) =>
  isObject(value) &&
  'train' in value &&
  Object.entries(value).every(
    ([part, rows]) =>
      ['train', 'validation', 'test'].includes(part) &&
      (rows === undefined || Array.isArray(rows) || ArrayBuffer.isView(rows)),
  )

const syncRules = {
  seed: {
    expected: { en: 'a whole number from 0 to 2^53 − 1', es: 'un número entero de 0 a 2^53 − 1' },
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  },
  validation: share,
  test: share,
  split: {
    expected: {
      en: '{ train, validation, test }, each a list of rows from 0',
      es: '{ train, validation, test }, cada una con una lista de filas a partir de 0',
    },
    fits: isSplit,
  },
  seconds: positive,
  target: text,
  onEpoch: {
    expected: { en: 'a function', es: 'una función' },
    fits: (value) => typeof value === 'function',
  },
} as const satisfies Record<keyof FitSyncOptions | 'target', Rule>

const signal: Rule = {
  expected: same('AbortSignal'),
  fits: (value) => isObject(value) && 'aborted' in value && 'throwIfAborted' in value,
}
const { onEpoch: _, ...epochsRules } = { ...syncRules, signal }

const isRow: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isText: Check = (value) => typeof value === 'string'
const anything: Rule = { expected: same('data'), fits: () => true }
const oneOrMany = (expected: Phrase, fits: Check): Rule => ({
  expected,
  fits: (value) => (Array.isArray(value) ? value.length > 0 && value.every(fits) : fits(value)),
})
const texts: Rule = {
  expected: { en: 'a list of names', es: 'una lista de nombres' },
  fits: (value) => Array.isArray(value) && value.every(isText),
}

const explainRules = {
  row: oneOrMany(
    { en: 'a row from 0, or a list of rows', es: 'una fila a partir de 0, o una lista de filas' },
    isRow,
  ),
  data: anything,
  targets: anything,
  input: anything,
  target: {
    expected: { en: 'a number or a class', es: 'un número o una clase' },
    fits: (value) => isNumber(value) || isText(value),
  },
  parameter: oneOrMany({ en: 'a name such as w5, or a list', es: 'un nombre como w5, o una lista' }, isText),
} as const satisfies Record<keyof ExplainRequest<unknown>, Rule>

const tellingRules = {
  locale: { expected: same('en, es, es-AR, es-MX'), fits: (value) => /^(en|es)\b/i.test(String(value)) },
  notation: oneOf(['deck', 'delta', 'matrix']),
  form: oneOf(['paths', 'recursive', 'both']),
  detail: oneOf(['short', 'full']),
  digits: {
    expected: { en: 'a whole number from 1 to 17', es: 'un número entero de 1 a 17' },
    fits: (value) => isCount(value) && (value as number) <= 17,
  },
} as const satisfies Record<keyof Telling, Rule>

const csvRules = {
  target: text,
  only: texts,
  ignore: texts,
  delimiter: { expected: { en: 'one character', es: 'un carácter' }, fits: isText },
  decimal: oneOf(['.', ',']),
  header: { expected: same('true, false'), fits: (value) => typeof value === 'boolean' },
  kinds: { expected: same("{ column: 'number' | 'category' }"), fits: isObject },
} as const satisfies Record<keyof CsvTargetOptions<readonly string[], string>, Rule>

const rules = {
  mlp: mlpRules,
  fitSync: syncRules,
  fit: { ...syncRules, signal },
  epochs: epochsRules,
  explain: explainRules,
  toText: { ...tellingRules, width: count },
  toMarkdown: tellingRules,
  toLatex: tellingRules,
  toHtml: tellingRules,
  toJSON: tellingRules,
  csv: csvRules,
} as const satisfies Record<string, Readonly<Record<string, Rule>>>

/**
 * Options that came from a program without types. What is undefined counts as left out.
 * @throws PasoError unknown-option, wrong-option
 */
export function checkOptions(of: keyof typeof rules, given: object): void {
  const known: Readonly<Record<string, Rule>> = rules[of]
  if (!isObject(given) || Array.isArray(given)) {
    throw wrongOption(of, 'options', { en: 'an object', es: 'un objeto' }, given)
  }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw unknownOption(of, name, Object.keys(known))
    const { fits, expected, choices } = known[name]!
    if (value === undefined || fits(value)) continue
    throw wrongOption(
      of,
      name,
      expected,
      value,
      typeof value === 'string' ? nearest(value, choices ?? []) : undefined,
    )
  }
}

/**
 * The options of `mlp`, with those of the optimizer.
 * @throws PasoError unknown-option, wrong-option, option-type, option-out-of-domain
 */
export function checkMlpOptions(options: MlpOptions): void {
  checkOptions('mlp', options)
  const { optimizer, momentum } = options
  const { name, ...own } = typeof optimizer === 'object' ? optimizer : { name: optimizer ?? 'adam' }
  optimizerSpec(name, { ...own, ...(momentum !== undefined && { momentum }) })
}

/**
 * The options of a training.
 * @throws PasoError unknown-option, wrong-option, conflicting-options
 */
export function checkFitOptions(of: 'fit' | 'fitSync' | 'epochs', options: FitOptions): void {
  checkOptions(of, options)
  if (options.split === undefined) return
  const share = (['validation', 'test'] as const).find((name) => options[name] !== undefined)
  if (share !== undefined) throw conflictingOptions(of, 'split', share)
}
