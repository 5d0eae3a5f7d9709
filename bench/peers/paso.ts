// Paso's engines, as they are built: what is measured is what is installed.
import { fileURLToPath } from 'node:url'
import type { Engine, PlanOptions } from '../../src/engine/engine.ts'
import { type Peer, turnsOf, versionBeside } from '../peer.ts'
import { type Data, type Problem, pairsOf } from '../problem.ts'

const built = new URL('../../dist/', import.meta.url)

const functions = {
  classes: { hidden: 'relu', output: 'softmax', loss: 'cross-entropy' },
  squares: { hidden: 'sigmoid', output: 'sigmoid', loss: 'half-squared-error' },
  labels: { hidden: 'sigmoid', output: 'sigmoid', loss: 'binary-cross-entropy' },
} as const

/** A module of the package, as it is built. */
const part = async <T>(path: string): Promise<T> => (await import(new URL(path, built).href)) as T

type EngineOf = (problem: Problem) => Promise<Engine>

export const engines = () => part<typeof import('../../src/engine/index.ts')>('engine/index.js')
export const core = () => part<typeof import('../../src/core/index.ts')>('core/index.js')

/** The network with its first weights. */
export async function networkOf(problem: Problem, data: Data) {
  const { network } = await core()
  if (problem.arithmetic === 'labels-in-turn') throw new Error('All gradients are of the same weights here.')
  const { hidden, output, loss } = functions[problem.arithmetic]
  const layers = pairsOf(problem).map(([from, to], l) => {
    const { weights, biases } = data.layers[l]!
    return {
      weights: Array.from({ length: to }, (_, j) => Array.from(weights.subarray(j * from, (j + 1) * from))),
      biases: Array.from(biases),
      activation: l === problem.widths.length - 2 ? output : hidden,
    }
  })
  return network({ inputs: problem.widths[0]!, layers, loss })
}

/** Binary cross-entropy is a mean over the outputs here, and a sum in the problem. */
const rateOf = ({ arithmetic, rate, widths }: Problem): number =>
  arithmetic === 'labels' ? rate * widths.at(-1)! : rate

/** In plain JavaScript there are only doubles. */
export const paso = (name: 'js' | 'wasm', threads = 1): Promise<Peer> =>
  trainedBy(
    async ({ precision }) => (await engines()).engineFor(name, name === 'js' ? 'float64' : precision),
    { threads },
  )

/** @throws PasoError native-missing */
export async function pasoNative(threads: number): Promise<Peer> {
  const { nativeEngine } =
    await part<typeof import('../../src/engine/native/native.ts')>('engine/native/native.js')
  const { runtime } =
    await part<typeof import('../../src/engine/native/runtime.ts')>('engine/native/runtime.js')
  runtime()
  return trainedBy(async ({ precision }) => nativeEngine(precision), { threads })
}

async function trainedBy(engineOf: EngineOf, options: PlanOptions): Promise<Peer> {
  await engines()
  const { optimizerSpec } = await core()
  return {
    version: versionBeside(fileURLToPath(new URL('index.js', built)), 'paso'),
    async prepare(problem, data) {
      const engine = await engineOf(problem)
      const optimizer = optimizerSpec('sgd', { learningRate: rateOf(problem) })
      const session = engine.plan(await networkOf(problem, data), optimizer, problem.batch, options)
      const rows = { count: problem.rows, inputs: data.inputs, targets: data.targets }
      const order = Uint32Array.from({ length: problem.rows }, (_, n) => n)
      const outputs = problem.widths.at(-1)!
      return {
        train(steps) {
          const [turns, left] = turnsOf(problem, steps)
          for (let turn = 0; turn < turns; turn++) session.run(rows, order)
          if (left > 0) session.run(rows, order.subarray(0, left * problem.batch))
        },
        predict: (inputs, count) =>
          session.outputs({ count, inputs, targets: new Float64Array(count * outputs) }),
      }
    },
  }
}
