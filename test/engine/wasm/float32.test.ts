// Training in float32: who may ask for it, and that it goes on where it was.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows } from '../../../src/engine/engine.ts'
import { engineFor } from '../../../src/engine/engines.ts'
import { xoshiro } from '../../../src/math/random.ts'

const random = xoshiro(3)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
const net = network({
  inputs: 3,
  layers: [
    { weights: draw(5, 3), activation: 'tanh', dropout: 0.2 },
    { weights: draw(2, 5), activation: 'identity' },
  ],
  loss: 'mse',
})
const rows = flatRows(draw(20, 3), draw(20, 2))
const order = Uint32Array.from({ length: 20 }, (_, n) => n)

describe('float32', () => {
  const engine = engineFor('auto', 'float32')
  const plan = (name: 'adam' | 'sgd') => engine.plan(net, optimizerSpec(name, {}), 8, { random: xoshiro(5) })

  it('goes on to the bit', () => {
    const [whole, first, second] = [plan('adam'), plan('adam'), plan('adam')]
    whole.run(rows, order)
    whole.run(rows, order)
    first.run(rows, order)
    second.resume(first.state())
    second.run(rows, order)
    expect(second.state()).toEqual(whole.state())
  })

  it('has numbers of 32 bits', () => {
    const session = plan('sgd')
    session.run(rows, order)
    const saved = session.save()
    expect(saved).toEqual(saved.map(Math.fround))
  })

  it.each(['js', 'core'])('is not for %s', (name) => {
    expect(() => engineFor(name, 'float32')).toThrow(
      expect.objectContaining({ code: 'engine-precision', exitCode: 2 }),
    )
  })

  it('is not for what its memory cannot hold', () => {
    const wide = network({
      inputs: 1,
      layers: [
        { weights: Array.from({ length: 1_500_000 }, () => [0]), activation: 'relu' },
        { weights: [new Array<number>(1_500_000).fill(0)], activation: 'identity' },
      ],
      loss: 'mse',
    })
    expect(() => engine.plan(wide, optimizerSpec('sgd', {}), 128)).toThrow(
      expect.objectContaining({
        code: 'webassembly-memory',
        exitCode: 2,
        message: expect.stringMatching(/needs 2\.\d GiB/),
      }),
    )
    const other = engineFor('wasm', 'float64').plan(wide, optimizerSpec('sgd', {}), 128)
    expect(other.learningRate()).toBe(0.01)
  })

  it('is not for networks of very many layers that differ, which js trains in doubles', () => {
    const activations = ['tanh', 'relu'] as const
    const layers = Array.from({ length: 1000 }, (_, l) => ({
      weights: [[1]],
      activation: activations[l % 2]!,
    }))
    const deep = network({ inputs: 1, layers, loss: 'mse' })
    const refused = expect.objectContaining({ code: 'only-float64', exitCode: 2 })
    expect(() => engine.plan(deep, optimizerSpec('sgd', {}), 4)).toThrow(refused)
    const session = engineFor('wasm', 'float64').plan(deep, optimizerSpec('sgd', {}), 1)
    expect(session.run(flatRows([[1]], [[0]]), Uint32Array.of(0))[0]).toBeGreaterThan(0)
  })
})
