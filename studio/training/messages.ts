// Messages between the page and the worker that trains: what is asked, what is told, as plain data.
import type { BiasPolicy, Network } from '../../src/core/network.ts'
import type { Scaling } from '../../src/data/scaling.ts'
import type { TargetEncoding } from '../../src/data/targets.ts'
import type { TaskKind } from '../../src/engine/defaults.ts'
import type { LogBins } from '../../src/engine/log-bins.ts'
import type { Epoch } from '../../src/engine/training-plan.ts'
import type { Texts } from '../../src/errors.ts'
import type { NetworkFile } from '../../src/formats/network-file.ts'

/** What is trained: a table, or the network of the other screens on its own samples. */
export type Source =
  | { readonly kind: 'built-in'; readonly name: TableName }
  | { readonly kind: 'file'; readonly name: string; readonly file: Blob }
  | { readonly kind: 'lesson'; readonly file: NetworkFile }

/** In the order of the menu. */
export const tableNames = [
  'iris',
  'wine',
  'breast_cancer',
  'digits',
  'diabetes',
  'circles',
  'spiral',
  'sine',
] as const
export type TableName = (typeof tableNames)[number]

/** Whether the deltas of a hidden layer are taken before any weight changes, as they must be, or after: the famous mistake. */
export type Order = 'in-order' | 'too-early'

/** What a run begins with; what is undefined depends on the data. */
export interface Settings {
  /** The column that is predicted. */
  readonly target: string | undefined
  /** Columns that are no inputs. */
  readonly ignored: readonly string[]
  readonly hidden: readonly number[] | undefined
  readonly activation: string | undefined
  readonly optimizer: string | undefined
  readonly learningRate: number | undefined
  readonly l2: number
  readonly batchSize: number | undefined
  readonly seed: number
  /** Share of the rows that is held out. */
  readonly validation: number
  readonly biases: BiasPolicy | undefined
  readonly order: Order
}

export const usualSettings: Settings = {
  target: undefined,
  ignored: [],
  hidden: undefined,
  activation: undefined,
  optimizer: undefined,
  learningRate: undefined,
  l2: 0,
  batchSize: undefined,
  seed: 1,
  validation: 0.25,
  biases: undefined,
  order: 'in-order',
}

/** What may change while it runs. */
export interface Live {
  readonly learningRate: number | undefined
  readonly l2: number
}

/** Rows in a form for views: those of the validation, or of the training where there are none. */
export interface ShownRows {
  readonly part: 'validation' | 'train'
  /** By their places in the table, from 0. [rows] */
  readonly rows: Uint32Array
  /** As the network takes them. [rows · inputs] */
  readonly inputs: Float64Array
  /** As it should answer. [rows · outputs] */
  readonly targets: Float64Array
}

/** What a run is, from its first moment on. */
export interface PlanInfo {
  readonly source: Source['kind']
  readonly name: string
  /** Undefined for a lesson. */
  readonly columns: readonly string[] | undefined
  readonly target: string | undefined
  readonly rows: { readonly all: number; readonly train: number; readonly validation: number }
  readonly inputs: readonly { readonly name: string; readonly scaling: Scaling }[]
  readonly outputs: readonly string[]
  /** Undefined for a lesson, whose outputs stand for nothing. */
  readonly encoding: TargetEncoding | undefined
  readonly task: TaskKind | undefined
  /** Before the first step; its parameters are those of the first snapshot. */
  readonly network: Network
  readonly optimizer: string
  readonly live: Live
  readonly batchSize: number
  readonly engine: string
  readonly shown: ShownRows
  readonly warnings: readonly Texts[]
  /** Before the first step. */
  readonly startLoss: { readonly train: number; readonly validation: number | undefined }
}

/** Where a run stands. */
export interface Snapshot {
  readonly epoch: number
  /** Rows taken of the epoch under way. */
  readonly position: number
  /** Weights and biases, as src/engine/parameters.ts orders them. */
  readonly parameters: Float64Array
  /** Of the shown rows. [rows · outputs] */
  readonly outputs: Float64Array
  /** Of each layer, on some rows of the training. */
  readonly gradients: readonly LogBins[]
  /** The epochs since the last snapshot; of very many some. */
  readonly epochs: readonly Epoch[]
  /** Epochs to which one can go back, ascending. */
  readonly kept: readonly number[]
  readonly isRunning: boolean
}

/** How far a run goes by itself. */
export type Until = 'paused' | 'epoch' | 'batch' | { readonly epoch: number }

export type Ask =
  | { readonly kind: 'plan'; readonly source: Source; readonly settings: Settings }
  | { readonly kind: 'run'; readonly until: Until }
  | { readonly kind: 'pause' }
  /** The page has drawn: it takes the next snapshot, after so many epochs at most. */
  | { readonly kind: 'drawn'; readonly epochs: number }
  | { readonly kind: 'live'; readonly live: Live }
  | { readonly kind: 'go-to'; readonly epoch: number }
  | { readonly kind: 'explain'; readonly row: number; readonly name: string }

export type Told =
  | { readonly kind: 'reading'; readonly rows: number; readonly share: number | undefined }
  | { readonly kind: 'planned'; readonly info: PlanInfo; readonly snapshot: Snapshot }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | {
      readonly kind: 'refused'
      readonly texts: Texts
      /** A column without which it may go. */
      readonly column: string | undefined
    }
  /** It then stands at the last epoch that was kept. */
  | { readonly kind: 'diverged'; readonly texts: Texts; readonly snapshot: Snapshot }
  | { readonly kind: 'lesson'; readonly file: NetworkFile }
