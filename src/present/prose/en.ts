// The words of a derivation in English: one sentence of why at each step; symbols and numbers are left to the printers.

import type { Expr } from '../../math/expr.ts'
import { num } from '../../math/expr.ts'
import type { Content } from '../document.ts'
import { say } from '../document.ts'
import { english as beginning } from './beginning.ts'
import { activationWords, functions, lossWords, optimizerWords } from './functions.en.ts'
import { headings, the } from './headings.en.ts'
import { capital, count, counted, enumerated, functionProse, inWords, is, larger, letter } from './phrases.ts'
import type { Prose } from './prose.ts'
import { updates } from './updates.en.ts'

const number = (n: number): string => inWords(n, 'en')
const plural = (n: number, one: string, many: string): string => counted(n, one, many, 'en')
const list = (items: readonly Content[]): Content => enumerated(items, ', ', ' and ')
const names = (exprs: readonly Expr[]): Content => list(exprs.map((e) => say`${e}`))
const limit = num(1e-7)
const goes = (n: number): string => (n === 1 ? 'It goes' : 'They go')
const errorsOf = (n: number): string => (n === 1 ? 'in the error of' : 'in the errors of')
const feeds = (n: number): string => (n === 1 ? 'it' : n === 2 ? 'both' : 'all of them')
const rowsAsk = (rows: readonly number[]): string =>
  rows.length === 1 ? `row ${rows[0]} asks` : `rows ${rows.join(', ')} ask`
const words = functionProse(functions, activationWords, lossWords, optimizerWords)
const { nameOfActivation, nameOfLoss, nameOfOptimizer } = words

const unitWords = (layer: number, unit: number, last: number): string => {
  if (layer < 0) return `input ${unit + 1}`
  if (layer === last) return `output unit ${unit + 1}`
  return last === 1 ? `hidden unit ${unit + 1}` : `unit ${unit + 1} of hidden layer ${layer + 1}`
}

