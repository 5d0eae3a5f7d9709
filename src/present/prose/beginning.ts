// Sentences about what a told step begins with, in both languages: the rows of a table, and where the optimizer stands.
import type { Prose } from './prose.ts'

type Sentences = Pick<Prose, 'encodedInputs' | 'filledCells' | 'startsAnew' | 'goesOn'>

export const english: Sentences = {
  encodedInputs: (rows, target) => [
    `The inputs are ${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')} of the table, encoded as the network was trained: numbers standardized with the mean and the deviation of the training rows.`,
    target ? ' The target is standardized in the same way.' : '',
  ],
  filledCells: (cells) => [
    cells.length === 1 ? 'A cell is missing in the table' : 'Cells are missing in the table',
    ', and taken as in training: ',
    `${cells.map(({ row, column, value }) => `${column} in row ${row} as ${value}`).join('; ')}.`,
  ],
  startsAnew: (schedule) => [
    `A network keeps its weights, not where its training stood: the optimizer starts anew, at step 1${schedule ? ', and so does the schedule of its rate' : ''}. A checkpoint keeps both.`,
  ],
  goesOn: (made, step, schedule) => [
    `The training of the checkpoint had made ${made} ${made === 1 ? 'step' : 'steps'}. This is step ${step}, with what the optimizer remembers from there${schedule ? ' and the rate that the schedule gives it' : ''}.`,
  ],
}

export const spanish: Sentences = {
  encodedInputs: (rows, target) => [
    `Las entradas son ${rows.length === 1 ? 'la fila' : 'las filas'} ${rows.join(', ')} de la tabla, codificadas como en el entrenamiento: los números, estandarizados con la media y el desvío de las filas de entrenamiento.`,
    target ? ' La salida esperada está estandarizada del mismo modo.' : '',
  ],
  filledCells: (cells) => [
    cells.length === 1 ? 'En la tabla falta el valor de una celda' : 'En la tabla faltan valores de celdas',
    ', que se toman como en el entrenamiento: ',
    `${cells.map(({ row, column, value }) => `${column} en la fila ${row} como ${value}`).join('; ')}.`,
  ],
  startsAnew: (schedule) => [
    `Una red guarda sus pesos, no hasta dónde llegó su entrenamiento: el optimizador empieza de nuevo, en el paso 1${schedule ? ', y también el plan de su tasa' : ''}. Un punto de control guarda las dos cosas.`,
  ],
  goesOn: (made, step, schedule) => [
    `El entrenamiento del punto de control llevaba ${made} ${made === 1 ? 'paso' : 'pasos'}. Este es el paso ${step}, con lo que el optimizador recuerda de entonces${schedule ? ' y la tasa que le da el plan' : ''}.`,
  ],
}
