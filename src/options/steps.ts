// Options of the rule of a step: the optimizer, the rate and its schedule, penalties, smoothing and limits.
import { optimizerNames } from '../math/optimizers.ts'
import { scheduleNames } from '../math/schedule-names.ts'
import { fromData, fromNetwork, NUMBER, type OptionDefinition } from './definition.ts'

const stepped = ['explain', 'train'] as const
const differentiated = ['explain', 'check', 'train'] as const

/** What holds where the user says nothing: what the network file says, or this in a training. */
const inTraining = (en: string, es: string = en) => ({
  explain: fromNetwork,
  check: fromNetwork,
  train: { en, es },
})
const none = /*#__PURE__*/ inTraining('none', 'ninguno')

export const stepOptions = {
  optimizer: {
    flag: 'optimizer',
    type: { kind: 'choice', choices: optimizerNames },
    commands: stepped,
    help: {
      en: 'the rule that turns a gradient into an update',
      es: 'la regla que convierte un gradiente en una actualización',
    },
    defaultIn: inTraining('adam'),
    example: '--optimizer adam',
  },
  learningRate: {
    flag: 'learning-rate',
    type: { kind: 'number', above: 0 },
    commands: stepped,
    value: NUMBER,
    help: { en: 'how much of the gradient is subtracted', es: 'cuánto del gradiente se resta' },
    defaultIn: { explain: fromNetwork, train: fromData },
    example: '--learning-rate 0.5',
  },
  momentum: {
    flag: 'momentum',
    type: { kind: 'number', min: 0, below: 1 },
    commands: stepped,
    value: NUMBER,
    help: { en: 'for sgd and rmsprop', es: 'para sgd y rmsprop' },
    defaultIn: inTraining('0'),
    example: '--momentum 0.9',
  },
  nesterov: {
    flag: 'nesterov',
    type: { kind: 'switch' },
    commands: stepped,
    help: {
      en: 'look ahead along the momentum, for sgd',
      es: 'mirar adelante según el momentum, para sgd',
    },
    example: '--nesterov',
  },
  weightDecay: {
    flag: 'weight-decay',
    type: { kind: 'number', min: 0 },
    commands: stepped,
    value: NUMBER,
    help: { en: 'pulls every parameter towards 0', es: 'tira de cada parámetro hacia 0' },
    defaultIn: {
      explain: fromNetwork,
      train: { en: 'by the data; 0 with a penalty', es: 'según los datos; 0 con una penalización' },
    },
    example: '--weight-decay 0.01',
  },
  decoupled: {
    flag: 'decoupled',
    type: { kind: 'switch' },
    commands: stepped,
    help: {
      en: 'the decay shrinks the parameters themselves and stays out of the gradient',
      es: 'el decaimiento encoge los parámetros mismos y queda fuera del gradiente',
    },
    example: '--decoupled',
  },
  l1: {
    flag: 'l1',
    type: { kind: 'number', min: 0 },
    commands: differentiated,
    value: NUMBER,
    help: {
      en: 'penalty in the loss: this times the sum of the sizes of the weights',
      es: 'penalización en el error: esto por la suma de los tamaños de los pesos',
    },
    defaultIn: inTraining('0'),
    example: '--l1 0.001',
  },
  l2: {
    flag: 'l2',
    type: { kind: 'number', min: 0 },
    commands: differentiated,
    value: NUMBER,
    help: {
      en: 'penalty in the loss: half of this times the sum of the squares of the weights',
      es: 'penalización en el error: la mitad de esto por la suma de los cuadrados de los pesos',
    },
    defaultIn: inTraining('0; with lbfgs by the data', '0; con lbfgs según los datos'),
    example: '--l2 0.01',
  },
  labelSmoothing: {
    flag: 'label-smoothing',
    type: { kind: 'number', min: 0, below: 1 },
    commands: differentiated,
    value: NUMBER,
    help: {
      en: 'share of each target of classes that is spread over all classes',
      es: 'parte de cada salida esperada de clases que se reparte entre todas',
    },
    defaultIn: inTraining('0'),
    example: '--label-smoothing 0.1',
  },
  clipValue: {
    flag: 'clip-value',
    type: { kind: 'number', above: 0 },
    commands: stepped,
    value: NUMBER,
    help: {
      en: 'the largest size of a gradient; larger ones are cut down to it',
      es: 'el mayor tamaño de un gradiente; los mayores se recortan',
    },
    defaultIn: none,
    example: '--clip-value 0.5',
  },
  clipNorm: {
    flag: 'clip-norm',
    type: { kind: 'number', above: 0 },
    commands: stepped,
    value: NUMBER,
    help: {
      en: 'the largest norm of all gradients of a step; longer ones are scaled down to it',
      es: 'la mayor norma de todos los gradientes de un paso; si es mayor, se reducen a ella',
    },
    defaultIn: none,
    example: '--clip-norm 1',
  },
  maxNorm: {
    flag: 'max-norm',
    type: { kind: 'number', above: 0 },
    commands: stepped,
    value: NUMBER,
    help: {
      en: 'the largest norm of the weights into a neuron; longer ones are scaled back after a step',
      es: 'la mayor norma de los pesos que llegan a una neurona; si es mayor, se reducen tras el paso',
    },
    defaultIn: inTraining('none', 'ninguna'),
    example: '--max-norm 3',
  },
  schedule: {
    flag: 'schedule',
    type: { kind: 'choice', choices: scheduleNames },
    commands: stepped,
    help: { en: 'how the learning rate changes', es: 'cómo cambia la tasa de aprendizaje' },
    defaultIn: inTraining('constant'),
    example: '--schedule cosine',
  },
  scheduleEpochs: {
    flag: 'schedule-epochs',
    type: { kind: 'number', above: 0 },
    commands: stepped,
    value: NUMBER,
    help: { en: 'length of the schedule', es: 'duración del plan' },
    defaultIn: {
      explain: { en: 'none; an epoch is one step here', es: 'ninguna; una época es aquí un paso' },
      train: {
        en: 'all epochs, a third for step, 1 for exponential and inverse',
        es: 'todas las épocas, un tercio para step, 1 para exponential e inverse',
      },
    },
    example: '--schedule-epochs 50',
  },
  scheduleFactor: {
    flag: 'schedule-factor',
    type: { kind: 'number', above: 0, below: 1 },
    commands: stepped,
    value: NUMBER,
    help: {
      en: 'what the rate is multiplied by: step, exponential, plateau',
      es: 'por cuánto se multiplica la tasa: step, exponential, plateau',
    },
    defaultFrom: { en: '0.1; 0.95 for exponential', es: '0.1; 0.95 para exponential' },
    example: '--schedule-factor 0.5',
  },
  scheduleLowest: {
    flag: 'schedule-lowest',
    type: { kind: 'number', min: 0 },
    commands: stepped,
    value: NUMBER,
    help: { en: 'the lowest rate: cosine, plateau', es: 'la tasa más baja: cosine, plateau' },
    defaultFrom: { en: '0', es: '0' },
    example: '--schedule-lowest 0.0001',
  },
  schedulePatience: {
    flag: 'schedule-patience',
    type: { kind: 'integer', min: 1 },
    commands: ['train'],
    value: NUMBER,
    help: {
      en: 'epochs without a better loss before plateau lowers the rate',
      es: 'épocas sin mejorar antes de que plateau baje la tasa',
    },
    defaultFrom: { en: '10', es: '10' },
    example: '--schedule-patience 5',
  },
  warmup: {
    flag: 'warmup',
    type: { kind: 'number', min: 0 },
    commands: stepped,
    value: NUMBER,
    help: {
      en: 'epochs in which the rate first rises from step to step',
      es: 'épocas en que la tasa primero sube paso a paso',
    },
    defaultFrom: { en: '0', es: '0' },
    example: '--warmup 5',
  },
} as const satisfies Record<string, OptionDefinition>
