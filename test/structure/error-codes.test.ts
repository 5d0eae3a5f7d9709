// Every code of a refusal or a warning in src stands in a test: none is untested, and none is written in two ways.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The texts of all files below a folder, by path. */
function textsIn(folder: string, suffix: RegExp): [path: string, text: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => suffix.test(path))
    .map((path) => [join(folder, path), readFileSync(join(root, folder, path), 'utf8')])
}

/** Where a code is given: new PasoError('x', refusal('x', failure('x', warning('x', code: 'x'. */
const GIVEN =
  /(?:\b(?:PasoError|refusal|failure|warning)\(\s*|\bcode: |\boutOfRange\(\s*)(?:\w+ \? )?(['`])([a-z][\w${}-]*)\1(?: : '([a-z-]+)')?/g

/** unknown-${kind}, for each kind of function. */
const kinds = ['activation', 'loss', 'optimizer', 'initializer', 'schedule']

const codes = new Set(
  textsIn('src', /\.ts$/).flatMap(([, text]) =>
    [...text.matchAll(GIVEN)].flatMap(([, , code, other]) => {
      if (code!.includes('$')) return kinds.map((kind) => code!.replace(/\$\{\w+\}/, kind))
      return other === undefined ? [code!] : [code!, other]
    }),
  ),
)

it('finds the codes', () => {
  expect(codes.size).toBeGreaterThan(80)
  expect([...codes]).toEqual(
    expect.arrayContaining(['empty-cell', 'diverged', 'unknown-loss', 'dead-layer', 'file-is-folder']),
  )
  expect([...codes].filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([])
})

it('each stands in a test', () => {
  const tests = textsIn('test', /\.(ts|txt)$/)
    .filter(([path]) => !path.endsWith('error-codes.test.ts'))
    .map(([, text]) => text)
    .join('\n')
  const untested = [...codes].filter((code) => !new RegExp(`['"\`[]${code}['"\`;]`).test(tests))
  expect(untested).toEqual([])
})
