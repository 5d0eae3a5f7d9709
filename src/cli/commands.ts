// The commands of `paso`: their arguments, what they do in one line, and examples.
import type { Language } from '../errors.ts'
import type { CommandName, OptionName } from '../options.ts'

type Words = Readonly<Record<Language, string>>

export interface PositionalDefinition {
  readonly name: Words
  /** In a sentence: the file with the data. */
  readonly article: Words
  readonly required: boolean
  /** With this option it may be left out. */
  readonly unless?: OptionName
}

export interface CommandDefinition {
  readonly positionals: readonly PositionalDefinition[]
  /** An option that the command cannot do without, as the usage shows it. */
  readonly needed?: Words
  readonly summary: Words
  readonly examples: readonly { readonly line: string; readonly what: Words }[]
}

const network = {
  name: { en: 'NETWORK', es: 'RED' },
  article: { en: 'the network', es: 'la red' },
  required: false,
} as const
const model = {
  name: { en: 'MODEL', es: 'MODELO' },
  article: { en: 'the model file', es: 'el archivo del modelo' },
  required: true,
} as const
const data = {
  name: { en: 'DATA', es: 'DATOS' },
  article: { en: 'the file with the data', es: 'el archivo de datos' },
  required: true,
} as const

export const commands: Readonly<Record<CommandName, CommandDefinition>> = {
  explain: {
    positionals: [network],
    summary: {
      en: 'tells one training step: why each weight changed',
      es: 'cuenta un paso de entrenamiento: por qué cambió cada peso',
    },
    examples: [
      {
        line: 'paso explain',
        what: { en: "the deck's network, every weight", es: 'la red de las diapositivas, todos los pesos' },
      },
      { line: 'paso explain deck --parameter w5', what: { en: 'one weight', es: 'un solo peso' } },
      {
        line: 'paso explain deck --input 0.3,0.7 --target 0.1,1',
        what: { en: 'with other numbers', es: 'con otros números' },
      },
      {
        line: 'paso explain iris.json --data examples/iris.csv --rows 1,60',
        what: {
          en: 'a trained network, on a batch of two rows',
          es: 'una red entrenada, con un lote de dos filas',
        },
      },
      {
        line: 'paso explain deck --format markdown -o step.md',
        what: { en: 'as a document', es: 'como documento' },
      },
    ],
  },
  train: {
    positionals: [{ ...data, unless: 'resume' }],
    needed: { en: '--target COLUMN', es: '--target COLUMNA' },
    summary: { en: 'trains a network on a table', es: 'entrena una red con una tabla' },
    examples: [
      {
        line: 'paso train examples/iris.csv --target target',
        what: { en: 'train, and score on rows never seen', es: 'entrenar, y evaluar con filas nunca vistas' },
      },
      {
        line: 'paso train examples/iris.csv --target target -o iris.json',
        what: { en: 'and keep the model', es: 'y guardar el modelo' },
      },
      {
        line: 'paso train examples/diabetes.csv --target target --hidden 32,16 --seed 7',
        what: { en: 'two hidden layers, another seed', es: 'dos capas ocultas, otra semilla' },
      },
      {
        line: 'paso train examples/wine.csv --target target --range-test',
        what: { en: 'which learning rate suits', es: 'qué tasa de aprendizaje conviene' },
      },
      {
        line: 'paso train examples/digits.csv --target target --checkpoint digits.checkpoint',
        what: {
          en: 'keep the training while it runs',
          es: 'guardar el entrenamiento mientras corre',
        },
      },
      {
        line: 'paso train --resume digits.checkpoint --epochs 300 -o digits.json',
        what: {
          en: 'go on where it stopped, with the same result to the bit',
          es: 'seguir donde se detuvo, con el mismo resultado hasta el último bit',
        },
      },
      {
        line: 'paso train examples/iris.csv --target target --json',
        what: { en: 'for another program', es: 'para otro programa' },
      },
    ],
  },
  search: {
    positionals: [data],
    needed: { en: '--target COLUMN --vary OPTION=VALUES', es: '--target COLUMNA --vary OPCIÓN=VALORES' },
    summary: {
      en: 'trains with many options, and ranks them',
      es: 'entrena con muchas opciones y las ordena',
    },
    examples: [
      {
        line: 'paso search examples/iris.csv --target target --vary learning-rate=1e-3..1,log',
        what: { en: '20 learning rates, drawn at random', es: '20 tasas de aprendizaje sorteadas' },
      },
      {
        line: 'paso search examples/iris.csv --target target --vary hidden=4/8,4 -o best.json',
        what: { en: 'and keep the best as a recipe', es: 'y guardar la mejor como receta' },
      },
      {
        line: 'paso train examples/iris.csv --recipe best.json',
        what: { en: 'which train takes', es: 'que train admite' },
      },
    ],
  },
  predict: {
    positionals: [model, data],
    summary: { en: 'a prediction for each row of a table', es: 'una predicción para cada fila de una tabla' },
    examples: [
      {
        line: 'paso predict iris.json examples/iris.csv',
        what: { en: 'classes and probabilities, as CSV', es: 'clases y probabilidades, en CSV' },
      },
      {
        line: 'paso predict iris.json examples/iris.csv --format jsonl -o answers.jsonl',
        what: { en: 'as JSON lines, in a file', es: 'como líneas JSON, en un archivo' },
      },
      {
        line: 'cat examples/iris.csv | paso predict iris.json -',
        what: { en: 'from a pipe', es: 'desde una tubería' },
      },
    ],
  },
  eval: {
    positionals: [model, data],
    summary: {
      en: 'how good a model is on a table: metrics, confusion matrix, calibration',
      es: 'qué tan bueno es un modelo con una tabla: métricas, matriz de confusión, calibración',
    },
    examples: [
      {
        line: 'paso eval iris.json examples/iris.csv',
        what: { en: 'on rows with their true answers', es: 'con filas y sus respuestas verdaderas' },
      },
      {
        line: 'paso eval iris.json examples/iris.csv --json',
        what: { en: 'for another program', es: 'para otro programa' },
      },
    ],
  },
  check: {
    positionals: [network],
    summary: {
      en: 'checks every gradient against central differences',
      es: 'comprueba cada gradiente con diferencias centrales',
    },
    examples: [
      {
        line: 'paso check deck',
        what: { en: 'every gradient of the deck', es: 'todos los gradientes de la red deck' },
      },
      {
        line: 'paso check iris.json --data examples/iris.csv --rows 1,2',
        what: { en: 'of a trained network, on two rows', es: 'de una red entrenada, con dos filas' },
      },
    ],
  },
  inspect: {
    positionals: [
      {
        name: { en: 'FILE', es: 'ARCHIVO' },
        article: { en: 'the file or the name of an example', es: 'el archivo o el nombre de un ejemplo' },
        required: true,
      },
    ],
    summary: { en: 'what a network or a data file holds', es: 'qué contiene una red o un archivo de datos' },
    examples: [
      {
        line: 'paso inspect deck',
        what: { en: 'each weight, and which units it joins', es: 'cada peso, y qué neuronas une' },
      },
      { line: 'paso inspect iris.json', what: { en: 'a trained model', es: 'un modelo entrenado' } },
      {
        line: 'paso inspect iris.json --data examples/iris.csv',
        what: {
          en: 'what is wrong with it: its layers and gradients, and the data',
          es: 'qué anda mal: sus capas y gradientes, y los datos',
        },
      },
      {
        line: 'paso inspect examples/iris.csv',
        what: { en: 'the columns of a table', es: 'las columnas de una tabla' },
      },
    ],
  },
  studio: {
    positionals: [{ ...network, name: { en: 'FILE', es: 'ARCHIVO' } }],
    summary: {
      en: 'serves the page on which a network is made, trained and followed step by step, on this machine alone',
      es: 'sirve la página en la que se arma, se entrena y se sigue paso a paso una red, solo en esta máquina',
    },
    examples: [
      { line: 'paso studio', what: { en: "with the deck's network", es: 'con la red de las diapositivas' } },
      {
        line: 'paso studio examples/xor.json',
        what: { en: 'with a network of your own', es: 'con una red propia' },
      },
      {
        line: 'paso studio iris.json',
        what: { en: 'with a trained model', es: 'con un modelo entrenado' },
      },
      {
        line: 'paso studio --port 8080',
        what: { en: 'on a port that you choose', es: 'en un puerto elegido' },
      },
    ],
  },
  completion: {
    positionals: [
      {
        name: { en: 'SHELL', es: 'SHELL' },
        article: { en: 'the name of the shell', es: 'el nombre de la shell' },
        required: true,
      },
    ],
    summary: {
      en: 'a script that completes commands and options',
      es: 'un script que completa comandos y opciones',
    },
    examples: [
      { line: 'source <(paso completion bash)', what: { en: 'in ~/.bashrc', es: 'en ~/.bashrc' } },
      {
        line: 'paso completion fish | source',
        what: { en: 'in ~/.config/fish/config.fish', es: 'en ~/.config/fish/config.fish' },
      },
    ],
  },
}

/** `paso train DATA --target COLUMN [options]` */
export function usageOf(command: CommandName): Words {
  const { positionals, needed } = commands[command]
  const line = (language: Language): string => {
    const names = positionals.map(({ name, required }) => (required ? name[language] : `[${name[language]}]`))
    return [
      'paso',
      command,
      ...names,
      ...(needed ? [needed[language]] : []),
      language === 'en' ? '[options]' : '[opciones]',
    ].join(' ')
  }
  return { en: line('en'), es: line('es') }
}
