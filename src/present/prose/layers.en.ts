// In English: normalized layers and dropped outputs.
import { type Expr, num, quotient } from '../../math/expr.ts'
import { type Content, say } from '../document.ts'
import type { LayerProse, Over } from './layers.ts'
import { counted, enumerated, inWords } from './phrases.ts'

const kinds = { batch: 'Batch normalization', layer: 'Layer normalization' } as const
const over = ({ kind, count }: Over): string =>
  kind === 'batch'
    ? `the ${inWords(count, 'en')} rows of the batch`
    : `the ${counted(count, 'unit', 'units', 'en')} of the layer`
const part = ({ count }: Over): Expr => quotient(num(1), num(count))
const where = (layers: readonly number[] | undefined): string =>
  layers === undefined ? '' : ` in hidden ${layers.length === 1 ? 'layer' : 'layers'} ${layers.join(', ')}`
const names = (exprs: readonly Expr[]): Content =>
  enumerated(
    exprs.map((e) => say`${e}`),
    ', ',
    ' and ',
  )

export const layers: LayerProse = {
  recipe: {
    normalization: (kind, at) => [`${kinds[kind]}${where(at)}.`],
    dropout: (p, at) => say`Dropout${where(at)}: ${p}.`,
  },
  heading: ['The normalization'],
  idea: (of, activation) => [
    `${kinds[of.kind]} stands between the sum and ${activation}: the net inputs are brought to mean 0 and variance 1 over ${over(of)}. First the mean, the mean of the squared distances from it, and the root of that:`,
  ],
  rowMark: (name, row) =>
    say`A row in brackets tells rows apart: ${name} is that of row ${row}. Without brackets it is the first row.`,
  argument: (epsilon) =>
    say`The ${epsilon} keeps the root away from 0. Less the mean and divided by the root, the net input is normalized; then γ and β, which are trained, give it a scale and a place of its own:`,
  firstRowForward: (row, whole) => [
    `The rows go through the network together, layer by layer. ${whole ? `We tell row ${row}; the others go the same way.` : `For row ${row}, the neurons on the way of this parameter are:`}`,
  ],
  tied: (sum) =>
    say`The mean and the variance join the rows: each row has a part in the losses of all the others. So what we differentiate is the sum of all losses, ${sum}.`,
  ownLossOnly: ['Of that sum, an output changes the loss of its own row only.'],
  deltaIdea: (u, value) => say`In ${u}, ${value} is multiplied by γ: so is the derivative.`,
  threeWays: (z, value, mean, deviation) =>
    say`${z} reaches the loss in three ways: through its own ${value}, through ${mean} and through ${deviation}. The last two are in all the normalized values, not only in its own.`,
  meanMoves: (of, mean) =>
    say`If one net input rises, ${mean} rises ${part(of)} as much, and every normalized value falls. So what the derivatives of all have in common, their mean, brings nothing and is taken away:`,
  deviationMoves: (deviation) =>
    say`${deviation} changes as well: a net input above the mean that rises spreads them further, and every normalized value is divided by more. (That the mean has moved does not count here: the distances from it add up to 0.) So what goes along with the normalized values is taken away too:`,
  allThree: (common, aligned) =>
    say`The three ways together, with ${common} for the mean of the derivatives and ${aligned} for their mean times the normalized values:`,
  parameters: (scaleAndShift) => say`Scale and shift: ${names(scaleAndShift)}`,
  scaleAndShift: (scale, shift) =>
    say`${scale} and ${shift} are trained as the weights are. The first multiplies the normalized value, the second is added to it:`,
  biasCancels: (biases, { kind }, shift) =>
    say`${names(biases)} ${biases.length === 1 ? 'is' : 'are'} in the net input and in its mean${kind === 'batch' ? ', in every row' : ', in every unit'}: the difference is the same whatever the bias. The gradient is exactly 0; ${shift} does that work.`,
  entersOnly: (name, u) =>
    say`${name} enters only ${u}, behind the normalization: it does not move the statistics.`,
  joinsArgument: (name, unit, scale) =>
    scale
      ? say`${name} scales the normalized net input of ${unit}.`
      : say`${name} is added to the normalized net input of ${unit}.`,
  ofScale: ['It is multiplied by the normalized value, which is therefore the derivative.'],
  ofShift: ['It is added as it is: the derivative is 1.'],
  runningHeading: ['The running statistics'],
  running: (momentum, rows) =>
    say`To predict there may be one row only, without a batch. For that the layer keeps a mean and a variance that follow those of the batches: each step takes ${momentum} of the new ones, with the variance divided by ${rows - 1} in place of ${rows}, as it is estimated from a sample. No gradient reaches them.`,
  tiedGradient: ['The gradient gathers what each row gives:'],
  matrices: (of) => [
    `${kinds[of.kind]} stands between the sum and the activation: the net inputs less their mean over ${over(of)}, divided by s, then times γ and plus β, number by number. ⟨ ⟩ is that mean${of.kind === 'layer' ? ', the same for each unit' : ''}:`,
  ],
  matrixDelta: [
    'Back through the normalization: the mean and the deviation move with every net input, so two parts are taken away, c, the mean of the derivatives, and p, the mean of their products with the normalized values:',
  ],
  matrixGradients: [
    'The gradient of γ is that of the argument times the normalized value; the gradient of β is that of the argument. A bias before a normalization cancels.',
  ],
  dropped: ({ layer, row, outputs, count, all }) => {
    const start = row === undefined ? 'This step' : `Row ${row}`
    const end = layer === undefined ? '.' : ` in hidden layer ${layer}.`
    if (count === 0) return [`${start} drops none of the ${counted(all, 'output', 'outputs', 'en')}${end}`]
    if (count === all) return [`${start} drops all outputs${end}`]
    if (count > outputs.length)
      return [`${start} drops ${count} of the ${counted(all, 'output', 'outputs', 'en')}${end}`]
    return say`${start} drops ${names(outputs)}${end}`
  },
  maskIdea: (probability, factor) =>
    say`Dropout leaves out each output with probability ${probability}, drawn anew for each row and each step, so that no neuron can count on another. The mask m is 0 for one that is dropped; those that stay are multiplied by ${factor}, so that on average the layer passes on as much as it does without dropout.`,
  notInEvaluation: ['To predict and to evaluate, nothing is dropped and no factor is needed.'],
}
