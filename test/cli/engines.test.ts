// What -v says of the engine that trained, and what is said where WebAssembly is missing.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { example } from './run-cli.ts'

const words = ['train', example('iris.csv'), '--target', 'target']
const long = ['--epochs', '400', '--patience', '400']

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

/** Line ends apart, and without what the machine decides: how fast. */
async function said(
  more: readonly string[],
  host: unknown = Object(globalThis).WebAssembly,
): Promise<string> {
  vi.stubGlobal('WebAssembly', host)
  const { paso } = await import('./run-cli.ts')
  const { code, stderr } = await paso([...words, ...more])
  expect(code).toBe(0)
  expect(stderr.split('\n').filter((line) => line.length > 80)).toEqual([])
  return stderr
    .replace(/\s+/g, ' ')
    .replace(/[\d.,]+(?: thousand| million| mil| millones de)? (rows a second|filas por segundo)/, 'N $1')
}

describe('-v says what trained, and why', () => {
  it.each([
    [
      ['--epochs', '2'],
      'The engine js trained, in float64 and with 1 thread: N rows a second. auto takes it where parameters × rows × epochs stay below 4 million, because making a module would take longer; here they are ',
    ],
    [
      long,
      'The engine wasm trained, in float64 and with 1 thread: N rows a second. auto takes it where parameters × rows × epochs reach 4 million; here they may reach ',
    ],
    [
      [...long, '--lang', 'es'],
      'Entrenó el motor wasm, en float64 y con 1 hilo: N filas por segundo. auto lo elige cuando parámetros × filas × épocas llegan a 4 millones; aquí pueden llegar a ',
    ],
    [
      ['--epochs', '2', '--engine', 'js'],
      'The engine js trained, in float64 and with 1 thread: N rows a second. It was asked for: --engine js.',
    ],
    [
      ['--epochs', '2', '--precision', 'float32', '--lang', 'es'],
      'Entrenó el motor wasm, en float32 y con 1 hilo: N filas por segundo. auto lo elige para float32.',
    ],
    [
      ['--epochs', '2', '--folds', '2', '--engine', 'core'],
      'The engine core trained, in float64 and with 1 thread: N rows a second. It was asked for: --engine core.',
    ],
  ])('%j', async (more, text) => {
    expect(await said([...more, '-v'])).toContain(text)
  })

  it('the work is parameters × rows × epochs', async () => {
    // 4·10 + 10 + 10·3 + 3 parameters, and the rows that are neither for validation nor for the test.
    const more = ['--hidden', '10', '--validation', '0.2', '--test', '0.2', '--epochs', '1000', '-v']
    expect((83 * 90 * 1000) / 1e6).toBeCloseTo(7.5, 1)
    expect(await said(more)).toContain('here they may reach 7.5 million.')
  })

  it('nothing without it, or with -q', async () => {
    expect(await said(long)).not.toContain('engine')
    expect(await said([...long, '-v', '-q'])).toBe('')
  })
})

describe('what was asked for and cannot be is said', () => {
  const asked = ['--epochs', '2', '--engine']

  it.each([
    [['js', '--threads', '2'], 'Warning: the engine js has one thread. [one-thread; exit code 0]'],
    [
      ['core', '--threads', '3', '--lang', 'es'],
      'Advertencia: el motor core tiene un solo hilo. [one-thread;',
    ],
    [
      ['js', '--relaxed'],
      'Warning: the engine js has no instruction that multiplies and adds in one: relaxed changes nothing. [not-relaxed; exit code 0]',
    ],
  ])('%j', async (more, text) => expect(await said([...asked, ...more])).toContain(text))

  it.each([
    [
      [],
      'Warning: threads cannot share memory here (SharedArrayBuffer): one thread trains, with the same numbers.',
    ],
    [
      ['--lang', 'es'],
      'Advertencia: aquí los hilos no pueden compartir memoria (SharedArrayBuffer): entrena un hilo, con los',
    ],
  ])('threads without a memory to share', async (more, text) => {
    vi.stubGlobal('SharedArrayBuffer', undefined)
    expect(await said([...asked, 'wasm', '--threads', '2', '-v', ...more])).toContain(text)
    expect(await said([...asked, 'wasm', '--threads', '1'])).not.toContain('one-thread')
    expect(await said([...asked, 'wasm'])).not.toContain('one-thread')
  })

  it('sums and products apart in an old program', async () => {
    const { Memory, Instance, Module } = Object(globalThis).WebAssembly
    const Old = class extends Module {
      constructor(bytes: Uint8Array) {
        if (bytes.length < 50 && bytes.includes(0x85)) throw new Error('invalid SIMD opcode')
        super(bytes)
      }
    }
    const more = [...asked, 'wasm', '--relaxed', '-v']
    const text = await said(more, { Memory, Instance, Module: Old })
    expect(text).toContain(
      'Warning: the WebAssembly of this program has no instruction that multiplies and adds in one: they stay apart. [not-relaxed; exit code 0]',
    )
    expect(text).toContain('The engine wasm trained')
  })
})

it.each([
  [
    {},
    'Warning: WebAssembly is missing or forbidden here: the engine js trains, with the same numbers, several times slower. [no-webassembly; exit code 0]',
  ],
  [
    {
      Module: class {
        constructor(bytes: Uint8Array) {
          if (bytes.length > 8) throw new Error('no vectors')
        }
      },
    },
    'Warning: the WebAssembly of this program has no vectors (SIMD): the engine js trains, with the same numbers, several times slower. [no-vectors; exit code 0]',
  ],
])('a warning where WebAssembly cannot be used', async (host, text) => {
  expect(await said(long, host)).toContain(text)
  expect(await said(['--epochs', '2'], host)).not.toContain('WebAssembly')
})
