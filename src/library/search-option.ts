// What has no place beside an optimizer that searches for the length of its steps.

import type { Recipe } from '../engine/defaults.ts'
import { type OptimizerName, optimizerOf } from '../math/optimizers.ts'
import { notWithSearch } from './line-search-errors.ts'

/** The length of a step is not given but found, on all rows at once, and on one loss: the same whenever it is looked at. */
const foreign = [
  'learningRate',
  'momentum',
  'weightDecay',
  'schedule',
  'batchSize',
  'clipValue',
  'clipNorm',
  'maxNorm',
  'dropout',
] as const

export type ForeignToSearch = (typeof foreign)[number]

type Given = Readonly<Partial<Record<ForeignToSearch, unknown>>>

/** The first of the options given that does not go with the optimizer, if that searches for its steps. */
export function foreignToSearch(optimizer: OptimizerName, given: Given): ForeignToSearch | undefined {
  if (optimizerOf(optimizer).kind !== 'vector') return undefined
  return foreign.find((name) => {
    const asked = given[name]
    return name === 'dropout' ? [asked].flat().some(Boolean) : asked !== undefined
  })
}

/** @throws PasoError conflicting-options */
export function refuseForeignToSearch(optimizer: OptimizerName, given: Given): void {
  const option = foreignToSearch(optimizer, given)
  if (option) throw notWithSearch(option, optimizer)
}

/**
 * The recipe of a training that searches for its steps: all rows in each, no rate, and the usual decay as a penalty.
 * @throws PasoError conflicting-options
 */
export function searchedRecipe(recipe: Recipe, asked: Given & { readonly l2?: number | undefined }): Recipe {
  refuseForeignToSearch(recipe.optimizer, asked)
  const l2 = asked.l2 ?? recipe.weightDecay
  return {
    ...recipe,
    ...{ learningRate: undefined, weightDecay: undefined, batchSize: undefined },
    ...(l2 !== undefined && { l2 }),
  }
}
