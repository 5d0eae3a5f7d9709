// Tables: the built-in ones and those of the user, read once for each choice of columns.
import { type CsvOptions, readCsv } from '../../src/data/csv.ts'
import type { Table } from '../../src/data/table.ts'
import type { Source, TableName } from './messages.ts'

type TableSource = Exclude<Source, { kind: 'lesson' }>

const texts: Readonly<Record<TableName, () => Promise<{ readonly default: string }>>> = {
  iris: () => import('../../examples/iris.csv'),
  wine: () => import('../../examples/wine.csv'),
  breast_cancer: () => import('../../examples/breast_cancer.csv'),
  digits: () => import('../../examples/digits.csv'),
  diabetes: () => import('../../examples/diabetes.csv'),
  circles: () => import('../../examples/circles.csv'),
  spiral: () => import('../../examples/spiral.csv'),
  sine: () => import('../../examples/sine.csv'),
}

let latest: { readonly key: string; readonly file: Blob | undefined; readonly table: Table } | undefined

/**
 * Missing cells of inputs are kept, to be filled in.
 * @throws PasoError those of `readCsv`
 */
export async function tableOf(
  source: TableSource,
  ignored: readonly string[],
  onProgress: NonNullable<CsvOptions['onProgress']>,
): Promise<Table> {
  const key = JSON.stringify([source.kind, source.name, ignored])
  const file = source.kind === 'file' ? source.file : undefined
  if (latest?.key === key && latest.file === file) return latest.table
  const chunks = file ? piecesOf(file) : [(await texts[source.name as TableName]()).default]
  const name = source.kind === 'file' ? source.name : `${source.name}.csv`
  const table = await readCsv(
    { chunks: chunks as AsyncIterable<Uint8Array>, name },
    { ignore: ignored, missing: 'impute', onProgress },
  )
  latest = { key, file, table }
  return table
}

/** Blobs have no iterator of their own in every browser. */
async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
