// CRC-32C: the check sum of event files and of checkpoints (Castagnoli's polynomial 0x1EDC6F41, reflected; RFC 3720, appendix B.4).

/** table[k][b]: what byte b changes k bytes later (M. E. Kounavis & F. L. Berry, slicing by 4, 2005). */
const tables: readonly Uint32Array[] = makeTables()

function makeTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1
    return rest
  })
  const all = [first]
  for (let k = 1; k < 4; k++) all.push(all[k - 1]!.map((rest) => (rest >>> 8) ^ first[rest & 0xff]!))
  return all
}

/**
 * The check sum of bytes, from 0 to 2^32 - 1.
 * @param before that of the bytes before them, to go on with
 */
export function crc32c(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  const end = bytes.length & ~3
  let crc = ~before
  let i = 0
  for (; i < end; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc = t3[crc & 0xff]! ^ t2[(crc >>> 8) & 0xff]! ^ t1[(crc >>> 16) & 0xff]! ^ t0[crc >>> 24]!
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!
  return ~crc >>> 0
}
