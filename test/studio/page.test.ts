// What all screens of the studio have: the theme, menus of narrow pages, links, the memory of a tab, pictures as files.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser } from '../browser.ts'
import { networkText } from './networks.ts'
import { desktop, phone, result, Studio } from './pages.ts'

describe.skipIf(noBrowser)('the page', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start(networkText([12, 16, 10]))
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('has the theme of the system, also when that changes, until one is chosen', async () => {
    const page = await studio.open('lang=en')
    const theme = () => page.locator('html').getAttribute('data-theme')
    expect(await theme()).toBe('light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(theme).toBe('dark')
    await page.getByRole('button', { name: 'Light' }).click()
    await expect.poll(theme).toBe('light')
  })

  it('narrow: language, theme and redo stand in a menu, walked by keys', async () => {
    const page = await studio.open('lang=en', phone)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitemradio', { name: 'Español' }).click()
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('es')
    await page.getByRole('button', { name: 'Menú' }).press('Enter')
    await page.waitForSelector('[role="menu"] :focus')
    await page.keyboard.press('End')
    // Help is the last; above it the themes.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.getByRole('button', { name: 'Menú' }).press('Enter')
    await page.waitForSelector('[role="menu"] :focus')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('menu').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Menú')
  })

  it('copies a link that brings the state back', async () => {
    const page = await studio.open('net=xor&lang=es&step=4')
    await page.getByRole('button', { name: 'Enlace' }).click()
    await page.waitForSelector('.icon-check')
    const link = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(link.length).toBeLessThan(120)
    const again = await studio.open(link)
    expect(await result(again)).toBe(await result(page))
  })

  it('a network too large for an address outlives a reload, and a link says so', async () => {
    const page = await studio.open('net=opened&lang=en')
    await page.getByRole('button', { name: 'Change Learning rate' }).click()
    await page.keyboard.type('0.25')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('net=kept')
    await page.reload()
    await page.waitForSelector('main .card')
    expect(await page.getByRole('button', { name: 'Change Learning rate: 0.25' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Link' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('too large for a link')
  })

  it('says so where another tab has the network', async () => {
    const page = await studio.open('net=kept&lang=es')
    expect(await page.getByRole('alert').innerText()).toContain('sólo quedó en otra pestaña')
  })

  it('an address that is followed later can be undone', async () => {
    const page = await studio.open('net=xor&lang=en')
    await page.getByRole('link', { name: 'Paso, the example network' }).click()
    await expect.poll(() => page.locator('h1').innerText()).toBe('Example network')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('h1').innerText()).toBe('xor')
  })

  const single = fileURLToPath(new URL('../../dist/studio/paso-studio.html', import.meta.url))
  it.each(['', `file://${single}`])(
    'saves the drawing as SVG and PNG, whole in themselves: %s',
    async (from) => {
      const page = await studio.open(`${from}#lang=en&step=26`.replace(/^#/, ''), desktop)
      const saved = async (format: 'SVG' | 'PNG'): Promise<Buffer> => {
        await page.getByRole('button', { name: 'Copy' }).click()
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: `save as ${format}` }).click(),
        ])
        expect(file.suggestedFilename()).toBe(`deck-26.${format.toLowerCase()}`)
        return readFileSync(await file.path())
      }
      const svg = (await saved('SVG')).toString()
      expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      expect(svg).not.toMatch(/<script|class=|href=|url\((?!&quot;data:|"data:)/)
      expect(svg).toContain('@font-face')
      expect(svg).toContain('0.000439')
      const png = await saved('PNG')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      // Two dots for each of the page.
      const { width } = (await page.locator('.scene svg').boundingBox())!
      expect(png.readUInt32BE(16)).toBe(2 * Math.ceil(width))
    },
  )
})
