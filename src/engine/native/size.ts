// The size of the engine native: how much memory a training takes, before any of it is taken.
import type { Network } from '../../core/network.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { PasoError } from '../../errors.ts'
import type { Precision } from '../engine.ts'
import { shapeOf } from '../parameters.ts'
import { refusals } from '../refusals.ts'
import { updatePlan } from '../wasm/update-code.ts'

/** Of parameters and memories: where they are, where the next run leaves them, and the runtime's own two while it runs. */
const COPIES = 4
/** For each unit and row of a batch: z, a, their derivatives, and what the runtime keeps between two operators. */
const PER_UNIT = 8
/** What the rest of the program needs. */
const SHARE = 0.9

interface NodeHost {
  readonly process?: { getBuiltinModule?(name: 'node:os'): { totalmem(): number } | undefined }
}

/** In bytes; where nobody says, as much as an address of 32 bits reaches. */
const memoryOfMachine = (): number =>
  (globalThis as NodeHost).process?.getBuiltinModule?.('node:os')?.totalmem() ?? 2 ** 32

/** Bytes of a training, in the main. */
export function bytesFor(
  network: Network,
  optimizer: OptimizerSpec,
  batchSize: number,
  precision: Precision,
): number {
  const numbers = COPIES * (1 + updatePlan(optimizer).memories.length) * shapeOf(network).size
  const units = network.layers.reduce((sum, { biases }) => sum + biases.length, network.inputs)
  return (precision === 'float64' ? 8 : 4) * (numbers + PER_UNIT * units * batchSize)
}

/**
 * native-memory, where the machine has too little for it.
 * @param memory in bytes
 */
export function sizeRefusal(
  network: Network,
  optimizer: OptimizerSpec,
  batchSize: number,
  precision: Precision,
  memory = memoryOfMachine(),
): PasoError | undefined {
  const bytes = bytesFor(network, optimizer, batchSize, precision)
  return bytes > SHARE * memory ? refusals.nativeMemory(bytes, SHARE * memory) : undefined
}
