// paso predict: a model's answer for each row of a table, as CSV, JSON lines or one JSON value.
import { outputsOf } from '../core/outputs.ts'
import {
  type ClassEncoding,
  decodePrediction,
  encodeRows,
  type Prediction,
  readingFor,
  type TableEncoding,
  type TargetEncoding,
  targetNames,
} from '../data/index.ts'
import { compactJson, type Writable } from '../formats/json-text.ts'
import type { Command } from './command.ts'
import { dialectOf, loadModel } from './load.ts'
import { loadTable } from './load-table.ts'
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

/** With several targets both are objects by the targets' names; a probability is that of the second class. */
function answerJson(answer: Prediction): Writable {
  switch (answer.kind) {
    case 'number':
      return { prediction: answer.value }
    case 'numbers':
      return { prediction: answer.values }
    case 'class':
      return { prediction: answer.label, probabilities: answer.probabilities }
    case 'labels':
      return { prediction: answer.labels, probabilities: answer.probabilities }
  }
}

/** The prediction under each target's name, then the probabilities: of each class, or of each target's second class. */
function csvOf({ target }: TableEncoding, answers: readonly Prediction[]): string {
  const rows = [headOf(target), ...answers.map((answer) => cellsOf(answer, target))]
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\n`).join('')
}

function headOf(target: TargetEncoding): string[] {
  const names = targetNames(target)
  switch (target.kind) {
    case 'number':
    case 'numbers':
      return [...names]
    case 'classes':
      return [...names, ...target.classes.map((name) => `p(${name})`)]
    case 'labels':
      return [...names, ...target.columns.map(({ name, classes }) => `p(${name}=${classes[1]})`)]
  }
}

function cellsOf(answer: Prediction, target: TargetEncoding): (string | number)[] {
  const names = targetNames(target)
  switch (answer.kind) {
    case 'number':
      return [answer.value]
    case 'numbers':
      return names.map((name) => answer.values[name]!)
    case 'class':
      return [answer.label, ...(target as ClassEncoding).classes.map((name) => answer.probabilities[name]!)]
    case 'labels':
      return [
        ...names.map((name) => answer.labels[name]!),
        ...names.map((name) => answer.probabilities[name]!),
      ]
  }
}

/** A cell of a CSV file (RFC 4180). */
function cellOf(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
