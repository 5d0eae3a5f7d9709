// The lock of a file that a training keeps writing: two runs at once would spoil it. A lock that a dead run left is taken over.
import { readFileSync, rmSync, utimesSync } from 'node:fs'
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileInUse, type Holder } from './checkpoint-errors.ts'
import { fileTrouble } from './file-errors.ts'
import { codeOf } from './files.ts'

export interface FileLock {
  /** The run that had left its lock behind. */
  readonly left: Holder | undefined
  release(): void
}

/** Shows that the run lives, to runs on other machines that see the same file. */
const RENEWED = 60_000
/** A lock of another machine that was not renewed for so long is nobody's. */
const TOO_OLD = 10 * RENEWED
/** A lock without a text was made this very moment, or by a run that ended in that moment. */
const MOMENT = 500

/**
 * @param path of the file; the lock stands beside it
 * @throws PasoError file-in-use, not-writable, file-not-found
 */
export async function lockFile(path: string): Promise<FileLock> {
  const lock = `${path}.lock`
  let left: Holder | undefined
  for (;;) {
    if (await made(lock)) {
      await sweep(lock)
      return held(lock, left)
    }
    const text = await textOf(lock)
    if (text === undefined) continue
    const holder = holderIn(text)
    if (holder && (await lives(holder, lock))) throw fileInUse(path, holder, lock)
    await remove(lock, text)
    left = holder ?? left
  }
}

async function made(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(`${JSON.stringify(self())}\n`).finally(() => file.close())
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw fileTrouble(lock, 'written', codeOf(error))
  }
}

const self = (): Holder => ({ pid: process.pid, host: hostname(), began: beginningOf(process.pid) })

/** Tells a process from a later one that was given the same number. Linux: proc(5), field 22 of stat. */
function beginningOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function held(lock: string, left: Holder | undefined): FileLock {
  const renew = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(lock, now, now)
    } catch {
      // Whoever deleted it knew why.
    }
  }, RENEWED)
  renew.unref()
  const release = (): void => {
    clearInterval(renew)
    process.off('exit', release)
    rmSync(lock, { force: true })
  }
  process.on('exit', release)
  return { left, release }
}

/** The text of a lock, undefined where there is none any more. An empty one is given a moment. */
async function textOf(lock: string): Promise<string | undefined> {
  for (let patience = MOMENT; ; patience -= 50) {
    const text = await readFile(lock, 'utf8').catch(() => undefined)
    if (text === undefined || holderIn(text) || patience <= 0) return text
    await wait(50)
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, host, began } = JSON.parse(text) as Holder
    return Number.isSafeInteger(pid) && typeof host === 'string' ? { pid, host, began } : undefined
  } catch {
    return undefined
  }
}

async function lives({ pid, host, began }: Holder, lock: string): Promise<boolean> {
  if (host !== hostname()) {
    const about = await stat(lock).catch(() => undefined)
    return about !== undefined && Date.now() - about.mtimeMs < TOO_OLD
  }
  return isRunning(pid) && (began === null || began === beginningOf(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const asideOf = (lock: string, pid: number | string): string => `${lock}.${pid}`

/** Removes the locks that runs had put aside when they were killed. */
async function sweep(lock: string): Promise<void> {
  const folder = dirname(lock)
  const prefix = asideOf(basename(lock), '')
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    if (/^\d+$/.test(pid) && !isRunning(Number(pid))) await rm(join(folder, name), { force: true })
  }
}

/** Removes the lock with that text. Another run may have taken it over meanwhile: its lock is put back. */
async function remove(lock: string, text: string): Promise<void> {
  const aside = asideOf(lock, process.pid)
  try {
    await rename(lock, aside)
    const moved = await readFile(aside, 'utf8')
    if (moved !== text) await link(aside, lock).catch(() => {})
    await rm(aside, { force: true })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw fileTrouble(lock, 'written', codeOf(error))
  }
}
