// L-BFGS with the passes of a module: the numbers of the engine in JavaScript over several chunks, and float32 near them.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows, type Rows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { xoshiro } from '../../../src/math/random.ts'

const random = xoshiro(11)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
const net = network({
  inputs: 5,
  layers: [
    { weights: draw(9, 5), activation: 'tanh' },
    { weights: draw(3, 9), activation: 'softmax' },
  ],
  loss: { name: 'cross-entropy', l2: 0.01 },
})
const rowsOf = (count: number, weighted = false): Rows =>
  flatRows(
    draw(count, 5),
    Array.from({ length: count }, () => [0, 0, 0].with(random.integer(3), 1)),
    weighted ? Array.from({ length: count }, () => 2 * random.next()) : undefined,
  )
const optimizer = optimizerSpec('lbfgs', { historySize: 5 })

describe('in doubles', () => {
  // A chunk has 128 rows, and a look pauses after 8 of them.
  it.each([1, 127, 128, 129, 300, 1024, 1025, 2100])('%i rows', (count) => {
    for (const weighted of [false, true]) {
      const rows = rowsOf(count, weighted)
      const order = random.permutation(count)
      const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
        const session = engine.plan(net, optimizer, count)
        const losses = Array.from({ length: 6 }, () => [...session.run(rows, order)])
        const outputs = session.outputs(rows)
        return { losses, state: session.state(), outputs, loss: session.loss(rows) }
      })
      expect(own).toStrictEqual(other)
    }
  })

  it('is trained by wasm itself', () => {
    const { by } = webassemblyEngine('float64').plan(net, optimizer, 8)
    expect(by).toEqual({ name: 'wasm', precision: 'float64', threads: 1 })
  })
})

describe('in float32', () => {
  const rows = rowsOf(300)
  const order = Uint32Array.from({ length: 300 }, (_, n) => n)
  const plan = () => webassemblyEngine('float32').plan(net, optimizer, 300)

  it('comes as far as in doubles', () => {
    const [own, other] = [plan(), javascript.plan(net, optimizer, 300)]
    const first = [own, other].map((session) => session.run(rows, order)[0]!)
    expect(Math.abs(first[0]! - first[1]!)).toBeLessThan(1e-6 * first[1]!)
    for (let step = 0; step < 20; step++) for (const session of [own, other]) session.run(rows, order)
    expect(Math.abs(own.loss(rows) / other.loss(rows) - 1)).toBeLessThan(0.02)
    expect(own.loss(rows)).toBeLessThan(0.9 * first[0]!)
  })

  it('has numbers of 32 bits, and goes on with them to the bit', () => {
    const [whole, first, second] = [plan(), plan(), plan()]
    for (let step = 0; step < 6; step++) whole.run(rows, order)
    for (let step = 0; step < 3; step++) first.run(rows, order)
    second.resume(structuredClone(first.state()))
    for (let step = 0; step < 3; step++) second.run(rows, order)
    expect(second.state()).toStrictEqual(whole.state())
    expect(whole.save()).toEqual(whole.save().map(Math.fround))
  })
})
