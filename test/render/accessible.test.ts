// The HTML documents in a real browser: axe finds nothing, nothing is asked from outside, no error is logged.
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initialState, network, optimizerSpec, step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { readNetworkFile } from '../../src/formats/read-network-file.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { explain } from '../../src/present/index.ts'
import { renderHtml } from '../../src/render/html.ts'
import { launchBrowser, noBrowser } from '../browser.ts'

interface Page {
  readonly language: 'en' | 'es'
  readonly colorScheme: 'light' | 'dark'
  /** The whole step is told where there is none. */
  readonly parameters?: readonly ParameterRef[]
  /** How many of the network's samples make the batch. */
  readonly batch?: number
}

function page(name: string, { language, parameters, batch }: Page): Promise<string> {
  const file = readNetworkFile(
    readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'),
    name,
  )
  const built = network(file.network as never)
  const optimizer = optimizerSpec(file.optimizer.name, file.optimizer.options)
  const trace = step(built, file.samples.slice(0, batch), optimizer, initialState(built, optimizer))
  const options = {
    language,
    locale: language,
    notation: 'deck',
    form: 'both',
    detail: 'full',
    digits: 9,
    ...(parameters && { parameters }),
  } as const
  return renderHtml(explain([derive(trace)], options))
}

describe.skipIf(noBrowser)('an HTML document in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  const weight = (layer: number): ParameterRef => ({ kind: 'weight', layer, to: 0, from: 0 })
  const cases: readonly [name: string, page: Page][] = [
    ['deck', { language: 'en', colorScheme: 'light' }],
    ['deck', { language: 'es', colorScheme: 'dark', parameters: [weight(0)] }],
    ['softmax', { language: 'es', colorScheme: 'light', batch: 2, parameters: [weight(0), weight(1)] }],
  ]
  // axe looks at each element: 14,000 of the whole step of deck take it 4 s, and a machine that does much else far longer.
  it.each(cases)('%s, %o', { timeout: 120_000 }, async (name, asked) => {
    const context = await browser.newContext({ colorScheme: asked.colorScheme, bypassCSP: true })
    try {
      const tab = await context.newPage()
      const faults: string[] = []
      tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      tab.on('request', (request) => !/^(data|about):/.test(request.url()) && faults.push(request.url()))
      await tab.setContent(await page(name, asked))
      await tab.evaluate(axe.source)
      const violations = await tab.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      )
      expect(violations).toEqual([])
      expect(faults).toEqual([])
    } finally {
      await context.close()
    }
  })
})
