// Real processes that are interrupted, ended, killed, or started twice: what was asked to be kept is kept.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { killAndResume } from '../../scripts/kill-and-resume.ts'
import { readCheckpoint } from '../../src/formats/read-checkpoint.ts'
import { example, temporaryFolder } from './run-cli.ts'

const launcher = fileURLToPath(new URL('../../bin/paso.js', import.meta.url))

interface Started {
  readonly child: ChildProcess
  stderr(): string
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

function start(words: readonly string[], cwd: string): Started {
  const child = spawn(process.execPath, [launcher, ...words, '--lang', 'en'], { cwd })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal!)),
  )
  return { child, stderr: () => stderr, ended }
}

const long = ['train', example('iris.csv'), '--target', 'target', '--epochs', '100000000']
const endless = [
  ...long,
  '--patience',
  '100000000',
  '--checkpoint',
  'run.checkpoint',
  '--checkpoint-every',
  '1e',
]

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3000; turn++) {
    if (isSo()) return
    await wait(20)
  }
  throw new Error('it never came')
}

/** A machine that does much else takes its time: what the program itself takes is a small part of it. */
const SOON = 2000

describe('a run in the background', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends soon on %s, with 130, and can go on',
    async (signal) => {
      const folder = temporaryFolder()
      const { child, stderr, ended } = start([...endless, '-o', 'm.json'], folder)
      await until(() => existsSync(join(folder, 'run.checkpoint')))
      const began = performance.now()
      child.kill(signal)
      expect(await ended).toBe(130)
      expect(performance.now() - began).toBeLessThan(SOON)
      expect(stderr()).toContain(
        'Interrupted. No model was written. To go on: paso train --resume run.checkpoint -o m.json\n',
      )
      expect(readdirSync(folder)).toEqual(['run.checkpoint'])
      const file = readFileSync(join(folder, 'run.checkpoint'))
      const { history } = readCheckpoint(file, 'run.checkpoint').state
      const again = start(
        ['train', '--resume', 'run.checkpoint', '--epochs', `${history.length + 1}`, '-q', '-o', 'm.json'],
        folder,
      )
      expect([await again.ended, again.stderr()]).toEqual([0, ''])
    },
  )

  it('ends at once on a second Ctrl-C', async () => {
    const folder = temporaryFolder()
    const { child, ended } = start(endless, folder)
    await until(() => existsSync(join(folder, 'run.checkpoint')))
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([])
  })

  it('keeps others out of its checkpoint while it lives, and not when it was killed', async () => {
    const folder = temporaryFolder()
    const first = start(endless, folder)
    await until(() => existsSync(join(folder, 'run.checkpoint')))
    const second = start(['train', '--resume', 'run.checkpoint'], folder)
    expect(await second.ended).toBe(2)
    expect(second.stderr()).toContain('Error: another run is writing run.checkpoint.')
    expect(second.stderr()).toContain(`process ${first.child.pid} on `)
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    expect(existsSync(join(folder, 'run.checkpoint.lock'))).toBe(true)
    const third = start(['train', '--resume', 'run.checkpoint', '--epochs', '1'], folder)
    expect(await third.ended).toBe(0)
    expect(third.stderr()).toContain('Warning: the run that was writing run.checkpoint ended without a word;')
    expect(existsSync(join(folder, 'run.checkpoint.lock'))).toBe(false)
  })
})

it('two processes with one seed give the same bytes', async () => {
  const folder = temporaryFolder()
  const words = ['train', example('wine.csv'), '--target', 'target', '--seed', '9', '-q', '-o']
  const runs = ['a.json', 'b.json'].map((name) => start([...words, name], folder))
  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 0])
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe(readFileSync(join(folder, 'b.json'), 'utf8'))
})

it('a training that is killed at random moments comes to the bytes of one that nobody touched', async () => {
  const report = await killAndResume(3, 7, { epochs: 25 })
  expect(report.faults).toEqual([])
  expect(report.kills).toBeGreaterThanOrEqual(3)
  expect(report.finished).toBeGreaterThan(0)
}, 600_000)
