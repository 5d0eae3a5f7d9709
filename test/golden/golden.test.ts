// Goldens: what the program prints is what golden/ holds, and nothing else lies there.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkGolden, orphans } from '../../scripts/golden.ts'
import { goldenCases } from '../../scripts/golden-cases.ts'
import { agrees, difference } from '../../scripts/golden-compare.ts'
import { paso, root } from '../../scripts/golden-run.ts'

beforeAll(() => process.chdir(root))

describe('the program prints', () => {
  it.each(goldenCases.map((golden) => [golden.file, golden] as const))('%s', async (_, golden) => {
    expect((await checkGolden(golden)) ?? '').toBe('')
  })
})

it('keeps one case for each file, and one file for each case', () => {
  const files = goldenCases.map(({ file }) => file)
  expect([orphans(), files.filter((file, i) => files.indexOf(file) !== i)]).toEqual([[], []])
})

it.each(['deck', 'byu', 'xor'])('has the same numbers in the JSON of %s in each language', async (name) => {
  const json = async (language: string) =>
    JSON.parse((await paso(['explain', name, '--json', '--lang', language])).stdout, (key, value) =>
      key === 'text' ? '' : value,
    )
  expect(await json('es')).toEqual(await json('en'))
})

describe('the comparison', () => {
  const text = readFileSync(`${root}golden/deck-w5.en.txt`, 'utf8')
  const json = '{ "a": [1, 0.1], "b": "text" }'

  it('takes text to the letter, and numbers of JSON at 1e-12', () => {
    expect(agrees('x.txt', text, text.replace('0.0821670406', '0.0821670407'))).toBe(false)
    expect(agrees('x.json', json, json.replace('0.1', '0.10000000000000002'))).toBe(true)
    expect(agrees('x.json', json, json.replace('0.1', '0.1000000000002'))).toBe(false)
    expect(agrees('x.json', json, json.replace('text', 'texts'))).toBe(false)
    expect(agrees('x.json', json, '{ "a": [1], "b": "text" }')).toBe(false)
  })

  it('shows only what differs, with its place', () => {
    const line = text.split('\n').findIndex((each) => each.includes('Each arrow'))
    const shown = difference(text, text.replace('Each arrow', 'Every arrow')).split('\n')
    expect(shown[0]).toBe(`@@ line ${line - 1} @@`)
    expect(shown.filter((each) => /^[-+]/.test(each))).toEqual([
      '-    Each arrow gives one derivative. The gradient is the product of the three.',
      '+    Every arrow gives one derivative. The gradient is the product of the three.',
    ])
  })

  it('takes away and adds as many lines as the texts differ by', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = difference(before.join('\n'), after.join('\n')).split('\n')
        const count = (sign: string) => shown.filter((line) => line.startsWith(sign)).length
        expect(count('+') - count('-')).toBe(after.length - before.length)
      }),
    )
  })
})
