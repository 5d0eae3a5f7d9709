// Las palabras de las vistas en español.
import type { ViewWords } from './words.ts'

const ofLayer = (layer: string): string => (layer === 'salida' ? 'capa de salida' : `capa ${layer}`)

export const es: ViewWords = {
  parts: { validation: 'Validación', train: 'Entrenamiento' },
  predicted: 'predicha',
  actual: 'real',
  ofRight: (all) => `de ${all} bien`,
  confusion: (right, all) =>
    `Matriz de confusión: ${right} de ${all} bien. Filas: clase real; columnas: predicha.`,
  selectCell: 'Elige una celda para ver sus filas.',
  cell: (actual, predicted, count) => `real ${actual}, predicha ${predicted}: ${count}`,
  cellRows: (actual, predicted) => `real ${actual}, predicha ${predicted}`,
  row: (row) => `fila ${row}`,
  moreRows: (count) => `y ${count} más`,
  noRows: 'ninguna',

  network: 'Red',
  outcome: (row) => `fila ${row}: real`,
  outcomePredicted: 'predicha',
  target: (value) => `esperada ${value}`,
  output: (value) => `salida ${value}`,
  explain: 'Explicar este paso',
  positive: 'peso +',
  negative: 'peso −',
  inColor: (count, all) => `los ${count} mayores de ${all}, en color`,
  thinned: (count, all) => `los ${count} mayores de ${all}; elige una neurona para ver todos los suyos`,
  unitWeights: (unit, count) => `${unit}: sus ${count} pesos`,
  weightCount: (count) => `${count} pesos`,
  unit: (name, value) => (value === undefined ? name : `${name}: ${value}`),

  weights: 'Pesos',
  activations: 'Activaciones',
  heat: 'Qué se muestra',
  negativeMark: '− marca un valor negativo',
  selectValue: 'elige una celda para ver su valor',
  tooSmall: 'elige una celda para ver su signo y su valor',
  inputs: 'entradas',
  hidden: (layer) => `oculta${layer}`,
  outputLayer: 'salida',
  sized: (layer, rows, columns) => `${layer} ${rows} × ${columns}`,
  weightFrom: (to, from) => `hacia ${to} desde ${from}`,
  activationOf: (layer, units) => `${layer}, ${units}`,

  gradientSize: 'Tamaño del gradiente',
  layerWeights: (layer, count) => `${ofLayer(layer)}, ${count} pesos`,
  histogram: (layer, count, low, high) =>
    `${ofLayer(layer)}: gradientes de ${count} pesos, la mayoría de ${low} a ${high}`,
  noGradient: 'Se conoce después del primer lote.',
  zeros: (count) => `${count} son 0`,
  notFinite: (count) => `${count} no son finitos`,
  asTable: 'como tabla',
  sizeFrom: 'desde',
  sizeTo: 'hasta',
  count: 'pesos',

  boundary: 'Regiones de decisión',
  across: 'horizontal',
  down: 'vertical',
  othersAtMean: (count) =>
    count === 1 ? 'la otra entrada, en su media' : `las otras ${count} entradas, en su media`,
  point: (row, x, y) => `fila ${row}: ${x}, ${y}`,
  pointClass: (actual, predicted) => `real ${actual}, predicha ${predicted}`,
  rows: 'filas',
  fit: 'Ajuste',
  curve: 'la salida de la red',
  scatter: 'Predicho contra real',
  equalLine: 'predicho = real',
  shown: (shown, all) => `${shown} de ${all} filas a la vista`,
}
