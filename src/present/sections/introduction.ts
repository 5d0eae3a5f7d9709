// The opening of every document: title, the network in two lines, the table, how digits are shown.

import { versioned } from '../../derive/names.ts'
import type { Expr } from '../../math/expr.ts'
import { difference, num, power, product, q, quotient } from '../../math/expr.ts'
import type { Unit } from '../../math/formula.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Content, Formula } from '../document.ts'
import type { Story } from '../story.ts'
import { heading, paragraph } from '../story.ts'
import { joined, unitList, unitName } from '../units.ts'
import { networkDiagram } from './diagram.ts'
import { parameterTable } from './parameter-table.ts'
import { sampleTable } from './sample-table.ts'

/** Title, network, the deck's table filled in, the note on digits: for one parameter. */
export function introductionToParameter(story: Story, ref: ParameterRef): Block[] {
  const { words } = story
  const name = q(versioned(ref, story.version))
  return [
    heading(1, words.titleOfParameter(name, ref.kind === 'bias', ref.layer < story.last)),
    paragraph(joined([networkLine(story, ref), recipeLine(story)])),
    ...networkDiagram(story, ref),
    ...sampleTable(story, 'all'),
    paragraph(words.digitsNote(story.context.digits, story.context.tableDigits)),
  ]
}

/** Title, network, its parameters, the table still empty: for the whole step. */
export function introductionToStep(story: Story): Block[] {
  const { words } = story
  return [
    heading(1, words.titleOfStep(story.trace.stateAfter.time)),
    paragraph(joined([networkLine(story), recipeLine(story)])),
    ...networkDiagram(story),
    ...parameterTable(story),
    paragraph(words.digitsAndSignsNote(story.context.digits, story.context.tableDigits)),
    ...sampleTable(story, 'none'),
  ]
}

/** Network: i1, i2 → h1, h2 → o1, o2. Activation: sigmoid. w5 goes from h1 to o1. */
export function networkLine(story: Story, ref?: ParameterRef): Content {
  const { words } = story
  const parts: Content[] = [words.networkIs(layersOf(story)), words.activationsAre(activationNames(story))]
  if (ref) parts.push(whereItIs(story, ref))
  return joined(parts)
}

/** Loss, learning rate or optimizer, bias policy. */
export function recipeLine(story: Story): Content {
  const { words, trace } = story
  const { optimizer, network } = trace
  const parts: Content[] = [
    words.lossIs(network.loss.name, shortLoss(story)),
    words.optimizerIs(optimizer.name, learningRateIs(story)),
    words.biasesAre(network.biasPolicy),
  ]
  return joined(parts)
}

const learningRateIs = (story: Story): Formula => ({
  kind: 'relation',
  sides: [
    q({ kind: 'hyper-parameter', name: 'learning-rate' }),
    { kind: 'number', value: story.trace.optimizer.options.learningRate as number },
  ],
})

/** Σ ½ (target − out)², which fits in a line; other losses are named. */
function shortLoss(story: Story): Formula | undefined {
  if (story.trace.network.loss.name !== 'half-squared-error') return undefined
  const letter = (symbol: 'target' | 'activation'): Expr =>
    q({ kind: 'indexed', symbol, layer: story.last, indices: [] })
  const half = quotient(num(1), num(2))
  return {
    kind: 'series',
    index: '',
    of: product(half, power(difference(letter('target'), letter('activation')), 2)),
  }
}

function layersOf(story: Story): Formula {
  const { network } = story.trace
  const wide = largest([network.inputs, ...network.layers.map((l) => l.biases.length)]) > 8
  if (wide)
    return { kind: 'layer-sizes', sizes: [network.inputs, ...network.layers.map((l) => l.biases.length)] }
  const units = (layer: number, count: number): Unit[] =>
    Array.from({ length: count }, (_, unit) => ({ layer, unit }))
  return {
    kind: 'layers',
    layers: [units(-1, network.inputs), ...network.layers.map((l, i) => units(i, l.biases.length))],
  }
}

const largest = (values: readonly number[]): number => values.reduce((a, b) => (a > b ? a : b))

/** The activation of each layer; one name when all are the same. */
function activationNames(story: Story): readonly string[] {
  const names = story.trace.network.layers.map((layer) => layer.activation.name)
  return new Set(names).size === 1 ? names.slice(0, 1) : names
}

function whereItIs(story: Story, ref: ParameterRef): Content {
  const { words } = story
  const name = q(versioned(ref, story.version))
  if (ref.kind === 'weight')
    return words.weightJoins(name, unitName(ref.layer - 1, ref.from), unitName(ref.layer, ref.to))
  if (ref.unit !== 'all') return words.biasOfUnit(name, unitName(ref.layer, ref.unit))
  return words.biasOfLayer(name, unitList(story, ref.layer))
}
