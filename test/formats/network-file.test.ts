// The network file: read, written back to the bit, and refused with path, line and what to write instead.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaFiles } from '../../scripts/schemas.ts'
import { network } from '../../src/core/network.ts'
import type { NormalizationChoice } from '../../src/core/normalization.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import { step } from '../../src/core/step.ts'
import { PasoError } from '../../src/errors.ts'
import {
  exampleNames,
  loadExample,
  type NetworkFile,
  readNetworkFile,
  writeNetworkFile,
} from '../../src/formats/index.ts'
import { scheduleNames } from '../../src/math/schedule-names.ts'
import { scheduleOf } from '../../src/math/schedules.ts'

const textOf = (name: string) => readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8')
const oracle = (name: string) =>
  JSON.parse(readFileSync(new URL(`../oracle/${name}.json`, import.meta.url), 'utf8'))

describe('an example', () => {
  it.each(exampleNames)('%s passes the schema and is written as it stands', async (name) => {
    const file = readNetworkFile(textOf(name), `${name}.json`)
    expect(writeNetworkFile(file)).toBe(textOf(name))
    expect(await loadExample(name)).toEqual(file)
    expect(file.name).toBe(name)
  })

  it('deck gives the total error of the slides', async () => {
    const { network: net, samples, optimizer } = await loadExample('deck')
    const { numbers } = oracle('deck-numbers')
    const total = numbers.find((n: { symbol: string }) => n.symbol === 'E_total').value
    expect(step(net, samples, optimizer).loss).toBe(total)
  })

  it('byu gives the published weights of three epochs', async () => {
    const file = await loadExample('byu')
    let net = file.network
    for (const { weightsAfter } of oracle('byu-2-2-2-2').epochs) {
      net = step(net, file.samples, file.optimizer).networkAfter
      const biasFirst = net.layers.map(({ weights, biases }) =>
        weights.map((row, to) => [biases[to]!, ...row]),
      )
      biasFirst.flat(2).forEach((weight, i) => {
        expect(weight).toBeCloseTo(weightsAfter.flat(2)[i], 14)
      })
    }
  })

  it('can come from another loader', async () => {
    const file = await loadExample('xor', async (fileName) => textOf(fileName.replace('.json', '')))
    expect(file.samples).toHaveLength(4)
  })
})

/** Any finite double, -0 and the smallest among them. */
const double = fc.double({ noNaN: true, noDefaultInfinity: true })

it('reads back what it wrote, to the bit', () => {
  const row = fc.array(double, { minLength: 3, maxLength: 3 })
  const anyFile = fc.record({
    weights: fc.array(row, { minLength: 2, maxLength: 2 }),
    biases: fc.array(double, { minLength: 2, maxLength: 2 }),
    slope: fc.double({ min: 0, max: 1, noNaN: true }),
    momentum: fc.double({ min: 0, max: 0.99, noNaN: true }),
    positive: fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    steps: fc.integer({ min: 1, max: 1e9 }),
    schedule: fc.constantFrom(...scheduleNames),
    normalization: fc.constantFrom(undefined, 'batch' as const, 'layer' as const),
    numbers: fc.array(double, { minLength: 2, maxLength: 2 }),
    input: row,
  })
  fc.assert(
    fc.property(
      anyFile,
      ({ weights, biases, slope, momentum, positive, steps, schedule, normalization, numbers, input }) => {
        const running =
          normalization === 'batch'
            ? { momentum, runningMeans: numbers, runningVariances: [positive, 1] }
            : {}
        const lengths = Object.hasOwn(scheduleOf(schedule).options, 'steps') ? { steps } : {}
        const file: NetworkFile = {
          name: 'any',
          network: network({
            inputs: 3,
            layers: [
              {
                weights,
                biases,
                activation: { name: 'leaky-relu', parameters: { slope } },
                ...(normalization && {
                  normalization: {
                    kind: normalization,
                    epsilon: positive,
                    scales: biases,
                    shifts: numbers,
                    ...running,
                  } as NormalizationChoice,
                }),
                dropout: momentum,
              },
              { weights: weights.map((row) => row.slice(1)), biases: numbers, activation: 'identity' },
            ],
            loss: { name: 'huber', parameters: { delta: 0.5 }, reduction: 'sum', l1: slope, l2: positive },
          }),
          inputNames: ['a', 'b', 'c'],
          unitNames: [['x', 'y'], undefined],
          optimizer: optimizerSpec(
            'sgd',
            { learningRate: 0.1, momentum, nesterov: true, decoupled: true },
            {
              ...{ clip: { value: positive, norm: 2 }, maxNorm: positive },
              schedule: { name: schedule, options: lengths, warmup: steps },
            },
          ),
          samples: [{ input, target: [0, 1], weight: positive }],
          encoding: undefined,
          training: undefined,
        }
        expect(readNetworkFile(writeNetworkFile(file), 'any.json')).toStrictEqual(file)
      },
    ),
  )
})

