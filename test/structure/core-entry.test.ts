// The built core entry in a real browser: served as plain files, with nothing bundled, polyfilled or fetched besides.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as paso from '../../src/index.ts'
import { launchBrowser, noBrowser } from '../browser.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** dist/ over loopback, and an empty page at /. */
function serveDist(): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const file = join(dist, new URL(url, 'http://localhost').pathname)
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html>')
    if (!file.endsWith('.js') || !existsSync(file)) return response.writeHead(404).end()
    response.setHeader('content-type', 'text/javascript').end(readFileSync(file))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

describe.skipIf(noBrowser)('in a browser', () => {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    if (!existsSync(join(dist, 'index.js'))) throw new Error('Not built yet: npm run build')
    server = await serveDist()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  it('loads as it is and has the names that it has in Node', async () => {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const names = await page.evaluate('import("/index.js").then((paso) => Object.keys(paso))')
    expect(names).toEqual(Object.keys(paso).sort())
  })

  it('refuses with its code at once, and with words as soon as they are there', async () => {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const program = `import('/index.js').then(async ({ mlp }) => {
      let first
      try { mlp({ hiden: [2] }) } catch (error) { first = error }
      const { code } = first
      const later = await mlp().fit([{ x: 1, y: 2 }], { target: 'z' }).catch((error) => error.message)
      return { code, later, texts: first.texts.es.what }
    })`
    expect(await page.evaluate(program)).toEqual({
      code: 'unknown-option',
      later: 'there is no column "z". option target. Expected: x, y. Received: z.',
      texts: 'mlp no tiene la opción «hiden».',
    })
  })
})
