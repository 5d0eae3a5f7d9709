// In English: titles of sections, heads of columns, questions, and the words of a check and of matrices.
import { say } from '../document.ts'
import { layers } from './layers.en.ts'
import { objective } from './objective.en.ts'
import { count, counted, inWords, is, letter } from './phrases.ts'
import type { Headings } from './prose.ts'

const number = (n: number): string => inWords(n, 'en')
const plural = (n: number, one: string, many: string): string => counted(n, one, many, 'en')

/** A parameter by its kind, with its article. */
export const the = {
  weight: 'the weight',
  bias: 'the bias',
  scale: 'the scale',
  shift: 'the shift',
} as const

const newValues = {
  weight: 'The new weight',
  bias: 'The new bias',
  scale: 'The new scale',
  shift: 'The new shift',
} as const

export const headings: Headings = {
  layers,
  objective,
  column: {
    parameter: ['Parameter'],
    joins: ['Joins'],
    value: ['Value'],
    row: ['Row'],
    rowNumber: (row) => [`Row ${row}`],
    total: ['total'],
    unit: ['Unit'],
    netInput: ['Net input'],
    output: (row) => [row === undefined ? 'Output' : `Output, row ${row}`],
    lossByOutput: ['Derivative of the loss by it'],
    outputByNet: (z) => say`Its derivative by ${z}`,
    byShortCut: (delta) => say`${delta}, short cut`,
    byLongWay: (delta) => say`${delta}, long way`,
    path: ['Path'],
    product: ['Product'],
    loss: ['Loss'],
    gradient: ['Gradient'],
    numeric: ['Central differences'],
    difference: ['Relative difference'],
    before: ['Before'],
    after: ['After'],
    lossBefore: ['Loss before'],
    step: ['Step'],
    totalLoss: ['Total error'],
    bias: ['Bias'],
    biases: ['Biases'],
    afterOf: (name) => say`${name} after`,
    lossAfterStep: ['Total error after the step'],
  },
  row: {
    target: ['Target output'],
    beforeStep: ['Before the step'],
    afterStep: ['After the step'],
    afterSteps: (n) => [`After ${number(n)} steps`],
  },
  group: { input: ['Input'], target: ['Target output'], output: ['Actual output'], error: ['Errors'] },
  section: {
    forward: ['Forward'],
    loss: (deck) => [deck ? 'The error' : 'The loss'],
    gradient: ['The gradient'],
    wanted: ['What we want'],
    chainRule: ['The chain rule'],
    together: ['All together'],
    deltas: ['One number for each neuron: δ'],
    recursive: ['The same, in recursive form'],
    newValue: (kind) => [newValues[kind]],
    newValues: (all) => [all ? 'The new weights and biases' : 'The new weights'],
    steps: (memory) => [memory ? 'The memory, step by step' : 'Step by step'],
    biases: ['And the biases?'],
    outcome: ['Did it help?'],
    longWay: ['The long way'],
    shortCut: ['The short cut'],
    input: ['The input'],
    batch: (reduction) => [reduction === 'mean' ? 'The mean over the batch' : 'The sum over the batch'],
    forwardOnly: ['Forward: only what this weight needs'],
    backwardOnly: ['Backward: from the loss to the weight'],
  },
  question: {
    loss: (unit) => say`how much does the error change if the output of ${unit} changes?`,
    slope: (unit) => say`how much does the output of ${unit} change if its input changes?`,
    input: (unit, name) => say`how much does the input of ${unit} change if ${name} changes?`,
  },
  check: {
    title: (network) => [`Gradient check of ${network}`],
    idea: (h) =>
      say`Each gradient by the chain rule, beside the slope of the loss measured without calculus: the parameter is moved by ${is(letter('h'), h)} to each side.`,
    chainRule: ['Chain rule'],
    worstOf: (shown, all) => [`The ${number(shown)} that differ most, of ${number(all)}.`],
    verdict: (all, failed, worst) =>
      failed === 0
        ? say`All ${number(all)} gradients are the slope of the loss. Worst relative difference: ${{ kind: 'number', value: worst, digits: 1 }} ✓`
        : say`${count(failed, 'en')} of ${count(all, 'en')} gradients are not the slope of the loss ✗`,
    kinks: (n) => [
      `${plural(n, 'parameter has', 'parameters have')} a kink of an activation or of the loss within h (·): there the slope is not one number.`,
    ],
  },
  matrices: {
    idea: [
      'Each layer is one line: a matrix of weights times the outputs of the layer before, plus a vector of biases. Row j of a matrix holds the weights of neuron j.',
    ],
    backward: ['Backward'],
    outputDelta: ['The δ of the output layer, one number for each output:'],
    shortCut: ['Activation and loss match, so what is left of δ is short:'],
    hiddenDelta: [
      "The δ of a hidden layer: the OLD weights, transposed, bring the next layer's δ back; ⊙ multiplies number by number with the slopes.",
    ],
    gradients: [
      'The gradient of a weight is the δ where it goes times the signal that passes: a column times a row gives the whole matrix. The gradient of the biases is δ itself.',
    ],
    update: ['Only now all parameters change at once:'],
    row: (row) => [`Row ${row}:`],
    tooWide: (units) => [`Layers of more than ${units} units are shown by their first and last ones.`],
  },
}
