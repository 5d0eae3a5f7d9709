// All steps on paper: a block for each, whole on its sheet, light, without controls, with the numbers of the library.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { loadExample } from '../../src/formats/examples.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { timelineOf } from '../../studio/model/stepping.ts'
import { noBrowser } from '../browser.ts'
import { networkText } from './networks.ts'
import { desktop, phone, type Size, Studio } from './pages.ts'

/** Letter is the shorter sheet: 279.4 mm less two margins of 14 mm, at 96 dots an inch. */
const SHEET = ((279.4 - 28) / 25.4) * 96

/** Chooses to print all steps; a browser without a printer is told nothing but that it was asked. */
async function printed(studio: Studio, at: string, size: Size = desktop, dark = false): Promise<Page> {
  const page = await studio.open(at, size, { dark })
  await page.evaluate('window.print = () => { document.documentElement.dataset.asked = "yes" }')
  await page
    .locator('.panel')
    .getByRole('button', { name: /Copy|Copiar/ })
    .click()
  await page.locator('[role="menu"] :focus').waitFor()
  await page
    .getByRole('group', { name: /^(Print|Imprimir)$/ })
    .getByRole('menuitem')
    .click()
  await page.locator('html[data-asked]').waitFor({ timeout: 20_000 })
  await page.emulateMedia({ media: 'print' })
  return page
}

const style = (page: Page, selector: string, name: string): Promise<unknown> =>
  page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${name}`)

const blocks = (page: Page) => page.locator('.printed-step')

describe.skipIf(noBrowser)('all steps on paper', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it.each(['deck', 'byu', 'xor', 'softmax'] as const)(
    'tells every step with its number: %s',
    async (name) => {
      const { network, samples, optimizer } = await loadExample(name)
      const derivation = derive(step(network, samples, optimizer))
      const page = await printed(studio, `net=${name}&lang=en&digits=12`)
      const values = await page.locator('.printed-step .result .value').allInnerTexts()
      expect(values).toEqual(
        timelineOf(derivation, 0).map(({ target }) =>
          formatNumber(derivation.value(target), { digits: 12, locale: 'en' }),
        ),
      )
      const drawings = await page.locator('.printed-step > .paso-diagram').count()
      if (name === 'softmax') expect(drawings).toBeLessThan(values.length)
      else expect(drawings).toBe(values.length)
    },
  )

  it.each([
    'net=deck&lang=es&form=recursive',
    'net=deck&lang=es&notation=matrix&digits=17',
    'net=byu&lang=en&notation=delta&digits=15',
    'net=softmax&lang=es',
  ])('splits no step: %s', async (at) => {
    const page = await printed(studio, at)
    const heights = (await blocks(page).evaluateAll((all) =>
      all.map(({ offsetHeight }) => offsetHeight),
    )) as number[]
    for (const height of heights) expect(height).toBeLessThan(SHEET)
    expect(await style(page, '.printed-step', 'breakInside')).toBe('avoid')
    // Nothing is cut off at the right.
    const tooWide = await page
      .locator('.printed-step, .printed .panel-body > *')
      .evaluateAll((all) =>
        all
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map((part) => `${part.className} ${part.scrollWidth} ${part.clientWidth}`),
      )
    expect(tooWide).toEqual([])
  })

  it('is light, has no controls, and its paths are 2 pt', async () => {
    const page = await printed(studio, 'lang=en', phone, true)
    const color = (name: string) =>
      page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--${name}').trim()`)
    expect(await color('paper')).toBe('#FFFFFF')
    expect(await color('ink')).toBe('#14202B')
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0)
    const width = await style(page, '.printed .lit-line', 'strokeWidth')
    expect(Number.parseFloat(String(width)).toFixed(2)).toBe('2.67')
  })

  it('is put away after printing, and the page is as it was', async () => {
    const page = await printed(studio, 'lang=en&step=15')
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    expect(await page.locator('.sheet').count()).toBe(0)
    expect(await page.locator('.result .value').innerText()).toBe('0.0821670406')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.panel .faint').first().innerText()).toContain('step 16')
  })

  it('what the page shows is printed light, without its bar and buttons', async () => {
    const page = await studio.open('lang=en&step=26', desktop, { dark: true })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top-bar:visible, .transport:visible, .segment:visible').count()).toBe(0)
    expect(await style(page, '.card', 'backgroundColor')).toBe('rgb(255, 255, 255)')
    expect(await page.locator('.diagram-card .card-head').innerText()).toContain('0.5')
  })
})

describe.skipIf(noBrowser)('a large network on paper', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start(networkText([64, 32, 10]))
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('tells the steps of its one parameter, with few drawings', async () => {
    const page = await printed(studio, 'net=opened&lang=en')
    expect(await blocks(page).count()).toBe(
      Number(await page.locator('[role="slider"]').first().getAttribute('aria-valuemax')),
    )
    expect(await page.locator('.printed .paso-diagram').count()).toBeGreaterThan(0)
  })
})
