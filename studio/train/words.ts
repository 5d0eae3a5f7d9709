// The words of the screen that trains.
import type { BiasPolicy } from '../../src/core/network.ts'
import type { Order, TableName } from '../training/messages.ts'

export interface TrainWords {
  readonly tables: Readonly<Record<TableName, string>>
  readonly lesson: string
  readonly builtIn: string
  readonly own: string
  readonly change: string
  readonly chooseFile: string
  readonly drop: string
  readonly reading: (name: string, rows: string, share: string | undefined) => string
  readonly loading: string
  readonly rows: string
  readonly trainValidation: string
  readonly target: string
  readonly columns: (used: number, all: number) => string
  readonly leaveOut: (column: string) => string
  readonly leftOut: (column: string) => string
  readonly notes: (count: number) => string
  readonly network: string
  readonly shape: string
  readonly hidden: string
  readonly hiddenHow: string
  readonly wrongHidden: (text: string) => string
  readonly activation: string
  readonly optimizer: string
  readonly loss: string
  readonly batch: string
  readonly seed: string
  readonly wrongCount: (text: string, least: number) => string
  readonly validationShare: string
  readonly biases: string
  readonly biasPolicies: Readonly<Record<BiasPolicy, string>>
  readonly order: string
  readonly orders: Readonly<Record<Order, string>>
  readonly whileRunning: string
  readonly learningRate: string
  readonly l2: string
  readonly notSearched: string
  readonly compare: string
  readonly compareHow: string
  readonly keepAsA: string
  readonly forgetA: string
  readonly runA: string
  readonly curve: string
  readonly curveSays: (epoch: string, train: string, validation: string | undefined) => string
  readonly train: string
  readonly validation: string
  readonly epoch: string
  readonly axis: string
  readonly log: string
  readonly linear: string
  readonly asTable: string
  readonly transport: string
  readonly rewind: string
  readonly oneBatch: string
  readonly oneEpoch: string
  readonly start: string
  readonly resume: string
  readonly pause: string
  readonly fast: string
  readonly fastHow: string
  readonly history: string
  readonly atStart: string
  readonly pausedAt: (epoch: string, batch: string | undefined) => string
  readonly runningAt: (epoch: string) => string
  readonly accuracy: Readonly<Record<'validation' | 'train', string>>
  readonly rSquared: Readonly<Record<'validation' | 'train', string>>
  readonly trainingLoss: string
  readonly view: string
  readonly matrix: string
  readonly regions: string
  readonly answers: string
  readonly sample: string
  readonly answer: string
  readonly lessonName: (table: string, row: number) => string
  readonly backTo: (epoch: string, rate: string) => string
  readonly kept: (epoch: string) => string
  readonly by: (engine: string) => string
  readonly pasted: string
  readonly setUp: string
  readonly classes: (count: number) => string
  readonly expected: (text: string) => string
  readonly received: (text: string) => string
}
