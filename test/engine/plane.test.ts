// What a network answers over two inputs and along one, against scikit-learn (scripts/oracle/views.py).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { network } from '../../src/core/network.ts'
import { classesOver, outputAlong, type Span } from '../../src/engine/plane.ts'

interface Told {
  readonly weights: number[][]
  readonly biases: number[]
}

const oracle: {
  readonly planes: {
    readonly name: string
    readonly layers: Told[]
    readonly held: number[]
    readonly across: Span
    readonly down: Span
    readonly classes: number[][]
  }[]
  readonly curve: { readonly layers: Told[]; readonly along: Span; readonly outputs: number[] }
} = JSON.parse(readFileSync(new URL('../oracle/views.json', import.meta.url), 'utf8'))

const outputOf = (units: number) => (units === 1 ? 'sigmoid' : 'softmax')

describe('classesOver', () => {
  it.each(oracle.planes)('gives the classes that scikit-learn predicts: $name', (plane) => {
    const units = plane.layers.at(-1)!.biases.length
    const made = network({
      inputs: plane.held.length,
      layers: plane.layers.map((layer, l) => ({
        ...layer,
        activation: l === plane.layers.length - 1 ? outputOf(units) : 'tanh',
      })),
      loss: units === 1 ? 'binary-cross-entropy' : 'cross-entropy',
    })
    const classes = classesOver(made, plane.across, plane.down, plane.held)
    expect([...classes]).toEqual(plane.classes.flat())
  })
})

describe('outputAlong', () => {
  it('follows the curve that scikit-learn predicts', () => {
    const { layers, along, outputs } = oracle.curve
    const made = network({
      inputs: 1,
      layers: layers.map((layer, l) => ({ ...layer, activation: l === 0 ? 'tanh' : 'identity' })),
      loss: 'mse',
    })
    const curve = outputAlong(made, along, [0])
    curve.forEach((value, i) => {
      expect(value).toBeCloseTo(outputs[i]!, 13)
    })
    expect(curve.length).toBe(21)
  })
})
