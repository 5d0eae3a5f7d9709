// What core and the library say of an option, in the words of the command line: labelSmoothing was given as --label-smoothing.
import { type ErrorText, PasoError } from '../errors.ts'
import { type OptionName, type OptionValues, options as table } from '../options.ts'
import { scheduleNumberOptions } from './step-rules.ts'

/** The same error; where an option that was given is at fault, it is named by its flag. */
export function inFlags(error: unknown, options: OptionValues): unknown {
  if (!(error instanceof PasoError)) return error
  const { code, texts, exitCode } = error
  const { en, es } = texts
  if (code === 'idle-option') return new PasoError(code, { en: flagged(en), es: flagged(es) }, exitCode)
  const flag = ['cannot-smooth', 'option-out-of-domain'].includes(code) && flagAt(en.where, options)
  if (!flag) return error
  const placed = { en: { ...en, where: `option ${flag}.` }, es: { ...es, where: `opción ${flag}.` } }
  return new PasoError(code, placed, exitCode)
}

/** The flag of a place such as `option labelSmoothing.`, `loss.labelSmoothing` or `schedule.lowest`, where it was given. */
function flagAt(where = '', options: OptionValues): string | undefined {
  const [, scheduled, own] = /^(?:schedule\.(\w+)|(?:option |loss\.)?(\w+)\.?)$/.exec(where) ?? []
  const name = scheduled === undefined ? own : scheduleNumberOptions[scheduled as 'lowest']
  const given = name !== undefined && Object.hasOwn(table, name) && options[name as OptionName] !== undefined
  return given ? flagOf(name as OptionName) : undefined
}

const flagged = (text: ErrorText): ErrorText => {
  const parts = Object.entries(text).map(([part, words]) => [
    part,
    words.replace(/\b(?:nesterov|momentum|decoupled|weightDecay)\b/g, (name: string) =>
      flagOf(name as OptionName),
    ),
  ])
  return Object.fromEntries(parts)
}

const flagOf = (name: OptionName): string => `--${table[name].flag}`
