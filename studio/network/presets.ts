// Presets: the built-in examples, and the networks with which a training on iris and on digits begins, on one row of the table.
import {
  exampleLesson,
  isExample,
  isTableExampleName,
  keepTableExample,
  knownTableExample,
  type Lesson,
  type TableExampleName,
} from '../model/lesson.ts'
import { type Settings, usualSettings } from '../training/messages.ts'
import { startWorker } from '../training/start-worker.ts'
import type { PresetName } from './preset-names.ts'

const tables: Readonly<Record<TableExampleName, Partial<Settings>>> = {
  iris: { hidden: [16] },
  digits: { hidden: [32] },
}

/** Whether the lesson is that preset as it came. */
export const isPreset = (lesson: Lesson, name: PresetName): boolean =>
  lesson.name === name && isExample(lesson)

export const presetLesson = async (name: PresetName): Promise<Lesson> =>
  isTableExampleName(name) ? tableExample(name) : exampleLesson(name)!

/** Made by a worker, so that the page does not wait for it. Always the same object. */
export async function tableExample(name: TableExampleName): Promise<Lesson> {
  const known = knownTableExample(name) ?? (await lessonOfTable(name))
  keepTableExample(name, known)
  return known
}

/** @throws Error with the reason, where there is no worker */
function lessonOfTable(name: TableExampleName): Promise<Lesson> {
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
