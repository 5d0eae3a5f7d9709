// Numbers: the digits are those of the double's exact decimal expansion, and what is printed reads back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNumber, isExact, parseNumber } from '../../src/print/numbers.ts'

const text = (value: number, digits: number, locale = 'en') => formatNumber(value, { digits, locale })

describe('formatNumber', () => {
  // Expected texts: the exemplars, and the sign conventions of the glossary.
  it.each([
    [0.39249999999999996, 9, 'en', '0.3925'],
    [0.5932699921071872, 9, 'es', '0,593269992'],
    [1.105905967, 9, 'es', '1,10590597'],
    [1.2249213962, 9, 'en', '1.22492140'],
    [-0.21707153467853746, 9, 'es-AR', '−0,217071535'],
    [0.0235600256, 5, 'es-MX', '0.023560'],
    [3.51018778e-5, 9, 'es', '3,51018778·10⁻⁵'],
    [7.0431e-6 + 1e-15, 6, 'en', '7.04310·10⁻⁶'],
    [1.04e-11, 1, 'en', '1·10⁻¹¹'],
    [1e-8, 9, 'en', '10⁻⁸'],
    [-1e-8, 9, 'en', '−10⁻⁸'],
    [1e-4, 9, 'en', '0.0001'],
    [0.000099999999999, 9, 'en', '0.000100000000'],
    [8.15e11 + 3, 3, 'en', '8.15·10¹¹'],
    [33512, 3, 'en', '3.35·10⁴'],
    [3321, 3, 'en', '3320'],
    [1 - 0.999, 9, 'en', '0.001'],
    [0, 9, 'en', '0'],
    [-0, 9, 'en', '0'],
    [10000, 5, 'en', '10000'],
    [100000, 5, 'en', '10⁵'],
    [Number.NaN, 9, 'en', 'NaN'],
    [-Infinity, 9, 'en', '−∞'],
    [298, 9, 'en', '298'],
  ])('%d in %d digits, %s: %s', (value, digits, locale, expected) => {
    expect(text(value, digits, locale)).toBe(expected)
  })

  it('writes TeX', () => {
    const tex = (value: number) => formatNumber(value, { digits: 6, locale: 'es', markup: 'tex' })
    expect([-0.25, 7.0431e-6 + 1e-15, 1e-8].map(tex)).toEqual([
      '-0{,}25',
      '7{,}04310 \\cdot 10^{-6}',
      '10^{-8}',
    ])
  })

  it('marks thousands from five digits on', () => {
    const grouped = (value: number, locale: string) =>
      formatNumber(value, { digits: 15, locale, grouping: true })
    expect([grouped(10000, 'en'), grouped(1041, 'es'), grouped(1234567, 'es')]).toEqual([
      '10,000',
      '1041',
      '1\u202f234\u202f567',
    ])
  })

  it('rounds the exact value of the double', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 1, max: 17 }),
        (value, digits) => {
          fc.pre(value !== 0)
          const printed = text(value, digits)
            .replace(/^−/, '')
            .replace(/·?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/, '')
            .replace('.', '')
          const significant = printed.replace(/^0+/, '') || '1'
          expect(significant.padEnd(digits, '0').replace(/0*$/, '')).toBe(
            roundedDigits(Math.abs(value), digits).replace(/0*$/, ''),
          )
        },
      ),
    )
  })

  it('is read back, within half a unit of its last digit', () => {
    const options = fc.record({
      digits: fc.integer({ min: 1, max: 17 }),
      locale: fc.constantFrom('en', 'es', 'es-AR', 'es-MX'),
      markup: fc.constantFrom('text' as const, 'tex' as const),
      grouping: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.double(), options, (value, format) => {
        const back = parseNumber(formatNumber(value, format), format.locale)
        const nearest = Number.isFinite(value) ? Number(value.toPrecision(format.digits)) : value
        expect(back === 0 ? 0 : back).toBe(nearest === 0 ? 0 : nearest)
      }),
    )
  })
})

describe('isExact', () => {
  it('takes at most four units in the last place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99999 }),
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: -8, max: 8 }),
        (n, e, steps) => {
          const decimal = Number(`${n}e${e}`)
          const moved = step(decimal, steps)
          const spacing = Math.abs(step(moved, 1) - moved)
          fc.pre(Math.abs(moved - decimal) !== 4 * spacing || Math.abs(steps) === 4)
          expect(isExact(moved, 5)).toBe(Math.abs(moved - decimal) <= 4 * spacing)
        },
      ),
    )
  })
})

/** The double `steps` places further. */
function step(value: number, steps: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  bits[0]! += BigInt(steps)
  return new Float64Array(bits.buffer)[0]!
}

/** The first digits of a double, from its exact value m · 2^e in integers; ties go up. */
function roundedDigits(value: number, digits: number): string {
  const [bits] = new BigUint64Array(new Float64Array([value]).buffer)
  const field = Number((bits! >> 52n) & 0x7ffn)
  const mantissa = (bits! & 0xfffffffffffffn) | (field === 0 ? 0n : 1n << 52n)
  const exponent = Math.max(field, 1) - 1075
  const numerator = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa
  const denominator = exponent >= 0 ? 1n : 1n << BigInt(-exponent)
  let scale = 0
  const scaled = (): bigint =>
    scale >= 0
      ? (numerator * 10n ** BigInt(scale) * 2n + denominator) / (denominator * 2n)
      : (numerator * 2n + denominator * 10n ** BigInt(-scale)) / (denominator * 10n ** BigInt(-scale) * 2n)
  scale = digits - 1 - Math.floor(Math.log10(value))
  while (scaled() >= 10n ** BigInt(digits)) scale--
  while (scaled() < 10n ** BigInt(digits - 1)) scale++
  return String(scaled())
}
