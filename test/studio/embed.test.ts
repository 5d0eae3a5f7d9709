// The studio within another page: no top bar, no tables unless asked; all else as ever, also from one file in a frame.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import { desktop, phone, result, Studio, stepNumber } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const single = pathToFileURL(fileURLToPath(new URL('../../dist/studio/paso-studio.html', import.meta.url)))

describe.skipIf(noBrowser)('embedded', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('has drawing, step and transport, and keeps so in its address', async () => {
    const page = await studio.open('embed=1&lang=en&step=15')
    expect(await page.locator('header.top-bar, .tables').count()).toBe(0)
    expect(await result(page)).toBe('0.0821670406')
    await page.keyboard.press('ArrowRight')
    expect(await stepNumber(page)).toBe(16)
    await expect.poll(() => page.url()).toMatch(/step=16.*embed=1/)
    await page.reload()
    await page.waitForSelector('main .card')
    expect(await page.locator('header.top-bar').count()).toBe(0)
    expect(await stepNumber(page)).toBe(16)
  })

  it('has the tables where they are asked for', async () => {
    const page = await studio.open('embed=tables&lang=en')
    expect(await page.locator('header.top-bar').count()).toBe(0)
    expect(await page.locator('.tables table').count()).toBe(2)
  })

  it('is a page of its own where the address says anything else', async () => {
    const page = await studio.open('embed=%3Cb%3E&lang=en')
    expect(await page.locator('header.top-bar').count()).toBe(1)
    await expect.poll(() => page.url()).not.toContain('embed')
  })

  it.each(['steps', 'train', 'check'])(
    'needs no more room than it has, and axe finds nothing: %s',
    async (screen) => {
      for (const [size, dark] of [
        [desktop, false],
        [phone, true],
      ] as const) {
        const page = await studio.open(`embed=1&lang=es&screen=${screen}`, size, { dark })
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width)
        await page.evaluate(axe)
        const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] }
        expect(violations.map(({ id }) => id)).toEqual([])
      }
    },
  )

  it('stands in a frame of another page, from one file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paso-embed-'))
    const outer = join(folder, 'outer.html')
    writeFileSync(
      outer,
      `<!doctype html><html lang="en"><title>Outer</title><main><div class="card">
       <iframe title="Paso" width="900" height="600" src="${single.href}#embed=1&amp;lang=en&amp;step=15"></iframe></div></main>`,
    )
    try {
      const page = await studio.open(pathToFileURL(outer).href)
      const frame = page.frameLocator('iframe')
      const shown = frame.locator('.result .value')
      const gradients = reference.bias_fixed[0].grad_w
      await expect.poll(() => shown.innerText()).toBe(gradients[4]!.toPrecision(9))
      await frame.getByRole('button', { name: 'Next', exact: true }).click()
      await expect.poll(() => shown.innerText()).toBe(gradients[5]!.toPrecision(9))
      // The outer page keeps its own address.
      expect(page.url()).toBe(pathToFileURL(outer).href)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
