// Every documented option of every command: does it change the result as it says?
import { options } from '../../src/options.ts'
import { keepingEffects } from './effects/keeping.ts'
import { layerEffects } from './effects/layers.ts'
import { learningEffects } from './effects/learning.ts'
import { networkEffects } from './effects/network.ts'
import { optimizerEffects, ownOptions } from './effects/optimizers.ts'
import { runningEffects } from './effects/running.ts'
import { ownNumbers, scheduleEffects } from './effects/schedules.ts'
import { searchEffects } from './effects/searches.ts'
import { searchingEffects } from './effects/searching.ts'
import { stepRuleEffects } from './effects/step-rules.ts'
import { tableEffects } from './effects/table.ts'
import { tellingEffects } from './effects/telling.ts'
import type { Effect } from './effects/trained.ts'
import { counted, type Row } from './row.ts'

/** One for each option, by its name in the table of options; those of a recipe's optimizer or schedule by theirs. */
export const effects: Readonly<Record<string, Effect>> = {
  ...tableEffects,
  ...networkEffects,
  ...learningEffects,
  ...layerEffects,
  ...stepRuleEffects,
  ...scheduleEffects,
  ...optimizerEffects,
  ...searchEffects,
  ...runningEffects,
  ...keepingEffects,
  ...searchingEffects,
  ...tellingEffects,
}

export const documented: readonly string[] = [...Object.keys(options), ...ownOptions, ...ownNumbers]

/** A few that take no time, and show that the others are asked in the same way. */
const few = ['hidden', 'learningRate', 'weightDecay', 'loss']

export const everyOption: Row = {
  name: 'options',
  title: {
    en: 'every documented option',
    es: 'cada opción documentada',
  },
  bar: {
    en: 'changes the result as it says (a test for each)',
    es: 'cambia el resultado como dice (una prueba por opción)',
  },
  others: { en: 'ml-fnn: 14 activations, all tanh', es: 'ml-fnn: 14 activaciones, todas tanh' },
  async measure(effort) {
    const broken: string[] = []
    const names = effort === 'whole' ? documented : few
    for (const name of names) {
      const effect = effects[name]
      if (!(effect && (await effect.holds().catch(() => false)))) broken.push(name)
    }
    return {
      shown: counted(names.length - broken.length, names.length),
      met: broken.length === 0,
      figures: { names, broken },
    }
  },
}
