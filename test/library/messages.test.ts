// What the library says when something does not fit, word for word, in both languages.
import { describe, expect, it } from 'vitest'
import { type ErrorText, PasoError } from '../../src/errors.ts'
import { csv, load, mlp, type Targets } from '../../src/library/index.ts'
import { example, irisInputs, irisRows, irisSpecies, xor } from './tables.ts'

const small = mlp({ hidden: [2], epochs: 1 })
const { model } = small.fitSync(irisRows, { target: 'species' })
/** As a program without types calls it. */
const untyped = (value: unknown) => value as never

const parts = ({ what, where, expected, received, why, hint }: ErrorText): string[] =>
  [what, where, expected, received, why, hint].filter((part) => part !== undefined)

const refusals: readonly {
  readonly name: string
  readonly code: string
  readonly call: () => unknown
  readonly en: readonly string[]
  readonly es: readonly string[]
}[] = [
  {
    name: 'an option of mlp',
    code: 'unknown-option',
    call: () => mlp(untyped({ hiden: [16] })),
    en: [
      'mlp has no option "hiden".',
      'hidden, activation, dropout, normalization, initializer, biasInitializer, task, loss, optimizer, learningRate, momentum, weightDecay, l1, l2, labelSmoothing, clipValue, clipNorm, maxNorm, schedule, batchSize, epochs, patience, scaling, missing, engine, precision, threads, relaxed.',
      'hiden.',
      'hidden',
    ],
    es: [
      'mlp no tiene la opción «hiden».',
      'hidden, activation, dropout, normalization, initializer, biasInitializer, task, loss, optimizer, learningRate, momentum, weightDecay, l1, l2, labelSmoothing, clipValue, clipNorm, maxNorm, schedule, batchSize, epochs, patience, scaling, missing, engine, precision, threads, relaxed.',
      'hiden.',
      'hidden',
    ],
  },
  {
    name: 'an option that does nothing alone',
    code: 'idle-option',
    call: () => mlp(untyped({ optimizer: { name: 'sgd', nesterov: true } })),
    en: [
      'nesterov changes nothing without momentum.',
      'momentum above 0.',
      'give momentum too, or leave nesterov out.',
    ],
    es: [
      'nesterov no cambia nada sin momentum.',
      'momentum mayor que 0.',
      'indicar también momentum, o quitar nesterov.',
    ],
  },
  {
    name: 'a number of a schedule',
    code: 'unknown-option',
    call: () => mlp(untyped({ schedule: { name: 'cosine', epoch: 3 } })),
    en: ['schedule cosine has no option "epoch".', 'epochs, lowest, warmup.', 'epoch.', 'epochs'],
    es: ['schedule cosine no tiene la opción «epoch».', 'epochs, lowest, warmup.', 'epoch.', 'epochs'],
  },
  {
    name: 'an option of fit',
    code: 'unknown-option',
    call: () => small.fit(irisRows, untyped({ target: 'species', sead: 1 })),
    en: [
      'fit has no option "sead".',
      'seed, validation, test, split, classWeights, sampleWeight, seconds, target, onEpoch, signal, checkpoint, onCheckpoint, resume.',
      'sead.',
      'seed',
    ],
    es: [
      'fit no tiene la opción «sead».',
      'seed, validation, test, split, classWeights, sampleWeight, seconds, target, onEpoch, signal, checkpoint, onCheckpoint, resume.',
      'sead.',
      'seed',
    ],
  },
  {
    name: 'a signal for fitSync',
    code: 'unknown-option',
    call: () => small.fitSync(xor.inputs, xor.targets, untyped({ signal: AbortSignal.timeout(1) })),
    en: [
      'fitSync has no option "signal".',
      'seed, validation, test, split, classWeights, sampleWeight, seconds, target, onEpoch.',
      'signal.',
    ],
    es: [
      'fitSync no tiene la opción «signal».',
      'seed, validation, test, split, classWeights, sampleWeight, seconds, target, onEpoch.',
      'signal.',
    ],
  },
  {
    name: 'a name that is not in a list',
    code: 'wrong-option',
    call: () => mlp(untyped({ engine: 'jss' })),
    en: [
      'the option engine of mlp does not have a value that fits.',
      'auto, js, wasm, native or core.',
      '"jss".',
      "engine: 'js'",
    ],
    es: [
      'la opción engine de mlp no tiene un valor válido.',
      'auto, js, wasm, native o core.',
      '"jss".',
      "engine: 'js'",
    ],
  },
  {
    name: 'half a unit',
    code: 'wrong-option',
    call: () => mlp({ hidden: [8, 2.5] }),
    en: [
      'the option hidden of mlp does not have a value that fits.',
      'a list of whole numbers from 1 on.',
      '[8,2.5].',
    ],
    es: [
      'la opción hidden de mlp no tiene un valor válido.',
      'una lista de números enteros a partir de 1.',
      '[8,2.5].',
    ],
  },
  {
    name: 'a share that is too large',
    code: 'wrong-option',
    call: () => small.fitSync(xor.inputs, xor.targets, { test: 1 }),
    en: [
      'the option test of fitSync does not have a value that fits.',
      'a number from 0 to less than 1.',
      '1.',
    ],
    es: ['la opción test de fitSync no tiene un valor válido.', 'un número de 0 a menos de 1.', '1.'],
  },
  {
    name: 'a number that an initializer does not have',
    code: 'wrong-option',
    call: () => mlp({ initializer: untyped({ name: 'he-normal', gain: 2 }) }),
    en: [
      'the option initializer of mlp does not have a value that fits.',
      'zeros, uniform, normal, glorot-uniform, glorot-normal, he-uniform, he-normal, lecun-uniform, lecun-normal or orthogonal.',
      '{"name":"he-normal","gain":2}.',
    ],
    es: [
      'la opción initializer de mlp no tiene un valor válido.',
      'zeros, uniform, normal, glorot-uniform, glorot-normal, he-uniform, he-normal, lecun-uniform, lecun-normal o orthogonal.',
      '{"name":"he-normal","gain":2}.',
    ],
  },
  {
    name: 'a loss that the task does not suit',
    code: 'unsuitable-loss',
    call: () => mlp({ loss: 'cross-entropy', task: 'regression' }).fitSync(xor.inputs, xor.targets),
    en: [
      'the loss cross-entropy does not suit the task.',
      'last layer: identity.',
      'half-squared-error, mse, mae or huber.',
      'cross-entropy.',
      'half-squared-error',
    ],
    es: [
      'la función de error cross-entropy no corresponde a la tarea.',
      'última capa: identity.',
      'half-squared-error, mse, mae o huber.',
      'cross-entropy.',
      'half-squared-error',
    ],
  },
  {
    name: 'a split without training rows',
    code: 'wrong-option',
    call: () => small.fitSync(xor.inputs, xor.targets, { split: untyped({ test: [0] }) }),
    en: [
      'the option split of fitSync does not have a value that fits.',
      '{ train, validation, test }, each a list of rows from 0.',
      '{"test":[0]}.',
    ],
    es: [
      'la opción split de fitSync no tiene un valor válido.',
      '{ train, validation, test }, cada una con una lista de filas a partir de 0.',
      '{"test":[0]}.',
    ],
  },
  {
    name: 'a split beside a share',
    code: 'conflicting-options',
    call: () => small.fit(xor.inputs, xor.targets, { split: { train: [0, 1] }, test: 0.2 }),
    en: ['the options split and test of fit exclude each other.', 'split and test.', 'give one of the two.'],
    es: ['las opciones split y test de fit se excluyen.', 'split y test.', 'indicar una sola de las dos.'],
  },
  {
    name: 'records without a target',
    code: 'missing-target',
    call: () => small.fitSync(untyped(irisRows)),
    en: [
      'the column to predict is not named.',
      'option target.',
      'one of sepalLength, sepalWidth, petalLength, petalWidth, species.',
      "target: 'species'",
    ],
    es: [
      'falta el nombre de la columna que se quiere predecir.',
      'opción target.',
      'una de sepalLength, sepalWidth, petalLength, petalWidth, species.',
      "target: 'species'",
    ],
  },
  {
    name: 'a target that is no column',
    code: 'unknown-column',
    call: () => small.fitSync(irisRows, untyped({ target: 'specie' })),
    en: [
      'there is no column "specie".',
      'option target.',
      'sepalLength, sepalWidth, petalLength, petalWidth, species.',
      'specie.',
      "target: 'species'",
    ],
    es: [
      'la columna «specie» no existe.',
      'opción target.',
      'sepalLength, sepalWidth, petalLength, petalWidth, species.',
      'specie.',
      "target: 'species'",
    ],
  },
  {
    name: 'a path in place of a table',
    code: 'not-data',
    call: () => small.fitSync(untyped('iris.csv'), { target: 'species' }),
    en: [
      'this is not data to train on.',
      'what csv() gives, records, or rows of numbers with their targets.',
      '"iris.csv".',
    ],
    es: [
      'esto no son datos para entrenar.',
      'lo que da csv(), registros, o filas de números con sus salidas esperadas.',
      '"iris.csv".',
    ],
  },
  {
    name: 'a cell that is missing',
    code: 'missing-value',
    call: () => small.fitSync([{ x: 1, y: 'a' }, untyped({ x: undefined, y: 'b' })], { target: 'y' }),
    en: [
      'a value is missing.',
      'rows[1].x.',
      'a finite number or a text.',
      'undefined.',
      "fill in the value, or remove the row, or mlp({ missing: 'impute' }).",
    ],
    es: [
      'falta un valor.',
      'rows[1].x.',
      'un número finito o un texto.',
      'undefined.',
      "completar el valor, o quitar la fila, o mlp({ missing: 'impute' }).",
    ],
  },
  {
    name: 'a column of numbers and texts',
    code: 'mixed-column',
    call: () =>
      small.fitSync(
        [
          { x: 1, y: 'a' },
          { x: '2', y: 'b' },
        ],
        { target: 'y' },
      ),
    en: [
      'a column holds numbers and texts.',
      'rows[1].x.',
      'a number, as in row 0: 1.',
      '"2".',
      'make all cells of the column numbers, or all of them texts.',
    ],
    es: [
      'una columna tiene números y textos.',
      'rows[1].x.',
      'un número, como en la fila 0: 1.',
      '"2".',
      'dejar en la columna solo números, o solo textos.',
    ],
  },
  {
    name: 'an option of explain',
    code: 'unknown-option',
    call: () => model.explain(untyped({ rows: 3 })),
    en: [
      'explain has no option "rows".',
      'row, data, targets, input, target, seed, parameter.',
      'rows.',
      'row',
    ],
    es: [
      'explain no tiene la opción «rows».',
      'row, data, targets, input, target, seed, parameter.',
      'rows.',
      'row',
    ],
  },
  {
    name: 'a language that Paso does not speak',
    code: 'wrong-option',
    call: () => model.explain({ parameter: 'w1' }).toMarkdown({ locale: 'fr' }),
    en: [
      'the option locale of toMarkdown does not have a value that fits.',
      'en, es, es-AR, es-MX.',
      '"fr".',
    ],
    es: ['la opción locale de toMarkdown no tiene un valor válido.', 'en, es, es-AR, es-MX.', '"fr".'],
  },
  {
    name: 'an option of csv',
    code: 'unknown-option',
    call: () => csv(example('iris.csv'), untyped({ target: 'target', separator: ';' })),
    en: [
      'csv has no option "separator".',
      'target, only, ignore, delimiter, decimal, header, kinds, missing.',
      'separator.',
    ],
    es: [
      'csv no tiene la opción «separator».',
      'target, only, ignore, delimiter, decimal, header, kinds, missing.',
      'separator.',
    ],
  },
  {
    name: 'a row that is too short',
    code: 'wrong-shape',
    call: () => small.fitSync([[1, 2], [3]], [0, 1]),
    en: ['a row does not have as many numbers as it should.', 'inputs[1].', '2.', '1.'],
    es: ['una fila no tiene la cantidad de números esperada.', 'inputs[1].', '2.', '1.'],
  },
  {
    name: 'a shape that does not suit',
    code: 'wrong-shape',
    call: () => small.fitSync({ data: new Float64Array(6), shape: [2, 2] }, [0, 1]),
    en: [
      'the shape does not suit the numbers.',
      'shape: [2, 2].',
      '[rows, columns] with 6 numbers in all.',
      '2 · 2.',
    ],
    es: [
      'la forma no corresponde a los números.',
      'shape: [2, 2].',
      '[filas, columnas] con 6 números en total.',
      '2 · 2.',
    ],
  },
  {
    name: 'targets that are too few',
    code: 'wrong-shape',
    call: () => small.fitSync(irisInputs, irisSpecies.slice(1)),
    en: ['inputs and targets do not have the same number of rows.', '150 targets, one for each row.', '149.'],
    es: [
      'las entradas y las salidas esperadas no tienen la misma cantidad de filas.',
      '150 salidas esperadas, una por fila.',
      '149.',
    ],
  },
  {
    name: 'rows of several targets that differ',
    code: 'target-count',
    call: () => small.fitSync([[1], [2]], [[0, 1], [1]] as Targets),
    en: [
      'a row does not have as many targets as it should.',
      'targets[1].',
      '2: y1, y2.',
      '1.',
      "for several targets, name them all: target: ['y1', 'y2'].",
    ],
    es: [
      'una fila no tiene la cantidad de salidas esperadas que debería.',
      'targets[1].',
      '2: y1, y2.',
      '1.',
      "si son varias, nombrarlas todas: target: ['y1', 'y2'].",
    ],
  },
  {
    name: 'several targets for a model of one',
    code: 'target-count',
    call: () => model.explain({ input: irisInputs[0] as never, target: ['setosa', 'virginica'] }),
    en: [
      'a row does not have as many targets as it should.',
      'targets[0].',
      'one: species.',
      '2.',
      "for several targets, name them all: target: ['y1', 'y2'].",
    ],
    es: [
      'una fila no tiene la cantidad de salidas esperadas que debería.',
      'targets[0].',
      'una: species.',
      '2.',
      "si son varias, nombrarlas todas: target: ['y1', 'y2'].",
    ],
  },
  {
    name: 'too few weights',
    code: 'weight-count',
    call: () => small.fitSync(xor.inputs, xor.targets, { sampleWeight: [1, 2] }),
    en: [
      'there is not one weight for each row.',
      'option sampleWeight.',
      '4 weights.',
      '2 weights.',
      'give a weight for each row, in the order of the rows.',
    ],
    es: [
      'no hay un peso por fila.',
      'opción sampleWeight.',
      '4 pesos.',
      '2 pesos.',
      'dar un peso por fila, en el orden de las filas.',
    ],
  },
  {
    name: 'a weight that is not finite',
    code: 'negative-weight',
    call: () => small.fitSync(xor.inputs, xor.targets, { sampleWeight: [1, 2, Number.NaN, 1] }),
    en: [
      'the weight of a row is not a finite number.',
      'the data, row 3.',
      'a number from 0 on.',
      'NaN.',
      'correct the weight; 0 leaves the row out of the loss.',
    ],
    es: [
      'el peso de una fila no es un número finito.',
      'los datos, fila 3.',
      'un número a partir de 0.',
      'NaN.',
      'corregir el peso; con 0 la fila no cuenta en el error.',
    ],
  },
  {
    name: 'a weight by class for several targets',
    code: 'weights-by-target',
    call: () =>
      small.fitSync(
        xor.inputs,
        [
          [0, 1],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
        untyped({ classWeights: { y1: 2 } }),
      ),
    en: [
      '"y1" is one of several targets, and not a class.',
      'option classWeights.',
      'the weights of its classes.',
      '2.',
      'classWeights: { y1: { 0: 1, 1: 2 } }',
    ],
    es: [
      '«y1» es una de varias columnas objetivo, y no una clase.',
      'opción classWeights.',
      'los pesos de sus clases.',
      '2.',
      'classWeights: { y1: { 0: 1, 1: 2 } }',
    ],
  },
  {
    name: 'an empty list of targets',
    code: 'wrong-option',
    call: () => small.fitSync(irisRows, untyped({ target: [] })),
    en: [
      'the option target of fitSync does not have a value that fits.',
      'the name of a column, or a list of names.',
      '[].',
    ],
    es: [
      'la opción target de fitSync no tiene un valor válido.',
      'el nombre de una columna, o una lista de nombres.',
      '[].',
    ],
  },
  {
    name: 'no rows',
    code: 'no-rows',
    call: () => small.fitSync([] as typeof irisRows, { target: 'species' }),
    en: ['there are no rows.', 'at least one row.'],
    es: ['no hay filas.', 'al menos una fila.'],
  },
  {
    name: 'a row to explain that is not there',
    code: 'row-out-of-range',
    call: () => model.explain({ row: 150 }),
    en: ['there is no row 150.', 'option row.', 'from 0 to 149.', '150.'],
    es: ['no existe la fila 150.', 'opción row.', 'de 0 a 149.', '150.'],
  },
  {
    name: 'a parameter that is not there',
    code: 'unknown-parameter',
    call: () => model.explain({ parameter: 'w99' }).toText(),
    en: ['the network has no w99.', 'option parameter.', 'w99.', "parameter: 'w1'"],
    es: ['la red no tiene w99.', 'opción parameter.', 'w99.', "parameter: 'w1'"],
  },
  {
    name: 'a loaded model without its data',
    code: 'no-samples',
    call: async () => (await load(await model.save())).explain(),
    en: [
      'this model does not have the data that it was trained on.',
      'data with the option data, or one input with the option input and its target with the option target.',
      'model.explain({ data, row: 0 })',
    ],
    es: [
      'este modelo no tiene los datos con que se entrenó.',
      'datos en la opción data, o una entrada en la opción input y su salida esperada en la opción target.',
      'model.explain({ data, row: 0 })',
    ],
  },
  {
    name: 'a network that no table made',
    code: 'no-encoding',
    call: () => load(example('deck.json')),
    en: [
      'deck.json was not trained on a table.',
      'a model that paso train or model.save wrote, with the scaling and the classes of its table.',
    ],
    es: [
      'deck.json no se entrenó con una tabla.',
      'un modelo escrito por paso train o por model.save, con el escalado y las clases de su tabla.',
    ],
  },
  {
    name: 'a file that is not there',
    code: 'file-not-found',
    call: () => load('none.json'),
    en: ['none.json was not found.'],
    es: ['no se encontró none.json.'],
  },
]

describe('refuses', () => {
  it.each(refusals)('$name', async ({ code, call, en, es }) => {
    const error = await (async () => call())().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(PasoError)
    const { code: given, texts } = error as PasoError
    const folder = example('')
    const plain = (text: ErrorText) => parts(text).map((part) => part.replace(folder, ''))
    expect([given, plain(texts.en), plain(texts.es)]).toEqual([code, en, es])
  })
})

it('predicts only rows that have every column', () => {
  expect(() =>
    model.predict(untyped({ sepalLength: 5, sepalWidth: 3, petalLength: 1, petal_width: 1 })),
  ).toThrow('the column "petalWidth" is missing.')
  expect(() => model.predict(untyped({ ...irisRows[0], petalWidth: 'wide' }))).toThrow('wide')
})

it('checks the options of an optimizer', () => {
  expect(() => mlp(untyped({ optimizer: { name: 'adam', beta: 1 } }))).toThrow(/beta/)
  expect(() => mlp({ optimizer: 'adam', momentum: 0.9 })).toThrow(/momentum/)
})
