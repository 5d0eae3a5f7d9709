// The JSON reader: the same values as JSON.parse, their places, and a clear word about every fault.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PasoError } from '../../src/errors.ts'
import { parseJson } from '../../src/formats/json.ts'
import { compactJson, prettyJson, type Writable } from '../../src/formats/json-text.ts'

const faults: readonly (readonly [name: string, text: string, code: string, english: string])[] = [
  [
    'a comma before ]',
    '{"a": [1, 2,\n  3,]}',
    'invalid-json',
    'r.json, line 2, column 4. Expected: a value after the comma. Received: the end of the list, "]". remove the last comma of line 2.',
  ],
  [
    'a comma before }',
    '{"a": 1,}',
    'invalid-json',
    'r.json, line 1, column 8. Expected: a name after the comma. Received: the end of the object, "}". remove the last comma of line 1.',
  ],
  [
    'a name without quotes',
    '{a: 1}',
    'invalid-json',
    'r.json, line 1, column 2. Expected: a name in double quotes. Received: "a". write "a".',
  ],
  ['single quotes', "{'a': 1}", 'invalid-json', `Received: "'a'". use double quotes.`],
  [
    'a missing comma',
    '[1 2]',
    'invalid-json',
    'line 1, column 4. Expected: a comma, or the end of the list, "]". Received: "2". put a comma before it.',
  ],
  ['a missing colon', '{"a" 1}', 'invalid-json', 'Expected: a colon after the name. Received: "1".'],
  ['NaN', '[NaN]', 'invalid-json', 'correct the value: JSON has only finite numbers.'],
  ['.5', '[.5]', 'invalid-json', 'Received: ".5". write 0.5.'],
  ['01', '[01]', 'invalid-json', 'write 1.'],
  ['True', '[True]', 'invalid-json', 'write true.'],
  [
    'a comment',
    '{} // net',
    'invalid-json',
    'Expected: the end of the file. Received: "//". remove the comment: JSON has none.',
  ],
  [
    'a cut file',
    '{"a": [1, 2',
    'invalid-json',
    'Received: the end of the file. see whether the file was cut short: each bracket that opens must close.',
  ],
  ['an open string', '["abc', 'invalid-json', 'close the quotes on the same line'],
  ['no text', '', 'invalid-json', 'Expected: an object in braces: { ... }. Received: the end of the file.'],
  ['text after the value', '{"a": 1} x', 'invalid-json', 'Expected: the end of the file. Received: "x".'],
  [
    'a name twice',
    '{"a": 1,\n"a": 2}',
    'duplicate-key',
    'r.json, line 2, column 1. Expected: each name once in an object. Received: a, which line 1 already gives.',
  ],
  ['__proto__', '{"__proto__": {"x": 1}}', 'forbidden-key', 'the name "__proto__" is not allowed.'],
  ['constructor', '{"a": {"constructor": 1}}', 'forbidden-key', 'line 1, column 8.'],
  ['100,000 levels', '['.repeat(100_000), 'too-deep', 'at most 200 lists and objects inside each other.'],
]

function faultOf(text: string): PasoError {
  try {
    parseJson(text, 'r.json')
  } catch (error) {
    if (error instanceof PasoError) return error
  }
  throw new Error('no PasoError')
}

describe('a fault', () => {
  it.each(faults)('%s', (_, text, code, english) => {
    const error = faultOf(text)
    expect(error.code).toBe(code)
    expect(error.message).toContain(english)
    expect(error.exitCode).toBe(2)
  })

  it('is told in Spanish too', () => {
    expect(faultOf('{"a": [1,\n 2,]}').texts.es).toEqual({
      what: 'el archivo no es JSON.',
      where: 'r.json, línea 2, columna 3.',
      expected: 'un valor después de la coma.',
      received: 'el cierre de la lista, «]».',
      hint: 'borrar la última coma de la línea 2.',
    })
  })
})

it('reads what JSON.parse reads, whatever the spaces', () => {
  const json = fc
    .jsonValue({ maxDepth: 5 })
    .filter((value) => !/"(__proto__|constructor|prototype)"/.test(JSON.stringify(value)))
  fc.assert(
    fc.property(json, fc.constantFrom('', ' ', '\t', '  \r\n'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parseJson(text, '').value).toEqual(JSON.parse(text))
    }),
    { numRuns: 300 },
  )
})

it('finds where a value stands', () => {
  const text = '\uFEFF{\n  "layers": [\n    { "units": 2 },\n    { "units": 1e999 }\n  ]\n}'
  const document = parseJson(text, '')
  expect(document.placeOf([])).toEqual({ line: 1, column: 1 })
  expect(document.placeOf(['layers', 1])).toEqual({ line: 4, column: 5 })
  expect(document.placeOf(['layers', 1, 'units'])).toEqual({ line: 4, column: 16 })
  expect(document.placeOf(['layers', 1, 'weights'])).toEqual({ line: 4, column: 5 })
  expect(document.textOf(['layers', 1, 'units'])).toBe('1e999')
})

it('writes numbers that read back the same, and names those that JSON has not', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read = parseJson(compactJson(value), '').value
      expect(Object.is(read === '-0' ? -0 : read, value)).toBe(true)
    }),
  )
  expect(compactJson([Number.NaN, Infinity, -Infinity, -0])).toBe('["NaN","Infinity","-Infinity","-0"]')
})

it('writes pretty text with each list of numbers on a line', () => {
  const value: Writable = {
    a: 1,
    none: undefined,
    rows: [
      [1, 2],
      [3, 4],
    ],
    s: { input: [1], target: [0] },
  }
  expect(prettyJson(value)).toBe(
    '{\n  "a": 1,\n  "rows": [\n    [1, 2],\n    [3, 4]\n  ],\n  "s": { "input": [1], "target": [0] }\n}\n',
  )
})
