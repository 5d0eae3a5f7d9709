// A process that trains with one library: requests come as lines of JSON, and each is answered with a line (bench/python/main.py too).
import { createInterface } from 'node:readline'
import { type Peer, pieces, type Trainer } from './peer.ts'
import { byName } from './peers/by-name.ts'
import { type Data, inputsOf, type Problem, readData } from './problem.ts'

export type Request =
  /** The rows and weights of the next `prepare`, in a file. */
  | { readonly do: 'data'; readonly problem: Problem; readonly path: string }
  | { readonly do: 'prepare' }
  | { readonly do: 'train'; readonly steps: number }
  /** Answers for so many rows, so many times, each time for the next ones. */
  | { readonly do: 'predict'; readonly rows: number; readonly times: number }
  | { readonly do: 'outputs' }
  | { readonly do: 'memory' }

/** What a request took, in milliseconds, or what it asked for. */
export interface Reply {
  readonly ms?: number
  readonly version?: string
  /** For all rows. [rows · outputs] */
  readonly outputs?: readonly number[]
  /** The most memory that the process has had, in bytes. */
  readonly peak?: number
  readonly error?: string
}

async function timed(work: () => unknown): Promise<{ readonly ms: number }> {
  const start = performance.now()
  await work()
  return { ms: performance.now() - start }
}

class Worker {
  readonly #peer: Peer
  #problem: Problem | undefined
  #data: Data | undefined
  #trainer: Trainer | undefined

  constructor(peer: Peer) {
    this.#peer = peer
  }

  async answer(request: Request): Promise<Reply> {
    switch (request.do) {
      case 'data':
        this.#problem = request.problem
        this.#data = readData(request.path, request.problem)
        return {}
      case 'prepare':
        return timed(async () => {
          this.#trainer = await this.#peer.prepare(this.#problem!, this.#data!)
        })
      case 'train':
        return timed(() => this.#trainer!.train(request.steps))
      case 'predict':
        return this.#predict(request.rows, request.times)
      case 'outputs':
        return { outputs: Array.from(await this.#trainer!.predict(this.#data!.inputs, this.#problem!.rows)) }
      case 'memory':
        return { peak: 1024 * process.resourceUsage().maxRSS }
    }
  }

  #predict(rows: number, times: number): Promise<Reply> {
    const parts = pieces(this.#data!.inputs, rows * inputsOf(this.#problem!))
    return timed(async () => {
      for (let n = 0; n < times; n++) await this.#trainer!.predict(parts[n % parts.length]!, rows)
    })
  }
}

function say(reply: Reply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}

async function main(name: string, threads: number): Promise<void> {
  const start = performance.now()
  const peer = await byName[name]!(threads)
  say({ version: peer.version, ms: performance.now() - start })
  const worker = new Worker(peer)
  for await (const line of createInterface({ input: process.stdin })) {
    say(await worker.answer(JSON.parse(line) as Request))
  }
}

main(process.argv[2]!, Number(process.argv[3])).catch((error: unknown) => {
  say({ error: String(error) })
  process.exitCode = 1
})
