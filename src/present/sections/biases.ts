// The biases: a weight whose input is always 1; what its gradient is under each policy, also where it is not used.

import { masksOf } from '../../core/dropout.ts'
import { checkGradient } from '../../core/gradient-check.ts'
import type { BiasPolicy, Network } from '../../core/network.ts'
import { batchLoss as lossOfBatch, step } from '../../core/step.ts'
import { initialState } from '../../core/update.ts'
import { unitsOf } from '../../derive/backward-steps.ts'
import { batchLoss, delta, derivative, sampleLoss, versioned } from '../../derive/names.ts'
import { batchLossKind } from '../../derive/objective-steps.ts'
import { q } from '../../math/expr.ts'
import type { BiasRef } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { calculate, type Numbering, paragraph } from '../story.ts'
import { unitInWords } from '../units.ts'

import { content, numberCell } from './parameter-table.ts'

/** Networks with more units than this are told without the tables of what would be. */
const MOST_UNITS = 12

export function biasSection(story: Story, numbering: Numbering): Block[] {
  const { network } = story.trace
  const units = network.layers.reduce((n, layer) => n + layer.biases.length, 0)
  if (story.trace.samples.length > 1 || units > MOST_UNITS) return []
  const { words } = story
  const idea = [numbering.heading(words.section.biases), paragraph(words.biasIdea(network.biasPolicy))]
  if (network.biasPolicy === 'fixed') return [...idea, ...fixedBiases(story)]
  return [...idea, ...trainedBiases(story)]
}

/** Their gradients, which the updates above have used. */
function trainedBiases(story: Story): Block[] {
  if (story.trace.network.biasPolicy === 'shared')
    return layers(story).map((layer) => sharedGradient(story, layer))
  return layers(story).flatMap((layer) =>
    unitsOf(story.trace, layer).map((unit) => {
      const name = derivative(sampleLoss(0), versioned({ kind: 'bias', layer, unit }, story.version))
      return calculate(story, name, [q(delta(layer, unit, 0))])
    }),
  )
}

const layers = (story: Story): number[] => story.shape.units.map((_, layer) => layer)

function sharedGradient(story: Story, layer: number): Block {
  const name = derivative(sampleLoss(0), versioned({ kind: 'bias', layer, unit: 'all' }, story.version))
  return calculate(story, name, [story.derivation.step(name)!.formula])
}

/** What they would do if they were trained, one for each unit or one for each layer. */
function fixedBiases(story: Story): Block[] {
  const { words } = story
  const common = story.shape.oneBiasPerLayer
  return [
    paragraph(words.ifPerNeuron),
    perNeuronTable(story),
    ...(common
      ? [
          paragraph(words.ifShared),
          ...layers(story).map((layer) => sharedGradient(story, layer)),
          paragraph(words.sharedChecked(layers(story).map((layer) => sharedNumeric(story, layer)))),
          policyTable(story),
        ]
      : []),
  ]
}

const withPolicy = (story: Story, biasPolicy: BiasPolicy): Network => ({ ...story.trace.network, biasPolicy })

function stepWith(story: Story, biasPolicy: BiasPolicy): Network {
  const network = withPolicy(story, biasPolicy)
  const samples = story.trace.samples.map(({ sample }) => sample)
  const state = initialState(network, story.trace.optimizer)
  return step(network, samples, story.trace.optimizer, state, { masks: masksOf(story.trace.samples) })
    .networkAfter
}

function perNeuronTable(story: Story): Block {
  const { words, context } = story
  const after = stepWith(story, 'per-neuron')
  const samples = story.trace.samples.map(({ sample }) => sample)
  const row = (layer: number, unit: number): Cell[] => {
    const ref: BiasRef = { kind: 'bias', layer, unit }
    const check = checkGradient(withPolicy(story, 'per-neuron'), samples, ref, {
      masks: masksOf(story.trace.samples),
    })
    const all = story.shape.oneBiasPerLayer ? 'all' : unit
    return [
      content(
        words.biasOf(
          q(versioned({ ...ref, unit: all }, story.version)),
          unitInWords(story, layer, unit),
          all === 'all',
        ),
      ),
      content(say`${q(delta(layer, unit, 0))}`),
      numberCell(check.analytic, context.digits),
      numberCell(check.numeric, context.digits),
      numberCell(after.layers[layer]!.biases[unit]!, context.digits),
    ]
  }
  return {
    kind: 'table',
    columns: [
      { head: words.column.bias, align: 'left' },
      { head: words.column.gradient, align: 'left' },
      { head: words.column.value, align: 'right' },
      { head: words.column.numeric, align: 'right' },
      { head: words.column.after, align: 'right' },
    ],
    rows: layers(story).flatMap((layer) => unitsOf(story.trace, layer).map((unit) => row(layer, unit))),
  }
}

function sharedNumeric(story: Story, layer: number): number {
  const samples = story.trace.samples.map(({ sample }) => sample)
  const masks = masksOf(story.trace.samples)
  const ref: BiasRef = { kind: 'bias', layer, unit: 'all' }
  return checkGradient(withPolicy(story, 'shared'), samples, ref, { masks }).numeric
}

/** The three conventions beside each other: the biases and the loss after the step. */
function policyTable(story: Story): Block {
  const { words, context, trace } = story
  const samples = trace.samples.map(({ sample }) => sample)
  const own = batchLossKind(trace) !== undefined
  const policies: readonly BiasPolicy[] = ['fixed', 'per-neuron', 'shared']
  const row = (policy: BiasPolicy): Cell[] => {
    const after = policy === 'fixed' ? trace.networkAfter : stepWith(story, policy)
    const values = (layer: number): Cell => {
      const biases = [...new Set(after.layers[layer]!.biases)]
      return content(words.list(biases.map((b) => say`${b}`)))
    }
    return [
      content(words.policyName(policy)),
      ...layers(story).map(values),
      numberCell(lossOfBatch(after, samples, masksOf(trace.samples)), context.digits),
    ]
  }
  const name = (layer: number) => q(versioned({ kind: 'bias', layer, unit: 'all' }, story.version))
  return {
    kind: 'table',
    columns: [
      { head: words.column.biases, align: 'left' },
      ...layers(story).map((layer) => ({ head: words.column.afterOf(name(layer)), align: 'left' as const })),
      { head: own ? say`${q(batchLoss)}` : words.column.lossAfterStep, align: 'right' },
    ],
    rows: policies.map(row),
  }
}
