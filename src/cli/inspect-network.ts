// A network file in words: its layers, each weight of a small one and what it joins, encoding, training record.
import { normalizedLayers } from '../core/normalized.ts'
import { hasCommonBias, parametersOf, parameterValue } from '../core/parameters.ts'
import { shapeOf } from '../engine/parameters.ts'
import type { Language } from '../errors.ts'
import type { FileEncoding } from '../formats/encoding.ts'
import type { Writable } from '../formats/json-text.ts'
import { documentOf } from '../formats/network-file.ts'
import type { Shape } from '../math/formula.ts'
import { optimizerOf } from '../math/optimizers.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { proseOf } from '../present/prose/index.ts'
import { unitText } from '../print/name.ts'
import { formatNumber } from '../print/numbers.ts'
import { parameterNames } from '../print/parameters.ts'
import type { Io } from './command.ts'
import { wrap } from './errors-print.ts'
import { fillingWords } from './filled.ts'
import type { LoadedNetwork } from './load.ts'
import { MOST_INSPECTED } from './loaded-network.ts'
import { scoreTable } from './metric-words.ts'
import { layerRuleWords, lossRuleWords, updateRuleWords } from './rule-words.ts'
import { type TextColumn, textTable } from './tables.ts'

const words = {
  en: {
    layer: 'Layer',
    units: 'Units',
    activation: 'Activation',
    parameters: 'Parameters',
    input: 'input',
    loss: 'Loss',
    sum: ', summed over the batch',
    hidden: 'Hidden layers',
    biases: 'Biases',
    policy: {
      fixed: 'held fixed',
      'per-neuron': 'trained, one for each unit',
      shared: 'trained, one for each layer',
    },
    optimizer: 'Optimizer',
    learningRate: 'learning rate',
    samples: 'Samples',
    weight: 'weight',
    name: 'Name',
    joins: 'Joins',
    value: 'Value',
    columns: 'Inputs from the columns',
    missing: 'Missing cells are taken as',
    target: 'Target',
    targets: 'Targets',
    classes: 'classes',
    training: 'Training',
    epochs: 'epochs',
    best: 'best',
    seed: 'seed',
    options: {
      momentum: 'momentum',
      nesterov: 'Nesterov',
      weightDecay: 'weight decay',
      decoupled: 'decoupled',
    },
  },
  es: {
    layer: 'Capa',
    units: 'Neuronas',
    activation: 'Activación',
    parameters: 'Parámetros',
    input: 'entrada',
    loss: 'Pérdida',
    sum: ', sumada sobre el lote',
    hidden: 'Capas ocultas',
    biases: 'Umbrales (bias)',
    policy: {
      fixed: 'fijos',
      'per-neuron': 'entrenados, uno por neurona',
      shared: 'entrenados, uno por capa',
    },
    optimizer: 'Optimizador',
    learningRate: 'tasa de aprendizaje',
    samples: 'Muestras',
    weight: 'peso',
    name: 'Nombre',
    joins: 'Une',
    value: 'Valor',
    columns: 'Entradas de las columnas',
    missing: 'Las celdas sin valor se toman como',
    target: 'Salida esperada',
    targets: 'Salidas esperadas',
    classes: 'clases',
    training: 'Entrenamiento',
    epochs: 'épocas',
    best: 'mejor',
    seed: 'semilla',
    options: {
      momentum: 'momentum',
      nesterov: 'Nesterov',
      weightDecay: 'decaimiento de pesos',
      decoupled: 'desacoplado',
    },
  },
} as const satisfies Record<Language, Record<string, unknown>>

const WIDEST = 80

const left = (head: string): TextColumn => ({ head, align: 'left' })
const right = (head: string): TextColumn => ({ head, align: 'right' })

export function networkLines(file: LoadedNetwork, digits: number | undefined, io: Io): string[] {
  const text = words[io.language]
  const { network, optimizer, samples } = file
  const { nameOfActivation, nameOfLoss, nameOfOptimizer } = proseOf(io.language, 'delta')
  const number = (value: number): string => formatNumber(value, { digits: digits ?? 9, locale: io.locale })
  const list = (values: readonly number[]): string =>
    values.map(number).join(io.language === 'es' ? '; ' : ', ')
  const layerRules = layerRuleWords(network, io.language, number)
  const facts: [string, string][] = [
    [
      text.loss,
      [
        nameOfLoss(network.loss.name) + (network.loss.reduction === 'sum' ? text.sum : ''),
        ...lossRuleWords(network, io.language, number),
      ].join(', '),
    ],
    [text.biases, text.policy[network.biasPolicy]],
    [
      text.optimizer,
      [
        nameOfOptimizer(optimizer.name),
        ...(optimizer.options.learningRate === undefined
          ? []
          : [`${text.learningRate} ${number(Number(optimizer.options.learningRate))}`]),
        ...otherOptions(file, text, number),
        ...updateRuleWords(optimizer, io.language, number),
      ].join(', '),
    ],
    ...(layerRules.length > 0 ? [[text.hidden, layerRules.join(', ')] as [string, string]] : []),
    [text.parameters, String(shapeOf(network).size)],
  ]
  const shown = samples
    .slice(0, 4)
    .map(({ input, target, weight }, n): [string, string] => [
      n === 0 ? text.samples : '',
      `${list(input)} → ${list(target)}${weight === undefined ? '' : `, ${text.weight} ${number(weight)}`}`,
    ])
  const width = Math.max(...facts.map(([name]) => name.length), text.samples.length)
  return [
    file.title,
    '',
    ...layerTable(file, text, nameOfActivation),
    '',
    ...[...facts, ...shown].flatMap(([name, value]) =>
      wrap(value, WIDEST - width - 2).map((line, i) => `${(i === 0 ? name : '').padEnd(width)}  ${line}`),
    ),
    ...(shapeOf(network).size <= MOST_INSPECTED ? ['', ...parameterTable(file, text, number)] : []),
    ...encodingLines(file, text, io),
    ...trainingLines(file, digits, io),
  ]
}

