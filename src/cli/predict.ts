// paso predict: a model's answer for each row of a table, as CSV, JSON lines or one JSON value.
import { outputsOf } from '../core/forward.ts'
import {
  decodePrediction,
  encodeRows,
  type Prediction,
  readingFor,
  type TableEncoding,
} from '../data/index.ts'
import { compactJson, type Writable } from '../formats/json-text.ts'
import type { Command } from './command.ts'
import { dialectOf, loadModel, loadTable } from './load.ts'
import { deliver } from './output.ts'

/** Answers to standard output or to the file of -o. */
export const predict: Command = async (args, io) => {
  const [modelPath, dataPath] = args.positionals as [string, string]
  const model = await loadModel(modelPath, io)
  const table = await loadTable(dataPath, { ...readingFor(model.encoding, false), ...dialectOf(args) }, io)
  const { inputs, warnings } = encodeRows(model.encoding, table)
  for (const warning of [...table.warnings, ...warnings]) io.warn(warning)
  const answers = inputs.map((input) => decodePrediction(model.encoding, outputsOf(model.network, input)))
  const { rowFormat, json } = args.options
  const text = json
    ? `${compactJson(answers.map(answerJson))}\n`
    : rowFormat === 'jsonl'
      ? answers.map((answer) => `${compactJson(answerJson(answer))}\n`).join('')
      : csvOf(model.encoding, answers)
  await deliver(text, args, io)
  return 0
}

function answerJson(answer: Prediction): Writable {
  return answer.kind === 'number'
    ? { prediction: answer.value }
    : { prediction: answer.label, probabilities: answer.probabilities }
}

/** The prediction under the target's name, then each class's probability. */
function csvOf({ target }: TableEncoding, answers: readonly Prediction[]): string {
  const classes = target.kind === 'classes' ? target.classes : []
  const head = [target.name, ...classes.map((name) => `p(${name})`)]
  const rows = answers.map((answer) =>
    answer.kind === 'number'
      ? [answer.value]
      : [answer.label, ...classes.map((name) => answer.probabilities[name]!)],
  )
  return [head, ...rows].map((cells) => `${cells.map(cellOf).join(',')}\n`).join('')
}

/** A cell of a CSV file (RFC 4180). */
function cellOf(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
