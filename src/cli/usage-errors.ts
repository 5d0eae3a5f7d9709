// The refusals of a command line: unknown commands and options, values that an option does not take.
import { type ErrorText, PasoError } from '../errors.ts'
import type { CommandName, OptionDefinition } from '../options.ts'
import { nearest } from '../suggest.ts'

export const refusal = (code: string, en: ErrorText, es: ErrorText): PasoError =>
  new PasoError(code, { en, es })

/** `a, b or c` */
export function either(names: readonly string[], or: 'or' | 'o'): string {
  if (names.length < 2) return names.join('')
  const last = names.at(-1)!
  const word = or === 'o' && /^h?[oó]/i.test(last) ? 'u' : or
  return `${names.slice(0, -1).join(', ')} ${word} ${last}`
}

export function unknownCommand(name: string, names: readonly string[]): PasoError {
  const meant = nearest(name, names)
  const hint = meant === undefined ? 'paso --help' : `paso ${meant}`
  return refusal(
    'unknown-command',
    {
      what: `there is no command "${name}".`,
      expected: `${either(names, 'or')}.`,
      received: `${name}.`,
      hint,
    },
    {
      what: `no existe el comando «${name}».`,
      expected: `${either(names, 'o')}.`,
      received: `${name}.`,
      hint,
    },
  )
}

/** Without a command, the option stands where the command should be. */
export function unknownOption(
  name: CommandName | undefined,
  flag: string,
  flags: readonly string[],
): PasoError {
  const meant = nearest(flag.replace(/^-+/, ''), flags)
  const command = name === undefined ? 'paso' : `paso ${name}`
  const hint = meant === undefined ? `${command} --help` : `--${meant}`
  return refusal(
    'unknown-option',
    {
      what: `${command} has no option ${flag}.`,
      expected: `one of the options in ${command} --help.`,
      received: `${flag}.`,
      hint,
    },
    {
      what: `${command} no tiene la opción ${flag}.`,
      expected: `una de las opciones de ${command} --help.`,
      received: `${flag}.`,
      hint,
    },
  )
}

export function missingValue(option: OptionDefinition): PasoError {
  const flag = `--${option.flag}`
  return refusal(
    'missing-value',
    {
      what: `the option ${flag} needs a value.`,
      where: `option ${flag}.`,
      expected: `${option.help.en}.`,
      received: 'nothing.',
      hint: option.example,
    },
    {
      what: `la opción ${flag} necesita un valor.`,
      where: `opción ${flag}.`,
      expected: `${option.help.es}.`,
      received: 'nada.',
      hint: option.example,
    },
  )
}

/** --json=3 */
export function needlessValue(option: OptionDefinition, received: string): PasoError {
  const flag = `--${option.flag}`
  return refusal(
    'bad-value',
    {
      what: `the option ${flag} takes no value.`,
      where: `option ${flag}.`,
      expected: `${flag} alone.`,
      received: `${received}.`,
      hint: flag,
    },
    {
      what: `la opción ${flag} no lleva valor.`,
      where: `opción ${flag}.`,
      expected: `${flag} sin más.`,
      received: `${received}.`,
      hint: flag,
    },
  )
}

export function badValue(option: OptionDefinition, received: string): PasoError {
  const flag = `--${option.flag}`
  const { type } = option
  const meant = 'choices' in type ? nearest(received, type.choices) : undefined
  const hint = meant === undefined ? option.example : `--${option.flag} ${meant}`
  return refusal(
    'bad-value',
    {
      what: `the option ${flag} does not take "${received}".`,
      where: `option ${flag}.`,
      expected: `${type.kind === 'text' ? option.help.en : valueWords(option, 'en')}.`,
      received: received === '' ? 'nothing.' : `${received}.`,
      hint,
    },
    {
      what: `la opción ${flag} no admite «${received}».`,
      where: `opción ${flag}.`,
      expected: `${type.kind === 'text' ? option.help.es : valueWords(option, 'es')}.`,
      received: received === '' ? 'nada.' : `${received}.`,
      hint,
    },
  )
}

