// TensorFlow.js, with gradients written by hand: several times faster than its own, which record every operation.
import { load, type Peer, pieces } from '../peer.ts'
import { inputsOf, outputsOf, type Problem } from '../problem.ts'

interface Tensor {
  dispose(): void
  dataSync(): Float32Array
}

interface TensorFlow {
  readonly setBackend: (name: string) => Promise<boolean>
  readonly ready: () => Promise<void>
  readonly tensor2d: (values: Float32Array, shape: readonly [number, number]) => Tensor
  readonly tensor1d: (values: Float32Array) => Tensor
  readonly tidy: <T>(work: () => T) => T
  readonly matMul: (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean) => Tensor
  readonly relu: (x: Tensor) => Tensor
  readonly sigmoid: (x: Tensor) => Tensor
  readonly softmax: (x: Tensor) => Tensor
  readonly add: (a: Tensor, b: Tensor) => Tensor
  readonly sub: (a: Tensor, b: Tensor) => Tensor
  readonly mul: (a: Tensor, b: Tensor | number) => Tensor
  readonly sum: (x: Tensor, axis: number) => Tensor
  readonly step: (x: Tensor) => Tensor
}

interface LayerTensors {
  weights: Tensor
  biases: Tensor
}

export async function tensorflow(backend: 'cpu' | 'wasm'): Promise<Peer> {
  const { library: tf, version } = await load<TensorFlow>('@tensorflow/tfjs-core')
  await load(`@tensorflow/tfjs-backend-${backend}`)
  await tf.setBackend(backend)
  await tf.ready()
  return {
    version,
    prepare(problem, { inputs, targets, layers }) {
      const tables = (values: Float64Array, columns: number, rows: number): Tensor[] =>
        pieces(Float32Array.from(values), rows * columns).map((part) => tf.tensor2d(part, [rows, columns]))
      const xs = tables(inputs, inputsOf(problem), problem.batch)
      const ys = tables(targets, outputsOf(problem), problem.batch)
      const network = layers.map(({ weights, biases }, l) => ({
        weights: tables(weights, problem.widths[l]!, problem.widths[l + 1]!)[0]!,
        biases: tf.tensor1d(Float32Array.from(biases)),
      }))
      return {
        train(steps) {
          for (let step = 0; step < steps; step++) {
            stepOn(tf, problem, network, xs[step % xs.length]!, ys[step % ys.length]!)
          }
          network.at(-1)!.biases.dataSync()
        },
        predict(values, rows) {
          const answer = tf.tidy(() => {
            const x = tf.tensor2d(Float32Array.from(values), [rows, inputsOf(problem)])
            return forward(tf, problem, network, x).at(-1)!
          })
          const outputs = answer.dataSync()
          answer.dispose()
          return outputs
        },
      }
    },
  }
}

/**
 * The input and each layer's outputs. The bias is not added in the product: with several rows, 4.22's fused.matMul takes the bias of
 * another unit in its WebAssembly.
 */
function forward(tf: TensorFlow, { arithmetic }: Problem, network: LayerTensors[], input: Tensor): Tensor[] {
  const outputs = [input]
  network.forEach(({ weights, biases }, l) => {
    const z = tf.add(tf.matMul(outputs.at(-1)!, weights, false, true), biases)
    const inClasses = l === network.length - 1 ? tf.softmax : tf.relu
    outputs.push(arithmetic === 'classes' ? inClasses(z) : tf.sigmoid(z))
  })
  return outputs
}

const sigmoidSlope = (tf: TensorFlow, a: Tensor): Tensor => tf.sub(a, tf.mul(a, a))

function stepOn(tf: TensorFlow, problem: Problem, network: LayerTensors[], x: Tensor, y: Tensor): void {
  const { arithmetic, rate, batch } = problem
  const updated = tf.tidy(() => {
    const outputs = forward(tf, problem, network, x)
    const error = tf.sub(outputs.at(-1)!, y)
    let delta = arithmetic === 'squares' ? tf.mul(error, sigmoidSlope(tf, outputs.at(-1)!)) : error
    const next: LayerTensors[] = []
    for (let l = network.length - 1; l >= 0; l--) {
      const { weights, biases } = network[l]!
      const a = outputs[l]!
      next.unshift({
        weights: tf.sub(weights, tf.mul(tf.matMul(delta, a, true, false), rate / batch)),
        biases: tf.sub(biases, tf.mul(tf.sum(delta, 0), rate / batch)),
      })
      if (l > 0) {
        const slope = arithmetic === 'classes' ? tf.step(a) : sigmoidSlope(tf, a)
        delta = tf.mul(tf.matMul(delta, weights, false, false), slope)
      }
    }
    return next
  })
  network.forEach((layer, l) => {
    layer.weights.dispose()
    layer.biases.dispose()
    Object.assign(layer, updated[l])
  })
}
