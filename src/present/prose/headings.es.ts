// In Spanish: titles of sections, heads of columns, questions, and the words of a check and of matrices.
import { say } from '../document.ts'
import { layers } from './layers.es.ts'
import { objective } from './objective.es.ts'
import { count, counted, inWords, is, letter } from './phrases.ts'
import type { Headings } from './prose.ts'

const number = (n: number): string => inWords(n, 'es')
const plural = (n: number, one: string, many: string): string => counted(n, one, many, 'es')

/** A parameter by its kind, with its article. */
export const the = {
  weight: 'el peso',
  bias: 'el umbral (bias)',
  scale: 'la escala',
  shift: 'el desplazamiento',
} as const

const newValues = {
  weight: 'El nuevo peso',
  bias: 'El nuevo umbral',
  scale: 'La nueva escala',
  shift: 'El nuevo desplazamiento',
} as const

export const headings: Headings = {
  layers,
  objective,
  column: {
    parameter: ['Parámetro'],
    joins: ['Une'],
    value: ['Valor'],
    row: ['Fila'],
    rowNumber: (row) => [`Fila ${row}`],
    total: ['total'],
    unit: ['Neurona'],
    netInput: ['Entrada de la neurona'],
    output: (row) => [row === undefined ? 'Salida' : `Salida, fila ${row}`],
    lossByOutput: ['Derivada de la pérdida respecto de ella'],
    outputByNet: (z) => say`Su derivada respecto de ${z}`,
    byShortCut: (delta) => say`${delta}, por el atajo`,
    byLongWay: (delta) => say`${delta}, por el camino largo`,
    path: ['Camino'],
    product: ['Producto'],
    loss: ['Pérdida'],
    gradient: ['Gradiente'],
    numeric: ['Diferencias centrales'],
    difference: ['Diferencia relativa'],
    before: ['Antes'],
    after: ['Después'],
    lossBefore: ['Pérdida antes'],
    step: ['Paso'],
    totalLoss: ['Error total'],
    bias: ['Umbral'],
    biases: ['Umbrales'],
    afterOf: (name) => say`${name} después`,
    lossAfterStep: ['Error total después del paso'],
  },
  row: {
    target: ['Salida esperada'],
    beforeStep: ['Antes del paso'],
    afterStep: ['Después del paso'],
    afterSteps: (n) => [`Después de ${number(n)} pasos`],
  },
  group: { input: ['Entrada'], target: ['Salida esperada'], output: ['Salida real'], error: ['Errores'] },
  section: {
    forward: ['Hacia adelante'],
    loss: (deck) => [deck ? 'El error' : 'La pérdida'],
    gradient: ['El gradiente'],
    wanted: ['Qué buscamos'],
    chainRule: ['La regla de la cadena'],
    together: ['Todo junto'],
    deltas: ['Un número por neurona: δ'],
    recursive: ['Lo mismo, en forma recursiva'],
    newValue: (kind) => [newValues[kind]],
    newValues: (all) => [all ? 'Los nuevos pesos y umbrales' : 'Los nuevos pesos'],
    steps: (memory) => [memory ? 'La memoria, paso a paso' : 'Paso a paso'],
    biases: ['¿Y los umbrales?'],
    outcome: ['¿Sirvió?'],
    longWay: ['El camino largo'],
    shortCut: ['El atajo'],
    input: ['La entrada'],
    batch: (reduction) => [reduction === 'mean' ? 'La media del lote' : 'La suma del lote'],
    forwardOnly: ['Hacia adelante: solo lo que este peso necesita'],
    backwardOnly: ['Hacia atrás: de la pérdida al peso'],
  },
  question: {
    loss: (unit) => say`¿cuánto cambia el error si cambia la salida de ${unit}?`,
    slope: (unit) => say`¿cuánto cambia la salida de ${unit} si cambia su entrada?`,
    input: (unit, name) => say`¿cuánto cambia la entrada de ${unit} si cambia ${name}?`,
  },
  check: {
    title: (network) => [`Comprobación de los gradientes de ${network}`],
    idea: (h) =>
      say`Cada gradiente por la regla de la cadena, junto a la pendiente de la pérdida medida sin derivar: el parámetro se mueve en ${is(letter('h'), h)} hacia cada lado.`,
    chainRule: ['Regla de la cadena'],
    worstOf: (shown, all) => [`Los ${number(shown)} que más difieren, entre ${number(all)}.`],
    verdict: (all, failed, worst) =>
      failed === 0
        ? say`Los ${number(all)} gradientes son la pendiente de la pérdida. Mayor diferencia relativa: ${{ kind: 'number', value: worst, digits: 1 }} ✓`
        : say`${count(failed, 'es')} de ${count(all, 'es')} gradientes no son la pendiente de la pérdida ✗`,
    kinks: (n) => [
      `${plural(n, 'parámetro tiene', 'parámetros tienen')} una esquina de una activación o de la pérdida a menos de h (·): ahí la pendiente no es un solo número.`,
    ],
  },
  matrices: {
    idea: [
      'Cada capa es una línea: una matriz de pesos por las salidas de la capa anterior, más un vector de umbrales. La fila j de una matriz tiene los pesos de la neurona j.',
    ],
    backward: ['Hacia atrás'],
    outputDelta: ['El δ de la capa de salida, un número por cada salida:'],
    shortCut: ['Activación y pérdida hacen juego, así que lo que queda de δ es corto:'],
    hiddenDelta: [
      'El δ de una capa oculta: los pesos VIEJOS, traspuestos, traen de vuelta el δ de la capa siguiente; ⊙ multiplica número por número con las pendientes.',
    ],
    gradients: [
      'El gradiente de un peso es el δ del lugar adonde va por la señal que pasa: una columna por una fila da la matriz entera. El gradiente de los umbrales es el mismo δ.',
    ],
    update: ['Solo ahora cambian todos los parámetros a la vez:'],
    row: (row) => [`Fila ${row}:`],
    tooWide: (units) => [`Las capas de más de ${units} neuronas se muestran por las primeras y las últimas.`],
  },
}
