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
