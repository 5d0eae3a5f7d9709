// Trains through the command line, with the options that an effect is about, and hands back what came of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Network } from '../../../src/core/network.ts'
import { type NetworkFile, readNetworkFile } from '../../../src/formats/index.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { type Printed, paso } from '../../golden-run.ts'

/** What an option does, as a claim that can be false. */
export interface Effect {
  readonly claim: string
  holds(): Promise<boolean>
}

export const ROWS = 60

interface Plant {
  readonly height: number
  readonly width: number
  readonly soil: string
  readonly leaves: number
  readonly yield: number
  readonly kind: string
}

/** Plants of two kinds: numbers, a category, whole numbers, a number to predict and a class to predict. */
function plants(): Plant[] {
  const random = xoshiro(11)
  return Array.from({ length: ROWS }, (_, row) => {
    const [height, width] = [random.normal(), random.normal()].map((value) => Number(value.toFixed(3)))
    const noise = 0.3 * random.normal()
    return {
      height: height!,
      width: width!,
      soil: ['clay', 'sand', 'peat'][row % 3]!,
      leaves: row % 4,
      yield: Number((height! - 2 * width! + noise).toFixed(3)),
      kind: height! + noise > 0 ? 'tall' : 'low',
    }
  })
}

/** With another delimiter, decimal mark or header. */
export interface Dialect {
  readonly delimiter?: string
  readonly decimal?: string
  readonly header?: boolean
}

export function tableText({ delimiter = ',', decimal = '.', header = true }: Dialect = {}): string {
  const rows = plants().map((plant) =>
    Object.values(plant)
      .map((cell) => String(cell).replace('.', decimal))
      .join(delimiter),
  )
  const heads = header ? [Object.keys(plants()[0]!).join(delimiter)] : []
  return `${[...heads, ...rows].join('\n')}\n`
}

let folder: string | undefined

/** A folder for the files of this process; gone when it ends. */
export function workFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'paso-effects-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

export function written(name: string, text: string): string {
  const path = join(workFolder(), name)
  writeFileSync(path, text)
  return path
}

export interface Trained extends Printed {
  readonly json: RunJson
  readonly file: NetworkFile
  readonly network: Network
}

/** What `paso train --json` prints, as far as effects look at it. */
export interface RunJson {
  readonly seed: number
  readonly engine: string
  readonly task: string
  readonly epochs: number
  readonly bestEpoch: number
  readonly stoppedBy: string
  readonly rows: Readonly<Record<'train' | 'validation' | 'test', number>>
  readonly recipe: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly history: readonly {
    readonly epoch: number
    readonly loss: number
    readonly validationLoss?: number
    readonly learningRate?: number
    readonly best: boolean
  }[]
}

/** Options by their flags: `{ epochs: 3, 'batch-size': 8 }`; a list is given several times, true is a switch. */
export type Flags = Readonly<Record<string, string | number | true | readonly string[]>>

export function wordsOf(flags: Flags): string[] {
  return Object.entries(flags).flatMap(([flag, value]) => {
    if (value === true) return [`--${flag}`]
    const values = typeof value === 'object' ? value : [String(value)]
    return values.flatMap((one) => [`--${flag}`, one])
  })
}

/** @throws Error when the training is refused or fails */
export async function trained(flags: Flags, table = tableText()): Promise<Trained> {
  const path = written('plants.csv', table)
  const model = join(workFolder(), 'model.json')
  const words = ['train', path, ...wordsOf({ target: 'yield', ignore: ['kind'], ...flags })]
  const printed = await paso([...words, '--json', '-o', model, '--force'])
  if (printed.code !== 0) throw new Error(printed.stderr)
  const file = readNetworkFile(readFileSync(model, 'utf8'), model)
  return { ...printed, json: JSON.parse(printed.stdout), file, network: file.network }
}

const one = { validation: 0, test: 0, epochs: 1, seed: 3, hidden: 3, activation: 'tanh' } as const

/** One step on all rows, so that what an option adds to it stands alone. */
export const oneStep: Flags = {
  ...{ ...one, 'batch-size': ROWS },
  ...{ optimizer: 'sgd', 'learning-rate': 0.1, 'weight-decay': 0 },
}

/** One step of an optimizer that searches for its length, which takes all rows and no rate. */
export const oneSearch: Flags = { ...one, optimizer: 'lbfgs', l2: 0 }

/** A step so small that the first weights are left. */
export const noStep: Flags = { ...oneStep, 'learning-rate': 1e-300 }

export const weightsOf = ({ network }: Trained): number[] =>
  network.layers.flatMap(({ weights }) => weights.flat())

export const biasesOf = ({ network }: Trained): number[] => network.layers.flatMap(({ biases }) => biases)

/** Whether all numbers agree, but for the rounding of a few operations. */
export const agree = (ours: readonly number[], expected: readonly number[], tolerance = 1e-13): boolean =>
  ours.length === expected.length &&
  ours.every((value, i) => Math.abs(value - expected[i]!) <= tolerance * Math.max(1, Math.abs(expected[i]!)))

export const sameBits = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
