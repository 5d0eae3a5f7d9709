// What is said where a fast engine cannot run.
import type { Warning } from '../errors.ts'
import type { Engine, Running } from './engine.ts'
import { canFuse } from './wasm/host.ts'
import { canShare } from './wasm/threads/worker.ts'

/** Of an engine, where it cannot do what was asked. */
export const engineWarnings = (engine: Engine, asked: Running = {}): Warning[] => [
  ...ofAutomatic(engine),
  ...ofRunning(engine, asked),
]

/** Of the engine that auto took. */
function ofAutomatic({ why }: Engine): Warning[] {
  if (why !== 'no-webassembly' && why !== 'no-vectors') return []
  const [en, es] =
    why === 'no-vectors'
      ? [
          'the WebAssembly of this program has no vectors (SIMD)',
          'la WebAssembly de este programa no tiene vectores (SIMD)',
        ]
      : ['WebAssembly is missing or forbidden here', 'aquí no hay WebAssembly, o está prohibida']
  return [
    {
      code: why,
      texts: {
        en: { what: `${en}: the engine js trains, with the same numbers, several times slower.` },
        es: { what: `${es}: entrena el motor js, con los mismos números y varias veces más lento.` },
      },
    },
  ]
}

/** What auto leaves out for want of work is no loss; what a person asked of an engine by name may be. */
function ofRunning({ name, why }: Engine, { threads = 1, relaxed = false }: Running): Warning[] {
  if (name !== 'wasm' && why !== undefined) return []
  const found: Warning[] = []
  const add = (code: string, en: string, es: string): void => {
    found.push({ code, texts: { en: { what: en }, es: { what: es } } })
  }
  if (threads !== 'auto' && threads > 1) {
    if (name === 'js' || name === 'core')
      add('one-thread', `the engine ${name} has one thread.`, `el motor ${name} tiene un solo hilo.`)
    if (name === 'wasm' && !canShare())
      add(
        'one-thread',
        'threads cannot share memory here (SharedArrayBuffer): one thread trains, with the same numbers. On a page they need a worker and cross-origin isolation.',
        'aquí los hilos no pueden compartir memoria (SharedArrayBuffer): entrena un hilo, con los mismos números. En una página necesitan un worker y aislamiento de origen cruzado.',
      )
  }
  if (relaxed && name !== 'wasm')
    add(
      'not-relaxed',
      `the engine ${name} has no instruction that multiplies and adds in one: relaxed changes nothing.`,
      `el motor ${name} no tiene una instrucción que multiplique y sume a la vez: relaxed no cambia nada.`,
    )
  else if (relaxed && !canFuse())
    add(
      'not-relaxed',
      'the WebAssembly of this program has no instruction that multiplies and adds in one: they stay apart.',
      'la WebAssembly de este programa no tiene una instrucción que multiplique y sume a la vez: van por separado.',
    )
  return found
}
