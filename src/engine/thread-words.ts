// The words of a thread that was lost.
import { PasoError } from '../errors.ts'

/** @param reason of the worker: its error, how it ended, or how long was waited for it */
export function threadLost(reason: string): PasoError {
  return new PasoError(
    'thread-lost',
    {
      en: {
        what: 'a thread of the training ended before its work was done.',
        received: `${reason}.`,
        hint: 'go on from the last checkpoint, if there is one; with 1 thread the numbers are the same.',
      },
      es: {
        what: 'un hilo del entrenamiento terminó antes de acabar su trabajo.',
        received: `${reason}.`,
        hint: 'seguir desde el último punto guardado, si lo hay; con 1 hilo los números son los mismos.',
      },
    },
    1,
  )
}
