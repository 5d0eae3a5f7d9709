// In Spanish: what an update takes from the recipe, and a step of L-BFGS.

import { num } from '../../math/expr.ts'
import type { Ending } from '../../math/optimizers/endings.ts'
import { type Content, say } from '../document.ts'
import { enumerated, inWords } from './phrases.ts'
import type { Prose } from './prose.ts'

const number = (n: number): string => inWords(n, 'es')
const listOfNumbers = (items: readonly Content[]): Content => enumerated(items, '; ', ' y ')

const reasons: Readonly<Record<Ending, string>> = {
  flat: 'el gradiente es 0, o casi',
  'no-descent': 'la dirección no lleva hacia abajo',
  'no-decrease': 'ninguna prueba a lo largo de la dirección bajó lo suficiente',
  'non-finite': 'el error o su pendiente no tenían valor a lo largo de la dirección',
}

const search: Prose['search'] = {
  memory: (pairs) => [
    `No hay tasa de aprendizaje: cada paso busca su longitud t. ${pairs === 1 ? 'Se recuerda el último paso' : `Se recuerdan los últimos ${number(pairs)} pasos`}; k cuenta los pasos.`,
  ],
  forOne: (name) =>
    say`Lo contamos con los números de ${name}; cada uno de los demás parámetros tiene los suyos.`,
  pairsIdea: (times, step, change) => [
    ...(times.length === 1
      ? [`Se recuerda el paso ${times[0]}`]
      : [`Se recuerdan los pasos ${times[0]} ${times.length === 2 ? 'y' : 'a'} ${times.at(-1)}`]),
    ', por cuánto se movió cada parámetro, s, y cuánto cambió su gradiente, Δg. Del más nuevo, para este parámetro: ',
    ...listOfNumbers([say`${step}`, say`${change}`]),
    '.',
  ],
  scalarProduct: (example, parameters) =>
    say`Un producto escalar, como ${example}, multiplica dos vectores número por número, sobre ${parameters === 1 ? 'el único parámetro entrenado' : `los ${number(parameters)} parámetros entrenados`}, y suma.`,
  slopeIdea: (downwards) => [
    downwards
      ? 'La pendiente del error a lo largo de d es el producto escalar del gradiente y d. Es negativa: al principio, el error baja.'
      : 'La pendiente del error a lo largo de d es el producto escalar del gradiente y d. No es negativa: el error no baja.',
  ],
  conditions: (loss, slope, values) => [
    ...say`La búsqueda lineal (line search) busca una longitud t. Escribimos ${loss} para el error con cada parámetro movido en t · d, y ${slope} para su pendiente ahí. El error tiene que bajar lo suficiente para la distancia, y la pendiente tiene que aplanarse lo suficiente (las condiciones fuertes de Wolfe), con `,
    ...listOfNumbers(values),
    ':',
  ],
  column: { falls: ['Baja lo suficiente'], flattens: ['Se aplana lo suficiente'] },
  taken: (trials) => [
    trials === 1
      ? 'La primera prueba cumple las dos condiciones.'
      : 'La última prueba cumple las dos condiciones. Después de la primera, cada prueba se pone donde tiene su mínimo la cúbica que pasa por otras dos, con el error y la pendiente de cada una.',
  ],
  lowest: (length) =>
    say`Ninguna prueba cumple las dos. Se toma la más baja de las que bajan lo suficiente: t = ${num(length)}.`,
  restarted: (reason) => [
    `Aquí ${reasons[reason]}. Por eso se olvida lo recordado, y el paso empieza de nuevo con el descenso más pronunciado.`,
  ],
  ended: (reason, tolerance) =>
    reason === 'flat'
      ? say`Ninguna entrada del gradiente supera ${num(tolerance)}: ya no hay pendiente, y el entrenamiento ha convergido. Los parámetros conservan sus valores.`
      : [
          `No hay paso que dar: ${reasons[reason]}. El entrenamiento ha convergido, hasta donde alcanzan los 64 bits; los parámetros conservan sus valores.`,
        ],
}

export const updates: Pick<Prose, 'withValues' | 'firstAdamStep' | 'search'> = {
  withValues: (values, memory) => [
    'Aquí ',
    ...listOfNumbers(values),
    memory ? '; t cuenta los pasos, y las memorias empiezan en 0.' : '.',
  ],
  firstAdamStep: (m, g) =>
    say`Después de un paso ${m} es ${g} y la raíz es su tamaño, así que el cociente es el signo del gradiente, o casi: el primer paso de Adam mueve un peso casi exactamente en la tasa de aprendizaje, salvo que su gradiente sea tan pequeño como ε.`,
  search,
}
