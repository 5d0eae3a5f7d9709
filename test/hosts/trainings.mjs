// Seeded trainings and the bits that each ends with, as plain JavaScript that every host runs from the built files.

/** 32 bits of FNV-1a, enough to see a single bit that differs. */
function hash(...arrays) {
  let sum = 0x811c9dc5
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) sum = Math.imul(sum ^ byte, 0x01000193)
  }
  return (sum >>> 0).toString(16).padStart(8, '0')
}

const plain = { batch: 32, rows: 96, optimizer: ['adam', {}], hidden: 'tanh' }

const trainings = {
  tiny: { ...plain, widths: [2, 3, 3], batch: 1, optimizer: ['sgd', { learningRate: 0.1 }] },
  small: { ...plain, widths: [4, 10, 3], batch: 16 },
  mid: { ...plain, widths: [64, 32, 10], batch: 33, hidden: 'relu' },
  chunks: { ...plain, widths: [20, 17, 4], batch: 150, rows: 300 },
  dropout: { ...plain, widths: [9, 21, 3], dropout: 0.4 },
  'batch-norm': { ...plain, widths: [9, 21, 3], normalization: 'batch' },
  'layer-norm': { ...plain, widths: [9, 21, 3], normalization: 'layer' },
  'a target that does not add up to 1': { ...plain, widths: [5, 8, 3], share: 0.9 },
  penalties: { ...plain, widths: [5, 8, 3], loss: { l1: 0.01, l2: 0.02 } },
  limits: { ...plain, widths: [5, 8, 3], optimizer: ['sgd', {}, { clip: { norm: 0.1 }, maxNorm: 0.7 }] },
  momentum: { ...plain, widths: [5, 8, 3], optimizer: ['sgd', { momentum: 0.9, nesterov: true }] },
  rmsprop: { ...plain, widths: [5, 8, 3], optimizer: ['rmsprop', { centered: true }] },
  adagrad: { ...plain, widths: [5, 8, 3], optimizer: ['adagrad', {}] },
  adamw: { ...plain, widths: [5, 8, 3], optimizer: ['adamw', { weightDecay: 0.1 }] },
  lbfgs: { ...plain, widths: [5, 8, 3], optimizer: ['lbfgs', {}] },
}
for (const hidden of [
  'sigmoid',
  'elu',
  'selu',
  'gelu',
  'gelu-tanh',
  'silu',
  'softplus',
  'softsign',
  'mish',
  'softmax',
])
  trainings[hidden] = { ...plain, widths: [5, 8, 3], hidden }

const pause = () => new Promise((resolve) => setTimeout(resolve, 2))

/**
 * @param {(path: string) => Promise<any>} part brings a built file
 * @param threads that take part, in a training that has them
 * @returns the bits of each training, by its name and precision
 */
export async function bitsOfTrainings(part, threads = 1) {
  const [{ webassemblyEngine }, { network, optimizerSpec }, { xoshiro }, { flatRows }] = await Promise.all(
    ['engine/wasm/webassembly.js', 'core/index.js', 'math/random.js', 'engine/engine.js'].map(part),
  )
  const found = {}
  for (const [name, given] of Object.entries(trainings)) {
    for (const precision of ['float64', 'float32']) {
      const random = xoshiro(7)
      const draw = (count) => Array.from({ length: count }, () => random.normal() / 3)
      const last = given.widths.length - 2
      const layers = given.widths.slice(1).map((units, l) => ({
        weights: Array.from({ length: units }, () => draw(given.widths[l])),
        biases: draw(units),
        activation: l === last ? 'softmax' : given.hidden,
        ...(l < last && given.dropout && { dropout: given.dropout }),
        ...(l < last && given.normalization && { normalization: { kind: given.normalization } }),
      }))
      const net = network({ inputs: given.widths[0], layers, loss: { name: 'cross-entropy', ...given.loss } })
      const outputs = given.widths.at(-1)
      const target = (n) =>
        Array.from({ length: outputs }, (_, k) => (n % outputs === k ? (given.share ?? 1) : 0))
      const count = given.rows
      const rows = flatRows(
        Array.from({ length: count }, () => draw(given.widths[0])),
        Array.from({ length: count }, (_, n) => target(n)),
      )
      const options = { random: xoshiro(3), threads, worth: 0 }
      const session = webassemblyEngine(precision).plan(
        net,
        optimizerSpec(...given.optimizer),
        given.batch,
        options,
      )
      const order = random.permutation(count)
      const start = session.state()
      for (let tries = 0; given.batch >= 4 * threads && session.by.threads < threads; tries++) {
        if (tries > 3000) throw new Error('the threads did not come')
        session.run(rows, order)
        await pause()
      }
      session.resume(start)
      const losses = [1, 2, 3].map(() => session.run(rows, order))
      found[`${name}, ${precision}`] = hash(...losses, session.save(), session.outputs(rows))
    }
  }
  return found
}
