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

/** Without the vectors of WebAssembly, or where it is forbidden. */
export function noWebassembly(): PasoError {
  return new PasoError('no-webassembly', {
    en: {
      what: 'the engine wasm cannot run here.',
      expected: 'WebAssembly with vectors (SIMD), allowed by the content security policy of the page.',
      hint: '--engine auto, which trains with js then and gives the same numbers.',
    },
    es: {
      what: 'el motor wasm no puede funcionar aquí.',
      expected:
        'WebAssembly con vectores (SIMD), permitido por la política de seguridad de contenido de la página.',
      hint: '--engine auto, que entonces entrena con js y da los mismos números.',
    },
  })
}
