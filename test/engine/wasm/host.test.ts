// Where WebAssembly is missing, has no vectors or is forbidden: auto trains with js, and wasm is refused.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const { Module } = (globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => object } })
  .WebAssembly

/** As a program whose WebAssembly is this. */
const withHost = async (host: unknown) => {
  vi.stubGlobal('WebAssembly', host)
  await import('../../../src/whole.ts')
  const { engineFor } = await import('../../../src/engine/engines.ts')
  const { network, optimizerSpec } = await import('../../../src/core/index.ts')
  const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
  const { engineWarnings } = await import('../../../src/engine/engine-warnings.ts')
  const { automatic } = await import('../../../src/engine/automatic.ts')
  const work = (rows: number) => ({ network: net, optimizer: optimizerSpec('sgd', {}), batchSize: 1, rows })
  return {
    automatic,
    much: work(1e12),
    little: work(1e3),
    engineFor,
    engineWarnings,
    plan: () => engineFor('wasm', 'float64').plan(net, optimizerSpec('sgd', {}), 1),
  }
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it.each([
  ['is not there', 'no-webassembly', undefined],
  [
    'has no vectors',
    'no-vectors',
    {
      Module: class {
        constructor(bytes: Uint8Array) {
          if (bytes.includes(0x7b)) throw new Error('invalid value type 0x7b')
        }
      },
    },
  ],
  [
    'is forbidden',
    'no-webassembly',
    {
      Module: class {
        constructor() {
          throw new EvalError('Refused to compile or instantiate WebAssembly module')
        }
      },
    },
  ],
])('WebAssembly %s', async (_, code, host) => {
  const { engineFor, engineWarnings, plan, much, little } = await withHost(host)
  const taken = engineFor('auto', 'float64', much)
  expect(taken).toMatchObject({ name: 'js', why: code })
  expect(engineWarnings(taken)).toMatchObject([{ code }])
  expect(engineWarnings(engineFor('auto', 'float64', little))).toEqual([])
  expect(plan).toThrow(expect.objectContaining({ code: 'no-webassembly', exitCode: 2 }))
})

it('is taken by auto where it can be made and there is enough to do', async () => {
  const { engineFor, plan, much, little } = await withHost({ ...Object(globalThis).WebAssembly, Module })
  expect(engineFor('auto', 'float64', much).name).toBe('wasm')
  expect(engineFor('auto', 'float64', little).name).toBe('js')
  expect(engineFor('auto', 'float64').name).toBe('js')
  expect(plan).toBeTypeOf('function')
})
