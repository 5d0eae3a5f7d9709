// Options: one table of every option, from which flags, --help, completion and the table in the docs come.
import { commonOptions } from './options/common.ts'
import type { CommandName, OptionDefinition } from './options/definition.ts'
import { searchingOptions } from './options/searching.ts'
import { tellingOptions } from './options/telling.ts'
import { trainingOptions } from './options/training.ts'

export {
  type CommandName,
  commandNames,
  defaultText,
  type OptionDefinition,
} from './options/definition.ts'

/** In the order in which the help lists them. */
export const options = {
  ...tellingOptions,
  ...trainingOptions,
  ...searchingOptions,
  ...commonOptions,
} as const satisfies Record<string, OptionDefinition>

type Table = typeof options
export type OptionName = keyof Table

type ValueOf<Type> = Type extends { kind: 'switch' }
  ? boolean
  : Type extends { kind: 'text' } | { kind: 'interval' }
    ? string
    : Type extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : Type extends { kind: 'choices'; choices: readonly (infer Choice)[] }
        ? Choice | readonly Choice[]
        : Type extends { kind: 'integers' }
          ? readonly number[]
          : Type extends { kind: 'numbers' }
            ? number | readonly number[]
            : number

type Given<O> = O extends { type: infer Type; repeatable: true }
  ? readonly ValueOf<Type>[]
  : O extends { type: infer Type }
    ? ValueOf<Type>
    : never

/** The values by name: always there for switches, repeatable options and those with a fixed default. */
export type OptionValues = {
  readonly [Name in OptionName]: Table[Name] extends
    | { default: string | number }
    | { repeatable: true }
    | { type: { kind: 'switch' } }
    ? Given<Table[Name]>
    : Given<Table[Name]> | undefined
}

/** About one run of `paso train` and not about the training: no recipe has them. */
const ofOneRun: readonly OptionName[] = [
  'recipe',
  'rangeTest',
  'holdTest',
  'help',
  'json',
  'lang',
  'quiet',
  'verbose',
  'noColor',
  'output',
  'force',
  'log',
  'tensorboard',
  'checkpoint',
  'checkpointEvery',
  'resume',
]

/** Whether a recipe may have it: it is about the training. */
export const isOfRecipes = (name: OptionName): boolean =>
  (options[name].commands as readonly CommandName[]).includes('train') && !ofOneRun.includes(name)

/** The options of a command, in the order of the table; a search takes all that a recipe may have, for each of its trainings. */
export function optionsOf(command: CommandName): readonly (readonly [OptionName, OptionDefinition])[] {
  const all = Object.entries(options) as [OptionName, OptionDefinition][]
  return all.filter(
    ([name, option]) => option.commands.includes(command) || (command === 'search' && isOfRecipes(name)),
  )
}
