// What comes later: what is said and done before it is there, when it comes, and that a message and its words name the same code.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PasoError, Warning } from '../../src/errors.ts'
import type { ElementwiseActivation } from '../../src/math/definitions.ts'
import { vocabulary } from '../../src/vocabulary.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
type Messages = Readonly<Record<string, (...facts: unknown[]) => PasoError | Warning>>

const source = (file: string) => readFileSync(join(root, file), 'utf8')

/** Their code depends on the facts, or is one of them. */
const dependent = ['unknownName', 'outOfRange']

interface Said {
  readonly room: keyof typeof vocabulary
  readonly name: string
  readonly code: string
  /** Undefined for a warning. */
  readonly exitCode: 1 | 2 | undefined
}

/** What each function of the vocabulary's files writes. */
const said: readonly Said[] = [...source('src/vocabulary.ts').matchAll(/'\.\/((\w+)\/[\w-]+\.ts)'/g)].flatMap(
  ([, file, room]) =>
    [...source(`src/${file}`).matchAll(/^export function (\w+)\([\s\S]*?^}/gm)].flatMap(
      ([body, name = '']) => {
        const codes = [...body.matchAll(/(?:\b(?:PasoError|refusal|failure|warning)\(|\bcode:)\s*'([^']+)'/g)]
        const [code, ...others] = new Set(codes.map(([, found]) => found!))
        const kind = /\): (PasoError|Warning) \{/.exec(body)?.[1]
        if (dependent.includes(name) || !kind) return []
        expect([name, typeof code, others]).toEqual([name, 'string', []])
        const fails = /\bfailure\(|, 1\)/.test(body)
        const exitCode = kind === 'Warning' ? undefined : fails ? 1 : 2
        return [{ room: room as Said['room'], name, code: code!, exitCode }]
      },
    ),
)

const laterOnes = [
  'vocabulary',
  'core/parts',
  'data/parts',
  'engine/parts',
  'library/parts',
  'math/parts',
].map((file) => `../../src/${file}.ts`)

/** A fresh copy of the source in which words and parts come when it is called. */
async function incomplete(): Promise<() => Promise<unknown>> {
  let come!: () => void
  const coming = new Promise<void>((resolve) => {
    come = resolve
  })
  vi.resetModules()
  for (const path of laterOnes) {
    vi.doMock(path, async (original) => {
      await coming
      return original()
    })
  }
  const { words } = await import('../../src/messages.ts')
  const { loadParts } = await import('../../src/later.ts')
  return () => {
    come()
    return Promise.all([words.load(), loadParts()])
  }
}

function caught(call: () => unknown): PasoError {
  try {
    call()
  } catch (error) {
    return error as PasoError
  }
  throw new Error('nothing was refused')
}

let complete: () => Promise<unknown>
beforeEach(async () => {
  complete = await incomplete()
})
afterEach(() => {
  for (const path of laterOnes) vi.doUnmock(path)
})

describe('before the words are there', () => {
  it('each message has the code that its words have, and its exit code', async () => {
    const core = await import('../../src/core/refusals.ts')
    const data = await import('../../src/data/refusals.ts')
    const engine = await import('../../src/engine/refusals.ts')
    const library = await import('../../src/library/refusals.ts')
    const math = await import('../../src/math/refusals.ts')
    /** By exit code; `undefined` are the warnings. */
    const tables: Readonly<Record<Said['room'], Readonly<Record<string, object>>>> = {
      math: { 2: math.refusals },
      core: { 2: core.refusals, 1: core.failures },
      data: { 2: data.refusals, undefined: data.dataWarnings },
      engine: { 2: engine.refusals, 1: engine.failures, undefined: engine.trainingWarnings },
      library: { 2: library.refusals },
    }
    expect(said.length).toBeGreaterThan(70)
    for (const { room, name, code, exitCode } of said) {
      const message = (tables[room][String(exitCode)] as Messages)[name]!()
      expect([room, name, message.code]).toEqual([room, name, code])
      expect((message as Partial<PasoError>).exitCode).toBe(exitCode)
    }
    expect(core.refusals.unknownName('loss', 'mee', 'loss', ['mse']).code).toBe('unknown-loss')
    expect(core.refusals.outOfRange('option-out-of-domain', 'x', 1, { low: 0, high: 0 }).code).toBe(
      'option-out-of-domain',
    )
  })

  it('a refusal says its code and its facts, and has its words as soon as they are there', async () => {
    const { mlp } = await import('../../src/index.ts')
    const error = caught(() => mlp({ hiden: [16] } as object))
    expect(error.message).toMatch(
      /^unknown-option\. Received: mlp; hiden; hidden, activation, .*import 'paso\/whole'$/,
    )
    expect(error.texts.es).toEqual(error.texts.en)
    await complete()
    expect(error.message).toBe(caught(() => mlp({ hiden: [16] } as object)).message)
    expect(error.message).toMatch(/^mlp has no option "hiden"\./)
    expect(error.texts.es.what).toBe('mlp no tiene la opción «hiden».')
  })

  it('tells a fact of any kind, and not at length', async () => {
    const { refusalsOf } = await import('../../src/messages.ts')
    const refusals = refusalsOf<{ noSuch: (...facts: unknown[]) => PasoError }>('nowhere')
    const place = { source: 't.csv', line: 3, of: { deep: 1 } }
    expect(refusals.noSuch(place, [1, [2]], null, undefined, 'x').texts.en.received).toBe(
      'source: t.csv, line: 3, of: …; 1, …; null; undefined; x.',
    )
    expect(refusals.noSuch('y'.repeat(1000)).texts.en.received).toHaveLength(201)
  })

  it('what waits is refused with words', async () => {
    const { mlp, csv, load } = await import('../../src/index.ts')
    const small = mlp({ hidden: [2], epochs: 1 })
    const rows = [{ x: 1, y: 2 }]
    const waiting = [
      ['fit', () => small.fit(rows, { target: 'z' as 'y' }), /^there is no column "z"\./],
      ['epochs', () => small.epochs(rows, { target: 'z' as 'y' }).run(), /^there is no column "z"\./],
      ['csv', () => csv('x,y\n1,2\n', { target: 1 } as never), /^the option target of csv /],
      ['load', () => load('{}'), /./],
    ] as const
    const refused = waiting.map(([name, call, message]) => expect(call(), name).rejects.toThrow(message))
    await complete()
    await Promise.all(refused)
  })

  it('a warning has its words when they are read', async () => {
    const { mlp } = await import('../../src/index.ts')
    const rows = Array.from({ length: 20 }, (_, n) => ({ x: n, constant: 1, y: n % 2 ? 'a' : 'b' }))
    const { warnings } = mlp({ hidden: [2], epochs: 1 }).fitSync(rows, { target: 'y' })
    expect(warnings.map(({ code }) => code)).toContain('constant-column')
    const constant = warnings.find(({ code }) => code === 'constant-column')!
    expect(constant.texts.en.what).toBe('constant-column.')
    await complete()
    expect(constant.texts.en.what).toBe('the column "constant" has the same value in all training rows.')
    expect(constant.texts.es.what).toMatch(/^la columna «constant» vale lo mismo/)
  })
})

describe('before the parts of the engines are there', () => {
  const xor = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]
  const targets = [0, 1, 1, 0]

  it('the engine core is refused without a promise, and waited for with one', async () => {
    const { mlp } = await import('../../src/index.ts')
    const reference = mlp({ hidden: [2], epochs: 3, engine: 'core' })
    const refused = caught(() => reference.fitSync(xor, targets))
    expect([refused.code, refused.exitCode]).toEqual(['not-loaded', 2])
    const fitted = reference.fit(xor, targets)
    await complete()
    expect(refused.texts.en.what).toBe('the engine core is not loaded yet.')
    expect(refused.texts.es.what).toBe('todavía no se ha cargado el motor core.')
    expect(await (await fitted).model.save()).toBe(await reference.fitSync(xor, targets).model.save())
  })

  it.each([
    ['the activation gelu', { activation: 'gelu' }],
    ['the initializer orthogonal', { initializer: 'orthogonal' }],
  ] as const)('%s is refused without a promise, and waited for with one', async (name, options) => {
    const { mlp } = await import('../../src/index.ts')
    const rare = mlp({ hidden: [2], epochs: 3, ...options })
    const refused = caught(() => rare.fitSync(xor, targets))
    expect([refused.code, refused.exitCode]).toEqual(['not-loaded', 2])
    const fitted = rare.fit(xor, targets)
    await complete()
    expect(refused.texts.en.what).toBe(`${name} is not loaded yet.`)
    expect(await (await fitted).model.save()).toBe(await rare.fitSync(xor, targets).model.save())
  })

  it('a generator and a normalized layer are refused until they can be had', async () => {
    const { activationOf } = await import('../../src/math/activations.ts')
    const gelu = () => (activationOf('gelu') as ElementwiseActivation).f(1, {})
    const { network } = await import('../../src/core/network.ts')
    const normalized = () =>
      network({
        inputs: 1,
        layers: [
          { weights: [[1], [2]], activation: 'tanh', normalization: 'layer' },
          { weights: [[1, 1]], activation: 'identity' },
        ],
        loss: 'mse',
      })
    const refused = [caught(gelu), caught(normalized)]
    await complete()
    expect(refused.map(({ texts }) => texts.en.what)).toEqual([
      'the activation gelu is not loaded yet.',
      'normalization is not loaded yet.',
    ])
    expect(gelu()).toBeGreaterThan(0.84)
    expect(normalized().layers[0]?.normalization?.kind).toBe('layer')
  })

  it('a run has its diagnosis when they are', async () => {
    const { mlp } = await import('../../src/index.ts')
    const deep = mlp({ hidden: new Array(16).fill(4), activation: 'sigmoid', epochs: 1 })
    const run = deep.fitSync(xor, targets)
    expect(run.warnings.map(({ code }) => code)).not.toContain('vanishing-gradient')
    await complete()
    expect(run.warnings.map(({ code }) => code)).toContain('vanishing-gradient')
    expect(run.warnings).toEqual((await deep.fit(xor, targets)).warnings)
  })
})

