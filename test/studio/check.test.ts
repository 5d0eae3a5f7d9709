// The screen that checks, from the built page: every gradient, the story with the numbers of the reference, one's own numbers.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkGradients } from '../../src/core/gradient-check.ts'
import { step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { loadExample } from '../../src/formats/examples.ts'
import { keyOf } from '../../src/math/quantity.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { timelineOf } from '../../studio/model/stepping.ts'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import mistakes from '../oracle/mistakes.json' with { type: 'json' }
import { networkText } from './networks.ts'
import { desktop, phone, result, Studio } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

it('tells each number of a batch once', async () => {
  const { network, samples, optimizer } = await loadExample('xor')
  const keys = timelineOf(derive(step(network, samples, optimizer)), 1).map(({ target }) => keyOf(target))
  expect(new Set(keys).size).toBe(keys.length)
})

describe.skipIf(noBrowser)('check', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it.each(['deck', 'byu', 'xor', 'softmax'] as const)('has the library’s numbers: %s', async (name) => {
    const { network, samples } = await loadExample(name)
    const { parameters } = checkGradients(network, samples)
    const page = await studio.open(`screen=check&lang=en&net=${name}`)
    const verdict = page.locator('.verdict')
    await expect.poll(() => verdict.innerText()).toContain(`All ${parameters.length} gradients pass`)
    const shown = await page
      .locator('.check-table tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].slice(1, 4).map((cell) => cell.textContent)))
    const number = (value: number, digits: number) => formatNumber(value, { digits, locale: 'en' })
    expect(shown).toEqual(
      parameters.map(({ analytic, numeric, relativeError }) => [
        number(analytic, 9),
        number(numeric, 9),
        number(relativeError, 2),
      ]),
    )
  })

  it('sorts by error, and a row leads to its step', async () => {
    const page = await studio.open('screen=check&lang=en')
    await page.getByRole('radio', { name: 'by error' }).click()
    const { network, samples } = await loadExample('deck')
    const worst = checkGradients(network, samples).parameters.toSorted(
      (a, b) => b.relativeError - a.relativeError,
    )
    const first = page.locator('.check-table tbody tr').first()
    const analytic = formatNumber(worst[0]!.analytic, { digits: 9, locale: 'en' })
    expect(await first.locator('td').first().innerText()).toBe(analytic)
    await first.getByRole('button').click()
    await expect.poll(() => result(page)).toBe(analytic)
  })

  it('is opened by the check of a step, whose parameter is marked', async () => {
    const page = await studio.open('lang=en&step=15')
    await page.getByRole('button', { name: 'Checked' }).click()
    const told = page.locator('.check-table tr[aria-current="true"]')
    await expect.poll(() => told.count()).toBe(1)
    expect(await told.locator('td').first().innerText()).toBe('0.0821670406')
    // Nothing is marked beside a step of the way forward.
    const forward = await studio.open('screen=check&lang=en&step=2')
    await expect.poll(() => forward.locator('.verdict.passes').count()).toBe(1)
    expect(await forward.locator('.check-table [aria-current]').count()).toBe(0)
  })

  it('is copied as LaTeX, Markdown, text and JSON', async () => {
    const page = await studio.open('screen=check&lang=es')
    await expect.poll(() => page.locator('.verdict').innerText()).toContain('coinciden')
    for (const [item, starts] of [
      ['como LaTeX', '\\documentclass'],
      ['como Markdown', '#'],
      ['como texto', ''],
      ['como JSON', '{'],
    ] as const) {
      await page.locator('.check-card .menu-box button').first().click()
      await page.getByRole('menuitem', { name: item }).click()
      await expect
        .poll(async () => {
          const text = (await page.evaluate('navigator.clipboard.readText()')) as string
          return text.trimStart().startsWith(starts) && /0(?:[.,]|\{,\})082167040[56]/.test(text)
        })
        .toBe(true)
    }
    const json = JSON.parse((await page.evaluate('navigator.clipboard.readText()')) as string)
    expect(json.passed).toBe(true)
    expect(json.parameters).toHaveLength(10)
  })

  it('tells the story with the numbers of the reference', async () => {
    const page = await studio.open('screen=check&lang=en')
    const cells = page.locator('.story-table tbody td')
    await expect.poll(() => cells.first().innerText()).toBe('0.291027774')
    const shown = await cells.evaluateAll((all) => all.map((cell) => cell.textContent))
    const correct = reference.bias_fixed
    const rows = [0, 3, 6, 9].map((at) => shown.slice(at, at + 2))
    expect(rows).toEqual([
      [correct[1].E_total.toFixed(9), reference.sequential_bug[1].E_total.toFixed(9)],
      [correct[10000].out_o[0]!.toFixed(9), reference.sequential_bug[10000].out_o[0]!.toFixed(9)],
      [correct[10000].out_o[1]!.toFixed(9), reference.sequential_bug[10000].out_o[1]!.toFixed(9)],
      [correct[10000].E_total.toFixed(10), correct[9999].E_total.toFixed(10)],
    ])
    expect(await page.locator('.differs').allInnerTexts()).toEqual(['924', '2196', '5734', '85'])
    expect(await page.locator('.way.wrong').innerText()).toContain('17 % too small')
    await page.getByRole('button', { name: 'Follow both runs step by step' }).click()
    const first = page.locator('.first-different')
    const [right, wrong] = await first.locator('td').allInnerTexts()
    expect(right).not.toBe(wrong)
    await first.getByRole('button').click()
    await expect.poll(() => result(page)).toBe(right)
  })

  it('judges one’s own numbers, and knows the mistakes', async () => {
    const page = await studio.open('screen=check&lang=es')
    await page.getByRole('radio', { name: 'mis números' }).click()
    const inputs = page.locator('.own-table input')
    const last = inputs.last()
    const verdict = page.locator('.own-verdict').last()
    const right = reference.bias_fixed[1].E_total
    for (const [typed, told] of [
      [right.toFixed(9), 'bien'],
      [right.toFixed(3).replace('.', ','), 'bien, redondeado'],
      [mistakes['too-early'].loss_after.toFixed(9), 'pesos que ya fueron cambiados'],
      [mistakes['per-neuron-biases'].loss_after.toFixed(9), 'umbral de cada neurona'],
      [mistakes['shared-biases'].loss_after.toFixed(9), 'umbral de cada capa'],
      [mistakes.transposed.loss_after.toFixed(9), 'cambian de lugar'],
      [mistakes.uphill.loss_after.toFixed(9), 'cuesta arriba'],
      [mistakes['whole-square'].loss_after.toFixed(9), 'sin el ½'],
      [mistakes.uphill.loss.toFixed(9), 'un cambio antes'],
      ['0,5', 'mal'],
      ['0,1.2', 'no es un número'],
      ['<img src=x onerror=alert(1)>', 'no es un número'],
    ] as const) {
      await last.fill(typed)
      await expect.poll(() => verdict.innerText()).toContain(told)
    }
    expect(await page.locator('main img').count()).toBe(0)
    await inputs.first().focus()
    await page.evaluate('navigator.clipboard.writeText("0,3775\\n0.5933\\n0,39249")')
    await page.keyboard.press('Control+V')
    expect(await inputs.nth(1).inputValue()).toBe('0.5933')
    await expect.poll(() => page.locator('.own-sum').innerText()).toBe('1 bien, 2 redondeados, 1 mal')
    await page.getByRole('button', { name: 'Borrar todo' }).click()
    expect(await inputs.first().inputValue()).toBe('')
  })

  it('checks some of very many gradients, and all where it is asked, unless somebody cancels', async () => {
    const large = await Studio.start(networkText([784, 128, 10]))
    const page = await large.open('net=opened&screen=check&lang=en')
    await expect
      .poll(() => page.locator('.verdict').innerText(), { timeout: 20_000 })
      .toContain('400 gradients pass')
    expect(await page.locator('.check-table tbody tr').count()).toBe(200)
    await page.getByRole('button', { name: /^Check all/ }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => page.getByRole('button', { name: /^Check all/ }).count()).toBe(1)
    await large.tidy()
    await large.stop()
  })

  it.each([
    ['en', desktop, false, 'story'],
    ['es', desktop, true, 'dos corridas'],
    ['es', phone, false, 'mis números'],
    ['en', phone, true, 'story'],
  ] as const)('axe finds nothing: %s %j dark %s %s', async (lang, size, dark, side) => {
    const page = await studio.open(`screen=check&lang=${lang}`, size, { dark })
    await page.getByRole('radio', { name: side }).click()
    await expect.poll(() => page.locator('.verdict.passes').count()).toBe(1)
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
  })

  it.each([320, 390, 768, 1100, 1600, 2560])('scrolls nothing sideways at %d px', async (width) => {
    const page = await studio.open('screen=check&lang=es', { width, height: 800 })
    await expect.poll(() => page.locator('.verdict.passes').count()).toBe(1)
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0)
  })
})
