// The help, from the built page: opened and closed by keys, every term of the page explained in both languages, ? turned off.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cardProseOf } from '../../src/present/card/card-words.ts'
import { en as checkEn } from '../../studio/check/words.en.ts'
import { es as checkEs } from '../../studio/check/words.es.ts'
import { en as termsEn } from '../../studio/help/terms.en.ts'
import { es as termsEs } from '../../studio/help/terms.es.ts'
import { termGroups } from '../../studio/help/terms.ts'
import { en as networkEn } from '../../studio/network/words.en.ts'
import { es as networkEs } from '../../studio/network/words.es.ts'
import { en as surfaceEn } from '../../studio/surface/words.en.ts'
import { es as surfaceEs } from '../../studio/surface/words.es.ts'
import { en as trainEn } from '../../studio/train/words.en.ts'
import { es as trainEs } from '../../studio/train/words.es.ts'
import { en } from '../../studio/words/en.ts'
import { es } from '../../studio/words/es.ts'
import { noBrowser } from '../browser.ts'
import { desktop, phone, Studio, stepNumber } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const languages = [
  {
    language: 'en',
    words: en,
    train: trainEn,
    check: checkEn,
    network: networkEn,
    surface: surfaceEn,
    terms: termsEn,
  },
  {
    language: 'es',
    words: es,
    train: trainEs,
    check: checkEs,
    network: networkEs,
    surface: surfaceEs,
    terms: termsEs,
  },
] as const

describe.each(languages)(
  'terms in $language',
  ({ language, words, train, check, network, surface, terms }) => {
    const text = Object.values(terms)
      .map(({ name, is }) => `${name} ${is}`.toLowerCase())
      .join('\n')

    it('has every term that stands in a label', () => {
      const { table } = words
      const labels = [
        ...Object.values(words.phases),
        ...Object.values(words.notations),
        ...Object.values(words.forms),
        ...Object.values(cardProseOf(language, 'deck').roles),
        words.learningRate,
        words.differences,
        words.corner,
        table.input,
        table.target,
        table.output,
        table.error,
        table.gradient,
        table.notYet,
        ...Object.values(train.biasPolicies),
        train.activation,
        train.optimizer,
        train.l2,
        train.loss,
        train.batch,
        train.seed,
        train.epoch,
        train.sample,
        train.validation,
        train.train,
        train.regions,
        check.chainRule,
        check.measured,
        check.relativeError,
        ...Object.values(check.biases),
        check.ways['too-early'],
        check.wrong,
        network.shape,
        ...Object.values(network.policies).map(({ name }) => name),
        ...Object.values(network.options).filter((label) => label !== 'λ'),
        network.limits.clip,
        network.limits.dropout,
        surface.kinds.contours,
        surface.surfaceRole,
        surface.minimum,
        surface.overshoots,
        ...Object.values(surface.paths),
        'r²',
        language === 'en' ? 'accuracy' : 'exactitud',
      ]
      expect(labels.filter((label) => !text.includes(label.toLowerCase()))).toEqual([])
    })

    it('defines each thing once', () => {
      const names = Object.values(terms).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const told = Object.values(termGroups).flat()
      expect([...told].sort()).toEqual(Object.keys(terms).sort())
    })
  },
)

