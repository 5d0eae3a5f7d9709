// `tsx scripts/kill-and-resume.ts [KILLS] [SEED]`: kills trainings at random moments, resumes them, and compares what they come
// to with trainings that nobody touched, byte by byte. Needs the build.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readCheckpoint } from '../src/formats/read-checkpoint.ts'
import { readNetworkFile } from '../src/formats/read-network-file.ts'
import { xoshiro } from '../src/math/random.ts'
import { showProgress } from './progress-line.ts'
import type { Note } from './scoreboard/row.ts'

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
 * @param note is told each kill, and how many there will be at least
 */
export async function killAndResume(
  kills: number,
  seed: number,
  { epochs = 60, note }: { readonly epochs?: number; readonly note?: Note | undefined } = {},
): Promise<KillReport> {
  const random = xoshiro(seed)
  const sum = { kills: 0, resumed: 0, finished: 0, faults: [] as string[] }
  for (let n = 0; sum.kills < kills; n++) {
    const folder = mkdtempSync(join(tmpdir(), 'paso-kill-'))
    try {
      const own = ['--epochs', `${epochs}`, '--seed', `${n + 1}`, ...trainings[n % trainings.length]!]
      const words = [...common, ...own]
      const longest = LONGEST_LIFE * (await untouched(words, folder))
      await untilOver(
        words,
        folder,
        () => longest * random.next(),
        (resumed) => {
          sum.kills++
          if (resumed) sum.resumed++
          note?.(sum.kills, kills)
        },
      )
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

/**
 * Lives of random length, each but the last ended by SIGKILL; slowly longer, so that a busy machine comes to an end, too.
 * @throws Error for a run that ends badly, PasoError for a file that cannot be read after a kill
 */
async function untilOver(
  words: readonly string[],
  folder: string,
  life: () => number,
  killed: (resumed: boolean) => void,
): Promise<void> {
  const [checkpoint, model] = ['run.checkpoint', 'killed.json'].map((name) => join(folder, name))
  const files = ['-o', 'killed.json', '--log', 'killed.jsonl', '--checkpoint-every', '0.05s']
  for (let lives = 0; ; lives++) {
    const goesOn = existsSync(checkpoint!)
    if (goesOn) readCheckpoint(readFileSync(checkpoint!), checkpoint!)
    // Killed between its last line and its end: the model is there, whole, and is replaced.
    const done = existsSync(model!)
    if (done) readNetworkFile(readFileSync(model!, 'utf8'), model!)
    const again = ['train', '--resume', 'run.checkpoint', '--quiet', ...(done ? ['--force'] : [])]
    const begin = [...words, '--checkpoint', 'run.checkpoint', '--force']
    const child = start([...(goesOn ? again : begin), ...files], folder)
    const end = ended(child)
    const code = await Promise.race([end, wait(life() * (1 + lives / 10))])
    if (code === 0) return
    if (code !== undefined) throw new Error(`a run ended with ${code}`)
    child.kill('SIGKILL')
    if ((await end) === 0) return
    killed(goesOn)
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
  const note = (done: number, of: number): void => showProgress(`${done} kills of ${of}`)
  const { faults, ...counts } = await killAndResume(Number(kills), Number(seed), { note })
  showProgress('')
  for (const fault of faults) console.error(fault)
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(
    `${JSON.stringify(counts)} in ${seconds} s; ${faults.length === 0 ? 'all the same' : 'NOT the same'}.`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}
