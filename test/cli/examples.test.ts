// The examples in the help are commands that run, one after the other, in a folder that holds the package's examples.
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { paso, temporaryFolder } from './run-cli.ts'

const before = process.cwd()
const folder = temporaryFolder()

beforeAll(() => {
  symlinkSync(fileURLToPath(new URL('../../examples', import.meta.url)), join(folder, 'examples'))
  process.chdir(folder)
})
afterAll(() => process.chdir(before))

/** train comes first: the others use the model that its example writes. */
const names = [
  'train',
  ...Object.keys(commands).filter((name) => name !== 'train'),
] as (keyof typeof commands)[]
const lines = names.flatMap((name) => commands[name].examples.map(({ line }) => line))

/** A line for a shell that only redirects the program's own output to the shell. */
const forShell = (line: string): boolean => !/^(cat \S+ \| )?paso /.test(line) || /[<>]|\| source/.test(line)

it.each(lines.filter((line) => !forShell(line)))('%s', async (line) => {
  const [, piped, words] = /^(?:cat (\S+) \| )?paso (.*)$/.exec(line)!
  const stdin = piped === undefined ? '' : readFileSync(piped, 'utf8')
  // The studio serves until Ctrl-C.
  const until = line.startsWith('paso studio') ? { interruptAfter: 300 } : {}
  const { code, stdout, stderr } = await paso(words!.split(' '), { stdin, ...until })
  expect({ code, errors: stderr.includes('Error') }).toEqual({ code: 0, errors: false })
  const reports = /^paso (train|search) /.test(line)
  expect(stdout === '').toBe(!reports && / -o /.test(line))
})

it('leaves only completion to the shell', () => {
  expect(lines.filter(forShell).filter((line) => !line.includes('completion'))).toEqual([])
})
