// Reshape: a lesson with other inputs, layers or units. Numbers whose place remains stay; new ones are drawn as a training's first weights are.
import { initialNetwork } from '../../src/core/initialize.ts'
import { type Layer, type LayerDescription, network } from '../../src/core/network.ts'
import { hasCommonBias } from '../../src/core/parameters.ts'
import { usualInitializer } from '../../src/engine/start.ts'
import { xoshiro } from '../../src/math/random.ts'
import type { Lesson } from '../model/lesson.ts'
import { fittingSamples } from './samples.ts'

/** New weights come from this seed. */
const SEED = 1

/** A layer of the new network. */
interface Part {
  readonly units: number
  /** The layer whose numbers it keeps. */
  readonly from: number
  /** Whether it is another one, with the activation of that one alone. */
  readonly isNew?: boolean
}

export const sizesOf = ({ network: { inputs, layers } }: Lesson): readonly number[] => [
  inputs,
  ...layers.map(({ biases }) => biases.length),
]

const partsOf = ({ network: { layers } }: Lesson): readonly Part[] =>
  layers.map(({ biases }, from) => ({ units: biases.length, from }))

/** @param at -1 for the inputs, else a layer */
export function withSize(lesson: Lesson, at: number, count: number): Lesson {
  const parts = partsOf(lesson)
  return at < 0
    ? reshaped(lesson, count, parts)
    : reshaped(lesson, lesson.network.inputs, parts.with(at, { units: count, from: at }))
}

/** One more hidden layer before the last one, like the hidden layer before it. */
export function withHiddenLayer(lesson: Lesson): Lesson {
  const parts = partsOf(lesson)
  const last = parts.length - 1
  const from = Math.max(0, last - 1)
  const units = last === 0 ? lesson.network.inputs : parts[from]!.units
  return reshaped(
    lesson,
    lesson.network.inputs,
    parts.toSpliced(last, 0, { units: Math.min(units, 8), from, isNew: true }),
  )
}

export const withoutLayer = (lesson: Lesson, at: number): Lesson =>
  reshaped(lesson, lesson.network.inputs, partsOf(lesson).toSpliced(at, 1))

/** How many weights and biases a network of these sizes has. */
export const parametersIn = (sizes: readonly number[]): number =>
  sizes.slice(1).reduce((sum, units, l) => sum + units * (sizes[l]! + 1), 0)

function reshaped(lesson: Lesson, inputs: number, parts: readonly Part[]): Lesson {
  const old = lesson.network
  const fresh = initialNetwork(
    {
      inputs,
      loss: old.loss,
      layers: parts.map(({ units, from }, l) => {
        const { activation } = activationFor(old.layers, from, l === parts.length - 1)
        return { units, activation, initializer: usualInitializer(activation) }
      }),
    },
    'glorot-uniform',
    xoshiro(SEED),
  )
  const built = network({
    ...old,
    inputs,
    layers: parts.map((part, l) => {
      const drawn = fresh.layers[l]!
      const layer = old.layers[part.from]!
      if (part.isNew) return { ...drawn, biases: drawn.biases }
      return kept(layer, drawn, hasCommonBias(old, part.from))
    }),
  })
  const outputs = parts.at(-1)!.units
  const isSameTask = inputs === old.inputs && outputs === old.layers.at(-1)!.biases.length
  return {
    ...lesson,
    network: built,
    inputNames: lesson.inputNames && namesFor(lesson.inputNames, inputs, 'i'),
    unitNames: parts.map(({ units, from, isNew }) => {
      const names = isNew ? undefined : lesson.unitNames[from]
      return names && namesFor(names, units, from === old.layers.length - 1 ? 'o' : 'h')
    }),
    samples: fittingSamples(lesson.samples, inputs, outputs, old.loss.name),
    encoding: isSameTask ? lesson.encoding : undefined,
    training: undefined,
  }
}

/** A hidden layer is not made a softmax because the only layer is one. */
function activationFor(layers: readonly Layer[], from: number, isLast: boolean): Layer {
  const layer = layers[from]!
  const isOutput = from === layers.length - 1
  return isOutput && !isLast ? { ...layer, activation: { name: 'sigmoid', parameters: {} } } : layer
}

function kept(old: Layer, drawn: Layer, isCommon: boolean): LayerDescription {
  const { normalization } = old
  const isSameSize = old.biases.length === drawn.biases.length
  return {
    activation: old.activation,
    dropout: old.dropout,
    normalization: isSameSize ? normalization : normalization?.kind,
    weights: drawn.weights.map((row, to) => row.map((value, from) => old.weights[to]?.[from] ?? value)),
    biases: drawn.biases.map((value, unit) => old.biases[unit] ?? (isCommon ? old.biases[0]! : value)),
  }
}

const namesFor = (names: readonly string[], count: number, letter: string): readonly string[] =>
  Array.from({ length: count }, (_, i) => names[i] ?? freshName(names, `${letter}${i + 1}`))

const freshName = (names: readonly string[], name: string): string =>
  names.includes(name) ? freshName(names, `${name}′`) : name
