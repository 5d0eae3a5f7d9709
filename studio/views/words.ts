// The words of the views: how well a network does, and why.
export interface ViewWords {
  /** The rows that a confusion matrix counts. */
  readonly parts: { readonly validation: string; readonly train: string }
  readonly predicted: string
  readonly actual: string
  /** After the number that are right. */
  readonly ofRight: (all: string) => string
  readonly confusion: (right: string, all: string) => string
  readonly selectCell: string
  readonly cell: (actual: string, predicted: string, count: string) => string
  readonly cellRows: (actual: string, predicted: string) => string
  readonly row: (row: string) => string
  readonly moreRows: (count: string) => string
  readonly noRows: string

  readonly network: string
  /** Before the class that a row has and the one that it was given. */
  readonly outcome: (row: string) => string
  readonly outcomePredicted: string
  readonly target: (value: string) => string
  readonly output: (value: string) => string
  readonly explain: string
  readonly positive: string
  readonly negative: string
  readonly inColor: (count: string, all: string) => string
  readonly thinned: (count: string, all: string) => string
  readonly unitWeights: (unit: string, count: string) => string
  readonly weightCount: (count: string) => string
  readonly unit: (name: string, value: string | undefined) => string

  readonly weights: string
  readonly activations: string
  readonly heat: string
  readonly negativeMark: string
  readonly selectValue: string
  readonly tooSmall: string
  readonly inputs: string
  readonly hidden: (layer: string) => string
  readonly outputLayer: string
  /** rows × columns */
  readonly sized: (layer: string, rows: number, columns: number) => string
  readonly weightFrom: (to: string, from: string) => string
  readonly activationOf: (layer: string, units: number) => string

  readonly gradientSize: string
  readonly layerWeights: (layer: string, count: string) => string
  readonly histogram: (layer: string, count: string, low: string, high: string) => string
  readonly noGradient: string
  readonly zeros: (count: string) => string
  readonly notFinite: (count: string) => string
  readonly asTable: string
  readonly sizeFrom: string
  readonly sizeTo: string
  readonly count: string

  readonly boundary: string
  readonly across: string
  readonly down: string
  readonly othersAtMean: (count: number) => string
  readonly point: (row: string, x: string, y: string) => string
  readonly pointClass: (actual: string, predicted: string) => string
  readonly rows: string
  readonly fit: string
  readonly curve: string
  readonly scatter: string
  readonly equalLine: string
  readonly shown: (shown: string, all: string) => string
}
