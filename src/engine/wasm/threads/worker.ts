// Workers as the program around them offers them: worker threads in Node, web workers in browsers; and whether memory can be shared here.
import { webAssembly } from '../host.ts'

/** A worker, whichever kind it is. */
export interface Helper {
  tell(message: unknown): void
  stop(): void
}

interface NodeWorker {
  postMessage(message: unknown): void
  terminate(): Promise<unknown>
  unref(): void
  on(event: 'error', listener: (error: unknown) => void): void
  on(event: 'exit', listener: (code: number) => void): void
}

interface WebWorker {
  postMessage(message: unknown): void
  terminate(): void
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null
}

interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): unknown }
  readonly Worker?: new (
    url: URL | string,
    options: { readonly type: 'module'; readonly name: string },
  ) => WebWorker
  readonly navigator?: { readonly hardwareConcurrency?: number }
  readonly crossOriginIsolated?: boolean
}

const here = globalThis as unknown as Surroundings

const builtin = <Module>(name: string): Module | undefined =>
  here.process?.getBuiltinModule?.(name) as Module | undefined

let program: URL | string | undefined

/**
 * Where the program of the threads is, if not beside this module: for pages in one file, the URL of a Blob that holds
 * `paso/helper`.
 */
export function helperFrom(url: URL | string): void {
  program = url
}

/** @param onEnd called once, when it is over, with the reason */
export function startHelper(onEnd: (reason: string) => void): Helper {
  const node = builtin<{ readonly Worker: new (url: URL | string, options: object) => NodeWorker }>(
    'node:worker_threads',
  )
  return node ? startInNode(node.Worker, onEnd) : startOnPage(onEnd)
}

function startInNode(
  Worker: new (url: URL | string, options: object) => NodeWorker,
  onEnd: (reason: string) => void,
): Helper {
  const worker = new Worker(program ?? new URL('./helper.js', import.meta.url), { name: 'paso' })
  worker.unref()
  worker.on('error', (error) => onEnd(error instanceof Error ? error.message : String(error)))
  worker.on('exit', (code) => onEnd(`exit ${code}`))
  return { tell: (message) => worker.postMessage(message), stop: () => void worker.terminate() }
}

function startOnPage(onEnd: (reason: string) => void): Helper {
  const Worker = here.Worker!
  const options = { type: 'module', name: 'paso' } as const
  // Written out: this is what bundlers look for.
  const worker = program
    ? new Worker(program, options)
    : new Worker(new URL('./helper.js', import.meta.url), { type: 'module', name: 'paso' })
  worker.onerror = (event) => {
    event.preventDefault?.()
    onEnd(event.message ?? 'error')
  }
  return { tell: (message) => worker.postMessage(message), stop: () => worker.terminate() }
}

let sharing: boolean | undefined

/** Whether threads can share memory here, and this one may wait for others: a page's own thread may not, and a page must be isolated. */
export function canShare(): boolean {
  sharing ??= tryToShare()
  return sharing
}

function tryToShare(): boolean {
  try {
    if (typeof SharedArrayBuffer === 'undefined') return false
    if (!builtin('node:worker_threads') && (!here.Worker || here.crossOriginIsolated === false)) return false
    const { buffer } = new webAssembly!.Memory({ initial: 1, maximum: 1, shared: true })
    return Atomics.wait(new Int32Array(buffer), 0, 1, 0) === 'not-equal'
  } catch {
    return false
  }
}

/** Threads that can run at a time. */
export function processors(): number {
  const os = builtin<{ availableParallelism(): number }>('node:os')
  return os?.availableParallelism() ?? here.navigator?.hardwareConcurrency ?? 1
}
