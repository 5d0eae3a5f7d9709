// Large networks on the first screen: one parameter is told at a time, any can be asked, and nothing freezes.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { gradient } from '../../src/derive/names.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { noBrowser } from '../browser.ts'
import { networkOf, networkText } from './networks.ts'
import { desktop, phone, result, Studio, stepNumber } from './pages.ts'

describe.skipIf(noBrowser).each([
  { sizes: [64, 32, 10], weight: { to: 11, from: 16 } },
  { sizes: [784, 128, 10], weight: { to: 127, from: 783 } },
])('a network of $sizes', ({ sizes, weight: { to, from } }) => {
  const { network, samples, optimizer } = networkOf(sizes)
  const derivation = derive(step(network, samples, optimizer))
  const expected = (layer: number, unit: number, source: number): string => {
    const value = derivation.value(gradient({ kind: 'weight', layer, to: unit, from: source }, 0))
    return formatNumber(value, { digits: 9, locale: 'en' })
  }
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start(networkText(sizes))
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('tells any weight that is typed: by layer, unit and source, or by its name', async () => {
    const page = await studio.open('net=opened&lang=en')
    const field = page.getByLabel('parameter')
    await field.fill(`1: ${to + 1} <- ${from + 1}`)
    await field.press('Enter')
    await expect.poll(() => result(page)).toBe(expected(0, to, from))
    await field.fill('w_3,2^(2)')
    await field.press('Enter')
    await expect.poll(() => result(page)).toBe(expected(1, 2, 1))
    await page.locator('.check-passed').waitFor()
    await expect.poll(() => decodeURIComponent(page.url())).toContain('ask=w_3,2^(2)')
    const again = await studio.open(new URL(page.url()).hash.slice(1))
    expect(await result(again)).toBe(expected(1, 2, 1))
  })

  it.each(['1: 9999 <- 1', '3: 1 <- 1', 'w_0,0^(1)', 'x', ''])('refuses %j and stays', async (text) => {
    const page = await studio.open('net=opened&lang=es')
    const field = page.getByLabel('parámetro')
    const before = await field.inputValue()
    await field.fill(text)
    await field.press('Enter')
    expect(await page.getByRole('alert').innerText()).toContain('No cambió nada.')
    await field.press('Escape')
    expect(await field.inputValue()).toBe(before)
  })

  it('a unit and an input that are clicked choose the weight between them', async () => {
    const page = await studio.open('net=opened&lang=en')
    const svg = (await page.locator('.scene svg').boundingBox())!
    const middleOf = async (id: string): Promise<{ x: number; y: number }> => {
      const box = (await page.locator(`[data-id="${id}"]`).boundingBox())!
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    const output = await middleOf('a1.3/0')
    await page.mouse.click(output.x, output.y)
    await expect.poll(() => page.getByLabel('parameter').inputValue()).toMatch(/^w_4/)
    // The inputs stand at the left, as bars or as cells.
    await page.mouse.click(svg.x + 20, svg.y + svg.height * 0.45)
    await expect.poll(() => page.getByLabel('parameter').inputValue()).toMatch(/^w_\d+,\d+\^\(1\)$/)
  })

  it.each([desktop, phone])(
    'is not wider than the page, and a step takes no longer than a blink: %j',
    async (size) => {
      const page = await studio.open('net=opened&lang=en', size)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
      const before = await stepNumber(page)
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => stepNumber(page), { timeout: 2000 }).toBe(before + 1)
      // Layers as blocks are few elements, also while the last light goes out.
      const most = sizes[0] === 784 ? 400 : 600
      expect(await page.locator('.scene *').count()).toBeLessThan(most)
    },
  )
})
