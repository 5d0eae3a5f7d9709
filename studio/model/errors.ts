// What the page refuses itself; all else comes from src/.
import { PasoError } from '../../src/errors.ts'

/** The network of an address that only another tab has. */
export const keptElsewhere = (): PasoError =>
  new PasoError('kept-elsewhere', {
    en: {
      what: 'its network is too large for an address and was kept in another tab only: save it there as a file, and open the file here.',
    },
    es: {
      what: 'su red es demasiado grande para una dirección y sólo quedó en otra pestaña: hay que guardarla allí como archivo y abrir el archivo aquí.',
    },
  })

/** A rate or a penalty that is none; nothing changes. */
export const notARate = (value: number, isZeroFine: boolean): PasoError => {
  const [en, es] = [String(value).replace('-', '−'), String(value).replace('-', '−').replace('.', ',')]
  return new PasoError('not-a-rate', {
    en: {
      what: `${en} cannot be taken. Expected a number ${isZeroFine ? 'from 0 on' : 'above 0'}. Nothing changed.`,
    },
    es: {
      what: `${es} no sirve. Se espera un número ${isZeroFine ? 'desde 0' : 'mayor que 0'}. No cambió nada.`,
    },
  })
}

/**
 * An update that cannot be made, since one before it left the numbers of 64 bits.
 * @param update from 0
 * @param name of the first quantity that is not finite
 */
export const ranAway = (update: number, name: string, value: number): PasoError => {
  const told = String(value).replace('-', '−')
  return new PasoError('ran-away', {
    en: {
      what: `Update ${update + 1} cannot be made: in update ${update}, ${name} = ${told}. A smaller learning rate keeps the numbers finite.`,
    },
    es: {
      what: `La actualización ${update + 1} no se puede hacer: en la actualización ${update}, ${name} = ${told}. Con una tasa de aprendizaje menor los números quedan finitos.`,
    },
  })
}
