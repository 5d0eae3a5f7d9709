// The program as a process: pipes that close, Ctrl-C, completion in a real shell, and nothing heavy loaded at the start.
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bareImports, readSources } from '../structure/imports.ts'
import { example, temporaryFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const launcher = join(root, 'bin/paso.js')

const bash = (script: string, ...args: string[]): SpawnSyncReturns<string> =>
  spawnSync('bash', ['-c', script, 'bash', process.execPath, launcher, ...args], {
    encoding: 'utf8',
    cwd: root,
  })

describe('the process', () => {
  it('is quiet when its reader leaves', () => {
    const { stdout, stderr } = bash('"$1" "$2" explain deck --lang en | head -n 1')
    expect(stdout).toContain('Backpropagation')
    expect(stderr).toBe('')
  })

  it('reads a network from a pipe', () => {
    const { stdout, status } = bash('"$1" "$2" check - --json < examples/byu.json')
    expect([status, JSON.parse(stdout).passed]).toEqual([0, true])
  })

  it('ends with 130 on Ctrl-C, and leaves no file', async () => {
    const folder = temporaryFolder()
    const words = [
      'train',
      example('diabetes.csv'),
      '--target',
      'target',
      '--epochs',
      '1000000',
      '--patience',
      '1000000',
    ]
    const log = join(folder, 'run.jsonl')
    const child = spawn(
      process.execPath,
      [launcher, ...words, '-o', join(folder, 'm.json'), '--log', log, '--lang', 'en'],
      { cwd: root },
    )
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)))
    while (!readdirSync(folder).includes('run.jsonl')) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(stderr).toBe('Interrupted. No model was written.\n')
    expect(readdirSync(folder)).toEqual(['run.jsonl'])
  })
})

describe('completion', () => {
  const complete = (...words: string[]): string[] => {
    const script = `source <("$1" "$2" completion bash); shift 2
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _paso; echo "\${COMPREPLY[@]}"`
    const { stdout, stderr } = bash(script, 'paso', ...words)
    expect(stderr).toBe('')
    return stdout.trim().split(/\s+/)
  }

  it('of bash knows commands, options, choices and examples', () => {
    expect(complete('ex')).toEqual(['explain'])
    expect(complete('train', '--ep')).toEqual(['--epochs'])
    expect(complete('explain', '--notation', 'd')).toEqual(['deck', 'delta'])
    expect(complete('inspect', 's')).toEqual(['softmax'])
    expect(complete('completion', '')).toEqual(['bash', 'zsh', 'fish'])
  })

  it.each(['zsh', 'fish'])('of %s is a script', (shell) => {
    expect(bash(`"$1" "$2" completion ${shell}`).stdout).toContain('paso')
  })
})

describe('the start', () => {
  const sources = readSources(root, 'src')
  /** What loads with explain and what it loads on its way, save what only other files need. */
  it.each([
    'src/cli/main.ts',
    'src/cli/parse.ts',
    'src/cli/explain.ts',
    'src/cli/load.ts',
    'src/cli/help.ts',
  ])('of %s loads no zod and no csv-parse', (entry) => {
    const packages = bareImports(sources, entry).map((line) => / imports (\S+):/.exec(line)![1]!)
    expect(packages.filter((name) => !/^(node:|commander:?$)/.test(name))).toEqual([])
  })
})
