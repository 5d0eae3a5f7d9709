// Sentences about the rows of a table that a step is told on, in both languages.
import type { Prose } from './prose.ts'

type Sentences = Pick<Prose, 'encodedInputs' | 'filledCells'>

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
}
