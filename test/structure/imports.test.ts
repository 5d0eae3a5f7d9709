// The house: imports go one way, files are tidy, and the numbers come from functions that are the same everywhere.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  bareImports,
  cycles,
  inexactMath,
  loadedFiles,
  loadedFormulas,
  loadedParts,
  loadedWords,
  readSources,
  untidyFiles,
  wrongArrows,
} from './imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = readSources(root, 'src', 'studio')

describe('the house', () => {
  it('has sources', () => expect(sources.size).toBeGreaterThan(0))
  it('imports along the arrows', () => expect(wrongArrows(sources)).toEqual([]))
  it('has no circle of imports', () => expect(cycles(sources)).toEqual([]))
  it('has a core entry without dependencies', () => expect(bareImports(sources, 'src/index.ts')).toEqual([]))
  it('has a core entry without words', () => expect(loadedWords(sources, 'src/index.ts')).toEqual([]))
  it('has a core entry without later parts', () => expect(loadedParts(sources, 'src/index.ts')).toEqual([]))
  it('has a core entry without formulas', () => expect(loadedFormulas(sources, 'src/index.ts')).toEqual([]))
  it.each([...sources.keys()].filter((path) => /^src\/(\w+\/index|node)\.ts$/.test(path)))(
    'words what %s may say',
    (entry) => {
      const loaded = loadedFiles(sources, entry)
      const speaks = loaded.includes('src/messages.ts') && entry !== 'src/library/index.ts'
      expect(loaded.includes('src/whole.ts')).toBe(speaks)
    },
  )
  it('words what a command may say, and starts without what help does not need', () => {
    expect(sources.get('src/cli/run.ts')).toContain("Promise.all([loaders[first](), import('../whole.ts')])")
    const loaded = loadedFiles(sources, 'src/cli/run.ts')
    expect(loaded.filter((path) => /^src\/(whole|vocabulary|\w+\/parts)\.ts$/.test(path))).toEqual([])
  })
  it('computes with functions that are exact', () => expect(inexactMath(sources)).toEqual([]))
  it('is tidy', () => expect(untidyFiles(sources)).toEqual([]))
})

/** A planted fault for each rule, and the beginning of what is said about it; '' where nothing may be said. */
const planted: readonly (readonly [
  string,
  (sources: ReadonlyMap<string, string>) => string[],
  Record<string, string>,
  string,
])[] = [
  [
    'an arrow',
    wrongArrows,
    { 'src/core/a.ts': "\nimport { b } from '../derive/b.ts'" },
    'src/core/a.ts:2 imports ../derive/b.ts: core may import math',
  ],
  [
    'a type',
    wrongArrows,
    { 'src/math/a.ts': "import type { B } from '../core/b.ts'" },
    'src/math/a.ts:1 imports',
  ],
  [
    'a type in place',
    wrongArrows,
    { 'src/math/a.ts': "let b: import('../core/b.ts').B" },
    'src/math/a.ts:1 imports',
  ],
  [
    'a re-export',
    wrongArrows,
    { 'src/derive/a.ts': "export * from '../engine/index.ts'" },
    'src/derive/a.ts:1 imports',
  ],
  [
    'a lazy import',
    wrongArrows,
    { 'src/render/a.ts': "await import('../data/csv.ts')" },
    'src/render/a.ts:1 imports',
  ],
  ['a way out', wrongArrows, { 'src/cli/a.ts': "import '../../scripts/a.ts'" }, 'src/cli/a.ts:1 imports'],
  ['an unknown room', wrongArrows, { 'src/attic/a.ts': '' }, "src/attic/a.ts:1 the room 'attic'"],
  ['the printer of numbers', wrongArrows, { 'src/core/a.ts': "import { n } from '../print/numbers.ts'" }, ''],
  [
    'another printer',
    wrongArrows,
    { 'src/core/a.ts': "import { n } from '../print/tex.ts'" },
    'src/core/a.ts:1 imports',
  ],
  [
    'a circle',
    cycles,
    { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': "import './b.ts'" },
    'src/b.ts -> src/c.ts -> src/b.ts',
  ],
  [
    'no circle',
    cycles,
    { 'src/a.ts': "import './b.ts'\nimport './c.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': '' },
    '',
  ],
  [
    'a builtin',
    (all) => bareImports(all, 'src/index.ts'),
    { 'src/index.ts': "export * from './a.ts'", 'src/a.ts': "import 'node:fs'" },
    'src/a.ts:1 imports node:fs',
  ],
  [
    'a lazy builtin',
    (all) => bareImports(all, 'src/index.ts'),
    { 'src/index.ts': "import('node:fs')\nimport type { A } from 'zod'" },
    '',
  ],
  ['a lazy circle', cycles, { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import('./a.ts')" }, ''],
  [
    'words',
    (all) => loadedWords(all, 'src/index.ts'),
    {
      'src/index.ts': "import './core/a.ts'",
      'src/core/a.ts': "import { e } from './errors.ts'",
      'src/vocabulary.ts': "import * as e from './core/errors.ts'",
    },
    'src/core/errors.ts loads with src/index.ts',
  ],
  [
    'no words',
    (all) => loadedWords(all, 'src/index.ts'),
    {
      'src/index.ts': "import type * as e from './core/errors.ts'\nimport('./vocabulary.ts')",
      'src/vocabulary.ts': "import * as e from './core/errors.ts'",
    },
    '',
  ],
  [
    'a later part',
    (all) => loadedParts(all, 'src/index.ts'),
    {
      'src/index.ts': "import './math/a.ts'",
      'src/math/a.ts': "import { b } from './b.ts'",
      'src/math/parts.ts': "export { b } from './b.ts'",
    },
    'src/math/b.ts loads with src/index.ts',
  ],
  [
    'formulas',
    (all) => loadedFormulas(all, 'src/index.ts'),
    { 'src/index.ts': "import './math/a.ts'", 'src/math/a.ts': "import { f } from './a.formulas.ts'" },
    'src/math/a.formulas.ts loads with src/index.ts',
  ],
  ['Math.exp', inexactMath, { 'src/core/a.ts': 'const y = 1\nMath.exp(y)' }, 'src/core/a.ts:2 uses Math.exp'],
  [
    'Math.exp in code',
    inexactMath,
    { 'src/engine/a.ts': `const c = \`\${x} + Math.exp(\${y})\`` },
    'src/engine/a.ts:1 uses Math.exp in generated code',
  ],
  ['a power', inexactMath, { 'src/math/a.ts': 'const y = x ** 2' }, 'src/math/a.ts:1 uses **'],
  ['exact functions', inexactMath, { 'src/math/a.ts': 'Math.sqrt(Math.PI) + 2 ** -52' }, ''],
  ['no comment', untidyFiles, { 'src/a.ts': 'const a = 1' }, 'src/a.ts:1 begins'],
  ['a name', untidyFiles, { 'src/aB.ts': '// A.' }, 'src/aB.ts:1 has a name'],
  ['a long file', untidyFiles, { 'src/a.ts': `// A.${'\n1'.repeat(400)}` }, 'src/a.ts:401 has 401 lines'],
]

describe('the checker finds', () => {
  it.each(planted)('%s', (_, check, files, said) => {
    const found = check(new Map(Object.entries(files)))
    expect(found.length).toBe(said ? 1 : 0)
    expect(found[0] ?? '').toContain(said)
  })
})
