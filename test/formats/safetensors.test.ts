// Safetensors: the bytes of the safetensors library (test/oracle/safetensors.json names its version), and every fault refused.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  float64Of,
  looksLikeSafetensors,
  readSafetensors,
  safetensorsPieces,
} from '../../src/formats/safetensors.ts'
import oracle from '../oracle/safetensors.json' with { type: 'json' }

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

const hexOf = (values: Float64Array): string[] =>
  Array.from(values, (value) => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(value)
    return bytes.toString('hex')
  })

const numbersOf = (hex: readonly string[]): Float64Array =>
  Float64Array.from(hex, (word) => Buffer.from(word, 'hex').readDoubleLE())

const fileOf = (metadata: Record<string, string>, arrays: Iterable<[string, Float64Array]>): Uint8Array =>
  new Uint8Array(Buffer.concat(safetensorsPieces({ metadata, arrays: new Map(arrays) })))

describe('a file of 64-bit numbers', () => {
  it.each(oracle.doubles)('$name: has the bytes of the library', ({ metadata, arrays, file }) => {
    const own = Object.entries(arrays).map(([name, hex]): [string, Float64Array] => [name, numbersOf(hex)])
    expect(Buffer.from(fileOf(metadata as Record<string, string>, own)).toString('base64')).toBe(file)
  })

  it.each(oracle.doubles)('$name: is read to the bit', ({ metadata, arrays, file }) => {
    const read = readSafetensors(bytesOf(file), 'file')
    expect(read.metadata).toEqual(metadata)
    expect(Object.fromEntries(read.tensors.map((tensor) => [tensor.name, hexOf(float64Of(tensor))]))).toEqual(
      arrays,
    )
  })

  it('comes back whole, whatever it holds', () => {
    const arrays = fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => !/^(__\w+__|constructor|prototype|\d+)$/.test(name)),
      fc.array(fc.double()).map((values) => Float64Array.from(values)),
    )
    fc.assert(
      fc.property(arrays, fc.string(), (given, text) => {
        const read = readSafetensors(fileOf({ text }, Object.entries(given)), 'file')
        expect(read.metadata).toEqual({ text })
        const back = read.tensors.map((tensor) => [tensor.name, hexOf(float64Of(tensor))])
        const expected = Object.entries(given).map(([name, values]) => [name, hexOf(values)])
        expect(Object.fromEntries(back)).toEqual(Object.fromEntries(expected))
      }),
    )
  })
})

it('a file of other numbers is read with types and shapes', () => {
  const { file, shapes, types } = oracle.mixed
  const { tensors } = readSafetensors(bytesOf(file), 'file')
  expect(Object.fromEntries(tensors.map(({ name, shape }) => [name, shape]))).toEqual(shapes)
  expect(Object.fromEntries(tensors.map(({ name, type }) => [name, type]))).toEqual(types)
  expect(float64Of(tensors.find(({ name }) => name === 'scalar')!)).toEqual(Float64Array.of(3.25))
})

/** A file with this header, followed by so many bytes of numbers. */
function withHeader(header: string, numbers = 0): Uint8Array {
  const json = new TextEncoder().encode(header)
  const file = new Uint8Array(8 + json.length + numbers)
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true)
  file.set(json, 8)
  return file
}

const whole = fileOf({ a: 'b' }, [['x', Float64Array.of(1, 2, 3)]])
const entry = (type: string, shape: string, offsets: string): string =>
  `{"x":{"dtype":"${type}","shape":${shape},"data_offsets":${offsets}}}`

describe('a fault is refused', () => {
  it.each<[string, Uint8Array, string, string]>([
    [
      'nothing',
      new Uint8Array(0),
      'not-safetensors',
      "f is not a safetensors file. Expected: the length of a header in 8 bytes, and then the header's {. Received: 0 bytes. see whether this is the right file.",
    ],
    ['one byte', new Uint8Array(1), 'not-safetensors', 'Received: 1 byte.'],
    ['a text', new TextEncoder().encode('a,b,c\n1,2,3\n'), 'not-safetensors', 'Received: another beginning.'],
    [
      'an endless header',
      withHeader('{}').fill(255, 0, 8),
      'not-safetensors',
      'Received: another beginning.',
    ],
    [
      'half a header',
      whole.subarray(0, 30),
      'cut-off',
      'f ends too early. Expected: 88 bytes. Received: 30 bytes. copy or download the file again, or take an earlier one.',
    ],
    ['half of the numbers', whole.subarray(0, 101), 'cut-off', 'Expected: 112 bytes. Received: 101 bytes.'],
    [
      'more numbers',
      withHeader(entry('F64', '[1]', '[0,8]'), 9),
      'broken-tensors',
      'f is damaged. f. Expected: 8 bytes of numbers. Received: 9.',
    ],
    ['no JSON', withHeader('{"x'), 'broken-tensors', 'Expected: a header in JSON.'],
    [
      'no UTF-8',
      withHeader('{"\u00e9"}').fill(0xff, 10, 11),
      'broken-tensors',
      'Expected: a header in JSON.',
    ],
    ['a name twice', withHeader('{"x":{},"x":{}}'), 'broken-tensors', 'Expected: a header in JSON.'],
    [
      'a number as metadata',
      withHeader('{"__metadata__":{"a":1}}'),
      'broken-tensors',
      '__metadata__. Expected: texts by name.',
    ],
    [
      'an unknown type',
      withHeader(entry('F65', '[1]', '[0,8]'), 8),
      'broken-tensors',
      'x. Expected: "dtype", "shape" and "data_offsets" that agree.',
    ],
    ['a shape of halves', withHeader(entry('F64', '[0.5]', '[0,4]'), 4), 'broken-tensors', 'that agree'],
    ['too long a shape', withHeader(entry('F64', '[2]', '[0,8]'), 8), 'broken-tensors', 'that agree'],
    [
      'a gap',
      withHeader(entry('F64', '[1]', '[8,16]'), 16),
      'broken-tensors',
      'x. Expected: numbers from byte 0 on. Received: 8.',
    ],
    ['no entry', withHeader('{"x":3}'), 'broken-tensors', 'that agree'],
  ])('%s', (_, file, code, message) => {
    const read = () => readSafetensors(file, 'f')
    expect(read).toThrow(expect.objectContaining({ code, exitCode: 2 }))
    expect(read).toThrow(message)
  })

  it('wherever the file is cut off', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSafetensors(whole.subarray(0, length), 'f')).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(not-safetensors|cut-off)$/) }),
      )
    }
  })
})

it('is told from other files by its beginning', () => {
  expect(looksLikeSafetensors(whole)).toBe(true)
  for (const text of ['', '{', '{"a":1,"b":2}', 'name,y\n1,2\n3,4\n', 'PAR1\0\0\0\0{']) {
    expect(looksLikeSafetensors(new TextEncoder().encode(text))).toBe(false)
  }
})
