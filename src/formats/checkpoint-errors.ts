// The refusals of a checkpoint: another safetensors file, another version, a damaged one.
import { PasoError } from '../errors.ts'
import { CHECKPOINT_FORMAT } from './checkpoint.ts'
import { same, shown, texts } from './phrases.ts'

/** @param format what the file says of itself */
export function notACheckpoint(fileName: string, format: string | undefined): PasoError {
  const other = format?.startsWith('paso-checkpoint/')
  return new PasoError(
    'not-a-checkpoint',
    texts({
      what: {
        en: other
          ? `${fileName} is a checkpoint of another version of Paso.`
          : `${fileName} is not a checkpoint.`,
        es: other
          ? `${fileName} es un punto de control de otra versión de Paso.`
          : `${fileName} no es un punto de control.`,
      },
      expected: same(`${CHECKPOINT_FORMAT}.`),
      received:
        format === undefined
          ? {
              en: 'a safetensors file without a format of Paso.',
              es: 'un archivo safetensors sin un formato de Paso.',
            }
          : same(`${shown(format)}.`),
      hint: other
        ? {
            en: 'go on with the version that wrote it, or train again.',
            es: 'seguir con la versión que lo escribió, o entrenar de nuevo.',
          }
        : {
            en: 'give a file that paso train --checkpoint wrote.',
            es: 'dar un archivo escrito por paso train --checkpoint.',
          },
    }),
  )
}

/** @param where what does not agree: the check sum, or a path in the checkpoint */
export function damagedCheckpoint(fileName: string, where: string): PasoError {
  return new PasoError(
    'damaged-checkpoint',
    texts({
      what: {
        en: `the checkpoint ${fileName} is damaged.`,
        es: `el punto de control ${fileName} está dañado.`,
      },
      where: same(`${where}.`),
      expected: { en: 'the bytes that paso wrote.', es: 'los bytes que escribió paso.' },
      hint: {
        en: 'copy the file again, take an earlier one, or train again.',
        es: 'copiar de nuevo el archivo, tomar uno anterior, o entrenar de nuevo.',
      },
    }),
  )
}
