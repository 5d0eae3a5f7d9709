// Lesson: the network, the samples and the recipe that the page tells, and where in the telling it stands.

import byu from '../../examples/byu.json' with { type: 'json' }
import deck from '../../examples/deck.json' with { type: 'json' }
import softmax from '../../examples/softmax.json' with { type: 'json' }
import xor from '../../examples/xor.json' with { type: 'json' }
import { type exampleNames, isExampleName } from '../../src/formats/example-names.ts'
import { type NetworkDocument, type NetworkFile, networkFileOf } from '../../src/formats/network-file.ts'

/** What an edit changes, and undo brings back: a network file, whose name is an example's or the file's. */
export type Lesson = NetworkFile

/** What part of a lesson is shown. */
export interface Place {
  /** Updates made before the one that is told. */
  readonly update: number
  /** The step, from 0. */
  readonly step: number
  /** The row of a batch, from 0. */
  readonly row: number
  /** By its name: the parameter that a large network is told for. */
  readonly ask?: string
}

export const start = { update: 0, step: 0, row: 0 } as const satisfies Place

const documents = { deck, byu, xor, softmax } as const satisfies Record<(typeof exampleNames)[number], object>

const made = new Map<string, Lesson>()

/** A built-in example, always the same object; undefined for another name. */
export function exampleLesson(name: string): Lesson | undefined {
  if (!isExampleName(name)) return undefined
  const known = made.get(name) ?? { ...networkFileOf(documents[name] as unknown as NetworkDocument), name }
  made.set(name, known)
  return known
}

/** What a training on a built-in table begins with, on one row: made when it is asked for, and known from then on. */
export const tableExampleNames = ['iris', 'digits'] as const
export type TableExampleName = (typeof tableExampleNames)[number]

export const isTableExampleName = (name: string): name is TableExampleName =>
  (tableExampleNames as readonly string[]).includes(name)

export const knownTableExample = (name: TableExampleName): Lesson | undefined => made.get(name)

export function keepTableExample(name: TableExampleName, lesson: Lesson): void {
  made.set(name, lesson)
}

/** Whether it is an example as it came. */
export const isExample = (lesson: Lesson): boolean =>
  lesson.name !== undefined && (made.get(lesson.name) ?? exampleLesson(lesson.name)) === lesson
