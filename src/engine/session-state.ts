// The state of a session compared with the session that is to go on from it.
import { endings } from '../math/optimizers/endings.ts'
import type { SessionState } from './engine.ts'
import { refusals } from './refusals.ts'

/**
 * Whether a session whose own state is `own` can go on from `state`.
 * @throws PasoError wrong-state
 */
export function checkState(state: SessionState, own: SessionState): void {
  const { parameters, memory, time, rateFactor, ended, random } = state
  if (parameters.length !== own.parameters.length) {
    throw refusals.wrongState('parameters', own.parameters.length, parameters.length)
  }
  const [names, given] = [Object.keys(own.memory).sort(), Object.keys(memory).sort()]
  if (names.join() !== given.join()) throw refusals.wrongState('memory', listed(names), listed(given))
  for (const name of names) {
    const [expected, received] = [own.memory[name]!.length, memory[name]!.length]
    if (expected !== received) throw refusals.wrongState(`memory.${name}`, expected, received)
  }
  if (!Number.isSafeInteger(time) || time < 0) throw refusals.wrongState('time', '0, 1, 2, ...', time)
  if (!(rateFactor > 0 && rateFactor < Infinity)) throw refusals.wrongState('rateFactor', '1', rateFactor)
  if (ended !== undefined && !endings.includes(ended))
    throw refusals.wrongState('ended', endings.join(', '), ended)
  const [drawn, draws] = [random?.algorithm ?? '—', own.random?.algorithm ?? '—']
  if (drawn !== draws) throw refusals.wrongState('random', draws, drawn)
}

const listed = (names: readonly string[]): string => names.join(', ') || '—'
