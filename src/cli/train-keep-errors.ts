// What is said about checkpoints and logs on the command line: files that are not there, or are of another training.
import type { PasoError, Warning } from '../errors.ts'
import { refusal } from './usage-errors.ts'

/** @param code of what the library says */
export function checkpointUnread(path: string, { code, texts: { en, es } }: PasoError): PasoError {
  if (code !== 'file-not-found') {
    const where = { en: 'option --resume.', es: 'opción --resume.' }
    return refusal(
      code,
      { ...en, where: where.en, hint: 'give the file that --checkpoint wrote.' },
      { ...es, where: where.es, hint: 'dar el archivo que escribió --checkpoint.' },
    )
  }
  return refusal(
    'file-not-found',
    {
      what: `the checkpoint ${path} was not found.`,
      where: 'option --resume.',
      hint: `see whether the name and the folder are right; a training with --checkpoint ${path} writes it.`,
    },
    {
      what: `no se encontró el punto de control ${path}.`,
      where: 'opción --resume.',
      hint: `revisar si el nombre y la carpeta son correctos; lo escribe un entrenamiento con --checkpoint ${path}.`,
    },
  )
}

/** The table came through a pipe. */
export function noTableNamed(path: string): PasoError {
  return refusal(
    'missing-argument',
    {
      what: 'the file with the data is missing.',
      where: `the training of ${path} began with a table that no file held.`,
      hint: `paso train --resume ${path} DATA`,
    },
    {
      what: 'falta el archivo de datos.',
      where: `el entrenamiento de ${path} empezó con una tabla que no estaba en un archivo.`,
      hint: `paso train --resume ${path} DATOS`,
    },
  )
}

/** Of several trainings none can be kept, nor shown as one. */
export function foldsNotKept(option: 'checkpoint' | 'resume' | 'tensorboard'): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `--${option} is about one training, and --folds makes several.`,
      where: `options --folds and --${option}.`,
      expected: 'one of the two.',
      hint: `leave --${option} out; --log has the epochs of all folds.`,
    },
    {
      what: `--${option} es para un solo entrenamiento, y --folds hace varios.`,
      where: `opciones --folds y --${option}.`,
      expected: 'una de las dos.',
      hint: `quitar --${option}; --log tiene las épocas de todas las partes.`,
    },
  )
}

/** An interval without a checkpoint. */
export function nothingToKeep(): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: 'there is no checkpoint to write.',
      where: 'option --checkpoint-every.',
      expected: '--checkpoint FILE beside it.',
      hint: '--checkpoint run.checkpoint',
    },
    {
      what: 'no hay un punto de control que escribir.',
      where: 'opción --checkpoint-every.',
      expected: '--checkpoint ARCHIVO a su lado.',
      hint: '--checkpoint run.checkpoint',
    },
  )
}

/** A log whose lines are not those of the training that goes on. */
export function otherLog(path: string, line: number): PasoError {
  return refusal(
    'other-log',
    {
      what: `${path} is not the log of this training.`,
      where: `${path}, line ${line}.`,
      expected: `epoch ${line} as the checkpoint has it.`,
      hint: 'choose another --log; --force replaces this one.',
    },
    {
      what: `${path} no es el registro de este entrenamiento.`,
      where: `${path}, línea ${line}.`,
      expected: `la época ${line} tal como la tiene el punto de control.`,
      hint: 'elegir otro --log; --force reemplaza este.',
    },
  )
}

/** A folder of TensorBoard in which another run has written. */
export function eventsThere(folder: string, name: string): PasoError {
  return refusal(
    'file-exists',
    {
      what: `${folder} already holds the events of a run.`,
      where: 'option --tensorboard.',
      received: `${name}.`,
      hint: 'a folder for each run; --force takes their place in this one.',
    },
    {
      what: `${folder} ya contiene los eventos de un entrenamiento.`,
      where: 'opción --tensorboard.',
      received: `${name}.`,
      hint: 'usar una carpeta por entrenamiento; --force toma el lugar de esos eventos.',
    },
  )
}

/** A checkpoint that could not be written ends no training. */
export function notKept({ code, texts: { en, es } }: PasoError, last: number | undefined): Warning {
  const before = {
    en: last === undefined ? 'there is none yet.' : `the one before, of ${last} epochs, is still there.`,
    es: last === undefined ? 'todavía no hay ninguno.' : `el anterior, de ${last} épocas, sigue ahí.`,
  }
  return {
    code,
    texts: {
      en: {
        ...en,
        where: `checkpoint; ${before.en}`,
        hint: 'make room, or stop the training and choose another place.',
      },
      es: {
        ...es,
        where: `punto de control; ${before.es}`,
        hint: 'hacer lugar, o detener el entrenamiento y elegir otro sitio.',
      },
    },
  }
}
