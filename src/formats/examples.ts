// The built-in examples: networks known by name, read from the package's own folder or by a loader that is handed in.
import type { ExampleName } from './example-names.ts'
import { parseJson } from './json.ts'
import { type NetworkDocument, type NetworkFile, networkFileOf } from './network-file.ts'

/** Fetches the text of a file of the examples folder: deck.json. */
export type ExampleLoader = (fileName: string) => Promise<string>

/** The examples folder stands beside src/ and dist/, so that both find it in the same way. */
const readFromPackage: ExampleLoader = async (fileName) => {
  const { readFile } = await import('node:fs/promises')
  return readFile(new URL(`../../examples/${fileName}`, import.meta.url), 'utf8')
}

/**
 * A built-in example. Its form is not checked against the schema, which would cost the time of loading it: a test has
 * done that.
 */
export async function loadExample(
  name: ExampleName,
  load: ExampleLoader = readFromPackage,
): Promise<NetworkFile> {
  const fileName = `${name}.json`
  const { value } = parseJson(await load(fileName), fileName)
  return networkFileOf(value as unknown as NetworkDocument)
}
