// The trainings in a worker of a page; it is told how many threads they ask for, and the helpers' program where that is not to be loaded.
import { bitsOfTrainings } from './trainings.mjs'

addEventListener('message', async ({ data }) => {
  try {
    const { helper, threads } = data
    if (helper) {
      const { helperFrom } = await import('/engine/wasm/threads/worker.js')
      helperFrom(URL.createObjectURL(new Blob([helper], { type: 'text/javascript' })))
    }
    postMessage({ bits: await bitsOfTrainings((path) => import(`/${path}`), threads) })
  } catch (error) {
    postMessage({ error: String(error) })
  }
})
