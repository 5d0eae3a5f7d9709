// --help: of `paso` and of each command, in both languages, made from the tables of commands and options.
import type { Language } from '../errors.ts'
import { type CommandName, commandNames, defaultText, type OptionDefinition, optionsOf } from '../options.ts'
import { commands, usageOf } from './commands.ts'
import { wrap } from './errors-print.ts'

const WIDEST = 80

const words = {
  en: {
    usage: 'Usage',
    commands: 'Commands',
    examples: 'Examples',
    options: 'Options',
    networks: 'Networks that come with paso: deck, byu, xor, softmax.',
    more: 'paso COMMAND --help says more about a command.',
    intro: 'Backpropagation, step by step: trains networks and shows why each weight changed.',
    default: 'default',
    command: 'COMMAND',
    names: {
      activations: 'Activations',
      losses: 'Losses',
      optimizers: 'Optimizers',
      schedules: 'Schedules of the learning rate',
    },
  },
  es: {
    usage: 'Uso',
    commands: 'Comandos',
    examples: 'Ejemplos',
    options: 'Opciones',
    networks: 'Redes que vienen con paso: deck, byu, xor, softmax.',
    more: 'paso COMANDO --help dice más sobre un comando.',
    intro: 'Backpropagation, paso a paso: entrena redes y muestra por qué cambió cada peso.',
    default: 'por omisión',
    command: 'COMANDO',
    names: {
      activations: 'Activaciones',
      losses: 'Funciones de pérdida',
      optimizers: 'Optimizadores',
      schedules: 'Planes de la tasa de aprendizaje',
    },
  },
} as const satisfies Record<Language, Record<string, unknown>>

/** `paso --help` */
export function generalHelp(language: Language, width = WIDEST): string {
  const text = words[language]
  const rows = commandNames.map((name) => [name, commands[name].summary[language]] as const)
  const examples = (['explain', 'train', 'inspect'] as const).flatMap((name) =>
    commands[name].examples.slice(0, 2),
  )
  return [
    ...wrap(text.intro, width),
    '',
    `${text.usage}: paso ${text.command} [${language === 'en' ? 'options' : 'opciones'}]`,
    '',
    text.commands,
    ...columns(rows, width),
    '',
    text.examples,
    ...examples.flatMap(({ line, what }) => [`  ${line}`, `      ${what[language]}`]),
    '',
    ...wrap(text.networks, width),
    text.more,
    '',
  ].join('\n')
}

/** `paso explain --help` */
export async function commandHelp(command: CommandName, language: Language, width = WIDEST): Promise<string> {
  const text = words[language]
  const definition = commands[command]
  const rows = optionsOf(command).map(
    ([, option]) => [flagText(option, language), meaning(option, command, language)] as const,
  )
  const lines = [
    `${text.usage}: ${usageOf(command)[language]}`,
    '',
    ...wrap(sentence(definition.summary[language]), width),
    '',
    text.examples,
    ...definition.examples.flatMap(({ line, what }) => [`  ${line}`, `      ${what[language]}`]),
    '',
    text.options,
    ...columns(rows, width),
    '',
  ]
  if (command === 'explain') lines.push(...(await namesOfFunctions(language, width)))
  return lines.join('\n')
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`

function flagText(option: OptionDefinition, language: Language): string {
  const short = option.short ? `-${option.short}, ` : '    '
  const { type } = option
  const value =
    option.value?.[language] ??
    (type.kind === 'choice' && type.choices.length <= 3 ? type.choices.join('|') : '')
  const other = value === '' && type.kind === 'choice' ? (language === 'en' ? 'NAME' : 'NOMBRE') : value
  return `${short}--${option.flag}${other === '' ? '' : ` ${other}`}`
}

function meaning(option: OptionDefinition, command: CommandName, language: Language): string {
  const { type } = option
  const many =
    'choices' in type && (type.kind === 'choices' || type.choices.length > 3)
      ? `: ${type.choices.join(', ')}`
      : ''
  const usual = defaultText(option, command, language)
  const end = usual === undefined ? '' : ` (${words[language].default}: ${usual})`
  return option.help[language] + many + end
}

/** Two columns; a first one that is too long stands on a line of its own. */
function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const left = Math.min(26, Math.max(...rows.map(([first]) => first.length)) + 2)
  return rows.flatMap(([first, second]) => {
    const lines = wrap(second, width - 2 - left)
    const padded = lines.map((line, i) => `  ${(i === 0 ? first : '').padEnd(left)}${line}`)
    if (first.length < left) return padded
    return [`  ${first}`, ...lines.map((line) => `  ${' '.repeat(left)}${line}`)]
  })
}

/** What a network file may name; messages about unknown names point here. */
async function namesOfFunctions(language: Language, width: number): Promise<string[]> {
  const { activationNames } = await import('../math/activations.ts')
  const { lossNames } = await import('../math/losses.ts')
  const { optimizerNames } = await import('../math/optimizers.ts')
  const { scheduleNames } = await import('../math/schedule-names.ts')
  const { names } = words[language]
  const lists = [
    [names.activations, activationNames],
    [names.losses, lossNames],
    [names.optimizers, optimizerNames],
    [names.schedules, scheduleNames],
  ] as const
  return lists.flatMap(([title, list]) => [
    title,
    ...wrap(list.join(', '), width - 2).map((line) => `  ${line}`),
    '',
  ])
}
