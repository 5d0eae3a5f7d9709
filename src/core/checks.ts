// Checks that networks and samples have in common.
import { refusals } from './refusals.ts'

/** @throws PasoError not-a-count */
export function checkCount(count: number, where: string): void {
  if (!Number.isSafeInteger(count) || count < 1) throw refusals.notACount(where, count)
}

/** @throws PasoError not-finite, with the place of the first number that is none */
export function checkFinite(values: readonly number[], where: string): void {
  const at = values.findIndex((value) => !Number.isFinite(value))
  if (at !== -1) throw refusals.notFinite(`${where}[${at}]`, values[at])
}
