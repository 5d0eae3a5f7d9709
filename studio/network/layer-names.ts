// What the layers and units of a lesson are called on this screen.
import type { Formula } from '../../src/math/formula.ts'
import type { Lesson } from '../model/lesson.ts'
import { networkWords } from './network-words.ts'

/** Of several hidden layers which; undefined for the only one. */
const numberOf = ({ network: { layers } }: Lesson, at: number): number | undefined =>
  layers.length > 2 ? at + 1 : undefined

const isOutput = ({ network: { layers } }: Lesson, at: number): boolean => at === layers.length - 1

/** -1: the inputs. */
export function layerName(lesson: Lesson, at: number): string {
  const w = networkWords.value
  if (at < 0) return w.inputs
  return isOutput(lesson, at) ? w.output : w.hidden(numberOf(lesson, at))
}

export function layerTitle(lesson: Lesson, at: number): string {
  const w = networkWords.value
  return isOutput(lesson, at) ? w.outputLayer : w.layer(numberOf(lesson, at))
}

/** From the inputs to the hidden layer. */
export function layerPlace(lesson: Lesson, at: number): string {
  const { places, between } = networkWords.value
  const place = (layer: number): string => {
    if (layer < 0) return places.inputs
    return isOutput(lesson, layer) ? places.output : places.hidden(numberOf(lesson, layer))
  }
  return between(place(at - 1), place(at))
}

/** The name that a file gave it; undefined where it gave none. */
export const ownName = (
  { inputNames, unitNames }: Lesson,
  layer: number,
  unit: number,
): string | undefined => (layer < 0 ? inputNames?.[unit] : unitNames[layer]?.[unit])

export const unitFormula = (layer: number, unit: number): Formula => ({ kind: 'unit', layer, unit })
