// What is said of a training that ran away: the number, the step, the layer and the rate, in both languages.
import { expect, it } from 'vitest'
import { optimizerSpec } from '../../src/core/index.ts'
import { type Divergence, diverged } from '../../src/engine/divergence-words.ts'
import type { Quantity } from '../../src/math/quantity.ts'

/** A network of 3, 12 and 2 units in its third step. */
function textsOf(quantity: Quantity, more: Partial<Divergence> = {}, value = Infinity) {
  const facts: Divergence = {
    epoch: 1,
    step: 3,
    totalSteps: 3,
    learningRate: 0.5,
    first: { quantity, layer: 1, value },
    largest: undefined,
    row: undefined,
    stepsPerEpoch: 4,
    batchSize: 16,
    widths: [3, 12, 2],
    trail: [1, 2, Number.NaN],
    means: [],
    optimizer: optimizerSpec('adam', { learningRate: 0.5 }),
    advice: {},
    ...more,
  }
  return diverged(facts).texts
}

const passed = {
  en: 'passed 1.8·10³⁰⁸, the largest 64-bit number.',
  es: 'superó 1,8·10³⁰⁸, el mayor número de 64 bits.',
} as const
const [layer, unit, sample] = [0, 1, 4]
const weight = { kind: 'weight', layer: 1, to: 1, from: 10 } as const

it.each<readonly [Quantity, en: string, es: string]>([
  [
    { kind: 'pre-activation', layer, unit, sample },
    'the net input z_2^(1)',
    'la entrada de la neurona z_2^(1)',
  ],
  [{ kind: 'activation', layer, unit, sample }, 'the activation a_2^(1)', 'la salida de la neurona a_2^(1)'],
  [
    { kind: 'argument', layer, unit, sample },
    'the normalized net input u_2^(1)',
    'la entrada normalizada u_2^(1)',
  ],
  [
    { kind: 'statistic', name: 'mean', layer, unit, sample: 'all' },
    'the mean of unit 2 of layer 1',
    'la media de la neurona 2 de la capa 1',
  ],
  [
    { kind: 'statistic', name: 'variance', layer, unit: 'all', sample },
    'the variance of layer 1',
    'la varianza de la capa 1',
  ],
  [
    {
      kind: 'derivative',
      of: { kind: 'sample-loss', sample },
      by: { kind: 'activation', layer, unit, sample },
    },
    'the gradient ∂L/∂a_2^(1)',
    'el gradiente ∂L/∂a_2^(1)',
  ],
  [{ kind: 'delta', layer, unit, sample }, 'the delta δ_2^(1)', 'el delta δ_2^(1)'],
  [
    { kind: 'derivative', of: { kind: 'batch-loss' }, by: { ...weight, version: 0 } },
    'the gradient ∂L/∂w_2,11^(2)',
    'el gradiente ∂L/∂w_2,11^(2)',
  ],
  [{ kind: 'norm', of: 'gradients', time: 3 }, 'the norm of the gradients', 'la norma de los gradientes'],
  [
    { kind: 'norm', of: { layer, unit }, time: 3 },
    'the norm of the weights into unit 2 of layer 1',
    'la norma de los pesos hacia la neurona 2 de la capa 1',
  ],
  [
    { kind: 'memory', name: 'velocity', parameter: { kind: 'bias', layer, unit }, time: 3 },
    'the velocity of b_2^(1)',
    'la velocidad de b_2^(1)',
  ],
  [
    { kind: 'memory', name: 'first-moment', parameter: weight, time: 3 },
    'the first moment m of w_2,11^(2)',
    'el primer momento m de w_2,11^(2)',
  ],
  [{ ...weight, version: 1 }, 'the new weight w_2,11^(2)', 'el peso nuevo w_2,11^(2)'],
  [{ kind: 'bias', layer, unit, version: 1 }, 'the new bias b_2^(1)', 'el umbral nuevo b_2^(1)'],
  [{ kind: 'scale', layer, unit, version: 1 }, 'the new scale γ_2^(1)', 'la escala nueva γ_2^(1)'],
  [{ kind: 'shift', layer, unit, version: 1 }, 'the new shift β_2^(1)', 'el desplazamiento nuevo β_2^(1)'],
  [
    { kind: 'running', name: 'variance', layer, unit, version: 1 },
    'the running variance of unit 2 of layer 1',
    'la varianza móvil de la neurona 2 de la capa 1',
  ],
])('names %o', (quantity, en, es) => {
  const texts = textsOf(quantity)
  expect([texts.en.what, texts.es.what]).toEqual([`${en} ${passed.en}`, `${es} ${passed.es}`])
  const without = textsOf(quantity, {}, Number.NaN)
  expect([without.en.what, without.es.what]).toEqual([`${en} has no value.`, `${es} no tiene valor.`])
})

it('names the step, the rate, the layer and the row', () => {
  const { en, es } = textsOf({ kind: 'delta', layer, unit, sample }, { row: 17 })
  expect(en.where).toBe(
    'epoch 1, step 3 of 4, in batches of 16 rows, learning rate 0.5; layer 2 of 2, data row 18.',
  )
  expect(es.where).toBe(
    'época 1, paso 3 de 4, en lotes de 16 filas, tasa de aprendizaje 0,5; capa 2 de 2, fila de datos 18.',
  )
})

it('says what a loss became', () => {
  const { en, es } = textsOf({ kind: 'sample-loss', sample }, { row: 0, trail: [1, 2, 3] }, -Infinity)
  expect(en.what).toBe('the loss grew without limit: 1, 2, 3.')
  expect(en.where).toContain('; layer 2 of 2, L = −Infinity, data row 1.')
  expect(es.where).toContain('; capa 2 de 2, L = −Infinity, fila de datos 1.')
})

it('does not blame the rate for a first step that its rows alone spoil', () => {
  const first = { totalSteps: 1, step: 1 }
  const { en, es } = textsOf({ kind: 'activation', layer, unit, sample }, first)
  expect(en.why).toBe('no step had been made: the rows and the first weights alone lead there.')
  expect(en.hint).toBe('smaller inputs, targets or first weights.')
  expect(es.why).toBe('no se había dado ningún paso: bastan las filas y los pesos iniciales.')
  expect(es.hint).toBe('entradas, salidas esperadas o pesos iniciales menores.')
  expect(textsOf({ ...weight, version: 1 }, first).en.hint).toBe('a learning rate of 0.05.')
})

it('says that a square is remembered', () => {
  const { en, es } = textsOf({ kind: 'memory', name: 'second-moment', parameter: weight, time: 3 })
  expect(en.what).toBe(`the second moment v of w_2,11^(2) ${passed.en}`)
  expect(en.why).toBe('the optimizer remembers the square of the gradient, and that square is too large.')
  expect(es.why).toBe(
    'el optimizador recuerda el cuadrado del gradiente, y ese cuadrado es demasiado grande.',
  )
  const adagrad = textsOf({ kind: 'memory', name: 'square-sum', parameter: weight, time: 3 })
  expect(adagrad.es.what).toBe(`la suma de cuadrados de w_2,11^(2) ${passed.es}`)
  const centered = textsOf({ kind: 'memory', name: 'mean-gradient', parameter: weight, time: 3 })
  expect(centered.en.what).toBe(`the mean gradient of w_2,11^(2) ${passed.en}`)
})
