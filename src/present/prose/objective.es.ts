// In Spanish: penalties, sample weights, smoothed targets, limits and schedules.
import type { ScheduleName } from '../../math/schedule-names.ts'
import { type Content, say } from '../document.ts'
import type { ObjectiveProse, PenaltySlope } from './objective.ts'
import { count, enumerated } from './phrases.ts'

const schedules = {
  constant: 'constante',
  step: 'por escalones',
  exponential: 'exponencial',
  cosine: 'coseno',
  'one-cycle': 'un ciclo',
  plateau: 'se reduce en una meseta',
  inverse: 'escala inversa',
} as const satisfies Readonly<Record<ScheduleName, string>>

const measure = (norm: 1 | 2): string => (norm === 1 ? 'sus tamaños' : 'sus cuadrados')
const both = (norms: readonly (1 | 2)[]): string => norms.map(measure).join(' y con ')
const slope = ({ norm, strength }: PenaltySlope): Content =>
  norm === 1 ? say`${strength} con el signo del peso` : say`${strength} por el peso`

export const objective: ObjectiveProse = {
  heading: (kind) => [kind === 'penalized' ? 'La penalización de los pesos' : 'El peso de la fila'],
  smoothing: (amount, classes) =>
    say`Suavizado de las salidas esperadas (label smoothing), ${amount}: cada una cede esa parte, que se reparte entre las ${count(classes, 'es')} clases, para que ninguna salida tenga que llegar exactamente a 0 o a 1:`,
  sampleWeights: ['Cada fila cuenta tanto como dice su peso ω.'],
  penalty: (norms) => [
    `Los pesos grandes cuestan: se suma una penalización que crece con ${both(norms)}. Los umbrales no pagan.`,
  ],
  lowered: (loss) => say`${loss} es lo que baja el paso:`,
  gradient: (penalties) =>
    say`La penalización tiene su propia pendiente: ${enumerated(penalties.map(slope), ', ', ', y ')}. Se suma a lo que da la regla de la cadena, y acerca el peso a 0.`,
  biasesFree: ['Un umbral no tiene penalización: su gradiente es lo que da la regla de la cadena.'],
  weightedGradient: ['El gradiente cuenta tanto como la fila.'],
  recipe: {
    penalty: (norm, value) => say`Penalización ${norm === 1 ? 'L1' : 'L2'}: ${value}.`,
    smoothing: (value) => say`Suavizado de las salidas esperadas: ${value}.`,
    clipValue: (value) => say`Gradientes recortados por valor: ${value}.`,
    clipNorm: (value) => say`Gradientes recortados por norma: ${value}.`,
    maxNorm: (value) => say`Norma máxima de los pesos que llegan a una neurona: ${value}.`,
    schedule: (name) => [`Plan de la tasa de aprendizaje (schedule): ${schedules[name]}.`],
  },
}
