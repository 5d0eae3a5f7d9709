// A helper that fails in its third run, or in the one that FAIL_AT says.
/** @param {() => void} fail */
export async function failingHelper(fail) {
  let runs = 0
  const last = Number(process.env.FAIL_AT ?? 3)
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(Instance, given) {
      const { exports } = new Instance(...given)
      const run = (...numbers) => {
        if (++runs === last) fail()
        return exports.run(...numbers)
      }
      return { exports: { ...exports, run } }
    },
  })
  await import('../../../dist/engine/wasm/threads/helper.js')
}
