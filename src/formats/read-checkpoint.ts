// Reads a checkpoint: a safetensors file whose check sum, form and arrays are right, as the plain data that was written.
import { PasoError } from '../errors.ts'
import { crc32c } from '../math/crc32c.ts'
import { CHECKPOINT_FORMAT, checkBefore, checkText } from './checkpoint.ts'
import { damagedCheckpoint, notACheckpoint } from './checkpoint-errors.ts'
import { type CheckpointDocument, checkpointSchema } from './checkpoint-schema.ts'
import { parseJson } from './json.ts'
import { float64Of, readSafetensors, type Safetensors } from './safetensors.ts'

/**
 * The document with its arrays in their places.
 * @param fileName for messages only
 * @throws PasoError not-safetensors, cut-off, broken-tensors, not-a-checkpoint, damaged-checkpoint
 */
export function readCheckpoint(bytes: Uint8Array, fileName: string): CheckpointDocument {
  const file = readSafetensors(bytes, fileName)
  const { format, check, checkpoint } = file.metadata
  if (format !== CHECKPOINT_FORMAT || checkpoint === undefined) throw notACheckpoint(fileName, format)
  if (check !== checkText(checkOf(file, checkpoint))) throw damagedCheckpoint(fileName, 'CRC-32C')
  const result = checkpointSchema.safeParse(jsonOf(checkpoint, fileName))
  if (!result.success) throw damagedCheckpoint(fileName, result.error.issues[0]!.path.join('.'))
  for (const tensor of file.tensors) {
    const place = placeOf(result.data, tensor.name.split('.'))
    if (!place || tensor.type !== 'F64') throw damagedCheckpoint(fileName, tensor.name)
    place.object[place.key] = float64Of(tensor)
  }
  return result.data
}

function checkOf({ tensors }: Safetensors, checkpoint: string): number {
  const start = checkBefore(
    checkpoint,
    tensors.map(({ name, bytes }) => ({ name, count: bytes.length / 8 })),
  )
  return tensors.reduce((sum, { bytes }) => crc32c(bytes, sum), start)
}

function jsonOf(text: string, fileName: string): unknown {
  try {
    return parseJson(text, fileName).value
  } catch (error) {
    throw error instanceof PasoError ? damagedCheckpoint(fileName, 'checkpoint') : error
  }
}

/** The object that lacks the array, and the key that it shall have there. */
function placeOf(
  root: object,
  path: readonly string[],
): { readonly object: Record<string, unknown>; readonly key: string } | undefined {
  let object = root as Record<string, unknown>
  for (const step of path.slice(0, -1)) {
    const inner = Object.hasOwn(object, step) ? object[step] : undefined
    if (typeof inner !== 'object' || inner === null) return undefined
    object = inner as Record<string, unknown>
  }
  const key = path.at(-1)!
  return key in object ? undefined : { object, key }
}
