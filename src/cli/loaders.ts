// The file that runs each command, loaded when it is called: a start must not wait for what it does not use.
import type { CommandName } from '../options.ts'
import type { Command } from './command.ts'

export const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
  explain: async () => (await import('./explain.ts')).explain,
  train: async () => (await import('./train.ts')).train,
  search: async () => (await import('./search.ts')).search,
  predict: async () => (await import('./predict.ts')).predict,
  eval: async () => (await import('./eval.ts')).evaluate,
  check: async () => (await import('./check.ts')).check,
  inspect: async () => (await import('./inspect.ts')).inspect,
  studio: async () => (await import('./studio.ts')).studio,
  completion: async () => (await import('./completion.ts')).completion,
}
