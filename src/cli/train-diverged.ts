// What is left of a training that ran away: its last finite weights, or those of its best epoch, in the file of -o.
import type { DivergedError } from '../engine/divergence.ts'
import { type ErrorText, type Language, PasoError } from '../errors.ts'
import { writeNetworkFile } from '../formats/network-file.ts'
import { modelFile, type PlannedTraining } from '../library/training.ts'
import { writeFileWhole } from './atomic-file.ts'
import type { Io } from './command.ts'
import type { CompleteArguments } from './recipe.ts'

/**
 * Writes what is left where a model was asked for.
 * @returns the error, which says so; any other error as it is
 * @throws PasoError those of writing
 */
export async function keepWhatIsLeft(
  error: unknown,
  planned: PlannedTraining,
  { options: { output, force } }: CompleteArguments,
  io: Io,
): Promise<unknown> {
  if (!isDiverged(error)) return error
  const { best, lastFinite } = error
  if (output === undefined) return nothingLeft(error)
  const text = writeNetworkFile(modelFile(planned, best?.network ?? lastFinite))
  if (output === '-') io.stdout.write(text)
  else await writeFileWhole(output, text, force)
  const file =
    output === '-' ? { en: 'standard output', es: 'la salida estándar' } : { en: output, es: output }
  return ending(error, {
    en: best
      ? `${file.en} has the weights of epoch ${best.epoch}, the best one.`
      : `${file.en} has the weights before that step, the last finite ones.`,
    es: best
      ? `${file.es} tiene los pesos de la época ${best.epoch}, la mejor.`
      : `${file.es} tiene los pesos anteriores a ese paso, los últimos finitos.`,
  })
}

/** The error of a training that ran away, which says that no model was written; any other as it is. */
export const nothingLeft = (error: unknown): unknown =>
  isDiverged(error)
    ? ending(error, { en: 'No model was written.', es: 'No se escribió ningún modelo.' })
    : error

const isDiverged = (error: unknown): error is DivergedError =>
  error instanceof PasoError && error.code === 'diverged'

function ending({ code, texts, exitCode }: PasoError, sentence: Record<Language, string>): PasoError {
  const text = (language: Language): ErrorText => {
    const { hint, ...rest } = texts[language]
    return { ...rest, hint: [hint, sentence[language]].filter(Boolean).join(' ') }
  }
  return new PasoError(code, { en: text('en'), es: text('es') }, exitCode)
}