/** What to replace in deck.json, by what, the code, and a part of the message in Spanish, its parts one per line. */
const broken: readonly (readonly [string, string, string, string])[] = [
  [
    '"sigmoid"',
    '"sigmod"',
    'unknown-activation',
    'no existe la activación «sigmod».\nred.json, layers[0].activation, línea 8.\nidentity, sigmoid, tanh, relu u otra de la lista de paso explain --help.\nsigmod.\n"activation": "sigmoid"',
  ],
  [
    '0.15',
    '"NaN"',
    'not-finite',
    'un peso no es un número finito.\nred.json, layers[0].weights[0][0], línea 10.\nun número.\n"NaN".\ncorregir el valor. Si el archivo salió de un entrenamiento, ese entrenamiento divergió antes de guardarlo.',
  ],
  ['0.15', '1e999', 'not-finite', '1e999.'],
  ['0.15', '"a"', 'wrong-type', 'red.json, layers[0].weights[0][0], línea 10.\nun número.\n"a".'],
  ['[0.15, 0.2]', '0.15', 'wrong-type', 'una fila entre corchetes: un peso por entrada.'],
  [
    '[0.4, 0.45],',
    '[0.4, 0.45, 1],',
    'wrong-shape',
    'los pesos de la capa 2 no coinciden con las capas.\nred.json, layers[1].weights, línea 18.\n2 filas de 2 pesos: una fila por neurona, un peso por entrada.',
  ],
  ['"loss"', '"los"', 'unknown-field', 'una red no tiene el campo «los».'],
  [
    '"units"',
    '"unit"',
    'unknown-field',
    'layers[0] no tiene el campo «unit».\nred.json, layers[0].unit, línea 7.\nunits, names, activation, weights, biases, normalization o dropout.\nunit.\n"units"',
  ],
  [
    '"units"',
    '"normalization": "bach", "units"',
    'unknown-normalization',
    'no existe la normalización «bach».\nred.json, layers[0].normalization, línea 7.\nbatch o layer.\nbach.\n"normalization": "batch"',
  ],
  [
    '"units"',
    '"normalization": { "kind": "bach" }, "units"',
    'unknown-normalization',
    'red.json, layers[0].normalization.kind, línea 7.',
  ],
  [
    '"units"',
    '"normalization": { "kind": "batch", "scale": 1 }, "units"',
    'unknown-field',
    'layers[0].normalization no tiene el campo «scale».',
  ],
  [
    '"units"',
    '"normalization": { "kind": "layer", "momentum": 0.1 }, "units"',
    'unknown-field',
    'layers[0].normalization no tiene el campo «momentum».\nred.json, layers[0].normalization.momentum, línea 7.\nkind, epsilon, scales o shifts.',
  ],
  [
    '"units"',
    '"normalization": { "kind": "batch", "scales": [1] }, "units"',
    'wrong-shape',
    'red.json, layers[0].normalization.scales, línea 7.\n2 números: uno por neurona.\n1.',
  ],
  [
    '"units"',
    '"normalization": { "kind": "batch", "runningVariances": [1, -1] }, "units"',
    'normalization-out-of-range',
    'layers[0].normalization.runningVariances[1]',
  ],
  ['"units"', '"normalization": 3, "units"', 'wrong-type', '"batch", "layer" o { "kind": ... }.\n3.'],
  ['"units"', '"dropout": 1, "units"', 'wrong-type', 'un número de 0 a 1, sin incluir 1.\n1.'],
  [
    '"weights": [\n        [0.4',
    '"dropout": 0.5, "weights": [\n        [0.4',
    'dropout-of-outputs',
    'red.json, layers[1].dropout',
  ],
  [
    '"weights": [\n        [0.4',
    '"normalization": "layer", "weights": [\n        [0.4',
    'normalization-of-outputs',
    'red.json, layers[1].normalization',
  ],
  ['  "inputs": 2,\n', '', 'missing-field', 'falta el campo «inputs».\nred.json, línea 1.\n"inputs": 2'],
  ['"half-squared-error"', '"crossentropy"', 'unknown-loss', '"loss": "cross-entropy"'],
  [
    '"half-squared-error"',
    '{ "name": "huber", "dleta": 1 }',
    'unknown-function-parameter',
    'red.json, loss, línea 25.',
  ],
  ['"half-squared-error"', '"cross-entropy"', 'illegal-output', 'red.json'],
  ['"sgd"', '"adm"', 'unknown-optimizer', '"optimizer": "adam"'],
  ['"sgd"', '{ "name": "adam", "momentum": 0.9 }', 'unknown-option', 'red.json, optimizer, línea 28.'],
  ['paso-network/1', 'paso-run/1', 'unknown-format', '"format": "paso-network/1".'],
  [
    '"loss"',
    '"labelSmoothing": 0.1, "loss"',
    'cannot-smooth',
    'red.json, labelSmoothing, línea 25.\nbinary-cross-entropy,',
  ],
  ['"loss"', '"l2": -1, "loss"', 'wrong-type', 'red.json, l2, línea 25.\nun número a partir de 0.\n-1.'],
  ['"sgd"', '"sgd", "clipNorm": 0', 'wrong-type', 'red.json, clipNorm, línea 28.\nun número mayor que 0.'],
  ['"sgd"', '"sgd", "clip": 1', 'unknown-field', 'una red no tiene el campo «clip».'],
  [
    '"sgd"',
    '"sgd", "schedule": "cosin"',
    'unknown-schedule',
    'red.json, schedule, línea 28.\nconstant, step, exponential, cosine u otra de la lista de paso explain --help.\ncosin.\n"schedule": "cosine"',
  ],
  ['"sgd"', '"sgd", "schedule": "cosine"', 'not-a-count', 'red.json, schedule.steps, línea 28.'],
  [
    '"sgd"',
    '"sgd", "schedule": { "name": "cosine", "steps": 10, "lowest": 0.7 }',
    'option-out-of-domain',
    'red.json, schedule.lowest, línea 28.',
  ],
  [
    '"sgd"',
    '"sgd", "schedule": { "name": "cosine", "steps": 10, "factor": 0.7 }',
    'unknown-option',
    'red.json, schedule, línea 28.\nsteps, lowest, warmup.\nfactor.',
  ],
  ['[0.01, 0.99] ', '[0.01, 0.99], "weight": -1 ', 'wrong-type', 'red.json, samples[0].weight, línea 31.'],
  ['"fixed"', '"none"', 'wrong-type', '"per-neuron", "shared" o "fixed".\n"none".'],
  ['"inputs": 2', '"inputs": 0', 'wrong-type', 'cuántas entradas, o una lista con sus nombres.'],
  ['[0.05, 0.1]', '[0.05]', 'input-count', 'red.json, samples[0].input, línea 31.'],
  ['"learningRate": 0.5', '"learningRate": -1', 'wrong-type', 'un número mayor que 0.'],
  [
    '"sgd"',
    '"sgd", "encoding": { "inputs": [], "target": { "kind": "classes", "name": "t", "classes": ["a", "b"] } }',
    'wrong-encoding',
    'encoding.inputs',
  ],
]

describe('a broken file', () => {
  it.each(broken)('%s -> %s', (from, to, code, spanish) => {
    const text = textOf('deck').replace(from, to)
    let error: unknown
    try {
      readNetworkFile(text, 'red.json')
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(PasoError)
    const { code: found, texts } = error as PasoError
    expect(found).toBe(code)
    const { what, where, expected, received, why, hint } = texts.es
    expect([what, where, expected, received, why, hint].filter(Boolean).join('\n')).toContain(spanish)
  })

  it('says how to transpose', () => {
    const text =
      '{"format":"paso-network/1","inputs":3,"layers":[{"units":1,"activation":"sigmoid","weights":[[0.1],[0.2],[0.3]]}],"loss":"mse"}'
    expect(() => readNetworkFile(text, 'red.json')).toThrow('[[0.1, 0.2, 0.3]]')
  })
})

it.each([...schemaFiles()])('schemas/%s is what the code says', (name, text) => {
  expect(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8')).toBe(text)
})
