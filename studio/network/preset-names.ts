// The names of the networks that can be chosen: the built-in examples, and those made from tables.
import { exampleNames } from '../../src/formats/example-names.ts'
import { type TableExampleName, tableExampleNames } from '../model/lesson.ts'

export const presetNames = [...exampleNames, ...tableExampleNames] as const
export type PresetName = (typeof exampleNames)[number] | TableExampleName
