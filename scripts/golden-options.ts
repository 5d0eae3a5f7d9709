// docs/options.md and docs/options.es.md: the table of options as documents, command by command.
import { commands, usageOf } from '../src/cli/commands.ts'
import type { Language } from '../src/errors.ts'
import {
  type CommandName,
  commandNames,
  defaultText,
  type OptionDefinition,
  optionsOf,
} from '../src/options.ts'

const words = {
  en: {
    title: 'Options',
    note: 'Written by `npm run golden -- --accept` from the table in `src/options.ts`, as `--help` is. The options that every command has come last.',
    other: '[En español](options.es.md)',
    head: ['option', 'meaning', 'default'],
    every: 'Every command',
    usage: 'Usage',
  },
  es: {
    title: 'Opciones',
    note: 'Este documento se escribe con `npm run golden -- --accept` a partir de la tabla de `src/options.ts`, igual que `--help`. Las opciones que tienen todos los comandos están al final.',
    other: '[In English](options.md)',
    head: ['opción', 'significado', 'por omisión'],
    every: 'Todos los comandos',
    usage: 'Uso',
  },
} as const satisfies Record<Language, Record<string, unknown>>

/** One section for each command, and one for what they share. */
export function optionsDocument(language: Language): string {
  const text = words[language]
  const isShared = ([, option]: readonly [string, OptionDefinition]): boolean =>
    option.commands.length === commandNames.length
  const sections = commandNames.flatMap((name) => {
    const own = optionsOf(name).filter((option) => !isShared(option))
    return [
      ...commandHead(name, language),
      ...(own.length > 0 ? ['', ...table(own, name, language)] : []),
      '',
    ]
  })
  const shared = optionsOf('explain').filter(isShared)
  return [
    `# ${text.title}`,
    '',
    text.other,
    '',
    text.note,
    '',
    ...sections,
    `## ${text.every}`,
    '',
    ...table(shared, 'explain', language),
    '',
  ].join('\n')
}

function commandHead(name: CommandName, language: Language): string[] {
  const summary = commands[name].summary[language]
  return [
    `## \`paso ${name}\``,
    '',
    `${summary[0]!.toUpperCase()}${summary.slice(1)}. ${words[language].usage}: \`${usageOf(name)[language]}\``,
  ]
}

function table(
  rows: readonly (readonly [string, OptionDefinition])[],
  command: CommandName,
  language: Language,
): string[] {
  const { head } = words[language]
  return [
    `| ${head.join(' | ')} |`,
    '| --- | --- | --- |',
    ...rows.map(([, option]) => `| ${rowOf(option, command, language).join(' | ')} |`),
  ]
}

function rowOf(option: OptionDefinition, command: CommandName, language: Language): string[] {
  const { type, short, flag, help, value } = option
  const named = value?.[language]
  const choices = 'choices' in type ? type.choices.map((choice) => `\`${choice}\``).join(', ') : ''
  const text = defaultText(option, command, language) ?? ''
  const usual = option.default === undefined || option.defaultFrom ? text : `\`${text}\``
  return [
    `\`${short ? `-${short}, ` : ''}--${flag}${named ? ` ${named}` : ''}\``,
    (choices === '' ? help[language] : `${help[language]} (${choices})`).replaceAll('|', '\\|'),
    usual,
  ]
}
