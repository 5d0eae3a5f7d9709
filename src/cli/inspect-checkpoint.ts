// What inspect says of a safetensors file: a checkpoint with its training and its best network so far, or arrays by name.

import { learningRateAt } from '../core/optimizer.ts'
import type { Language } from '../errors.ts'
import { checkpointBytes } from '../formats/checkpoint.ts'
import type { Writable } from '../formats/json-text.ts'
import type { Safetensors } from '../formats/safetensors.ts'
import { type Checkpoint, networkOf } from '../library/checkpoint.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { networkJson, networkLines } from './inspect-network.ts'
import { shellWord } from './shell-word.ts'
import { counted, textTable } from './tables.ts'

const words = {
  en: {
    training: 'Training',
    target: 'target',
    seed: 'seed',
    epochs: 'Epochs',
    of: 'of',
    best: 'the best',
    within: ['row', 'rows'],
    next: 'of the next one',
    steps: 'Steps',
    time: 'Time',
    rate: 'Rate',
    ofNextStep: 'in the next step',
    loss: 'Loss',
    validation: 'validation',
    memory: 'Memory',
    goesOn: 'Goes on',
    network: 'The best network so far',
    name: 'Name',
    type: 'Type',
    shape: 'Shape',
  },
  es: {
    training: 'Entrenamiento',
    target: 'columna objetivo',
    seed: 'semilla',
    epochs: 'Épocas',
    of: 'de',
    best: 'la mejor',
    within: ['fila', 'filas'],
    next: 'de la siguiente',
    steps: 'Pasos',
    time: 'Tiempo',
    rate: 'Tasa',
    ofNextStep: 'en el próximo paso',
    loss: 'Pérdida',
    validation: 'validación',
    memory: 'Memoria',
    goesOn: 'Sigue con',
    network: 'La mejor red hasta ahora',
    name: 'Nombre',
    type: 'Tipo',
    shape: 'Forma',
  },
} as const satisfies Record<Language, Record<string, unknown>>

export function checkpointLines(
  path: string,
  checkpoint: Checkpoint,
  digits: number | undefined,
  io: Io,
): string[] {
  const text = words[io.language]
  const { table, settings, state } = checkpoint
  const { history, best, position, session, seconds } = state
  const number = (value: number): string => formatNumber(value, { digits: digits ?? 5, locale: io.locale })
  const part = position === 0 ? '' : `; ${counted(position, text.within)} ${text.next}`
  const last = history.at(-1)
  const facts: (readonly [string, string])[] = [
    [text.training, `${table.source || '—'}, ${text.target} ${table.target}, ${text.seed} ${settings.seed}`],
    [text.epochs, `${history.length} ${text.of} ${settings.epochs}, ${text.best} ${best.epoch}${part}`],
    [text.steps, `${session.time}`],
    ...(settings.schedule
      ? [[text.rate, `${number(nextRate(checkpoint)!)}, ${text.ofNextStep}`] as const]
      : []),
    [text.time, `${formatNumber(seconds, { digits: 2, locale: io.locale })} s`],
  ]
  if (last) {
    const { loss, validationLoss } = last
    const validation = validationLoss === undefined ? '' : `, ${text.validation} ${number(validationLoss)}`
    facts.push([text.loss, number(loss) + validation])
  }
  facts.push([text.memory, Object.keys(session.memory).join(', ') || '—'])
  facts.push([text.goesOn, `paso train --resume ${shellWord(path)}`])
  const width = Math.max(...facts.map(([name]) => name.length))
  return [
    path,
    '',
    ...facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    ...networkLines({ ...networkOf(checkpoint), title: text.network }, digits, io),
  ]
}

/** The learning rate of the step that follows; undefined where that searches for its length. */
function nextRate(checkpoint: Checkpoint): number | undefined {
  const { time, rateFactor } = checkpoint.state.session
  return learningRateAt(networkOf(checkpoint).optimizer, time + 1, rateFactor)
}

export function checkpointJson(path: string, checkpoint: Checkpoint): Writable {
  const { table, settings, state } = checkpoint
  const { history, best, position, session, seconds } = state
  const rate = nextRate(checkpoint)
  return {
    kind: 'checkpoint',
    title: path,
    bytes: checkpointBytes(checkpoint).length,
    table: table as unknown as Writable,
    settings: settings as unknown as Writable,
    epochs: history.length,
    position,
    bestEpoch: best.epoch,
    steps: session.time,
    ...(rate !== undefined && { learningRate: rate }),
    seconds,
    history: history as unknown as Writable,
    best: networkJson({ ...networkOf(checkpoint), title: path }),
  }
}

export function tensorLines(path: string, { metadata, tensors }: Safetensors, io: Io): string[] {
  const text = words[io.language]
  const rows = tensors.map(({ name, type, shape }) => [name, type, shape.join(' × ')])
  const said = Object.entries(metadata).map(([name, value]) => `${name}: ${value}`)
  const columns = [text.name, text.type, text.shape].map((head) => ({ head, align: 'left' as const }))
  return [path, '', ...said, ...(said.length > 0 ? [''] : []), ...textTable(columns, rows)]
}

export function tensorJson(path: string, { metadata, tensors }: Safetensors): Writable {
  return {
    kind: 'safetensors',
    title: path,
    metadata,
    tensors: tensors.map(({ name, type, shape }) => ({ name, type, shape: [...shape] })),
  }
}
