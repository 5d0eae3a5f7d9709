// What comes with the core entry and what only when it is asked for; and the built entry in a real browser, where it trains.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mlp } from '../../src/index.ts'
import { launchBrowser, noBrowser } from '../browser.ts'
import { loadedFiles, readSources, roomOf } from '../structure/imports.ts'
import { irisInputs, irisSpecies } from './tables.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = join(root, 'dist')

it('loads what tells a step only when it is asked for', () => {
  const loaded = loadedFiles(readSources(root, 'src'), 'src/index.ts')
  const rooms = new Set(loaded.map(roomOf))
  for (const room of ['present', 'render', 'cli', 'options'])
    expect([room, rooms.has(room)]).toEqual([room, false])
  expect(loaded.filter((path) => path.startsWith('src/print/'))).toEqual([])
  // Who trains needs functions as code alone.
  expect(loaded).not.toContain('src/math/told.ts')
  // The reader of tables needs a package.
  expect(loaded).not.toContain('src/data/csv.ts')
})

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

  it('trains, predicts, explains and writes the bits that it does in Node', async () => {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const program = `(async () => {
      const { mlp } = await import('/index.js')
      const run = await mlp({ hidden: [6] }).fit(${JSON.stringify(irisInputs)}, ${JSON.stringify(irisSpecies)}, { seed: 1 })
      const told = await run.model.explain({ row: 70, parameter: 'w5' }).toMarkdown({ locale: 'es' })
      return { told, answer: run.model.predict([5.1, 3.5, 1.4, 0.2]), text: await run.model.save() }
    })()`
    const here = await mlp({ hidden: [6] }).fit(irisInputs, irisSpecies, { seed: 1 })
    expect(await page.evaluate(program)).toEqual({
      told: await here.model.explain({ row: 70, parameter: 'w5' }).toMarkdown({ locale: 'es' }),
      answer: here.model.predict([5.1, 3.5, 1.4, 0.2]),
      text: await here.model.save(),
    })
  })
})
