// A search answered at once: by a function that gives the loss at each point it asks for.
import type { Objective, Search } from '../definitions.ts'

/** What a search comes to, where the loss is `objective`. */
export function searched<Result>(search: Search<Result>, objective: Objective): Result {
  let next = search.next()
  while (!next.done) next = search.next(objective(next.value.parameters, next.value.gradient))
  return next.value
}
