// paso completion: a static script for bash, zsh or fish, made from the tables of commands and options.
import { exampleNames } from '../formats/example-names.ts'
import { type CommandName, commandNames, type OptionDefinition, optionsOf } from '../options.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { either, refusal } from './usage-errors.ts'

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/** @throws PasoError unknown-shell */
export const completion: Command = async ({ positionals }, io) => {
  const [shell] = positionals as [string]
  if (!Object.hasOwn(shells, shell)) throw unknownShell(shell)
  io.stdout.write(shells[shell as keyof typeof shells]())
  return 0
}

function unknownShell(name: string): Error {
  const names = Object.keys(shells)
  return refusal(
    'unknown-shell',
    {
      what: `there is no completion for ${name}.`,
      expected: `${either(names, 'or')}.`,
      received: `${name}.`,
      hint: 'paso completion bash',
    },
    {
      what: `no hay completado para ${name}.`,
      expected: `${either(names, 'o')}.`,
      received: `${name}.`,
      hint: 'paso completion bash',
    },
  )
}

const own = (command: CommandName): OptionDefinition[] => optionsOf(command).map(([, option]) => option)

const choicesOf = ({ type }: OptionDefinition): readonly string[] => ('choices' in type ? type.choices : [])

/** Words that a command takes beside files. */
function wordsOf(command: CommandName): readonly string[] {
  if (command === 'completion') return Object.keys(shells)
  return command === 'explain' || command === 'check' || command === 'inspect' ? exampleNames : []
}

/** Completes commands, options and their choices; where nothing else fits, bash itself completes files. */
function bashScript(): string {
  const cases = commandNames.map((command) => {
    const flags = own(command).map(({ flag }) => `--${flag}`)
    const choices = own(command).flatMap((option) =>
      choicesOf(option).length > 0
        ? [`      --${option.flag}) words='${choicesOf(option).join(' ')}' ;;`]
        : [],
    )
    const values = choices.length > 0 ? ['    case "$before" in', ...choices, '    esac'] : []
    return [
      `  ${command})`,
      ...values,
      `    [ -n "$words" ] || { case "$word" in -*) words='${flags.join(' ')}' ;; *) words='${wordsOf(command).join(' ')}' ;; esac; }`,
      '    ;;',
    ].join('\n')
  })
  return `# paso: completion for bash. In ~/.bashrc: source <(paso completion bash)
_paso() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commandNames.join(' ')} --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -o bashdefault -F _paso paso
`
}

/** zsh runs the functions of bash. */
function zshScript(): string {
  return `#compdef paso
# paso: completion for zsh. In ~/.zshrc: source <(paso completion zsh)
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashScript().split('\n').slice(1).join('\n')}`
}

function fishScript(): string {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const first = '__fish_use_subcommand'
  const lines = commandNames.flatMap((command) => [
    `complete -c paso -n ${first} -a ${command} -d ${quoted(commands[command].summary.en)}`,
    ...(wordsOf(command).length > 0
      ? [
          `complete -c paso -n '__fish_seen_subcommand_from ${command}' -a ${quoted(wordsOf(command).join(' '))}`,
        ]
      : []),
    ...own(command).map((option) => {
      const short = option.short ? ` -s ${option.short}` : ''
      const value = option.type.kind === 'switch' ? '' : ' -r'
      const choices = choicesOf(option)
      const given = choices.length > 0 ? ` -f -a ${quoted(choices.join(' '))}` : ''
      return `complete -c paso -n '__fish_seen_subcommand_from ${command}' -l ${option.flag}${short}${value}${given} -d ${quoted(option.help.en)}`
    }),
  ])
  return `# paso: completion for fish. In ~/.config/fish/config.fish: paso completion fish | source
${lines.join('\n')}
`
}
