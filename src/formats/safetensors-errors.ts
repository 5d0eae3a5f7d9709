// The refusals of a safetensors file: another kind of file, one that ends too early, one that contradicts itself.
import { PasoError } from '../errors.ts'
import { type Phrase, same, texts } from './phrases.ts'

const copyAgain: Phrase = {
  en: 'copy or download the file again, or take an earlier one.',
  es: 'copiar o descargar de nuevo el archivo, o tomar uno anterior.',
}

const bytes = (count: number): Phrase => ({
  en: `${count} ${count === 1 ? 'byte' : 'bytes'}.`,
  es: `${count} ${count === 1 ? 'byte' : 'bytes'}.`,
})

export function notSafetensors(fileName: string, length: number): PasoError {
  return new PasoError(
    'not-safetensors',
    texts({
      what: {
        en: `${fileName} is not a safetensors file.`,
        es: `${fileName} no es un archivo safetensors.`,
      },
      expected: {
        en: "the length of a header in 8 bytes, and then the header's {.",
        es: 'el largo de un encabezado en 8 bytes, y después la { del encabezado.',
      },
      received: length <= 8 ? bytes(length) : { en: 'another beginning.', es: 'otro comienzo.' },
      hint: { en: 'see whether this is the right file.', es: 'revisar si es el archivo correcto.' },
    }),
  )
}

/** @param expected length of the whole file, as far as its header says */
export function cutOff(fileName: string, expected: number, received: number): PasoError {
  return new PasoError(
    'cut-off',
    texts({
      what: { en: `${fileName} ends too early.`, es: `${fileName} termina antes de tiempo.` },
      expected: bytes(expected),
      received: bytes(received),
      hint: copyAgain,
    }),
  )
}

export interface Found {
  /** The tensor, or the file. */
  readonly at: string
  readonly expected: Phrase
  readonly received?: number
}

export function brokenTensors(fileName: string, { at, expected, received }: Found): PasoError {
  return new PasoError(
    'broken-tensors',
    texts({
      what: { en: `${fileName} is damaged.`, es: `${fileName} está dañado.` },
      where: same(`${at}.`),
      expected: { en: `${expected.en}.`, es: `${expected.es}.` },
      ...(received !== undefined && { received: same(`${received}.`) }),
      hint: copyAgain,
    }),
  )
}
