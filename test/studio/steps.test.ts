// The first screen of the studio, from the built page: the deck's step by keyboard alone, edits, undo, address, copies, access.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../../src/core/index.ts'
import { withParameter } from '../../src/core/parameters.ts'
import { derive } from '../../src/derive/index.ts'
import { gradient } from '../../src/derive/names.ts'
import { loadExample } from '../../src/formats/examples.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { timelineOf } from '../../studio/model/stepping.ts'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import { desktop, phone, result, Studio, stepNumber } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(noBrowser)('step by step', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('is followed by arrow keys alone to the new w1, in Spanish and 390 px wide', async () => {
    const page = await studio.open('lang=es', phone)
    const steps = Number(await page.locator('[role="slider"]').getAttribute('aria-valuemax'))
    let value = await result(page)
    for (
      let n = 1;
      n < steps && !(await page.locator('#question').innerText()).includes('nuevo valor');
      n++
    ) {
      await page.keyboard.press('ArrowRight')
      expect(await stepNumber(page)).toBe(n + 1)
    }
    for (let n = 0; n < 8 && value !== '0,149780716'; n++) {
      value = await result(page)
      if (value !== '0,149780716') await page.keyboard.press('ArrowRight')
    }
    expect(value).toBe('0,149780716')
  })

  it.each(['deck', 'byu', 'xor'] as const)('shows the numbers of the library: %s', async (name) => {
    const { network, samples, optimizer } = await loadExample(name)
    const derivation = derive(step(network, samples, optimizer))
    const steps = timelineOf(derivation, 0)
    const page = await studio.open(`net=${name}&lang=en&digits=12`)
    for (const { target } of steps) {
      const value = formatNumber(derivation.value(target), { digits: 12, locale: 'en' })
      await expect.poll(() => result(page)).toBe(value)
      await page.keyboard.press('ArrowRight')
    }
  })

  it('goes on with w@1 after the last step, and back', async () => {
    const page = await studio.open('lang=en')
    await page.keyboard.press('End')
    await page.getByRole('button', { name: 'Second step, with w@1' }).click()
    expect(await page.locator('.panel .faint').first().innerText()).toContain('update 2, from @1')
    expect(await stepNumber(page)).toBe(1)
    await page.getByRole('button', { name: 'Previous' }).click()
    expect(await stepNumber(page)).toBe(41)
  })

  it('a weight of the drawing opens its gradient, by mouse and by keyboard', async () => {
    const page = await studio.open('lang=en')
    await page.locator('[data-id="w1.0.0@0"]').click({ position: { x: 8, y: 8 } })
    await expect.poll(() => result(page)).toBe('0.0821670406')
    await page.keyboard.press('Escape')
    // One tab stop in the drawing; arrows lead from part to part.
    expect(await page.locator('.scene [tabindex="0"]').count()).toBe(1)
    await page.locator('.scene [tabindex="0"]').focus()
    const name = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
    const first = await name()
    await page.keyboard.press('ArrowRight')
    await expect.poll(name).not.toBe(first)
    await page.keyboard.press('Enter')
    expect(await stepNumber(page)).toBeGreaterThan(1)
  })

  it('a number of the drawing is edited in place', async () => {
    const page = await studio.open('lang=en&step=15')
    await page.locator('[data-id="w1.0.0@0"] [role="button"]').focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('0.5')
    await page.keyboard.press('Enter')
    const { network, samples, optimizer } = await loadExample('deck')
    const changed = withParameter(network, { kind: 'weight', layer: 1, to: 0, from: 0 }, 0.5)
    const derivation = derive(step(changed, samples, optimizer))
    const value = derivation.value(gradient({ kind: 'weight', layer: 1, to: 0, from: 0 }, 0))
    await expect.poll(() => result(page)).toBe(formatNumber(value, { digits: 9, locale: 'en' }))
  })

  it('in matrix notation the whole layer stands beside the step', async () => {
    const page = await studio.open('lang=en&step=15&notation=matrix')
    const spoken = await page
      .locator('.row-lines [role="math"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    const numbers = spoken
      .at(-1)!
      .match(/(minus )?\d+\.\d+/g)!
      .map((n: string) => Number(n.replace('minus ', '-')))
    expect(numbers).toEqual(reference.bias_fixed[0].grad_w.slice(4).map((g) => Number(g.toPrecision(5))))
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.row-lines').count()).toBe(1)
    await page.getByRole('radio', { name: 'net out' }).click()
    expect(await page.locator('.row-lines').count()).toBe(0)
  })

  it.each([
    ['a phone', phone],
    ['320 px', { width: 320, height: 700 }],
    ['a tablet', { width: 768, height: 1024 }],
  ] as const)('the whole chain stands in %s: factors, paths, and how they add up', async (_, size) => {
    const page = await studio.open('lang=en&step=26', size)
    const chain = page.locator('.chain')
    // By o1 and by o2, as the reference has them: 0.74136507 · 0.18681560 · 0.4 · 0.24130071 · 0.05 and so on.
    for (const factor of ['0.741365070', '0.186815602', '-0.217071535'.replace('-', '−'), '0.175510053'])
      await expect.poll(() => chain.getByText(factor).filter({ visible: true }).count()).toBe(1)
    expect(await page.locator('.waterfall').isVisible()).toBe(true)
    const box = (await chain.boundingBox())!
    expect(box.height).toBeGreaterThan(200)
    expect(box.x + box.width).toBeLessThanOrEqual(size.width)
  })

  it('pointing at a factor marks it in the drawing, and back', async () => {
    const page = await studio.open('lang=en&step=15')
    await page.locator('.factor-name').nth(1).hover()
    expect(await page.locator('.scene .linked').count()).toBeGreaterThan(0)
    await page.mouse.move(5, 5)
    expect(await page.locator('.scene .linked').count()).toBe(0)
  })

  it('paths light up one after another, and with reduced motion all at once', async () => {
    const moving = (page: Page): Promise<number> =>
      page.evaluate('document.getAnimations().length') as Promise<number>
    const page = await studio.open('lang=en&step=25')
    expect(await moving(page)).toBe(0)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => moving(page), { interval: 10 }).toBeGreaterThan(10)
    await expect.poll(() => moving(page)).toBe(0)
    expect(await page.locator('.passing').count()).toBe(0)
    const still = await studio.open('lang=en&step=25', desktop, { reduced: true })
    await still.keyboard.press('ArrowRight')
    expect(await moving(still)).toBe(0)
  })

  it('a bead runs along each edge forward, and none where the key is held', async () => {
    const page = await studio.open('lang=en&step=2')
    await page.keyboard.press('ArrowRight')
    await page.waitForSelector('.bead', { state: 'attached' })
    await expect.poll(() => page.locator('.bead').count()).toBe(0)
    await page.keyboard.down('ArrowLeft')
    await page.keyboard.down('ArrowLeft')
    expect(await page.locator('.bead').count()).toBe(0)
    await page.keyboard.up('ArrowLeft')
  })

  it('plays, and stops on a key', async () => {
    const page = await studio.open('lang=en')
    await page.keyboard.press(' ')
    await page.waitForSelector('[role="slider"][aria-valuenow="2"]')
    await page.keyboard.press('ArrowRight')
    const at = await stepNumber(page)
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1)
    await page.waitForTimeout(1400)
    expect(await stepNumber(page)).toBe(at)
  })

  it('plays at the pace that is chosen, and stops where a phase ends', async () => {
    const page = await studio.open('lang=en')
    const choose = async (role: 'menuitemradio' | 'menuitemcheckbox', name: string): Promise<void> => {
      await page.getByRole('button', { name: 'Pace' }).click()
      await page.waitForSelector('[role="menu"] :focus')
      await page.getByRole(role, { name }).click()
    }
    await choose('menuitemradio', 'fast')
    await choose('menuitemcheckbox', 'stop at the end of a phase')
    await page.getByRole('button', { name: 'Play' }).click()
    const { network, samples, optimizer } = await loadExample('deck')
    const steps = timelineOf(derive(step(network, samples, optimizer)), 0)
    const forward = steps.filter(({ phase }) => phase === 'forward').length
    await expect.poll(() => page.getByRole('button', { name: 'Pause' }).count(), { timeout: 10_000 }).toBe(0)
    expect(await stepNumber(page)).toBe(forward)
  })

  it('shows and copies all digits of a number at a click, or from the menu', async () => {
    const page = await studio.open('lang=es&step=16')
    const { network, samples, optimizer } = await loadExample('deck')
    const derivation = derive(step(network, samples, optimizer))
    const double = String(derivation.value(timelineOf(derivation, 0)[15]!.target))
    await page.locator('.result [data-double]').click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(double)
    expect(await page.locator('.full-value').innerText()).toContain(double)
    await page.evaluate('navigator.clipboard.writeText("")')
    await page.getByRole('button', { name: 'Copiar' }).click()
    await page.getByRole('menuitem', { name: 'el valor, todas las cifras' }).click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(double)
  })

  it('an edit changes all that follows; undo and redo', async () => {
    const page = await studio.open('lang=en&step=2')
    await page.getByRole('button', { name: 'Change i 1:' }).click()
    await page.keyboard.type('0.5')
    await page.keyboard.press('Enter')
    const { network, optimizer } = await loadExample('deck')
    const derivation = derive(step(network, [{ input: [0.5, 0.1], target: [0.01, 0.99] }], optimizer))
    const out = derivation.value({ kind: 'activation', layer: 0, unit: 0, sample: 0 })
    const changed = formatNumber(out, { digits: 9, locale: 'en' })
    await expect.poll(() => result(page)).toBe(changed)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => result(page)).toBe('0.593269992')
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(() => result(page)).toBe(changed)
  })

  it('a wrong number is refused where it stands, and nothing is lost', async () => {
    const page = await studio.open('lang=es&step=2')
    await page.getByRole('button', { name: 'Cambiar i 1:' }).click()
    await page.keyboard.type('0,1.2')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').innerText()).toBe(
      '«0,1.2» no es un número. Se espera 0,12 o 0.12. No cambió nada.',
    )
    await page.keyboard.press('Escape')
    await expect.poll(() => result(page)).toBe('0,593269992')
    expect(await page.getByRole('button', { name: 'Deshacer' }).getAttribute('aria-disabled')).toBe('true')
  })

  it.each([
    ['en', '0,5'],
    ['en', '0.5'],
    ['es', '0,5'],
    ['es', '0.5'],
    ['en', '5e-1'],
  ])('a point and a comma are understood: %s %s', async (lang, text) => {
    const page = await studio.open(`lang=${lang}&step=2&digits=9`)
    await page.locator('.sample-table .editable').first().click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    const { network, optimizer } = await loadExample('deck')
    const derivation = derive(step(network, [{ input: [0.5, 0.1], target: [0.01, 0.99] }], optimizer))
    const out = derivation.value({ kind: 'activation', layer: 0, unit: 0, sample: 0 })
    await expect.poll(() => result(page)).toBe(formatNumber(out, { digits: 9, locale: lang }))
  })

  it.each(['net=~nonsense', 'net=~%21%21', 'step=99999&row=7&update=-3&digits=900&notation=runes'])(
    'an address that cannot be read shows the example: %s',
    async (at) => {
      const page = await studio.open(`${at}&lang=en`)
      expect(await page.locator('h1').innerText()).toBe('Example network')
      expect(await page.getByRole('alert').count()).toBe(at.startsWith('net') ? 1 : 0)
    },
  )

  it('the address brings the state back, an edit too', async () => {
    const page = await studio.open('lang=es&step=15&notation=delta&form=recursive&digits=6')
    await page
      .getByRole('button', { name: /^Cambiar/ })
      .nth(1)
      .click()
    await page.keyboard.type('0,7')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('net=%7E')
    const value = await result(page)
    const again = await studio.open(new URL(page.url()).hash.slice(1))
    await expect.poll(() => result(again)).toBe(value)
    expect(await stepNumber(again)).toBe(15)
    expect(await again.locator('html').getAttribute('lang')).toBe('es')
    expect(page.url().length).toBeLessThan(600)
  })

  it('copies the step as LaTeX, Markdown, text and JSON', async () => {
    const page = await studio.open('lang=en&step=15')
    const copied = async (format: string): Promise<string> => {
      await page.getByRole('button', { name: 'Copy' }).click()
      await page.getByRole('group', { name: 'this step' }).getByRole('menuitem', { name: format }).click()
      await page.waitForSelector('.icon-check ~ .wide, .menu-box .icon-check')
      return page.evaluate('navigator.clipboard.readText()') as Promise<string>
    }
    expect(await copied('as LaTeX')).toContain('\\begin{document}')
    expect(await copied('as Markdown')).toContain('0.0821670406')
    expect(await copied('as text')).toContain('0.0821670406')
    expect(JSON.parse(await copied('as JSON')).format).toBe('paso-derivation/1')
  })

  it.each([
    ['en', desktop, false],
    ['es', desktop, true],
    ['en', phone, true],
    ['es', phone, false],
  ] as const)('axe finds nothing: %s %j dark %s', async (lang, size, dark) => {
    for (const at of ['1', '9', '15', '26', '34', '26&notation=matrix']) {
      const page = await studio.open(`lang=${lang}&step=${at}`, size, { dark })
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[]
      }
      expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
    }
  })

  it.each([320, 390, 768, 1280, 2560])('nothing is wider than the page at %i px', async (width) => {
    for (const at of ['1', '15', '26', '15&notation=matrix']) {
      const page = await studio.open(`lang=es&step=${at}`, { width, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    }
  })

  it('one file does the same from disk', async () => {
    const file = fileURLToPath(new URL('../../dist/studio/paso-studio.html', import.meta.url))
    const page = await studio.open(`${pathToFileURL(file)}#lang=es&step=15`)
    await expect.poll(() => result(page)).toBe('0,0821670406')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => result(page)).toBe('0,0826676278')
  })
})