describe('the vocabulary', () => {
  const names = Object.values(vocabulary).flatMap((room) => Object.keys(room))

  it('has no two functions of one name in a room', () => {
    const twice = said.filter(
      ({ room, name }) => said.filter((other) => other.room === room && other.name === name).length > 1,
    )
    expect(twice).toEqual([])
  })

  it('says nothing that no code asks for', () => {
    const all = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => source(join('src', path)))
      .join('\n')
    expect(names.filter((name) => !new RegExp(`(?<!function )\\b${name}\\(`).test(all))).toEqual([])
  })
})

it('words that could not be loaded are asked for again', async () => {
  vi.resetModules()
  let tries = 0
  vi.doMock('../../src/vocabulary.ts', (original) => {
    if (++tries === 1) throw new Error('offline')
    return original()
  })
  const { refusalsOf, words } = await import('../../src/messages.ts')
  const refusals = refusalsOf<typeof import('../../src/core/errors.ts')>('core')
  await words.load()
  expect(refusals.emptyBatch().message).toMatch(/^empty-batch\./)
  vi.resetModules()
})

it.each(['paso', 'paso/library'])('%s has its words in Node from the beginning', (entry) => {
  const program = `import { mlp } from '${entry}'; try { mlp({ hiden: 1 }) } catch (error) { console.log(error.message) }`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  })
  expect([stdout.slice(0, 29), stderr]).toEqual(['mlp has no option "hiden". Ex', ''])
})
