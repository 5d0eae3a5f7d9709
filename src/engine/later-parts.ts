// The parts of the engines that come later (docs/decisions/0006), and what stands in for them.
import { later } from '../later.ts'
import type { Engine } from './engine.ts'
import type * as engineParts from './parts.ts'
import { refusals } from './refusals.ts'

/** The reference engine and the diagnosis of a network that hardly learns. */
export const laterParts = later<typeof engineParts>(() => import('./parts.ts'))

/** The reference, by name; its `plan` throws PasoError not-loaded while it is not there. */
export const coreEngine: Engine = {
  name: 'core',
  plan(...given) {
    if (!laterParts.part) throw refusals.notLoaded('core')
    return laterParts.part.coreEngine.plan(...given)
  },
}
