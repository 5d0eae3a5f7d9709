// Model: a trained network that knows its columns: it answers rows as they are, scores itself, explains itself and is saved.
import type { Network } from '../core/network.ts'
import { checkRows, featureNames, fillsIn, flatInputs, type TableEncoding } from '../data/encoding.ts'
import { rowIn } from '../data/flat.ts'
import type { Cell, Table } from '../data/table.ts'
import { decodePrediction, flatTargets, type TargetEncoding, targetNames } from '../data/targets.ts'
import type { TaskName } from '../data/task.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import { loadParts } from '../later.ts'
import { withWords } from '../messages.ts'
import { answersOf } from './answers.ts'
import { checkOptions } from './check-options.ts'
import {
  type Data,
  type Expected,
  isOneRow,
  isRecord,
  type NumberRow,
  type NumberRows,
  type Targets,
  tableOf,
  tableWithTarget,
} from './data.ts'
import type { Diagnosis } from './diagnose.ts'
import {
  type EncodedSamples,
  type ExplainRequest,
  samplesToExplain,
  type TargetOfRow,
} from './explain-request.ts'
import { Explanation } from './explanation.ts'
import { laterParts } from './later-parts.ts'
import type { PredictOptions } from './options.ts'
import {
  type AnyLabel,
  type AnyPrediction,
  type Classes,
  type Prediction,
  predictionOf,
} from './predictions.ts'
import type { QuickAnswers } from './quick-answers.ts'
import { refusals } from './refusals.ts'
import { type Scores, scoresOf } from './scores.ts'

/** A row to predict, for models whose columns the compiler does not know. */
export type AnyRow = NumberRow | Readonly<Record<string, Cell>>

/**
 * @typeParam Row what `predict` takes
 * @typeParam Task what it answers: classes, numbers, or either
 * @typeParam Label the classes; of several targets an object with those of each, by its name
 */
export class Model<Row = AnyRow, Task extends TaskName = TaskName, Label extends AnyLabel = string> {
  readonly network: Network
  /** How the columns of a table become inputs, and outputs an answer. */
  readonly encoding: TableEncoding
  readonly #file: NetworkFile
  readonly #seen: EncodedSamples | undefined
  #quick: QuickAnswers | undefined

  /**
   * @param seen the rows that it was trained on, to explain them
   * @param name for messages
   * @throws PasoError no-encoding
   */
  constructor(file: NetworkFile, seen?: EncodedSamples, name = 'the network') {
    if (!file.encoding) throw refusals.notATableModel(name)
    this.network = file.network
    this.encoding = file.encoding
    this.#file = file
    this.#seen = seen
  }

  /** The names of the network's inputs; `colour=red` for a category. */
  get inputs(): readonly string[] {
    return featureNames(this.encoding)
  }

  /** The names of the columns that it predicts. */
  get targets(): readonly string[] {
    return targetNames(this.encoding.target)
  }

  /** The classes in the order of the outputs, of each target where there are several; undefined for a regression. */
  get classes(): Classes<Label> | undefined {
    const { target } = this.encoding
    return classesOf(target) as Classes<AnyLabel> | undefined as Classes<Label> | undefined
  }

