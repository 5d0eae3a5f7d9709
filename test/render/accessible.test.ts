// The HTML documents in a real browser: axe finds nothing, nothing is asked from outside, no error is logged.
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { initialState, network, optimizerSpec, step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { readNetworkFile } from '../../src/formats/read-network-file.ts'
import { explain } from '../../src/present/index.ts'
import { renderHtml } from '../../src/render/html.ts'
import { launchBrowser, noBrowser } from '../browser.ts'

function page(name: string, language: 'en' | 'es'): Promise<string> {
  const file = readNetworkFile(
    readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'),
    name,
  )
  const built = network(file.network as never)
  const optimizer = optimizerSpec(file.optimizer.name, file.optimizer.options)
  const trace = step(built, file.samples, optimizer, initialState(built, optimizer))
  const options = {
    language,
    locale: language,
    notation: 'deck',
    form: 'both',
    detail: 'full',
    digits: 9,
  } as const
  return renderHtml(explain([derive(trace)], options))
}

describe.skipIf(noBrowser)('an HTML document in Chromium', () => {
  const cases = [
    ['deck', 'en', 'light'],
    ['deck', 'es', 'dark'],
    ['softmax', 'es', 'light'],
  ] as const
  it.each(cases)('%s in %s, %s', async (name, language, colorScheme) => {
    const browser = await launchBrowser()
    try {
      const context = await browser.newContext({ colorScheme, bypassCSP: true })
      const tab = await context.newPage()
      const faults: string[] = []
      tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      tab.on('request', (request) => !/^(data|about):/.test(request.url()) && faults.push(request.url()))
      await tab.setContent(await page(name, language))
      await tab.evaluate(axe.source)
      const violations = await tab.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      )
      expect(violations).toEqual([])
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
