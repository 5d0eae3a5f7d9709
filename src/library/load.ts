// load: a model from the text of a network file, or from its path.
import type { TaskName } from '../data/task.ts'
import { loadParts } from '../later.ts'
import { withWords } from '../messages.ts'
import { type AnyRow, Model } from './model.ts'
import type { AnyLabel } from './predictions.ts'

/**
 * A model as `save` and `paso train` write it, equal to the bit.
 * @param textOrPath the JSON text, which begins with a brace, or a path
 * @throws PasoError file-not-found, file-unreadable, no-encoding, and those of `readNetworkFile`
 */
export async function load(textOrPath: string): Promise<Model<AnyRow, TaskName, AnyLabel>> {
  return withWords(async () => {
    const isText = /^\uFEFF?\s*\{/.test(textOrPath)
    const name = isText ? 'model' : textOrPath
    const text = isText ? textOrPath : await (await import('./files.ts')).readText(textOrPath)
    const { readNetworkFile } = await import('../formats/read-network-file.ts')
    await loadParts()
    return new Model(readNetworkFile(text, name), undefined, name)
  })
}
