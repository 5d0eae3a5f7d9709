// The worker of this page: a file beside it, or a Blob of the program that a self-contained page holds as data.
import type { Ask, Told } from './messages.ts'

export interface TrainingWorker {
  ask(what: Ask): void
  /** It hears nothing any more. */
  end(): void
}

/** @param onFail where there can be no worker, or its program is broken */
export function startWorker(onTold: (told: Told) => void, onFail: (reason: string) => void): TrainingWorker {
  const program = document.getElementById('worker')?.textContent
  const worker = program
    ? new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })))
    : new Worker('worker.js', { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<Told>) => onTold(data)
  worker.onerror = (event) => {
    event.preventDefault()
    onFail(event.message)
  }
  return { ask: (what) => worker.postMessage(what), end: () => worker.terminate() }
}
