// The words of the screen on which a network is made.
import type { BiasPolicy } from '../../src/core/network.ts'
import type { Also } from './choices.ts'
import type { PresetName } from './preset-names.ts'

interface Named {
  readonly name: string
  readonly how: string
}

export interface NetworkWords {
  readonly shape: string
  readonly inputs: string
  /** Undefined: the only one. */
  readonly hidden: (number: number | undefined) => string
  readonly output: string
  readonly perRow: (count: number) => string
  readonly activation: (layer: string) => string
  readonly count: (layer: string) => string
  readonly fewer: (layer: string) => string
  readonly more: (layer: string) => string
  readonly addLayer: string
  readonly removeLayer: (layer: string) => string
  readonly wrongSize: (text: string, most: string) => string
  readonly tooManyParameters: (count: string, most: string) => string
  readonly training: string
  readonly loss: string
  readonly optimizer: string
  readonly learningRate: string
  /** Options of optimizers, parameters of functions. */
  readonly options: Readonly<Record<string, string>>
  readonly penalties: string
  readonly limits: Readonly<Record<'clip' | 'maxNorm' | 'schedule' | 'dropout' | 'normalization', string>>
  readonly fromFile: (names: string) => string
  readonly biases: string
  readonly policies: Readonly<Record<BiasPolicy, Named>>
  readonly also: Readonly<Record<Also, string>>
  readonly weights: string
  readonly counts: (weights: string, biases: string) => string
  readonly open: string
  readonly openHow: string
  readonly save: string
  readonly paste: string
  readonly random: string
  readonly seed: string
  readonly wrongSeed: (text: string) => string
  readonly layer: (number: number | undefined) => string
  readonly outputLayer: string
  readonly between: (from: string, to: string) => string
  /** In a sentence: from the inputs to the hidden layer. */
  readonly places: {
    readonly inputs: string
    readonly hidden: (number: number | undefined) => string
    readonly output: string
  }
  readonly to: string
  readonly from: string
  readonly bias: string
  readonly scale: string
  readonly shift: string
  readonly frozenOne: string
  readonly frozen: string
  readonly sharedOne: string
  readonly weightsHow: string
  readonly window: (from: string, to: string, all: string) => string
  readonly firstShown: (what: string) => string
  readonly before: (what: string) => string
  readonly after: (what: string) => string
  readonly wrongCell: (row: number, column: number, text: string, kept: string) => string
  readonly putBack: (value: string) => string
  readonly refusedCell: (row: number, column: number, reason: string, kept: string) => string
  readonly pasteChanges: (changed: number, all: number) => string
  readonly pasteNothing: string
  readonly apply: string
  readonly cancel: string
  readonly applied: (count: number) => string
  readonly wrongPaste: (row: number, column: number, text: string) => string
  readonly pasteTooLarge: (
    given: { readonly rows: number; readonly columns: number },
    room: { readonly rows: number; readonly columns: number },
  ) => string
  readonly pasteEmpty: string
  readonly pasteOneBias: string
  readonly pasteByKey: string
  readonly becomes: (before: string, after: string) => string
  readonly sample: string
  readonly input: string
  readonly target: string
  readonly actual: string
  readonly inNetwork: string
  readonly inTable: string
  readonly now: string
  readonly afterStep: string
  readonly notFinite: Readonly<Record<'now' | 'after', string>>
  readonly tooLargeTotal: string
  readonly meanOf: (rows: number) => string
  readonly addRow: string
  readonly removeRow: string
  readonly explain: string
  readonly examples: string
  readonly presets: Readonly<Record<PresetName, string>>
  readonly making: (name: string) => string
  readonly standIn: Readonly<Record<'means' | 'zeros', string>>
  readonly opened: (name: string) => string
  readonly saved: (name: string) => string
  readonly dropHere: string
  readonly expected: (text: string) => string
  readonly received: (text: string) => string
  readonly fileWrong: (name: string) => string
  readonly nothingChanged: string
  readonly close: string
  readonly trainOn: (name: string) => string
  readonly tableHere: (name: string) => string
  readonly tooLargeFile: (name: string) => string
  readonly noFile: string
}
