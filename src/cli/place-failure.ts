// Failures while a step is computed, told with the row of the table or of the network's samples at which they happen.
import { type ErrorText, PasoError } from '../errors.ts'
import type { LoadedSamples } from './load.ts'

/** What core says of a sample that has no finite loss. */
const codes: readonly string[] = ['infinite-loss', 'undefined-value', 'overflow']

/**
 * Runs `compute`; core counts the samples of the batch, and the user the rows.
 * @throws PasoError what `compute` throws, with rows in place of samples, and the file and line of the row
 */
export async function withRows<Result>(
  { rows, data, lines }: LoadedSamples,
  compute: () => Promise<Result>,
): Promise<Result> {
  try {
    return await compute()
  } catch (error) {
    if (rows === undefined || !(error instanceof PasoError) || !codes.includes(error.code)) throw error
    const { en, es } = error.texts
    const number = /\bsample (\d+)/.exec(`${en.what} ${en.where}`)?.[1]
    const row = rows[Number(number) - 1]
    if (row === undefined) throw error
    const line = lines?.[Number(number) - 1]
    const place = {
      en: line === undefined ? '' : `${data}, line ${line}; `,
      es: line === undefined ? '' : `${data}, línea ${line}; `,
    }
    throw new PasoError(
      error.code,
      {
        en: placed(en, place.en, (text) => text.replace(`sample ${number}`, `row ${row}`)),
        es: placed(es, place.es, (text) => text.replace(`muestra ${number}`, `fila ${row}`)),
      },
      error.exitCode,
    )
  }
}

function placed(text: ErrorText, place: string, named: (text: string) => string): ErrorText {
  return { ...text, what: named(text.what), where: place + named(text.where ?? '') }
}
