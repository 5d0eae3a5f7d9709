// What the terms mean, in English.
import type { Terms } from './terms.ts'

export const en: Terms = {
  network: { name: 'network', is: 'Layers of neurons, each fed by the one before it.' },
  neuron: {
    name: 'neuron, unit',
    is: 'Adds its weighted inputs and its bias, then applies its activation function.',
  },
  input: { name: 'input', is: 'A number that is given to the network. The input layer computes nothing.' },
  hiddenLayer: { name: 'hidden layer', is: 'A layer whose outputs have no target.' },
  outputLayer: { name: 'output layer', is: 'The layer whose outputs are compared with the targets.' },
  shape: {
    name: 'shape',
    is: 'How many inputs there are, and how many neurons in each layer: 2‑2‑2 has two inputs, two hidden neurons and two outputs.',
  },
  weight: {
    name: 'weight',
    is: 'What multiplies a signal on its way from one neuron to another. Each edge of the drawing has one.',
  },
  bias: {
    name: 'bias',
    is: 'A weight whose input is always 1: it moves the net input up or down.',
  },
  biasPolicy: {
    name: 'biases: frozen, one per layer, one per neuron',
    is: 'Frozen biases are never changed, as in the example. One per layer: all neurons of a layer share it, and its gradient is the sum of theirs. One per neuron is what most libraries do.',
  },
  parameter: {
    name: 'parameter',
    is: 'A number that training changes: each weight, and each bias that is not frozen.',
  },
  forward: { name: 'forward', is: 'The pass from the inputs to the error.' },
  net: {
    name: 'net input',
    is: 'The weighted sum that reaches a neuron, with its bias, before the activation function.',
  },
  out: { name: 'output of a neuron', is: 'Its net input after the activation function.' },
  activation: {
    name: 'activation function',
    is: 'The curve that turns the net input into the output of the neuron. Without it all layers together would be one.',
  },
  sigmoid: { name: 'sigmoid', is: '1 / (1 + e^−z): an S from 0 to 1. Its slope is out · (1 − out).' },
  tanh: { name: 'tanh', is: 'An S from −1 to 1. Its slope is 1 − out².' },
  rectifier: {
    name: 'ReLU and its kin',
    is: 'What enters where it is positive, 0 where it is not; some let a small part of what is negative pass, with a slope or an α that can be set, or bend smoothly. The step of a neuron tells its own formula.',
  },
  softmax: {
    name: 'softmax',
    is: 'Exponentials divided by their sum: the outputs are probabilities that add up to 1.',
  },
  saturated: {
    name: 'saturated',
    is: 'The activation is so flat there, with a slope under 0.01, that almost no gradient passes.',
  },
  dropout: {
    name: 'dropout',
    is: 'In training some neurons, chosen by chance, are left out of a step; the others are scaled up for them.',
  },
  normalized: {
    name: 'normalized layer',
    is: 'Its net inputs are brought to mean 0 and deviation 1, and then scaled by γ and shifted by β, which are trained.',
  },
  target: { name: 'target', is: 'What an output should be.' },
  output: { name: 'actual output', is: 'What an output is.' },
  outputError: { name: 'error of one output', is: 'One term of the total error.' },
  loss: {
    name: 'total error, loss',
    is: 'One number for how wrong the network is on a sample: training makes it small.',
  },
  halfSquared: {
    name: 'half squared error',
    is: '½ (target − out)², added up over the outputs. The ½ is there so that the derivative has no 2.',
  },
  meanSquared: { name: 'mean squared error', is: 'Without ½, and the mean over outputs and samples.' },
  absolute: {
    name: 'absolute error, Huber loss',
    is: 'The distance to the target without its sign; Huber is the square near the target, and the distance from δ on.',
  },
  crossEntropy: {
    name: 'cross-entropy',
    is: 'Minus the logarithm of the probability that the network gives to the true class.',
  },
  meanLoss: { name: 'mean loss', is: 'The mean of the losses of a batch.' },
  backward: {
    name: 'backward, backpropagation',
    is: 'The pass from the error to every gradient: the chain rule, computed once per neuron, from the end to the start.',
  },
  derivative: {
    name: 'partial derivative',
    is: 'The slope when one quantity moves and the rest stays put: how much the error changes for a small change of one weight.',
  },
  gradient: {
    name: 'gradient',
    is: 'All partial derivatives of the error; also the one that belongs to a weight or a bias.',
  },
  path: {
    name: 'path',
    is: 'One way in which a parameter reaches the error. What the paths give is added.',
  },
  chainRule: { name: 'chain rule', is: 'Along a path, local derivatives multiply.' },
  factors: {
    name: 'error, slope, input, weight',
    is: 'The factors of a path by name: how the error changes with the output; the slope of the activation; what the weight multiplies; the weight that the path passes on its way.',
  },
  delta: {
    name: 'delta',
    is: 'The derivative of the error with respect to a net input: all that a gradient has in common with the others of its neuron.',
  },
  recursive: {
    name: 'paths, recursive δ',
    is: 'Two ways to tell the same gradient: as the sum over all its paths, or by the δ of the next layer, which is known already.',
  },
  product: {
    name: 'product + and product −',
    is: 'A path with a positive product raises the error when the parameter grows; a negative one lowers it. Paths of opposite sign cancel in part.',
  },
  update: {
    name: 'update',
    is: 'Changing all parameters at once, when all gradients are known: against the gradient, since it points uphill.',
  },
  version: {
    name: 'w@0, w@1',
    is: 'Which value of a weight: before the first update, after it, and so on. Every gradient of a step reads the same version.',
  },
  learningRate: { name: 'learning rate', is: 'How much of the gradient is subtracted in an update.' },
  optimizer: { name: 'optimiser', is: 'The rule that turns gradients into an update.' },
  plain: { name: 'plain descent', is: 'The simplest rule: new = old − learning rate · gradient.' },
  memory: {
    name: 'memory of the optimiser',
    is: 'What some rules keep from earlier steps, such as a velocity or a mean of the squared gradients.',
  },
  l2: {
    name: 'regularisation L2',
    is: 'A part of the loss that grows with the squares of the weights, so that they stay small.',
  },
  momentum: {
    name: 'momentum',
    is: 'The step keeps a part of the one before: it gathers speed where the gradients agree, and calms where they alternate.',
  },
  nesterov: { name: 'Nesterov', is: 'The gradient is taken a momentum ahead.' },
  weightDecay: {
    name: 'weight decay, decoupled decay',
    is: 'Each step pulls every parameter a little towards 0; decoupled: the parameters themselves shrink, and the gradient knows nothing of it.',
  },
  smoothing: {
    name: 'smoothing, β₁, β₂, centred',
    is: 'How much of a running mean is kept at each step: of the squared gradients, and with β₁ of the gradients. Centred: the square of their mean is taken off.',
  },
  epsilon: { name: 'ε', is: 'A small number in a denominator, so that nothing is divided by 0.' },
  rateDecay: { name: 'rate decay', is: 'The learning rate falls from step to step.' },
  lineSearch: {
    name: 'steps remembered, trials a step, c₁, c₂, smallest gradient',
    is: 'Of L-BFGS: how many earlier steps it learns the curvature from; how often it tries a length of the step; when it takes one, since the error fell enough (c₁) and the slope flattened enough (c₂); and at which gradient it is done.',
  },
  penalty: {
    name: 'L1 penalty, L2 penalty',
    is: 'Parts of the loss that grow with the sizes of the weights, or with their squares. L1 makes many weights 0.',
  },
  labelSmoothing: {
    name: 'label smoothing',
    is: 'A share of the target of each class is spread over all classes, so that the network is never asked to be certain.',
  },
  limits: {
    name: 'clipped gradients, largest norm of weights',
    is: 'Gradients that are too large are cut down, and weights into a neuron that are too long are scaled back.',
  },
  schedule: {
    name: 'schedule of the rate',
    is: 'A rule by which the learning rate changes from step to step.',
  },
  notation: {
    name: 'net out, z a δ, matrix',
    is: 'Three ways to write the same: net and out as in the slides, z and a as in most books, whole layers as vectors and matrices.',
  },
  digits: { name: 'digits', is: 'Significant digits: counted from the first that is not 0.' },
  rounded: {
    name: '= and ≈',
    is: '≈ stands where digits were dropped in printing. All computing is with the whole numbers, of 64 bits.',
  },
  notYet: { name: '— not yet computed', is: 'A value that no step so far has computed. It is not 0.' },
  editable: {
    name: 'dotted number',
    is: 'It can be edited where it stands. Enter keeps it, Esc leaves it as it was. A point and a comma are both understood.',
  },
  linkAndUndo: {
    name: 'link, undo',
    is: 'The address tells the whole state of the page, and Link copies it. Undo takes back edits one by one.',
  },
  chambers: {
    name: 'net | out',
    is: 'A neuron has two chambers. The wall between them is the activation function.',
  },
  lit: { name: 'lit path', is: 'The path from the parameter in question to the error.' },
  dash: {
    name: 'dashed, hatched',
    is: 'The product of the path is negative; a hatched bar is a negative value.',
  },
  badge: {
    name: '① ② ③',
    is: 'The factors of the chain rule. Each number stands in the formula and at its place in the drawing.',
  },
  frame: { name: 'dotted frame', is: 'A factor is read there.' },
  lock: { name: 'lock', is: 'A frozen bias.' },
  saturationBar: { name: 'bar under out', is: 'The neuron is saturated: its slope is under 0.01.' },
  largest: {
    name: 'the largest of all',
    is: 'Where there are too many edges to draw, only those with the largest weights are drawn, and a line says how many of how many.',
  },
  sample: { name: 'sample, row', is: 'One input with its target.' },
  batch: { name: 'batch', is: 'The samples of one step. Its gradient is the mean of theirs.' },
  epoch: { name: 'epoch', is: 'One pass over all the training rows.' },
  seed: {
    name: 'seed',
    is: 'The number that chance begins with: the same seed gives the same initial weights and the same order of rows.',
  },
  validation: {
    name: 'training and validation',
    is: 'A part of the rows is held out: the network does not learn from them, so they show whether what it learned holds for others.',
  },
  accuracy: { name: 'accuracy', is: 'The share of rows whose class the network predicts right.' },
  rSquared: {
    name: 'R²',
    is: 'The share of the variation of the target that the network explains: 1 is perfect, 0 is no better than the mean.',
  },
  confusion: {
    name: 'confusion matrix',
    is: 'How many rows of each actual class were predicted as each class. The diagonal is right.',
  },
  regions: {
    name: 'decision regions',
    is: 'Which class the network predicts at each point of two inputs; beside them the fitted curve, where the target is a number.',
  },
  gradientSize: {
    name: 'gradient size',
    is: 'How many weights of a layer have gradients of which size. Sizes that fall from layer to layer towards the inputs are a vanishing gradient.',
  },
  divergence: {
    name: 'divergence',
    is: 'A loss that grows without limit, mostly because the learning rate is too large.',
  },
  compare: {
    name: 'run A',
    is: 'A run that was kept as a thin line, to compare another with that begins from the same weights.',
  },
  surface: {
    name: 'loss surface',
    is: 'The error as a height over two parameters, with all others as they are. Darker is more error.',
  },
  contours: { name: 'contours', is: 'Lines of equal error. The gradient stands at right angles to them.' },
  uphill: {
    name: 'gradient and step',
    is: 'The gradient points to where the error grows fastest; the step goes the other way, and the learning rate says how far.',
  },
  sliceMinimum: {
    name: 'minimum of this slice',
    is: 'The least error that these two parameters can reach while the others stay. The whole network can do better.',
  },
  projection: {
    name: 'only these two, whole training',
    is: 'The first path moves these two parameters alone, and lies on the surface. The second is what a training of all parameters does to these two.',
  },
  overshoot: {
    name: 'overshoots',
    is: 'The step is so long that it goes past the valley; the error falls less than it could, or grows.',
  },
  check: { name: 'gradient check', is: 'The gradient of the chain rule against the measured slope.' },
  measured: {
    name: 'measured slope, central differences',
    is: '(E(w + h) − E(w − h)) / 2h with a small h: the error with the parameter moved a little to each side, without any derivative.',
  },
  relativeError: {
    name: 'relative error',
    is: 'The difference of two numbers, divided by the larger of the two.',
  },
  limit: {
    name: 'limit',
    is: 'The mark at 10⁻⁷ on the line: a gradient passes while its distance from the measured slope, over the largest gradient of its layer, is no more than that.',
  },
  corner: {
    name: 'corner',
    is: 'A place where the error has no slope, as at the corner of ReLU: what is measured at its two sides differs.',
  },
  tooEarly: {
    name: 'too early',
    is: 'The famous mistake: the weights of the output layer are changed first, and the gradients of the hidden layer are taken with the new ones.',
  },
  judged: {
    name: 'right, rounded, wrong',
    is: 'Rounded: the right number with fewer digits, or one so near that something was rounded on the way. Where a known mistake gives exactly the number, it is named.',
  },
}
