// A helper: the program of a worker that runs as one of a training's threads. It works both in Node and in browsers.
import { laterParts } from '../../../math/later-parts.ts'
import * as mathParts from '../../../math/parts.ts'
import { importedFunctions, layerFunctions } from './helper-functions.ts'
import {
  ASSIGNMENT,
  CALL,
  CALLED_WITH,
  FAILED,
  FUNCTION,
  type FunctionName,
  functionNames,
  NUMBERS,
  type Order,
  STATES,
  THREADS,
} from './words.ts'

interface Port {
  on?(event: 'message', listener: (order: Order) => void): void
}

interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): { readonly parentPort: Port | null } | undefined }
  readonly WebAssembly: {
    readonly Instance: new (
      module: object,
      imports: object,
    ) => { readonly exports: Readonly<Record<FunctionName, (...numbers: readonly number[]) => number>> }
  }
  onmessage?: (event: { readonly data: Order }) => void
}

const here = globalThis as unknown as Surroundings

/** What only the first thread does. */
const never = (): never => {
  throw new TypeError('a helper was asked for what the first thread does')
}

function work({ module, memory, layers, words, number, thread }: Order): void {
  const outside = { masks: never, deltas: never, losses: never, back: never, late: () => {} }
  const ofLayers = layers.map((layer, l) => [`layer${l}`, layer ? layerFunctions(layer) : {}])
  const { exports } = new here.WebAssembly.Instance(module, {
    paso: { memory, thread, ...outside },
    math: importedFunctions,
    ...Object.fromEntries(ofLayers),
  })
  let answered = Atomics.load(words, CALL)
  Atomics.store(words, STATES + thread, number)
  for (;;) {
    const call = Atomics.load(words, CALL)
    if (Atomics.load(words, ASSIGNMENT) !== number) return
    if (call === answered) {
      Atomics.wait(words, CALL, call)
      continue
    }
    const threads = Atomics.load(words, THREADS)
    const name = functionNames[Atomics.load(words, FUNCTION)]!
    const numbers = words.slice(NUMBERS, NUMBERS + CALLED_WITH)
    // A call that it had no part in may be over, and the next one begun.
    if (Atomics.load(words, CALL) !== call) continue
    answered = call
    if (thread >= threads) continue
    try {
      exports[name](...numbers)
    } catch (error) {
      Atomics.store(words, STATES + thread, FAILED)
      throw error
    }
  }
}

laterParts.bring(mathParts)
const port = here.process?.getBuiltinModule?.('node:worker_threads')?.parentPort
if (port?.on) port.on('message', work)
else here.onmessage = ({ data }) => work(data)
