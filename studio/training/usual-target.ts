// The column that a table is taken to be about where nobody says so.
import type { Table } from '../../src/data/table.ts'

/** One whose name says so, else the last. */
export function usualTarget({ names }: Table): string {
  const telling = /^(target|label|class|y|objetivo|clase|etiqueta)$/i
  return names.find((name) => telling.test(name)) ?? names.at(-1)!
}
