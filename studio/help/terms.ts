// The terms that the help explains, in groups, in the order in which one meets them.

export const termGroups = {
  network: [
    'network',
    'neuron',
    'input',
    'hiddenLayer',
    'outputLayer',
    'shape',
    'weight',
    'bias',
    'biasPolicy',
    'parameter',
  ],
  forward: [
    'forward',
    'net',
    'out',
    'activation',
    'sigmoid',
    'tanh',
    'rectifier',
    'softmax',
    'saturated',
    'dropout',
    'normalized',
  ],
  error: [
    'target',
    'output',
    'outputError',
    'loss',
    'halfSquared',
    'meanSquared',
    'absolute',
    'crossEntropy',
    'meanLoss',
  ],
  backward: [
    'backward',
    'derivative',
    'gradient',
    'path',
    'chainRule',
    'factors',
    'delta',
    'recursive',
    'product',
  ],
  update: ['update', 'version', 'learningRate', 'optimizer', 'plain', 'memory', 'l2'],
  options: [
    'momentum',
    'nesterov',
    'weightDecay',
    'smoothing',
    'epsilon',
    'rateDecay',
    'lineSearch',
    'penalty',
    'labelSmoothing',
    'limits',
    'schedule',
  ],
  page: ['notation', 'digits', 'rounded', 'notYet', 'editable', 'linkAndUndo'],
  drawing: ['chambers', 'lit', 'dash', 'badge', 'frame', 'lock', 'saturationBar', 'largest'],
  training: [
    'sample',
    'batch',
    'epoch',
    'seed',
    'validation',
    'accuracy',
    'rSquared',
    'confusion',
    'regions',
    'gradientSize',
    'divergence',
    'compare',
  ],
  surface: ['surface', 'contours', 'uphill', 'sliceMinimum', 'projection', 'overshoot'],
  check: ['check', 'measured', 'relativeError', 'limit', 'corner', 'tooEarly', 'judged'],
} as const

export type TermGroup = keyof typeof termGroups
export type TermName = (typeof termGroups)[TermGroup][number]

export interface Term {
  readonly name: string
  /** What it is, in a sentence or two. */
  readonly is: string
}

export type Terms = Readonly<Record<TermName, Term>>
