// What is said where a fast engine cannot run.
import type { Warning } from '../errors.ts'
import type { Engine } from './engine.ts'

/** Of the engine that auto took. */
export function engineWarnings({ why }: Engine): Warning[] {
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
