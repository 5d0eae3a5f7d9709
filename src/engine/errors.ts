// Errors of the engines.
import { PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'

export function unknownEngine(name: string, engines: readonly string[]): PasoError {
  const hint = { hint: `--engine ${nearest(name, engines) ?? 'auto'}` }
  const names = engines.join(', ').replace(/, (?=\w+$)/, ' | ')
  return new PasoError('unknown-engine', {
    en: {
      what: `there is no engine "${name}".`,
      where: 'option --engine.',
      expected: `${names.replace(' | ', ' or ')}.`,
      received: `${name}.`,
      ...hint,
    },
    es: {
      what: `no existe el motor «${name}».`,
      where: 'opción --engine.',
      expected: `${names.replace(' | ', ' o ')}.`,
      received: `${name}.`,
      ...hint,
    },
  })
}

/** An engine that is still being loaded, where nothing can wait for it. */
export function notLoaded(engine: string): PasoError {
  return new PasoError('not-loaded', {
    en: {
      what: `the engine ${engine} is not loaded yet.`,
      hint: "fit in place of fitSync, which waits for it; or import 'paso/whole' first.",
    },
    es: {
      what: `el motor ${engine} todavía no está cargado.`,
      hint: "usar fit en lugar de fitSync, que lo espera; o importar antes 'paso/whole'.",
    },
  })
}
