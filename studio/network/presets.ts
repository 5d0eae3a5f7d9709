// Presets: the built-in examples, and the networks with which a training on iris and on digits begins, on one row of the table.
import { exampleNames } from '../../src/formats/example-names.ts'
import { exampleLesson, isExample, type Lesson } from '../model/lesson.ts'
import { type Settings, usualSettings } from '../training/messages.ts'
import { startWorker } from '../training/start-worker.ts'

const tables = {
  iris: { hidden: [16] },
  digits: { hidden: [32] },
} as const satisfies Record<string, Partial<Settings>>

type TableName = keyof typeof tables
export type PresetName = (typeof exampleNames)[number] | TableName

export const presetNames: readonly PresetName[] = [...exampleNames, ...(Object.keys(tables) as TableName[])]

const made = new Map<TableName, Lesson>()

const isTable = (name: PresetName): name is TableName => name in tables

/** Whether the lesson is that preset as it came. */
export const isPreset = (lesson: Lesson, name: PresetName): boolean =>
  isTable(name) ? made.get(name) === lesson : lesson.name === name && isExample(lesson)

/** Those of tables are made by a worker, so that the page does not wait for them. Always the same object. */
export async function presetLesson(name: PresetName): Promise<Lesson> {
  if (!isTable(name)) return exampleLesson(name)!
  const known = made.get(name) ?? (await lessonOfTable(name))
  made.set(name, known)
  return known
}

/** @throws Error with the reason, where there is no worker */
function lessonOfTable(name: TableName): Promise<Lesson> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(reason))
    const worker = startWorker((told) => {
      if (told.kind === 'planned') worker.ask({ kind: 'explain', row: 0, name })
      else if (told.kind === 'refused') fail(told.texts.en.what)
      else if (told.kind === 'lesson') {
        worker.end()
        resolve(told.file)
      }
    }, fail)
    const settings = { ...usualSettings, ...tables[name] }
    worker.ask({ kind: 'plan', source: { kind: 'built-in', name }, settings })
  })
}
