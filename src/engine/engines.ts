// The engines by name.
import { PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { coreEngine } from './core-engine.ts'
import type { Engine } from './engine.ts'
import { javascript } from './javascript.ts'

/** auto: the fastest for the task; at present that is always js. */
const engines = { auto: javascript, js: javascript, core: coreEngine } as const satisfies Record<
  string,
  Engine
>

export type EngineName = keyof typeof engines

export const engineNames = Object.keys(engines) as readonly EngineName[]

/** @throws PasoError unknown-engine */
export function engineFor(name: string): Engine {
  if (Object.hasOwn(engines, name)) return engines[name as EngineName]
  const meant = nearest(name, engineNames)
  const hint = { hint: `--engine ${meant ?? 'auto'}` }
  const names = engineNames.join(', ').replace(/, (?=\w+$)/, ' | ')
  throw new PasoError('unknown-engine', {
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
