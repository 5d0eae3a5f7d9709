// jax-js on its WebAssembly backend: loss, gradient and update of a step in one compiled function.
import { load, type Peer, pieces } from '../peer.ts'
import { inputsOf, outputsOf, type Problem } from '../problem.ts'

/** Its arrays count their references: whoever is given one uses it up, `ref` is one more. */
interface JaxArray {
  readonly ref: JaxArray
  add(other: JaxArray): JaxArray
  sub(other: JaxArray): JaxArray
  mul(other: JaxArray | number): JaxArray
  sum(): JaxArray
  reshape(shape: readonly number[]): JaxArray
  transpose(): JaxArray
  dispose(): void
  data(): Promise<Float32Array>
}

type Layer = readonly [weights: JaxArray, biases: JaxArray]

interface Jax {
  readonly init: (...devices: readonly string[]) => Promise<readonly string[]>
  readonly defaultDevice: (device: string) => void
  readonly jit: <F>(work: F) => F
  readonly grad: (
    loss: (layers: readonly Layer[], x: JaxArray, y: JaxArray) => JaxArray,
  ) => (layers: readonly Layer[], x: JaxArray, y: JaxArray) => readonly Layer[]
  readonly blockUntilReady: (layers: readonly Layer[]) => Promise<unknown>
  readonly numpy: {
    readonly array: (values: Float32Array) => JaxArray
    readonly matmul: (a: JaxArray, b: JaxArray) => JaxArray
    readonly log: (x: JaxArray) => JaxArray
    readonly square: (x: JaxArray) => JaxArray
  }
  readonly nn: Readonly<
    Record<'relu' | 'sigmoid' | 'softmax' | 'logSoftmax' | 'logSigmoid', (x: JaxArray) => JaxArray>
  >
}

/** The last layer's sums, before its function. */
function sums({ numpy, nn }: Jax, problem: Problem, layers: readonly Layer[], x: JaxArray): JaxArray {
  const hidden = problem.arithmetic === 'classes' ? nn.relu : nn.sigmoid
  return layers.reduce((a, [weights, biases], l) => {
    const z = numpy.matmul(a, weights.transpose()).add(biases)
    return l === layers.length - 1 ? z : hidden(z)
  }, x)
}

/** The mean loss of a batch. */
function lossOf({ nn, numpy }: Jax, { arithmetic, batch }: Problem, z: JaxArray, y: JaxArray): JaxArray {
  if (arithmetic === 'classes')
    return nn
      .logSoftmax(z)
      .mul(y)
      .sum()
      .mul(-1 / batch)
  return numpy
    .square(nn.sigmoid(z).sub(y))
    .sum()
    .mul(0.5 / batch)
}

export async function jaxJs(): Promise<Peer> {
  const { library: jax, version } = await load<Jax>('@jax-js/jax')
  await jax.init('wasm')
  jax.defaultDevice('wasm')
  return {
    version,
    prepare(problem, data) {
      const { numpy, nn } = jax
      const vector = (values: Float64Array): JaxArray => numpy.array(Float32Array.from(values))
      const tables = (values: Float64Array, columns: number, rows: number): JaxArray[] =>
        pieces(values, rows * columns).map((part) => vector(part).reshape([rows, columns]))
      const xs = tables(data.inputs, inputsOf(problem), problem.batch)
      const ys = tables(data.targets, outputsOf(problem), problem.batch)
      let layers = data.layers.map(
        ({ weights, biases }, l): Layer => [
          tables(weights, problem.widths[l]!, problem.widths[l + 1]!)[0]!,
          vector(biases),
        ],
      )
      const gradients = jax.grad((own, x, y) => lossOf(jax, problem, sums(jax, problem, own, x), y))
      const step = jax.jit((own: Layer[], x: JaxArray, y: JaxArray): Layer[] => {
        const slopes = gradients(
          own.map(([w, b]) => [w.ref, b.ref]),
          x,
          y,
        )
        return own.map(([w, b], l) => [
          w.sub(slopes[l]![0].mul(problem.rate)),
          b.sub(slopes[l]![1].mul(problem.rate)),
        ])
      })
      const answer = jax.jit((own: Layer[], x: JaxArray): JaxArray => {
        const z = sums(jax, problem, own, x)
        return problem.arithmetic === 'classes' ? nn.softmax(z) : nn.sigmoid(z)
      })
      return {
        async train(steps) {
          for (let n = 0; n < steps; n++)
            layers = step(layers, xs[n % xs.length]!.ref, ys[n % ys.length]!.ref)
          await jax.blockUntilReady(layers)
        },
        predict: (values, rows) =>
          answer(
            layers.map(([w, b]) => [w.ref, b.ref]),
            vector(values).reshape([rows, inputsOf(problem)]),
          ).data(),
      }
    },
  }
}
