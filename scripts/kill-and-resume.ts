// `tsx scripts/kill-and-resume.ts [KILLS] [SEED]`: kills trainings at random moments, resumes them, and compares what they come
// to with trainings that nobody touched, byte by byte. Needs the build.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readCheckpoint } from '../src/formats/read-checkpoint.ts'
import { xoshiro } from '../src/math/random.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const launcher = join(root, 'bin/paso.js')

/** One training after the other is killed until it is over; each has another optimizer. */
const trainings: readonly (readonly string[])[] = [
  ['--optimizer', 'adam'],
  ['--optimizer', 'sgd', '--momentum', '0.9', '--batch-size', '7'],
  ['--optimizer', 'rmsprop', '--hidden', '24,12'],
  ['--optimizer', 'adagrad', '--learning-rate', '0.05'],
  ['--optimizer', 'adamw', '--activation', 'relu'],
]

const common = [
  'train',
  join(root, 'examples/digits.csv'),
  '--target',
  'target',
  '--patience',
  '500',
  '--quiet',
]

/** Between the start and the kill at most this share of the time that the whole training takes on this machine now. */
const LONGEST_LIFE = 0.7

export interface KillReport {
  readonly kills: number
  /** Of these, so many while a checkpoint was there to go on from. */
  readonly resumed: number
  /** Trainings that came to their end after all their kills. */
  readonly finished: number
  /** What went wrong, in words; empty when all is well. */
  readonly faults: readonly string[]
}

/**
 * @param kills at least; the last training still comes to its end
 * @param seed of the moments
 * @param epochs of each training
 */
export async function killAndResume(kills: number, seed: number, epochs = 60): Promise<KillReport> {
  const random = xoshiro(seed)
  const sum = { kills: 0, resumed: 0, finished: 0, faults: [] as string[] }
  for (let n = 0; sum.kills < kills; n++) {
    const folder = mkdtempSync(join(tmpdir(), 'paso-kill-'))
    try {
      const own = ['--epochs', `${epochs}`, '--seed', `${n + 1}`, ...trainings[n % trainings.length]!]
      const words = [...common, ...own]
      const longest = LONGEST_LIFE * (await untouched(words, folder))
      await untilOver(words, folder, () => longest * random.next(), sum)
      sum.finished++
      sum.faults.push(...differences(folder).map((fault) => `training ${n + 1}: ${fault}`))
    } catch (error) {
      sum.faults.push(`training ${n + 1}: ${error instanceof Error ? error.message : error}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return sum
}

/** @returns how many milliseconds it took */
async function untouched(words: readonly string[], folder: string): Promise<number> {
  const began = performance.now()
  const code = await ended(start([...words, '-o', 'whole.json', '--log', 'whole.jsonl'], folder))
  if (code !== 0) throw new Error(`an untouched training ended with ${code}`)
  return performance.now() - began
}

/** Lives of random length, each but the last ended by SIGKILL; slowly longer, so that a busy machine comes to an end, too. */
async function untilOver(
  words: readonly string[],
  folder: string,
  life: () => number,
  sum: { kills: number; resumed: number },
): Promise<void> {
  const file = join(folder, 'run.checkpoint')
  const files = ['-o', 'killed.json', '--log', 'killed.jsonl', '--checkpoint-every', '0.05s']
  for (let lives = 0; ; lives++) {
    const goesOn = existsSync(file)
    if (goesOn) readCheckpoint(readFileSync(file), file)
    const child = goesOn
      ? start(['train', '--resume', 'run.checkpoint', '--quiet', ...files], folder)
      : start([...words, '--checkpoint', 'run.checkpoint', '--force', ...files], folder)
    const end = ended(child)
    const code = await Promise.race([end, wait(life() * (1 + lives / 10))])
    if (code === 0) return
    if (code !== undefined) throw new Error(`a run ended with ${code}`)
    child.kill('SIGKILL')
    if ((await end) === 0) return
    sum.kills++
    if (goesOn) sum.resumed++
  }
}

function start(words: readonly string[], folder: string): ChildProcess {
  return spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const ended = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal!)))

function differences(folder: string): string[] {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const faults: string[] = []
  if (read('killed.json') !== read('whole.json')) faults.push('another model')
  const epochs = (name: string): string => read(name).replaceAll(/,"seconds":[^,}]*/g, '')
  if (epochs('killed.jsonl') !== epochs('whole.jsonl')) faults.push('another log')
  const expected = ['killed.json', 'killed.jsonl', 'run.checkpoint', 'whole.json', 'whole.jsonl']
  const left = readdirSync(folder).filter((name) => !expected.includes(name))
  // A run that is killed while it writes the model leaves its temporary file: it stops nobody.
  const others = left.filter((name) => !/^\.killed\.json\.\d+\.tmp$/.test(name))
  if (others.length > 0) faults.push(`left behind: ${others.join(', ')}`)
  return faults
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kills = '100', seed = '1'] = process.argv.slice(2)
  const began = performance.now()
  const { faults, ...counts } = await killAndResume(Number(kills), Number(seed))
  for (const fault of faults) console.error(fault)
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(
    `${JSON.stringify(counts)} in ${seconds} s; ${faults.length === 0 ? 'all the same' : 'NOT the same'}.`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}