describe.skipIf(noBrowser)('help', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  const count = (page: Page): Promise<number> => page.locator('dialog.help').count()
  const open = async (page: Page): Promise<void> => {
    await page.keyboard.press('F1')
    await page.waitForSelector('dialog.help')
  }

  it('opens with F1 and ?, closes with Esc, and gives the focus back', async () => {
    const page = await studio.open('lang=en&step=15')
    await page.getByRole('button', { name: 'Next', exact: true }).focus()
    await page.keyboard.press('?')
    await page.waitForSelector('dialog.help:focus')
    await page.keyboard.press('Escape')
    expect(await count(page)).toBe(0)
    const label = 'document.activeElement.getAttribute("aria-label")'
    expect(await page.evaluate(label)).toBe('Next')
    await open(page)
    await page.keyboard.press('F1')
    expect(await count(page)).toBe(0)
    await page.getByRole('button', { name: 'Help' }).click()
    await page.waitForSelector('dialog.help:focus')
    await page.getByRole('button', { name: 'Close the help' }).click()
    expect(await page.evaluate(label)).toBe('Help')
  })

  it('leaves the page at work beside it', async () => {
    const page = await studio.open('lang=en&step=15')
    await open(page)
    // Reading does not move the step; the page's own controls do.
    await page.keyboard.press('ArrowRight')
    expect(await stepNumber(page)).toBe(15)
    await page.locator('.scene').click({ position: { x: 4, y: 4 } })
    await page.keyboard.press('ArrowRight')
    expect(await stepNumber(page)).toBe(16)
    expect(await count(page)).toBe(1)
    await page.keyboard.press('Escape')
    expect(await count(page)).toBe(0)
  })

  it.each(languages)(
    'explains every term, with symbols of the network: $language',
    async ({ language, terms }) => {
      const page = await studio.open(`lang=${language}`)
      await open(page)
      const found = await page.locator('.help [data-term] dd').allInnerTexts()
      expect(found.sort()).toEqual(
        Object.values(terms)
          .map(({ is }) => is)
          .sort(),
      )
      const symbol = (term: string) => page.locator(`.help [data-term="${term}"] [role="math"]`)
      expect(await symbol('weight').innerText()).toBe('w5')
      await page.getByRole('radio', { name: 'z a δ' }).click()
      await expect.poll(() => symbol('learningRate').innerText()).toBe('α')
      expect(await symbol('net').getAttribute('aria-label')).toContain('z')
    },
  )

  it('finds terms without accents and capitals', async () => {
    const page = await studio.open('lang=es')
    await open(page)
    await page.getByRole('searchbox', { name: 'Buscar un término' }).fill('EPOCA')
    await expect.poll(() => page.locator('.help [data-term]').count()).toBeLessThan(5)
    expect(await page.locator('.help [data-term="epoch"]').count()).toBe(1)
    await page.getByRole('searchbox').fill('<b>xyz')
    await expect
      .poll(() => page.locator('.help-find [role="status"]').innerText())
      .toContain('Ningún término')
    expect(await page.locator('.help [data-term]').count()).toBe(0)
  })

  it('? can be turned off, also after a reload, and does nothing in a field', async () => {
    const page = await studio.open('lang=en')
    await open(page)
    await page.getByRole('radio', { name: 'keys' }).click()
    await page.getByRole('checkbox', { name: 'The key ? opens this help' }).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    expect(await count(page)).toBe(0)
    await page.reload()
    await page.waitForSelector('main .card')
    await page.keyboard.press('?')
    expect(await count(page)).toBe(0)
    await open(page)
    await page.getByRole('radio', { name: 'keys' }).click()
    await page.getByRole('checkbox').check()
    await page.keyboard.press('?')
    expect(await count(page)).toBe(0)
    await page.locator('[data-id="w1.0.0@0"] [role="button"]').focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('?')
    expect(await count(page)).toBe(0)
    await page.keyboard.press('Escape')
  })

  it.each([
    ['desktop', desktop],
    ['phone', phone],
    ['very narrow', { width: 320, height: 600 }],
  ] as const)('axe finds nothing, and nothing scrolls sideways: %s', async (_, size) => {
    for (const language of ['en', 'es'])
      for (const dark of [false, true]) {
        const page = await studio.open(`lang=${language}`, size, { dark })
        await open(page)
        for (const name of [0, 1]) {
          await page.locator('.help [role="radio"]').nth(name).click()
          await page.evaluate(axe)
          const { violations } = (await page.evaluate('axe.run("dialog.help")')) as {
            violations: { id: string; nodes: { html: string }[] }[]
          }
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
        }
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width)
        const { scrollWidth, clientWidth } = (await page
          .locator('.help-body')
          .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))) as {
          scrollWidth: number
          clientWidth: number
        }
        expect(scrollWidth).toBe(clientWidth)
      }
  })

  it('opens from the menu where there is no room for its button', async () => {
    const page = await studio.open('lang=en', phone)
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Help' }).click()
    await page.waitForSelector('dialog.help:focus')
  })
})
