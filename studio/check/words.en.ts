// The words of the screen that checks, in English.
import { weight } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { say } from '../../src/present/document.ts'
import type { CheckWords } from './words.ts'

const output = (k: number) => ({ kind: 'unit', layer: 1, unit: k - 1 }) as const

export const en: CheckWords = {
  checking: 'Checking',
  pass: (count) => (count === '1' ? 'The gradient passes' : `All ${count} gradients pass`),
  fail: (failed, all) => `${failed} of ${all} gradients fail`,
  kinks: (count) => `${count} at a corner`,
  kink: 'Here the error has a corner: its slope is not one number.',
  passed: 'passed',
  failed: 'failed',
  idea: 'Each gradient comes from the chain rule. Here it meets the slope measured by moving the parameter a little to each side.',
  how: 'Measured slope: (E(w + h) − E(w − h)) / 2h, with h = 10⁻⁵ or less. The line shows the distance over the largest gradient of the layer; the mark at 10⁻⁷ is the limit.',
  order: 'Order',
  orders: { name: 'by name', error: 'by error' },
  progress: (done, all) => `${done} of ${all} checked`,
  some: (count, all) => `${count} of ${all} gradients, evenly spread`,
  checkAll: (count) => `Check all ${count}`,
  cancel: 'Cancel',
  table: 'Gradients and measured slopes',
  parameter: 'parameter',
  chainRule: 'chain rule',
  measured: 'measured slope',
  relativeError: 'relative error',
  result: 'result',
  worst: (count) => `The ${count} with the largest errors.`,
  toStep: 'Show its step',
  frozen: 'frozen: not trained',
  ifTrained: 'If the biases were trained too, error after one update',
  biases: { fixed: 'frozen', shared: 'one per layer', 'per-neuron': 'one per neuron' },
  sides: 'Beside the check',
  side: { story: 'story', runs: 'two runs', own: 'my numbers' },
  titles: {
    story: 'The famous wrong number',
    runs: 'Both runs, number by number',
    own: 'Check my own numbers',
  },
  famous: (published, correct) =>
    `Many pages give ${published} as this network’s error after one update. It is ${correct}.`,
  correct: 'correct',
  published: 'published',
  whereFrom: 'where the published one comes from',
  errorAfter: (updates) => [`error after ${updates.toLocaleString('en')} update${updates === 1 ? '' : 's'}`],
  outputAfter: (k) => say`output ${output(k)} after 10,000`,
  fromTooEarly: 'updated weights used too early',
  sameMistake: 'the same mistake',
  oneEarly: 'right rule, read one update early',
  ways: { 'in-order': 'In order', 'too-early': 'Too early' },
  waysHow: {
    'in-order': 'all gradients first, then every update',
    'too-early': 'output weights change before the hidden layer',
  },
  orderRight: [
    { text: 'gradients', phase: 'backward' },
    { text: 'updates', phase: 'update' },
  ],
  orderWrong: [
    { text: 'output', phase: 'backward' },
    { text: 'output', phase: 'update' },
    { text: 'hidden', phase: 'backward', isFault: true },
    { text: 'hidden', phase: 'update' },
  ],
  gradientOf: say`gradient of ${q(weight(0, 0, 0, 0))}`,
  tooSmall: (percent) => `${percent} % too small`,
  storyEnd:
    'The eight published weights are right. The first error and the final outputs came from an earlier script with this mistake. In Paso a backward step can only read version @0, so it cannot be written down.',
  followBoth: 'Follow both runs step by step',
  checkOwn: 'Check my own numbers',
  runsHow: (same, all) =>
    `${same} of the ${all} numbers of this update are the same in both runs. From here on they differ, since the hidden deltas were taken with weights that had changed already.`,
  ownHow:
    'Write what you have computed; a point and a comma are both understood, and a column can be pasted. Each number is judged by itself.',
  quantity: 'quantity',
  yours: 'your number',
  errorAfterUpdate: 'error after the update',
  right: 'right',
  rounded: 'right, rounded',
  roundedOnTheWay: 'near: something was rounded on the way',
  wrong: 'wrong',
  notANumber: 'not a number; expected 0.12 or 0,12',
  sum: (right, rounded, wrong) => `${right} right, ${rounded} rounded, ${wrong} wrong`,
  clear: 'Clear all',
  mistakes: {
    'too-early': 'This is what you get when the hidden layer uses weights that were already updated.',
    'per-neuron-biases': 'This is what you get when each neuron’s bias is trained too.',
    'shared-biases': 'This is what you get when each layer’s bias is trained too.',
    transposed: 'This is what you get when w2 and w3 change places.',
    mean: 'This is what you get with the mean of the outputs’ errors in place of their sum.',
    'whole-square': 'This is what you get without the ½ of the error.',
    'no-slope': 'This is what you get without the slope of the activation.',
    'slope-of-sum':
      'This is what you get when the slope takes the sum (net) for the output: net · (1 − net).',
    uphill: 'This is what you get when the gradient is added: the step goes uphill.',
    'one-early': 'This is the error before the update: it was read one update early.',
  },
}
