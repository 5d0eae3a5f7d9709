// Las palabras de la pantalla que comprueba, en español.
import { weight } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { say } from '../../src/present/document.ts'
import type { CheckWords } from './words.ts'

const output = (k: number) => ({ kind: 'unit', layer: 1, unit: k - 1 }) as const

export const es: CheckWords = {
  checking: 'Comprobando',
  pass: (count) => (count === '1' ? 'El gradiente coincide' : `Los ${count} gradientes coinciden`),
  fail: (failed, all) => `${failed} de ${all} gradientes no coinciden`,
  kinks: (count) => `${count} en una esquina`,
  kink: 'Aquí el error tiene una esquina: su pendiente no es un solo número.',
  passed: 'coincide',
  failed: 'no coincide',
  idea: 'Cada gradiente sale de la regla de la cadena. Aquí se encuentra con la pendiente medida al mover un poco el parámetro hacia cada lado.',
  how: 'Pendiente medida: (E(w + h) − E(w − h)) / 2h, con h = 10⁻⁵ o menos. La línea muestra la distancia sobre el mayor gradiente de la capa; la marca en 10⁻⁷ es el límite.',
  order: 'Orden',
  orders: { name: 'por nombre', error: 'por error' },
  progress: (done, all) => `${done} de ${all} comprobados`,
  some: (count, all) => `${count} de ${all} gradientes, repartidos`,
  checkAll: (count) => `Comprobar los ${count}`,
  cancel: 'Cancelar',
  table: 'Gradientes y pendientes medidas',
  parameter: 'parámetro',
  chainRule: 'regla de la cadena',
  measured: 'pendiente medida',
  relativeError: 'error relativo',
  result: 'resultado',
  worst: (count) => `Los ${count} de mayor error.`,
  toStep: 'Mostrar su paso',
  frozen: 'fijo: no se entrena',
  ifTrained: 'Si también se entrenaran los umbrales, error después de un cambio',
  biases: { fixed: 'fijos', shared: 'uno por capa', 'per-neuron': 'uno por neurona' },
  sides: 'Junto a la comprobación',
  side: { story: 'historia', runs: 'dos corridas', own: 'mis números' },
  titles: {
    story: 'El número equivocado más famoso',
    runs: 'Las dos corridas, número por número',
    own: 'Comprobar mis números',
  },
  famous: (published, correct) =>
    `Muchas páginas dan ${published} como error de esta red después de un cambio. Es ${correct}.`,
  correct: 'correcto',
  published: 'publicado',
  whereFrom: 'de dónde sale el publicado',
  errorAfter: (updates) => [
    `error después de ${updates.toLocaleString('es').replace('.', '\u2009')} cambio${updates === 1 ? '' : 's'}`,
  ],
  outputAfter: (k) => say`salida ${output(k)} después de 10\u2009000`,
  fromTooEarly: 'pesos cambiados antes de tiempo',
  sameMistake: 'la misma equivocación',
  oneEarly: 'regla correcta, leído un cambio antes',
  ways: { 'in-order': 'En orden', 'too-early': 'Antes de tiempo' },
  waysHow: {
    'in-order': 'primero todos los gradientes, después todos los cambios',
    'too-early': 'los pesos de salida cambian antes que la capa oculta',
  },
  orderRight: [
    { text: 'gradientes', phase: 'backward' },
    { text: 'cambios', phase: 'update' },
  ],
  orderWrong: [
    { text: 'salida', phase: 'backward' },
    { text: 'salida', phase: 'update' },
    { text: 'oculta', phase: 'backward', isFault: true },
    { text: 'oculta', phase: 'update' },
  ],
  gradientOf: say`gradiente de ${q(weight(0, 0, 0, 0))}`,
  tooSmall: (percent) => `${percent} % menos`,
  storyEnd:
    'Los ocho pesos publicados están bien. El primer error y las salidas finales salieron de un programa anterior con esta equivocación. En Paso un paso hacia atrás sólo puede leer la versión @0, así que no se puede escribir.',
  followBoth: 'Seguir las dos corridas paso a paso',
  checkOwn: 'Comprobar mis números',
  runsHow: (same, all) =>
    `${same} de los ${all} números de este cambio son iguales en las dos corridas. Desde aquí difieren, porque los delta ocultos se tomaron con pesos que ya habían cambiado.`,
  ownHow:
    'Escribe lo que calculaste; se entienden el punto y la coma, y se puede pegar una columna. Cada número se juzga por sí mismo.',
  quantity: 'cantidad',
  yours: 'tu número',
  errorAfterUpdate: 'error después del cambio',
  right: 'bien',
  rounded: 'bien, redondeado',
  roundedOnTheWay: 'cerca: algo se redondeó en el camino',
  wrong: 'mal',
  notANumber: 'no es un número; se espera 0,12 o 0.12',
  sum: (right, rounded, wrong) => `${right} bien, ${rounded} redondeados, ${wrong} mal`,
  clear: 'Borrar todo',
  mistakes: {
    'too-early': 'Esto sale cuando la capa oculta usa pesos que ya fueron cambiados.',
    'per-neuron-biases': 'Esto sale cuando también se entrena el umbral de cada neurona.',
    'shared-biases': 'Esto sale cuando también se entrena el umbral de cada capa.',
    transposed: 'Esto sale cuando w2 y w3 cambian de lugar.',
    mean: 'Esto sale con la media de los errores de las salidas en lugar de su suma.',
    'whole-square': 'Esto sale sin el ½ del error.',
    'no-slope': 'Esto sale sin la pendiente de la activación.',
    'slope-of-sum': 'Esto sale cuando la pendiente toma la suma (net) por la salida: net · (1 − net).',
    uphill: 'Esto sale cuando el gradiente se suma: el paso va cuesta arriba.',
    'one-early': 'Este es el error antes del cambio: se leyó un cambio antes.',
  },
}
