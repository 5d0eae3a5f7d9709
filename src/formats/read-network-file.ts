// Reads a network file: text to JSON to form to numbers; whatever is wrong is said with its line and what to write instead.
import { PasoError } from '../errors.ts'
import { parseJson } from './json.ts'
import { placed } from './network-errors.ts'
import { type NetworkDocument, type NetworkFile, networkFileOf } from './network-file.ts'
import { issueError } from './network-issues.ts'
import { networkSchema } from './network-schema.ts'

/**
 * @param fileName for messages only.
 * @throws PasoError for anything that is not a network: invalid-json, unknown-field, missing-field, wrong-type,
 * wrong-value, not-finite, unknown-activation, unknown-loss, unknown-optimizer, wrong-shape, and core's other refusals,
 * all with path and line.
 */
export function readNetworkFile(text: string, fileName: string): NetworkFile {
  const document = parseJson(text, fileName)
  const checked = networkSchema.safeParse(document.value)
  if (!checked.success) throw issueError(checked.error.issues, document, fileName)
  try {
    return networkFileOf(document.value as unknown as NetworkDocument)
  } catch (error) {
    throw error instanceof PasoError ? placed(error, document, fileName) : error
  }
}