  /**
   * The answer to one row, or to each of many: records, rows of numbers, or a table.
   * @throws PasoError missing-column, not-a-number, wrong-shape, wrong-type, not-data, unknown-option, wrong-option
   */
  predict(row: Row, options?: PredictOptions): Prediction<Task, Label>
  predict(rows: readonly Row[] | NumberRows | Table, options?: PredictOptions): Prediction<Task, Label>[]
  predict(
    data: Row | readonly Row[] | NumberRows | Table,
    options: PredictOptions = {},
  ): Prediction<Task, Label> | Prediction<Task, Label>[] {
    checkOptions('predict', options)
    if (Array.isArray(data) && data.length === 0) return []
    const one = isOneRow(data)
    const rows = one ? [data] : data
    this.#quick ??= laterParts.part?.quickAnswers(this.network, this.encoding)
    const answers = (this.#quick?.(rows) ?? this.#answers(rows, options)) as Prediction<Task, Label>[]
    return one ? answers[0]! : answers
  }

  /** By way of a table. */
  #answers(data: unknown, { onWarning }: PredictOptions): AnyPrediction[] {
    const table = tableOf(data, this.#expected(), this.targets)
    const { warnings } = checkRows(this.encoding, table)
    const inputs = flatInputs(this.encoding, table)
    if (onWarning) warnings.forEach(onWarning)
    const answer = answersOf(this.network)
    const width = this.network.inputs
    return Array.from({ length: table.rows }, (_, row) =>
      predictionOf(decodePrediction(this.encoding, answer(inputs.subarray(row * width, (row + 1) * width)))),
    )
  }

  /**
   * How good the model is on rows whose answers are known: metrics, and for classes a confusion matrix, precision and
   * recall, calibration.
   * @throws PasoError as `predict`; unknown-column, unknown-class
   */
  evaluate(data: Data, targets?: Targets, options: PredictOptions = {}): Scores {
    checkOptions('evaluate', options)
    const table = this.#tableOf(data, targets)
    const { warnings } = checkRows(this.encoding, table)
    const inputs = flatInputs(this.encoding, table)
    const { onWarning } = options
    if (onWarning) warnings.forEach(onWarning)
    return scoresOf(this.network, this.encoding.target, [inputs], flatTargets(this.encoding, table))
  }

  /**
   * Why each weight changes in one training step on a row of the data, or on an input of its own. The texts are made
   * when they are asked for, by parts of the program that are loaded then.
   * @throws PasoError unknown-option, wrong-option, no-samples, row-out-of-range, and those of `evaluate`
   */
  explain(request: ExplainRequest<Row> = {}): Explanation {
    checkOptions('explain', request)
    const samples = samplesToExplain(request, this.#seen, {
      encode: (data, targets) => this.#samplesOf(data, targets),
      encodeOne: (input, target) => this.#sampleOf(input, target),
    })
    return new Explanation(this.#file, samples, request.parameter)
  }

  /**
   * What is wrong, on rows whose answers are known: silent and saturated units, gradients that vanish or explode, unscaled
   * inputs, columns that give the answer away, and more; each with its numbers and with what to do, in both languages.
   * @throws PasoError as `evaluate`
   */
  async diagnose(data: Data, targets?: Targets): Promise<Diagnosis> {
    return withWords(async () => {
      await loadParts()
      const { diagnoseModel } = await import('./diagnose.ts')
      return diagnoseModel({ ...this.#file, encoding: this.encoding }, this.#tableOf(data, targets))
    })
  }

  /**
   * The model as a network file, the text that `load` and `paso predict` read back to the bit; with a path it is written
   * there too, whole or not at all, in place of what is there.
   * @throws PasoError not-writable
   */
  async save(path?: string): Promise<string> {
    await loadParts()
    const { writeNetworkFile } = await import('../formats/network-file.ts')
    const text = writeNetworkFile(this.#file)
    if (path !== undefined) await (await import('./files.ts')).writeWhole(path, text)
    return text
  }

  #expected(): Expected {
    const names = this.encoding.inputs.map(({ name }) => name)
    return { names, missing: fillsIn(this.encoding) ? 'impute' : 'refuse' }
  }

  #tableOf(data: Data, targets: Targets | undefined): Table {
    const { target } = this.encoding
    const names = 'columns' in target ? targetNames(target) : target.name
    return tableWithTarget(data, targets, names, this.#expected()).table
  }

  #samplesOf(data: Data, targets?: Targets): EncodedSamples {
    const table = this.#tableOf(data, targets)
    const { filled } = checkRows(this.encoding, table)
    const [inputs, answers] = [flatInputs(this.encoding, table), flatTargets(this.encoding, table)]
    const { rows } = table
    const of = (values: Float64Array, row: number): number[] => rowIn(values, values.length / rows, row)
    return { rows, sample: (row) => ({ input: of(inputs, row), target: of(answers, row) }), filled }
  }

  #sampleOf(input: Row, target: TargetOfRow): EncodedSamples {
    const names = this.targets
    const answers = isRecord(target) ? names.map((name) => target[name]) : [target].flat()
    if (!isRecord(input)) return this.#samplesOf([input as NumberRow], [answers] as Targets)
    const own = Object.fromEntries(names.map((name, k) => [name, answers[k]]))
    return this.#samplesOf([{ ...input, ...own }])
  }
}

function classesOf(target: TargetEncoding): Classes<AnyLabel> | undefined {
  if (target.kind === 'classes') return target.classes
  if (target.kind !== 'labels') return undefined
  return Object.fromEntries(target.columns.map(({ name, classes }) => [name, classes]))
}