export const en: Prose = {
  ...words,
  ...headings,
  ...updates,
  list,

  titleOfParameter: (name, kind, hidden) =>
    say`Backpropagation step by step: ${the[kind]} ${name}${hidden ? ', in the hidden layer' : ''}`,
  titleOfStep: (time) => [
    time === 1
      ? 'Backpropagation step by step: one whole training step'
      : `Backpropagation step by step: training step ${time}`,
  ],
  titleOfLarge: (name, kind, sizes) =>
    say`Backpropagation step by step: ${the[kind]} ${name} of a ${sizes} network`,
  titleOfMatrices: ['Backpropagation step by step, with matrices'],

  diagramOf: (path) =>
    path
      ? 'The network, with the paths from the parameter to the loss highlighted.'
      : 'The network: its units by layer, with the weights on the edges.',
  networkIs: (layers) => say`Network: ${layers}.`,
  activationsAre: (layers) =>
    layers.length === 1
      ? [`Activation: ${nameOfActivation(layers[0]!)}.`]
      : [`Activations, layer by layer: ${layers.map(nameOfActivation).join(', ')}.`],
  activationsOf: (hidden, output, layers) => [
    `Activations: ${nameOfActivation(hidden)} in the hidden ${layers === 1 ? 'layer' : 'layers'}, ${nameOfActivation(output)} in the output layer.`,
  ],
  weightJoins: (name, from, to) => say`${name} goes from ${from} to ${to}.`,
  biasOfUnit: (name, unit) => say`${name} is the bias of ${unit}.`,
  biasOfLayer: (name, units) => say`${name} is the one bias of ${units}.`,
  lossIs: (loss, formula) => (formula ? say`Error: ${formula}.` : [`Loss: ${nameOfLoss(loss)}.`]),
  optimizerIs: (name, rate) =>
    name === 'sgd'
      ? say`Learning rate: ${rate!}.`
      : [`Optimizer: ${nameOfOptimizer(name)}`, ...(rate ? say`, with learning rate ${rate}.` : ['.'])],
  biasesAre: (policy) =>
    policy === 'fixed'
      ? ['Biases held fixed.']
      : policy === 'shared'
        ? ['One bias per layer, trained.']
        : ['One bias per neuron, trained.'],

  ...beginning,
  digitsNote: (digits, tableDigits) => [
    tableDigits === undefined
      ? `The formulas show ${digits} significant digits; the calculations use all. Redoing one from the digits shown may change its last digit.`
      : `The table shows ${tableDigits} significant digits and the formulas ${digits}; the calculations use all. Redoing one from the digits shown may change its last digit.`,
  ],
  digitsAndSignsNote: (digits, tableDigits) => [
    `Every calculation uses all the digits and is rounded only to be shown: ${digits} significant digits in the formulas, ${tableDigits} in the table. So redoing a line from the digits shown may change its last one. The sign = marks an exact value, ≈ a rounded one. A dash (—) marks a value that is not yet computed.`,
  ],

  forwardIdea: (activation) => [
    `First we need to know what the network answers with the weights it has. Each neuron adds its inputs, each one times its weight, adds the bias and applies ${nameOfActivation(activation)}.`,
  ],
  nextLayerIdea: ['We repeat the same steps. Now the inputs are the outputs of the layer before.'],
  unit: unitWords,
  unitTitle: (layer, unit, last) => capital(unitWords(layer, unit, last)),
  unitsOfLayer: (layer, last) =>
    layer < 0
      ? 'the inputs'
      : layer === last
        ? 'the outputs'
        : last === 1
          ? 'the hidden units'
          : `the units of hidden layer ${layer + 1}`,
  unitHeading: (unit) => say`Neuron ${unit}`,
  firstRowForward: (row, whole) => [
    `Each row goes through the network on its own. ${whole ? `We tell row ${row}; the others go the same way.` : `For row ${row}, the neurons on the way of this parameter are:`}`,
  ],
  softmaxIdea: [
    'Softmax turns the net inputs of the layer into probabilities: all positive, adding up to 1.',
  ],
  lossIdea: ['We compare each actual output with its target.'],
  totalIdea: ['The total error is the sum of the errors of all outputs.'],
  batchLossIdea: (reduction) =>
    reduction === 'mean'
      ? ['The loss of the batch is the mean, so that its size does not depend on how many rows there are.']
      : ['The loss of the batch is the sum of the losses of its rows.'],
  rowIs: (row) => [`Row ${row}:`],
  longSumIs: (general, bias) => say`${general}, with ${bias}:`,
  moreTerms: (count) => [`and ${plural(count, 'more term that adds', 'more terms that add')} up to`],
  allTerms: (label, n) => [...label, `, all ${count(n, 'en')} terms`],
  andMore: (count) => [`And ${number(count)} more.`],

  wanted: (gradient, loss, name) =>
    say`${gradient}, the partial derivative of ${loss} with respect to ${name}: how much the total error changes when ${name} changes a little and all else stays put.`,
  wantedHidden: (gradient, name, unit, next) =>
    say`${gradient}: how much the total error changes when ${name} changes a little. ${unit} has no target of its own: its effect is measured further on, ${next.outputs ? errorsOf(next.count) : 'behind'} ${next.units}, because ${next.out} feeds ${feeds(next.count)}.`,
  gradientIdea: (loss, count) =>
    say`We want the error to fall. To know which way to move each weight we compute the gradient: the partial derivatives of ${loss} with respect to the ${number(count)} weights.`,
  uphill: ['The gradient points to where the error grows. We will go the other way.'],

  onePath: (name, kind) =>
    say`${kind === 'bias' ? 'The bias' : 'The weight'} ${name} reaches the error along one path only:`,
  onePathInline: (name, path) =>
    say`The weight ${name} reaches the error along one path only: ${path}. The chain rule multiplies one derivative for each arrow.`,
  eachArrow: ['Each arrow gives one derivative. The gradient is the product of the three.'],
  forkInFactor: (name, out, paths) =>
    paths > 1
      ? say`From ${name} to ${out} there is one path. The fork is left inside factor (1).`
      : say`There is one path only. Factor (1) is the rest of the way, from ${out} to the error.`,
  factorHeading: (n, question) => [`Factor (${n}): `, ...question],
  ordinalFactor: (n) => [`${['First', 'Second', 'Third'][n - 1]!} factor.`],
  allTogether: ['All together:'],
  otherTermsConstant: (out, others) =>
    others === 1
      ? say`The other term does not contain ${out}: it is constant, its derivative is 0.`
      : say`The other terms do not contain ${out}: they are constant, their derivative is 0.`,
  signOfError: (value, unit, target) =>
    value === 0
      ? say`It is 0: ${unit} has its target value, and a small change of it changes nothing.`
      : value > 0
        ? say`It is positive: ${unit} is above ${target ? 'its target' : 'what the loss asks'}. If it rises, the error grows.`
        : say`It is negative: ${unit} is below ${target ? 'its target' : 'what the loss asks'}. If it rises, the error falls.`,
  sameFunction: (name) => [`It is the same function, ${nameOfActivation(name)}, with the same derivative.`],
  meaningOfSlope: (value) =>
    value === 0
      ? ['The slope is 0: on this side the activation is flat, and no gradient passes.']
      : Math.abs(value) < 0.01
        ? ['The slope is almost 0: the activation is saturated, and little gradient passes.']
        : [],
  onlyTermWith: (name, z, others, place) =>
    place === undefined
      ? say`Of the ${number(others + 1)} terms of ${z} only one contains ${name}; the others are constants.`
      : others === 0
        ? say`In ${z} there is only the term of ${name}.`
        : say`${place < 3 ? `Only the ${['first', 'second', 'third'][place]} term contains` : 'Only one term contains'} ${name}. The other${others === 1 ? ' one is a constant' : ` ${number(others)} are constants`}.`,
  meaningOfInput: (kind) =>
    kind === 'bias'
      ? ['A bias is a weight whose input is always 1.']
      : ['A weight matters as much as the signal that passes through it.'],

  sumOfDerivatives: (total, terms) =>
    say`${{ kind: 'relation', sides: [total, { kind: 'sum', terms }] }}. The derivative of a sum is the sum of the derivatives: one term for each path.`,
  oldWeightsWhy: (out, pairs, old) => [
    ...enumerated(
      pairs.map(({ net, weight }, i) =>
        i === 0 ? say`In ${net}, ${out} is multiplied by ${weight}` : say`in ${net}, by ${weight}`,
      ),
      '; ',
      '; ',
    ),
    pairs.length === 1 ? '. It is the OLD weight, ' : '. These are the OLD weights, ',
    ...list(old),
    ': this error was computed with them, so the new ones have no place here even if they are already known.',
  ],
  pathsKnown: (out, pairs, old) => [
    'The beginning of each term was already computed. ',
    ...enumerated(
      pairs.map(({ net, weight }, i) =>
        i === 0 ? say`In ${net}, ${out} is multiplied by ${weight}` : say`in ${net}, by ${weight}`,
      ),
      '; ',
      '; ',
    ),
    '. We use ',
    { kind: 'strong', content: [old.length === 1 ? 'the old weight' : 'the old weights'] },
    ', ',
    ...list(old),
    ', because this error was computed with them.',
  ],
  deltasTimesOldWeights: (out, n) =>
    n === 1
      ? say`${out} feeds one neuron: its path brings the δ of that neuron times the OLD weight that leads there. The error was computed with it, so the updated one has no place here.`
      : say`${out} feeds every neuron of the next layer. Each path brings the δ of its neuron times the OLD weight that leads there: the error was computed with it, so the updated one has no place here.`,
  signsOfPaths: (values, sum, out, units) => {
    const [a, b] = values
    if (values.length === 2 && a! * b! < 0)
      return say`The two paths have opposite signs: ${units[a! > 0 ? 0 : 1]!} asks ${out} to go down, ${units[a! > 0 ? 1 : 0]!} asks it to go up. In the sum they cancel in part: ${larger(values)} shrinks to ${sum}.`
    if (values.length > 1 && values.every((v) => v > 0))
      return say`All paths have the same sign: every output asks ${out} to go down.`
    if (values.length > 1 && values.every((v) => v < 0))
      return say`All paths have the same sign: every output asks ${out} to go up.`
    return []
  },
  everyPath: (count) => [
    `There are ${number(count)} paths to the errors. Along each one the factors multiply: the δ of the output, then a weight and a slope for each neuron passed. All weights are the old ones.`,
  ],
  outputDeltasFirst: [
    'For each output we keep the first two links as one number, δ: how much the error changes if the net input of that output changes.',
  ],
  feedsOutputs: (unit, units, n, outputs) =>
    outputs
      ? say`The output of ${unit} feeds ${units}: it has a part in ${n === 1 ? 'that error' : n === 2 ? 'both errors' : 'all their errors'}.${n === 1 ? '' : ' There is one term for each path.'}`
      : say`The output of ${unit} feeds ${units}, and through them it reaches the error. There is one term for each path.`,

  deltaIdea: (delta) =>
    say`We keep one number for each neuron, such as ${delta}: how much the error changes if its net input changes.`,
  deltaNamed: (name, z, delta) =>
    say`${name} enters only ${z}. We call ${delta} the derivative of the error with respect to it.`,
  deltaHeading: (delta) => say`The error at the net input: ${delta}`,
  sharedBiasIdea: (name, units) =>
    say`${name} enters the net input of ${units}, each time multiplied by 1. It reaches the error through all of them, so its gradient is the sum of their δ.`,
  recursiveIdea: [
    "The δ of a hidden neuron gathers the δ of the next layer, each one times its OLD weight, and multiplies the sum by the neuron's own slope.",
  ],
  recursiveWhy: (definition) =>
    say`The paths share stretches. To compute them once, we keep one number for each neuron: ${definition}, how much the error changes if its input changes.`,
  recursiveRunIn: ['The same, in recursive form.'],
  recursiveKnown: (deltas, outputs) => [
    `We call δ the derivative of the error with respect to the input of a neuron. Those of the ${outputs ? 'output' : 'next'} layer are already known: `,
    ...list(deltas),
    '. That of a hidden neuron gathers those of the next layer, each one times its old weight, and multiplies the sum by its own slope.',
  ],
  sameNumber: (delta, sibling) =>
    sibling
      ? say`It is the same number. ${delta} also gives the gradients of ${sibling.weight} (with ${sibling.input} in place of ${sibling.own}) and of the bias of ${sibling.unit} (with 1).`
      : ['It is the same number.'],
  sameWithLess: ['It is the same number, with less work. For the remaining weights we use this form.'],

  softmaxTies: (z, count) =>
    say`Softmax ties the outputs together: if ${z} rises, its own probability rises and the others fall. So ${z} reaches the loss by ${plural(count, 'path', 'paths')}, one for each output.`,
  lossByEachOutput: ['The first factor of each path comes from the loss:'],
  jacobianCases: (z) =>
    say`The second is a column of the softmax Jacobian. Write S for the sum of the exponentials: ${z} is always in S; it is in the numerator only of its own output. The quotient rule gives two cases:`,
  jacobianColumn: ['Each Jacobian column adds up to 0: what one probability gains, the others lose.'],
  programUsesShortCut: [
    'The program uses the short cut. It is shorter, and it never divides by a number that may be almost 0.',
  ],

  parameterHeading: (weights) => say`${weights.length === 1 ? 'Weight' : 'Weights'} ${names(weights)}`,
  sameUnitKeep: (name, n) =>
    say`${n === 1 ? 'It goes' : 'They go'} to the same neuron as ${name}. The first two factors are the same, so we keep them multiplied:`,
  onlyThirdChanges: (name, signal) =>
    say`Only the third factor changes: the signal that passes through ${name} is ${signal}.`,
  sameUnitOtherInput: (name, n) => say`${goes(n)} to the same neuron as ${name}; only the input changes.`,
  goesToOutput: (unit, derivative, n) =>
    derivative < 0
      ? say`${goes(n)} to ${unit}. This output is too low: the first factor is negative, and the gradients take its sign.`
      : say`${goes(n)} to ${unit}. This output is too high: the first factor is positive.`,
  goesToHidden: (unit, outgoing, n) =>
    say`${goes(n)} to ${unit}. Its paths to the error pass through ${names(outgoing)}, again with the old values.`,
  layerHeading: (layer, last) => [
    layer === last ? 'The output layer' : last === 1 ? 'The hidden layer' : `Hidden layer ${layer + 1}`,
  ],

  checkIdea: (name, h) =>
    say`We check it without calculus: move ${name} by ${is(letter('h'), h)} to each side and measure the slope of the error (central differences).`,
  lossWith: (loss, at) => say`${loss} with ${at}`,
  measuredSlope: ['slope: the difference, divided by 2h'],
  chainRuleValue: ['chain rule'],
  relativeDifference: ['relative difference'],
  verdict: (status) =>
    status === 'passed'
      ? say`✓ (limit: ${limit})`
      : status === 'kink'
        ? ['(a kink lies within h: the slope has a jump there)']
        : say`✗ (limit: ${limit})`,
  lostDigits: [
    'They differ in the last digits: subtracting two errors that are almost equal loses some. The value to keep is the one from the chain rule.',
  ],
  withUpdatedWeights: (updated, wrong) =>
    say`With ${list(updated)} in place of the old ${updated.length === 1 ? 'weight' : 'ones'} we would get ${wrong}, which is not the slope of the error. It is the most common slip here.`,
  checkInLine: (h, numeric, difference, verdict) =>
    say`Central differences, ${is(letter('h'), h)}: ${numeric}, relative difference ${{ kind: 'number', value: difference, digits: 1 }} ${verdict}.`,

  sameForEveryRow: ['The same is done for every row.'],
  eachRowGradient: ['Each row gives its own gradient:'],
  rowsAgree: (gradients, rows) => {
    const up = rows.filter((_, i) => gradients[i]! < 0)
    const down = rows.filter((_, i) => gradients[i]! > 0)
    if (rows.length > 8)
      return [
        `Of ${number(rows.length)} rows, ${number(up.length)} ask the parameter to rise and ${number(down.length)} to fall.`,
      ]
    if (up.length > 0 && down.length > 0)
      return [`The rows disagree: ${rowsAsk(up)} it to rise, ${rowsAsk(down)} it to fall.`]
    return ['The rows agree on the direction.']
  },
  batchGradientIdea: (reduction) => [
    reduction === 'mean'
      ? 'The loss is a mean, so its gradient is the mean of the gradients:'
      : 'The loss is a sum, so its gradient is the sum of the gradients:',
  ],

  whySubtract: (name, value, output) =>
    output || value === 0
      ? ['The gradient points where the error grows. We subtract, to go the other way.']
      : value > 0
        ? say`The gradient is positive: if ${name} rises, the error grows. We subtract.`
        : say`The gradient is negative: if ${name} rises, the error falls. We subtract, so it rises.`,
  othersStillOld: (name, value) =>
    say`Until the step is over, every other calculation still uses ${is(name, value)}.`,
  notTrained: (name) =>
    say`In this network the biases are held fixed: ${name} keeps its value, although its gradient is not 0.`,
  updateHeading: (name) => [`The update: ${nameOfOptimizer(name)}`],
  stepHeading: (name, time) => say`Step ${is(letter(name), time)}`,
  laterStep: (name, value) =>
    say`The next step is told in the same way, with all weights as the one before left them; its gradient for this parameter is ${is(name, value)}.`,
  laterStepWhole: (loss) =>
    say`The same calculations again, with all weights as the step before left them. The loss is now ${loss}.`,
  onlyNow: (count) => [
    `Only now, with all ${count > 1 ? `${number(count)} ` : ''}gradients known, we change the weights. We subtract, because the gradient points where the error grows.`,
  ],
  tableOfAll: (shown, all) => [
    `${shown === all ? 'All of them' : `The ${number(shown)} with the largest gradients, of ${number(all)}`}, with their check. The column "Central differences" uses no derivatives: it moves the parameter by h = 10⁻⁵ to each side and measures the slope of the error.`,
  ],

  biasIdea: (policy) => [
    'A bias is a weight whose input is always 1. So its gradient is the δ of its neuron.',
    policy === 'fixed'
      ? ' In this network they are held fixed, but their gradient is not 0.'
      : policy === 'shared'
        ? ' Here each layer has one, shared: it moves all neurons of the layer at once, and the gradients add up.'
        : ' Here each neuron has one, and the updates above include them.',
  ],
  ifPerNeuron: ['If each neuron had a bias of its own, trained:'],
  ifShared: [
    'If one bias for each layer were trained, shared, it would move all its neurons at once and the gradients would add up:',
  ],
  sharedChecked: (values) => say`Central differences give ${list(values.map((v) => say`${v}`))}.`,
  biasOf: (name, unit, common) => (common ? say`${name} of ${unit}` : say`${name}`),
  policyName: (policy) => [
    policy === 'fixed'
      ? 'fixed (this example)'
      : policy === 'per-neuron'
        ? 'one per neuron'
        : 'one per layer',
  ],

  forwardAgain: ['We pass the same input again, now with the new weights.'],
  outcome: (before, after) =>
    after < before
      ? ['The outputs came closer to their targets and the error fell.']
      : after > before
        ? ['The error grew: this learning rate is too large for this step, which jumped over the minimum.']
        : ['The error did not change.'],
  famousSlip: say`If you get ${0.291027924} in place of the error after the step, the δ of the hidden layer were computed with weights that had already been updated.`,
  batchOutcome: (before, after) =>
    say`The loss of the batch was ${before} before the step and is ${after} after it.`,

  longSumsNote: (digits) => [
    `Each sum shows its three largest terms and what the others add up to. ${capital(number(digits))} digits are shown and all are used: redoing a line may change its last digit.`,
  ],
  activationGives: (name, result, active, all) =>
    say`${capital(nameOfActivation(name))} gives ${result}${active < all ? `; ${count(active, 'en')} of the ${count(all, 'en')} units are not 0` : ''}.`,
  outputGives: (name, output, loss) => say`${capital(nameOfActivation(name))} gives ${output}, so ${loss}.`,
  shortCutHere: (loss, relation) => say`With ${nameOfLoss(loss)} the δ of an output is short: ${relation}.`,
  feedsAll: (out, count, derivative) =>
    say`${out} feeds ${count === 1 ? 'the only neuron' : `all ${number(count)} neurons`} of the next layer, so ${derivative} is a sum over them, each δ times the old weight:`,
  deltasSameWay: [
    'Each δ of the next layer was computed in the same way, from the δ of the layer behind it; the first ones come from the loss.',
  ],
  slopeHere: (name, value, delta) =>
    say`The slope of ${nameOfActivation(name)} here is ${value}, so ${delta}.`,
  zeroInputs: (n) => [
    `${count(n, 'en')} ${n === 1 ? 'input' : 'inputs'} of this sample ${n === 1 ? 'is' : 'are'} 0: so are the gradients of their weights.`,
  ],
}
