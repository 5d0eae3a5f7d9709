// paso predict: a model's answer for each row of a table, as CSV, JSON lines or one JSON value.
import type { Network } from '../core/network.ts'
import { blocksOf } from '../data/blocks.ts'
import { checkRows, flatInputs, readingFor, type TableEncoding } from '../data/encoding.ts'
import type { Table } from '../data/table.ts'
import {
  type ClassEncoding,
  decodePrediction,
  type Prediction,
  type TargetEncoding,
  targetNames,
} from '../data/targets.ts'
import { compactJson, type Writable } from '../formats/json-text.ts'
import { answersOf } from '../library/answers.ts'
import type { Command } from './command.ts'
import { dialectOf, loadModel } from './load.ts'
import { loadBlocks } from './load-table.ts'
import { deliver } from './output.ts'

/** Answers to standard output or to the file of -o. */
export const predict: Command = async (args, io) => {
  const [modelPath, dataPath] = args.positionals as [string, string]
  const model = await loadModel(modelPath, io)
  const table = await loadBlocks(dataPath, { ...readingFor(model.encoding, false), ...dialectOf(args) }, io)
  const { warnings } = checkRows(model.encoding, table)
  for (const warning of [...table.warnings, ...warnings]) io.warn(warning)
  const { rowFormat, json } = args.options
  const form = json ? asJson : rowFormat === 'jsonl' ? asJsonLines : asCsv
  await deliver(textOf(model, table, form(model.encoding)), args, io)
  return 0
}

/** How the answers are written. */
interface Form {
  readonly head: string
  readonly row: (answer: Prediction) => string
  readonly between: string
  readonly foot: string
}

const asJson = (): Form => ({
  head: '[',
  row: (answer) => compactJson(answerJson(answer)),
  between: ',',
  foot: ']\n',
})

const asJsonLines = (): Form => ({
  head: '',
  row: (answer) => `${compactJson(answerJson(answer))}\n`,
  between: '',
  foot: '',
})

/** The prediction under each target's name, then the probabilities: of each class, or of each target's second class. */
const asCsv = ({ target }: TableEncoding): Form => ({
  head: lineOf(headOf(target)),
  row: (answer) => lineOf(cellsOf(answer, target)),
  between: '',
  foot: '',
})

/** Block by block, so that a long table is never there as lists. */
function textOf(
  { network, encoding }: { readonly network: Network; readonly encoding: TableEncoding },
  table: Table,
  { head, row, between, foot }: Form,
): string {
  const answer = answersOf(network)
  const parts: string[] = []
  for (const block of blocksOf(table)) {
    const inputs = flatInputs(encoding, block)
    const rows = Array.from({ length: block.rows }, (_, n) =>
      row(decodePrediction(encoding, answer(inputs.subarray(n * network.inputs, (n + 1) * network.inputs)))),
    )
    if (rows.length > 0) parts.push(rows.join(between))
  }
  return head + parts.join(between) + foot
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

const lineOf = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\n`

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
