// What the tests of threads share: the helpers' program, which is compiled, and a training until all its threads are there.
import type { Rows, Session } from '../../../src/engine/engine.ts'
import { helperFrom } from '../../../src/engine/wasm/threads/worker.ts'

/** Workers of Node load JavaScript; `npm run build` has made it. */
export const helperProgram = new URL('../../../dist/engine/wasm/threads/helper.js', import.meta.url)

helperFrom(helperProgram)

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2))

/** Epochs until as many threads have run as there may be, then some more; their losses. */
export async function trainedByAll(
  session: Session,
  rows: Rows,
  order: Uint32Array,
  threads: number,
): Promise<Float64Array[]> {
  const losses: Float64Array[] = []
  for (let more = 2; more > 0; ) {
    losses.push(session.run(rows, order))
    if (session.by.threads >= threads) more--
    else if (losses.length > 2000) throw new Error('the threads did not come')
    else await pause()
  }
  return losses
}
