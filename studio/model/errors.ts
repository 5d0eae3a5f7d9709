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
