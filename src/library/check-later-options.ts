// What the options of reading, of telling and of many trainings may be; loaded with what they are for.

import { epochsRules, signal, syncRules } from './check-options.ts'
import type { Telling } from './explain-request.ts'
import type { CrossValidateOptions, CsvTargetOptions, RangeTestOptions } from './options.ts'
import { checkBy, columns, count, isCount, isObject, isText, oneOf, positive, type Rule } from './rules.ts'

const texts: Rule = {
  expected: 'names',
  fits: (value) => Array.isArray(value) && value.every(isText),
}

const tellingRules = {
  locale: { expected: 'locale', fits: (value) => /^(en|es)\b/i.test(String(value)) },
  notation: oneOf(['deck', 'delta', 'matrix']),
  form: oneOf(['paths', 'recursive', 'both']),
  detail: oneOf(['short', 'full']),
  digits: { expected: 'digits', fits: (value) => isCount(value) && (value as number) <= 17 },
} as const satisfies Record<keyof Telling, Rule>

const csvRules = {
  target: columns,
  only: texts,
  ignore: texts,
  delimiter: { expected: 'character', fits: isText },
  decimal: oneOf(['.', ',']),
  header: { expected: 'boolean', fits: (value) => typeof value === 'boolean' },
  kinds: { expected: 'kinds', fits: isObject },
  missing: oneOf(['refuse', 'impute']),
} as const satisfies Record<keyof CsvTargetOptions<readonly string[], string>, Rule>

const { split: _split, ...wholeRules } = { ...syncRules, signal }
const foldsRules = {
  ...wholeRules,
  folds: { expected: 'folds', fits: (value) => isCount(value) && (value as number) >= 2 },
} as const satisfies Record<keyof CrossValidateOptions | 'target', Rule>

const { seconds: _seconds, ...rangeRules } = {
  ...epochsRules,
  from: positive,
  to: positive,
  steps: { expected: 'rangeSteps', fits: (value) => isCount(value) && (value as number) >= 100 },
} as const satisfies Record<keyof RangeTestOptions | 'target' | 'seconds', Rule>

/** @throws PasoError unknown-option, wrong-option */
export function checkTelling(of: string, given: object): void {
  checkBy(of === 'toText' ? { ...tellingRules, width: count } : tellingRules, of, given)
}

/** @throws PasoError unknown-option, wrong-option */
export function checkCsvOptions(given: object): void {
  checkBy(csvRules, 'csv', given)
}

/** @throws PasoError unknown-option, wrong-option */
export function checkManyTrainings(of: 'crossValidate' | 'rangeTest', given: object): void {
  checkBy(of === 'crossValidate' ? foldsRules : rangeRules, of, given)
}
