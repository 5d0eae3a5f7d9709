// The opening of every document: title, the network in two lines, the table, how digits are shown.

import { versioned } from '../../derive/names.ts'
import type { Expr } from '../../math/expr.ts'
import { difference, num, power, product, q, quotient } from '../../math/expr.ts'
import type { Unit } from '../../math/formula.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import { formatNumber } from '../../print/numbers.ts'
import type { Block, Content, Formula } from '../document.ts'
import type { Story } from '../story.ts'
import { heading, paragraph } from '../story.ts'
import { joined, unitInWords, unitList } from '../units.ts'
import { networkDiagram } from './diagram.ts'
import { isNumber } from './objective.ts'
import { parameterTable } from './parameter-table.ts'
import { sampleTable } from './sample-table.ts'

/** Networks of more layers, or with a wider one, are told by their sizes. */
const FEW_LAYERS = 5
const FEW_UNITS = 8

/** Title, network, the deck's table filled in, the note on digits: for one parameter. */
export function introductionToParameter(story: Story, ref: ParameterRef): Block[] {
  const { words } = story
  const name = q(versioned(ref, story.version))
  const table = sampleTable(story, 'all')
  return [
    heading(1, words.titleOfParameter(name, ref.kind, ref.layer < story.last)),
    paragraph(joined([networkLine(story, ref), recipeLine(story)])),
    ...networkDiagram(story, ref),
    ...table,
    ...beginningNotes(story),
    paragraph(
      words.digitsNote(story.context.digits, table.length > 0 ? story.context.tableDigits : undefined),
    ),
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
    ...beginningNotes(story),
    paragraph(words.digitsAndSignsNote(story.context.digits, story.context.tableDigits)),
    ...sampleTable(story, 'none'),
  ]
}

/** What the numbers are that the step begins with, where the network and its inputs do not say it. */
export const beginningNotes = (story: Story): Block[] => [...encodingNote(story), ...startNote(story)]

/** Whether the optimizer goes on or starts anew, where it remembers anything or its rate changes. */
function startNote({ words, options: { start }, trace: { stateBefore, optimizer } }: Story): Block[] {
  const scheduled = optimizer.schedule !== undefined
  const { time, memory } = stateBefore
  if (typeof start === 'number') return [paragraph(words.goesOn(start, time + 1, scheduled))]
  const matters = scheduled || Object.keys(memory).length > 0
  return start === 'anew' && matters && time === 0 ? [paragraph(words.startsAnew(scheduled))] : []
}

/** That the inputs are not the table's own numbers, where they are not. */
function encodingNote(story: Story): Block[] {
  const { words, options, trace } = story
  if (!options.encodedInputs) return []
  const rows = options.rows ?? trace.samples.map((_, i) => i + 1)
  const { filled = [], locale } = options
  const cells = filled.map(({ value, ...cell }) => ({
    ...cell,
    value:
      typeof value === 'number' ? formatNumber(value, { digits: story.context.tableDigits, locale }) : value,
  }))
  return [
    paragraph(words.encodedInputs(rows, options.encodedTarget === true)),
    ...(cells.length > 0 ? [paragraph(words.filledCells(cells))] : []),
  ]
}

/** Network: i1, i2 → h1, h2 → o1, o2. Activation: sigmoid. w5 goes from h1 to o1. */
export function networkLine(story: Story, ref?: ParameterRef): Content {
  const { words } = story
  const parts: Content[] = [words.networkIs(layersOf(story)), activationLine(story)]
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
    ...rulesOf(story),
    ...layerRules(story),
  ]
  return joined(parts)
}

/** Penalties, smoothing, limits and the schedule, where there are any. */
function rulesOf(story: Story): Content[] {
  const { loss } = story.trace.network
  const { clip, maxNorm, schedule } = story.trace.optimizer
  const { recipe } = story.words.objective
  return [
    ...(loss.l1 > 0 ? [recipe.penalty(1, isNumber(story, 'l1'))] : []),
    ...(loss.l2 > 0 ? [recipe.penalty(2, isNumber(story, 'l2'))] : []),
    ...(loss.labelSmoothing > 0 ? [recipe.smoothing(isNumber(story, 'label-smoothing'))] : []),
    ...(clip?.value !== undefined ? [recipe.clipValue(isNumber(story, 'clip-value'))] : []),
    ...(clip?.norm !== undefined ? [recipe.clipNorm(isNumber(story, 'clip-norm'))] : []),
    ...(maxNorm !== undefined ? [recipe.maxNorm(isNumber(story, 'max-norm'))] : []),
    ...(schedule ? [recipe.schedule(schedule.name)] : []),
  ]
}

/** Normalization and dropout, each with the hidden layers that have it where not all do. */
function layerRules(story: Story): Content[] {
  const { recipe } = story.words.layers
  const hidden = story.trace.network.layers.slice(0, -1)
  const groups = <Key>(key: (layer: (typeof hidden)[number]) => Key | undefined) => {
    const found = new Map<Key, number[]>()
    for (const [l, layer] of hidden.entries()) {
      const own = key(layer)
      if (own !== undefined) found.set(own, [...(found.get(own) ?? []), l + 1])
    }
    return Array.from(found, ([own, at]) => ({ own, at: at.length === hidden.length ? undefined : at }))
  }
  return [
    ...groups((layer) => layer.normalization?.kind).map(({ own, at }) => recipe.normalization(own, at)),
    ...groups((layer) => layer.dropout || undefined).map(({ own, at }) => recipe.dropout(own, at)),
  ]
}

/** undefined for optimizers that search for the length of each step. */
function learningRateIs({ trace }: Story): Formula | undefined {
  const { learningRate } = trace.optimizer.options
  if (learningRate === undefined) return undefined
  const alpha = q({ kind: 'hyper-parameter', name: 'learning-rate' })
  return { kind: 'relation', sides: [alpha, { kind: 'number', value: learningRate as number }] }
}

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
  const sizes = [network.inputs, ...network.layers.map((l) => l.biases.length)]
  const few = sizes.length <= FEW_LAYERS && sizes.every((size) => size <= FEW_UNITS)
  if (!few) return { kind: 'layer-sizes', sizes }
  const units = (layer: number, count: number): Unit[] =>
    Array.from({ length: count }, (_, unit) => ({ layer, unit }))
  return {
    kind: 'layers',
    layers: [units(-1, network.inputs), ...network.layers.map((l, i) => units(i, l.biases.length))],
  }
}

/** One name when all layers have the same; the hidden layers' and the output's when those are two; else one by one. */
function activationLine(story: Story): Content {
  const { words, trace } = story
  const names = trace.network.layers.map((layer) => layer.activation.name)
  const [output, hidden] = [names.at(-1)!, new Set(names.slice(0, -1))]
  if (new Set(names).size > 1 && hidden.size === 1)
    return words.activationsOf([...hidden][0]!, output, names.length - 1)
  return words.activationsAre(new Set(names).size === 1 ? names.slice(0, 1) : names)
}

function whereItIs(story: Story, ref: ParameterRef): Content {
  const { words } = story
  const name = q(versioned(ref, story.version))
  if (ref.kind === 'weight')
    return words.weightJoins(
      name,
      unitInWords(story, ref.layer - 1, ref.from),
      unitInWords(story, ref.layer, ref.to),
    )
  if (ref.kind !== 'bias')
    return words.layers.joinsArgument(name, unitInWords(story, ref.layer, ref.unit), ref.kind === 'scale')
  if (ref.unit !== 'all') return words.biasOfUnit(name, unitInWords(story, ref.layer, ref.unit))
  return words.biasOfLayer(name, unitList(story, ref.layer))
}
