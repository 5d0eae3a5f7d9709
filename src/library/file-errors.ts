// What the library says when a model's file cannot be read or written.
import type { PasoError } from '../errors.ts'
import { refusal, same } from './phrases.ts'

/** @param reason what the system said */
export function fileTrouble(path: string, doing: 'read' | 'written', reason: string): PasoError {
  const done = { read: 'leer', written: 'escribir' }[doing]
  const missing = reason === 'ENOENT'
  return refusal(missing ? 'file-not-found' : doing === 'read' ? 'file-unreadable' : 'not-writable', {
    what: missing
      ? { en: `${path} was not found.`, es: `no se encontró ${path}.` }
      : { en: `${path} could not be ${doing}.`, es: `no se pudo ${done} ${path}.` },
    ...(!missing && { received: same(`${reason}.`) }),
  })
}
