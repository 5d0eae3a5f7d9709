// Tells a safetensors file from others by its first bytes, whatever its name is.
import { open } from 'node:fs/promises'
import { looksLikeSafetensors } from '../formats/safetensors.ts'

/** False, too, for what is not there or is not a file. */
export async function isSafetensors(path: string): Promise<boolean> {
  const start = new Uint8Array(9)
  try {
    const file = await open(path)
    try {
      await file.read(start, 0, start.length, 0)
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
  return looksLikeSafetensors(start)
}