/** What an option's value must be. */
function valueWords({ type }: OptionDefinition, language: 'en' | 'es'): string {
  const en = language === 'en'
  switch (type.kind) {
    case 'choice':
      return either(type.choices, en ? 'or' : 'o')
    case 'integer': {
      const from = en ? `a whole number from ${type.min}` : `un número entero a partir de ${type.min}`
      if (type.max === undefined) return en ? `${from} on` : from
      return en ? `${from} to ${type.max}` : `un número entero de ${type.min} a ${type.max}`
    }
    case 'interval':
      return en
        ? 'a time or a number of epochs: 30s, 5m, 1h, 5e'
        : 'un tiempo o una cantidad de épocas: 30s, 5m, 1h, 5e'
    case 'integers':
      return en
        ? `whole numbers from ${type.min} on, separated by commas`
        : `números enteros a partir de ${type.min}, separados por comas`
    case 'numbers':
      return en
        ? `a number from ${type.min} to less than ${type.below}, or one for each hidden layer, separated by commas`
        : `un número de ${type.min} a menos de ${type.below}, o uno por capa oculta, separados por comas`
    case 'choices': {
      const names = either(type.choices, en ? 'or' : 'o')
      return en
        ? `${names}, or one for each hidden layer, separated by commas`
        : `${names}, o uno por capa oculta, separados por comas`
    }
    case 'number': {
      if (type.min !== undefined && type.below !== undefined) {
        return en
          ? `a number from ${type.min} to less than ${type.below}`
          : `un número de ${type.min} a menos de ${type.below}`
      }
      const limits = [
        type.above !== undefined && (en ? `above ${type.above}` : `mayor que ${type.above}`),
        type.min !== undefined && (en ? `from ${type.min}` : `a partir de ${type.min}`),
        type.below !== undefined && (en ? `below ${type.below}` : `menor que ${type.below}`),
      ].filter((limit) => typeof limit === 'string')
      const joint = en ? ' and ' : ' y '
      return `${en ? 'a number' : 'un número'} ${limits.join(joint)}`.trim()
    }
    case 'text':
    case 'switch':
      return en ? 'a text' : 'un texto'
  }
}

export function missingArgument(
  command: CommandName,
  name: { en: string; es: string },
  usage: Record<'en' | 'es', string>,
): PasoError {
  return refusal(
    'missing-argument',
    { what: `${name.en} is missing.`, expected: `${usage.en}.`, hint: `paso ${command} --help` },
    { what: `falta ${name.es}.`, expected: `${usage.es}.`, hint: `paso ${command} --help` },
  )
}

export function tooManyArguments(
  command: CommandName,
  extra: string,
  usage: Record<'en' | 'es', string>,
): PasoError {
  return refusal(
    'too-many-arguments',
    {
      what: `paso ${command} does not take so many arguments.`,
      expected: `${usage.en}.`,
      received: `${extra}, one too many.`,
      hint: 'put quotes around names with spaces.',
    },
    {
      what: `paso ${command} no admite tantos argumentos.`,
      expected: `${usage.es}.`,
      received: `${extra}, que está de más.`,
      hint: 'poner comillas a los nombres con espacios.',
    },
  )
}

export function missingOption(option: OptionDefinition, where?: Record<'en' | 'es', string>): PasoError {
  const flag = `--${option.flag}`
  return refusal(
    'missing-option',
    {
      what: `the option ${flag} is missing.`,
      expected: `${where?.en ?? option.help.en}.`,
      hint: option.example,
    },
    { what: `falta la opción ${flag}.`, expected: `${where?.es ?? option.help.es}.`, hint: option.example },
  )
}

export function unknownLanguage(name: string): PasoError {
  return refusal(
    'unknown-language',
    {
      what: `paso does not speak "${name}".`,
      where: 'option --lang.',
      expected: 'en, es, or one of them with a country, such as es-AR.',
      received: name === '' ? 'nothing.' : `${name}.`,
      hint: `--lang ${nearest(name.slice(0, 2), ['en', 'es']) ?? 'en'}`,
    },
    {
      what: `paso no habla «${name}».`,
      where: 'opción --lang.',
      expected: 'en, es, o uno de ellos con país, como es-AR.',
      received: name === '' ? 'nada.' : `${name}.`,
      hint: '--lang es',
    },
  )
}
