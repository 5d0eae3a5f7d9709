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
  return { engineFor, plan: () => engineFor('wasm', 'float64').plan(net, optimizerSpec('sgd', {}), 1) }
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it.each([
  ['is not there', undefined],
  [
    'has no vectors',
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
    {
      Module: class {
        constructor() {
          throw new EvalError('Refused to compile or instantiate WebAssembly module')
        }
      },
    },
  ],
])('WebAssembly %s', async (_, host) => {
  const { engineFor, plan } = await withHost(host)
  expect(engineFor('auto', 'float64', 1e12).name).toBe('js')
  expect(plan).toThrow(expect.objectContaining({ code: 'no-webassembly', exitCode: 2 }))
})

it('is taken by auto where it can be made and there is enough to do', async () => {
  const { engineFor, plan } = await withHost({ ...Object(globalThis).WebAssembly, Module })
  expect(engineFor('auto', 'float64', 1e12).name).toBe('wasm')
  expect(engineFor('auto', 'float64', 1e3).name).toBe('js')
  expect(engineFor('auto', 'float64').name).toBe('js')
  expect(plan).toBeTypeOf('function')
})
