// Words: the names of the drawing's parts for those who hear them, and the few words that stand in it.
import type { Language } from '../errors.ts'

export interface DiagramWords {
  readonly target: string
  readonly input: string
  readonly bias: string
  readonly frozenBias: string
  readonly sharedBias: string
  readonly error: string
  readonly totalError: string
  readonly delta: string
  readonly gradient: string
  readonly updated: string
  readonly notYet: string
  readonly onPath: string
  readonly onNegativePath: string
  readonly saturated: string
  readonly notANumber: string
  readonly fromTo: (from: string, to: string) => string
  readonly of: (count: number, all: number) => string
  readonly inColor: (count: number, all: number) => string
  readonly weights: (count: string) => string
}

export const diagramWords = {
  en: {
    target: 'target',
    input: 'input',
    bias: 'bias',
    frozenBias: 'frozen bias',
    sharedBias: 'bias of the layer',
    error: 'error',
    totalError: 'total error',
    delta: 'delta',
    gradient: 'gradient',
    updated: 'after the update',
    notYet: 'not yet computed',
    onPath: 'on the path',
    onNegativePath: 'on the path, product negative',
    saturated: 'saturated: slope',
    notANumber: 'not a number',
    fromTo: (from, to) => `from ${from} to ${to}`,
    of: (count, all) => `${count} largest of ${all} between two layers`,
    inColor: (count, all) => `${count} largest of ${all} in color`,
    weights: (count) => `${count} weights`,
  },
  es: {
    target: 'esperado',
    input: 'entrada',
    bias: 'umbral',
    frozenBias: 'umbral fijo',
    sharedBias: 'umbral de la capa',
    error: 'error',
    totalError: 'error total',
    delta: 'delta',
    gradient: 'gradiente',
    updated: 'después del cambio',
    notYet: 'sin calcular',
    onPath: 'en el camino',
    onNegativePath: 'en el camino, producto negativo',
    saturated: 'saturada: pendiente',
    notANumber: 'no es un número',
    fromTo: (from, to) => `de ${from} a ${to}`,
    of: (count, all) => `los ${count} mayores de ${all} entre dos capas`,
    inColor: (count, all) => `los ${count} mayores de ${all}, en color`,
    weights: (count) => `${count} pesos`,
  },
} as const satisfies Readonly<Record<Language, DiagramWords>>
