// Drawn: a lesson with weights drawn from a seed, as a training's first ones are.
import { initialNetwork } from '../../src/core/initialize.ts'
import { usualInitializer } from '../../src/engine/start.ts'
import { xoshiro } from '../../src/math/random.ts'
import type { Lesson } from '../model/lesson.ts'

/** @param at the only layer whose weights change; all where nothing is said. Biases stay. */
export function withDrawnWeights(lesson: Lesson, seed: number, at?: number): Lesson {
  const { network } = lesson
  const { layers } = initialNetwork(
    {
      ...network,
      layers: network.layers.map(({ biases, activation }) => ({
        units: biases.length,
        activation,
        initializer: usualInitializer(activation),
      })),
    },
    'glorot-uniform',
    xoshiro(seed),
  )
  return {
    ...lesson,
    network: {
      ...network,
      layers: network.layers.map((layer, l) =>
        at === undefined || at === l ? { ...layer, weights: layers[l]!.weights } : layer,
      ),
    },
    training: undefined,
  }
}
