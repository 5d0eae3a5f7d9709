// onnxruntime-node as this package finds it, if it is installed: the parts that are used here, with their types. Nothing imports it, so
// that no bundle needs it (docs/decisions/0013).
import type { Model } from '../../onnx/index.ts'
import { writeModel } from '../../onnx/index.ts'
import { refusals } from '../refusals.ts'

/** The version that the tests run with. */
export const RUNTIME_VERSION = '1.30.0'

export interface Tensor {
  readonly data: unknown
}

/** A model made ready. It runs at once and in the calling thread's time: what the package's promises wait for. */
export interface RuntimeSession {
  /**
   * @param fetches where the outputs go, by name
   * @throws Error of the runtime
   */
  run(
    feeds: Readonly<Record<string, Tensor>>,
    fetches: Readonly<Record<string, Tensor>>,
    options: object,
  ): unknown
  loadModel(bytes: ArrayBuffer, offset: number, length: number, options: object): void
}

type TensorType = 'float32' | 'float64' | 'int32'

interface Runtime {
  readonly Session: new () => RuntimeSession
  readonly Tensor: new (type: TensorType, data: object, dims: readonly number[]) => Tensor
}

type Require = (name: string) => unknown

interface NodeHost {
  readonly process?: {
    readonly getBuiltinModule?: (name: string) => { readonly createRequire: (from: string) => Require }
  }
}

let found: Runtime | undefined

/** Whether the package is there and can be loaded. */
export function isInstalled(): boolean {
  try {
    return runtime() !== undefined
  } catch {
    return false
  }
}

/** @throws PasoError native-missing, native-broken */
export function runtime(): Runtime {
  found ??= load()
  return found
}

function load(): Runtime {
  const builtin = (globalThis as NodeHost).process?.getBuiltinModule?.('node:module')
  if (!builtin) throw refusals.nativeMissing(RUNTIME_VERSION)
  const require = builtin.createRequire(import.meta.url)
  try {
    const { Tensor } = require('onnxruntime-node') as { Tensor: Runtime['Tensor'] }
    const { binding, initOrt } = require('onnxruntime-node/dist/binding.js') as {
      binding: { InferenceSession: Runtime['Session'] }
      initOrt: () => void
    }
    initOrt()
    return { Session: binding.InferenceSession, Tensor }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'MODULE_NOT_FOUND' && message.includes("'onnxruntime-node'"))
      throw refusals.nativeMissing(RUNTIME_VERSION)
    throw refusals.nativeBroken(RUNTIME_VERSION, message.split('\n')[0]!)
  }
}

/**
 * How a thread waits for its next share: 50 µs awake, with ever longer pauses, then asleep. By default it stays awake for long, and where
 * other programs want the cores it takes the one that the thread it works for needs: two threads were a third as fast as one.
 */
const WAITING = { spin_duration_us: '50', spin_backoff_max: '16' }

/** Errors alone: a warning of the runtime is not the user's. */
const ONLY_ERRORS = 3

/**
 * @param threads that share an operator's work
 * @throws PasoError native-missing, native-broken
 */
export function openModel(model: Model, threads: number): RuntimeSession {
  const { Session } = runtime()
  const bytes = writeModel(model)
  const session = new Session()
  session.loadModel(bytes.buffer, 0, bytes.byteLength, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: ONLY_ERRORS,
    extra: { session: { intra_op: WAITING } },
  })
  return session
}

/** A tensor over these numbers, which are not copied. */
export function tensorOf(data: Float32Array | Float64Array | Int32Array, dims: readonly number[]): Tensor {
  const type = data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : 'int32'
  const { Tensor } = runtime()
  return new Tensor(type, data, dims)
}
