// Remote: a process that trains, asked line by line.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Contestant } from './contestants.ts'
import type { Reply, Request } from './worker.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The numbers of threads that numerical libraries are told. */
const THREAD_VARIABLES = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'BLIS_NUM_THREADS']

/** A process did not start, or it ended: its library is not there, or the library's own error. */
export class Absent extends Error {}

export class Remote {
  readonly contestant: Contestant
  readonly version: string
  /** From the start of the process until its library was loaded, in milliseconds. */
  readonly loaded: number
  readonly #process: ChildProcess
  readonly #next: () => Promise<Reply>

  private constructor(
    contestant: Contestant,
    child: ChildProcess,
    next: () => Promise<Reply>,
    first: { readonly version: string; readonly loaded: number },
  ) {
    this.contestant = contestant
    this.#process = child
    this.#next = next
    this.version = first.version
    this.loaded = first.loaded
  }

  /** @throws Absent */
  static async start(contestant: Contestant): Promise<Remote> {
    const failures: string[] = []
    for (const command of contestant.commands) {
      const begun = performance.now()
      const child = processOf(command, contestant.threads)
      const next = repliesOf(child)
      try {
        const { version = '' } = await next()
        return new Remote(contestant, child, next, { version, loaded: performance.now() - begun })
      } catch (error) {
        failures.push((error as Error).message)
      }
    }
    throw new Absent(failures.at(-1))
  }

  /** @throws Absent */
  ask(request: Request): Promise<Reply> {
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`)
    return this.#next()
  }

  /** How long it took, in milliseconds. */
  async time(request: Request): Promise<number> {
    return (await this.ask(request)).ms ?? 0
  }

  stop(): void {
    this.#process.stdin!.end()
    this.#process.kill()
  }
}

function processOf(command: readonly string[], threads: number): ChildProcess {
  const [program, ...words] = command
  const limits = Object.fromEntries(THREAD_VARIABLES.map((name) => [name, String(threads)]))
  const child = spawn(program!, words, {
    cwd: root,
    env: { ...process.env, ...limits },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => undefined)
  return child
}

/** The next line of its output, each time. */
function repliesOf(child: ChildProcess): () => Promise<Reply> {
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Absent(error.message)))
  })
  failed.catch(() => undefined)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  return async () => {
    const { value, done } = await Promise.race([lines.next(), failed])
    if (done) throw new Absent('its process has ended')
    const reply = JSON.parse(value) as Reply
    if (reply.error !== undefined) throw new Absent(reply.error)
    return reply
  }
}
