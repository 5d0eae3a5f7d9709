// The same bits everywhere: under several versions of Node, with several threads, and in a browser, on its page and in workers.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, noBrowser } from '../browser.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = fileURLToPath(new URL('../../dist', import.meta.url))

type Bits = Readonly<Record<string, string>>

/** The trainings as a Node makes them. */
async function bitsIn(node: string, threads: number): Promise<Bits> {
  const { stdout } = await promisify(execFile)(node, [join(here, 'run.mjs'), String(threads)])
  return JSON.parse(stdout) as Bits
}

/** Other versions of Node, by their programs: .ci/run installs them; elsewhere they may be missing. */
const others = (process.env.OTHER_NODES ?? '').split(delimiter).filter(Boolean)

let expected: Bits
beforeAll(async () => {
  if (!existsSync(join(dist, 'index.js'))) throw new Error('Not built yet: npm run build')
  expected = await bitsIn(process.execPath, 1)
})

it('are many, and differ from each other', () => {
  const all = Object.values(expected)
  expect(all.length).toBeGreaterThan(40)
  expect(new Set(all).size).toBe(all.length)
})

it.each([2, 4])('in this Node with %i threads', async (threads) => {
  expect(await bitsIn(process.execPath, threads)).toEqual(expected)
})

describe.skipIf(others.length === 0)('in other Nodes', () => {
  it.each(others.flatMap((node) => [1, 2].map((threads) => [node, threads] as const)))(
    '%s, %i threads',
    async (node, threads) => expect(await bitsIn(node, threads)).toEqual(expected),
  )
})

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** dist/ and these files over loopback, and an empty page at /. */
function serve(headers: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    response.setHeaders(new Map(Object.entries(headers)))
    const { pathname } = new URL(url, 'http://localhost')
    if (pathname === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html>')
    const file = [join(dist, pathname), join(here, pathname)].find((path) => existsSync(path))
    if (!file || !/\.m?js$/.test(file)) return response.writeHead(404).end()
    response.setHeader('content-type', 'text/javascript').end(readFileSync(file))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

describe.skipIf(noBrowser)('in a browser', () => {
  let servers: Server[] = []
  let browser: Browser
  beforeAll(async () => {
    servers = [await serve({}), await serve(isolation)]
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    for (const server of servers) server.close()
  })

  /** What a program on a page comes to. */
  async function onPage(program: string, isolated: boolean): Promise<unknown> {
    const page = await browser.newPage()
    const { port } = servers[Number(isolated)]!.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${port}/`)
    const result = await page.evaluate(program)
    await page.close()
    return result
  }

  /** @param helper the program of the helpers, to be put in a Blob */
  const inWorker = (threads: number, helper = ''): string => `new Promise((resolve) => {
    const worker = new Worker('/page-worker.mjs', { type: 'module' })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => resolve({ error: message })
    worker.postMessage({ threads: ${threads}, helper: ${JSON.stringify(helper)} })
  })`

  it.each([false, true])('on its page, isolated %s', async (isolated) => {
    const program = `import('/trainings.mjs').then(({ bitsOfTrainings }) => bitsOfTrainings((path) => import('/' + path)))`
    expect(await onPage(program, isolated)).toEqual(expected)
  })

  it('in a worker of a page that is not isolated', async () => {
    expect(await onPage(inWorker(1), false)).toEqual({ bits: expected })
  })

  it.each([2, 3])('in a worker of an isolated page with %i threads', async (threads) => {
    expect(await onPage(inWorker(threads), true)).toEqual({ bits: expected })
  })

  it('in a worker of a page in one file, whose helpers come from a Blob', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(dist, 'engine/wasm/threads/helper.js')],
      bundle: true,
      format: 'esm',
      write: false,
    })
    expect(await onPage(inWorker(2, outputFiles[0]!.text), true)).toEqual({ bits: expected })
  })

  it.each([false, true])(
    'on its page with one thread, whatever is asked for, isolated %s',
    async (isolated) => {
      const program = `Promise.all(
      ['engine/wasm/threads/worker.js', 'engine/wasm/webassembly.js', 'core/index.js'].map((path) => import('/' + path)),
    ).then(([{ canShare }, { webassemblyEngine }, { network, optimizerSpec }]) => {
      const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
      const options = { threads: 4, worth: 0 }
      const session = webassemblyEngine('float64').plan(net, optimizerSpec('sgd', {}), 64, options)
      return { shares: canShare(), threads: session.by.threads }
    })`
      expect(await onPage(program, isolated)).toEqual({ shares: false, threads: 1 })
    },
  )
})