/** The optimizer's options that are not the usual ones; those without a word, by the name in a network file. */
function otherOptions({ optimizer }: LoadedNetwork, text: Text, number: (value: number) => string): string[] {
  const usual = optimizerOf(optimizer.name).options
  return Object.entries(optimizer.options)
    .filter(([name, value]) => name !== 'learningRate' && value !== usual[name]?.default)
    .map(([name, value]) => {
      const word = text.options[name as keyof Text['options']] ?? name
      return typeof value === 'number' ? `${word} ${number(value)}` : word
    })
}

type Text = (typeof words)[Language]

function layerTable(
  { network }: LoadedNetwork,
  text: Text,
  nameOf: (activation: string) => string,
): string[] {
  const shapes = shapeOf(network).layers
  const rows = network.layers.map(({ biases, activation, normalization }, l) => [
    String(l + 1),
    String(biases.length),
    nameOf(activation.name),
    String(shapes[l]!.units * (shapes[l]!.inputs + (normalization ? 3 : 1))),
  ])
  return textTable(
    [left(text.layer), right(text.units), left(text.activation), right(text.parameters)],
    [[text.input, String(network.inputs), '', ''], ...rows],
  )
}

/** w1  i1 → h1  0.15 */
function parameterTable({ network }: LoadedNetwork, text: Text, number: (value: number) => string): string[] {
  const shape: Shape = {
    inputs: network.inputs,
    units: network.layers.map(({ biases }) => biases.length),
    oneBiasPerLayer: network.layers.every((_, l) => hasCommonBias(network, l)),
    samples: 1,
    normalized: normalizedLayers(network),
  }
  const rows = Array.from(parametersOf(network), (ref) => [
    parameterNames(ref, shape).deck,
    joinsOf(ref, shape),
    number(parameterValue(network, ref)),
  ])
  return textTable([left(text.name), left(text.joins), right(text.value)], rows)
}

function joinsOf(ref: ParameterRef, shape: Shape): string {
  if (ref.kind === 'weight') {
    return `${unitText(ref.layer - 1, ref.from, shape)} → ${unitText(ref.layer, ref.to, shape)}`
  }
  if (ref.kind !== 'bias') return unitText(ref.layer, ref.unit, shape)
  if (ref.unit !== 'all') return `1 → ${unitText(ref.layer, ref.unit, shape)}`
  const units = Array.from({ length: shape.units[ref.layer]! }, (_, unit) => unitText(ref.layer, unit, shape))
  return `1 → ${units.join(', ')}`
}

function encodingLines({ encoding }: LoadedNetwork, text: Text, io: Io): string[] {
  if (!encoding) return []
  const { inputs, target } = encoding
  return [
    '',
    ...wrap(`${text.columns}: ${inputs.map(({ name }) => name).join(', ')}.`, WIDEST),
    ...missingLines(inputs, text, io),
    ...wrap(`${targetText(target, text)}.`, WIDEST),
  ]
}

/** What a model keeps for cells without a value: width 3.5 (median), soil clay (most frequent). */
function missingLines(inputs: FileEncoding['inputs'], text: Text, { language, locale }: Io): string[] {
  const taken = inputs.flatMap(({ name, missing }) => {
    if (missing === undefined) return []
    const value = typeof missing === 'number' ? formatNumber(missing, { digits: 5, locale }) : missing
    return [
      `${name} ${value} (${fillingWords[language][typeof missing === 'number' ? 'median' : 'frequent']})`,
    ]
  })
  const separator = language === 'es' ? '; ' : ', '
  return taken.length === 0 ? [] : wrap(`${text.missing}: ${taken.join(separator)}.`, WIDEST)
}

function targetText(target: FileEncoding['target'], text: Text): string {
  switch (target.kind) {
    case 'number':
      return `${text.target}: ${target.name}`
    case 'classes':
      return `${text.target}: ${target.name} (${target.classes.length} ${text.classes}: ${target.classes.join(', ')})`
    case 'numbers':
      return `${text.targets}: ${target.columns.map(({ name }) => name).join(', ')}`
    case 'labels':
      return `${text.targets}: ${target.columns.map(({ name, classes }) => `${name} (${classes.join(', ')})`).join(', ')}`
  }
}

function trainingLines({ training }: LoadedNetwork, digits: number | undefined, io: Io): string[] {
  if (!training) return []
  const text = words[io.language]
  const { epochs, bestEpoch, seed, metrics } = training
  return [
    '',
    `${text.training}: ${epochs} ${text.epochs} (${text.best}: ${bestEpoch}), ${text.seed} ${seed}.`,
    '',
    ...scoreTable(metrics, io, digits),
  ]
}

/** The network file itself, with what can be counted. */
export function networkJson(file: LoadedNetwork): Writable {
  return {
    kind: 'network',
    title: file.title,
    parameters: shapeOf(file.network).size,
    network: documentOf(file) as unknown as Writable,
  }
}
