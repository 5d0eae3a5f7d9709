// Event files: the bytes that TensorBoard's own writer makes (test/oracle/tensorboard.json names its version).
import { describe, expect, it } from 'vitest'
import { maskedCrc, restartEvent, scalarEvent, versionEvent } from '../../src/formats/tensorboard.ts'
import { crc32c } from '../../src/math/crc32c.ts'
import oracle from '../oracle/tensorboard.json' with { type: 'json' }

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

describe('the check sum', () => {
  it.each(oracle.checks)('of $bytes.length letters of base64', ({ bytes, crc32c: sum, masked }) => {
    expect(crc32c(bytesOf(bytes))).toBe(sum)
    expect(maskedCrc(bytesOf(bytes))).toBe(masked)
  })

  it('goes on from what came before, wherever it is cut', () => {
    const { bytes, crc32c: sum } = oracle.checks.at(-1)!
    const whole = bytesOf(bytes)
    for (const cut of [0, 1, 2, 3, 4, 1000, whole.length]) {
      expect(crc32c(whole.subarray(cut), crc32c(whole.subarray(0, cut)))).toBe(sum)
    }
  })
})

it('an event file has the bytes of TensorBoard', () => {
  const { start, scalars, restart } = oracle
  const records = [
    versionEvent(start),
    ...scalars.map(({ step, values }, i) => {
      const numbers = Object.entries(values).map(([tag, value]) => [
        tag,
        value === 'inf' ? Infinity : Number(value),
      ])
      return scalarEvent(start + i + 1, step, Object.fromEntries(numbers))
    }),
    restartEvent(restart.time, restart.step),
  ]
  expect(Buffer.concat(records).toString('base64')).toBe(oracle.file)
})
