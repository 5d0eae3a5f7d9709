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
      hint: '--engine auto --precision float64, which trains with js then and gives the numbers of wasm.',
    },
    es: {
      what: 'el motor wasm no puede funcionar aquí.',
      expected:
        'WebAssembly con vectores (SIMD), permitido por la política de seguridad de contenido de la página.',
      hint: '--engine auto --precision float64, que entonces entrena con js y da los números de wasm.',
    },
  })
}

/** @param engine that computes in float64 alone */
export function enginePrecision(engine: string): PasoError {
  return new PasoError('engine-precision', {
    en: {
      what: `the engine ${engine} computes with 64 bits, not in float32.`,
      where: 'options --engine and --precision.',
      hint: '--engine wasm, or --precision float64.',
    },
    es: {
      what: `el motor ${engine} calcula con 64 bits, no en float32.`,
      where: 'opciones --engine y --precision.',
      hint: '--engine wasm, o --precision float64.',
    },
  })
}

/** Of networks that only the engine in JavaScript trains. */
export function onlyFloat64(): PasoError {
  return new PasoError('only-float64', {
    en: {
      what: 'networks of very many layers are trained with 64 bits, not in float32.',
      where: 'options --hidden and --precision.',
      hint: '--precision float64, or change --hidden.',
    },
    es: {
      what: 'las redes de muchísimas capas se entrenan con 64 bits, no en float32.',
      where: 'opciones --hidden y --precision.',
      hint: '--precision float64, o cambiar --hidden.',
    },
  })
}

/** @param bytes that the network needs in training */
export function webassemblyMemory(bytes: number, most: number): PasoError {
  const [needed, room] = [bytes, most].map((size) => (size / 2 ** 30).toFixed(1)) as [string, string]
  const comma = (text: string): string => text.replace('.', ',')
  return new PasoError('webassembly-memory', {
    en: {
      what: `in training the network needs ${needed} GiB, more than a module of WebAssembly is given.`,
      where: 'options --hidden, --batch-size and --precision.',
      expected: `at most ${room} GiB.`,
      hint: 'a smaller network, or --precision float64, which trains with js then.',
    },
    es: {
      what: `en el entrenamiento la red necesita ${comma(needed)} GiB, más de lo que recibe un módulo de WebAssembly.`,
      where: 'opciones --hidden, --batch-size y --precision.',
      expected: `${comma(room)} GiB como máximo.`,
      hint: 'una red menor, o --precision float64, que entonces entrena con js.',
    },
  })
}
