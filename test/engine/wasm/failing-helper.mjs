// A helper that fails in its third run.
/** @param {() => void} fail */
export async function failingHelper(fail) {
  let runs = 0
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(Instance, given) {
      const { exports } = new Instance(...given)
      const run = (...numbers) => {
        if (++runs === 3) fail()
        return exports.run(...numbers)
      }
      return { exports: { ...exports, run } }
    },
  })
  await import('../../../dist/engine/wasm/threads/helper.js')
}
