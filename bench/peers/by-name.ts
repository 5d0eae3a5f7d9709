// The libraries in JavaScript, each loaded when its process asks for it.
import type { Peer } from '../peer.ts'

export const byName: Readonly<Record<string, (threads: number) => Promise<Peer>>> = {
  'paso-js': async () => (await import('./paso.ts')).paso('js'),
  'paso-wasm': async (threads) => (await import('./paso.ts')).paso('wasm', threads),
  'paso-native': async (threads) => (await import('./paso.ts')).pasoNative(threads),
  brain: async () => (await import('./brain.ts')).brain(),
  synaptic: async () => (await import('./synaptic.ts')).synaptic(),
  'tensorflow-cpu': async () => (await import('./tensorflow.ts')).tensorflow('cpu'),
  'tensorflow-wasm': async () => (await import('./tensorflow.ts')).tensorflow('wasm'),
  'jax-js': async () => (await import('./jax-js.ts')).jaxJs(),
}
