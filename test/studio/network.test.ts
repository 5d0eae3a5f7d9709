// The screen on which a network is made, from the built page: its controls, edits, pastes, files, and numbers of the library.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { initialNetwork } from '../../src/core/initialize.ts'
import { batchLoss, step } from '../../src/core/step.ts'
import { loadExample } from '../../src/formats/examples.ts'
import type { NetworkFile } from '../../src/formats/network-file.ts'
import { readNetworkFile } from '../../src/formats/read-network-file.ts'
import { xoshiro } from '../../src/math/random.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import { networkText } from './networks.ts'
import { desktop, phone, Studio } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const text = (value: number, digits = 9): string => formatNumber(value, { digits, locale: 'en' })
const totals = async (page: Page): Promise<readonly string[]> =>
  page.locator('.net-outcome .value').allInnerTexts()

/** What the page has to show of a lesson: the total error now and after one step. */
function expectedTotals({ network, samples, optimizer }: NetworkFile): string[] {
  const { loss, networkAfter } = step(network, samples, optimizer)
  return [text(loss), text(batchLoss(networkAfter, samples))]
}

const cell = (page: Page, at: number, row: number, column: number) =>
  page.locator('.net-weights .net-grid').nth(at).locator(`[data-cell="${row} ${column}"]`)

/** As a spreadsheet puts it on the clipboard. */
async function paste(page: Page, clipboard: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(clipboard)})`)
  await page.keyboard.press('Control+V')
}

/** The network as the page would save it. */
async function saved(page: Page): Promise<NetworkFile> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  return readNetworkFile(readFileSync(await file.path(), 'utf8'), file.suggestedFilename())
}

const openNetwork = (
  studio: Studio,
  at = 'lang=en',
  size = desktop,
  options: { readonly dark?: boolean } = {},
): Promise<Page> => studio.open(`screen=network&${at}`, size, options)

async function give(page: Page, name: string, content: string): Promise<void> {
  await page.locator('.net-weights input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  })
}

describe.skipIf(noBrowser)('your network', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start(networkText([784, 128, 10]))
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('shows the total error now and after one step, as the reference has them', async () => {
    const page = await openNetwork(studio)
    expect(await totals(page)).toEqual([
      text(reference.bias_fixed[0].E_total),
      text(reference.bias_fixed[1].E_total),
    ])
  })

  it('a weight is edited by keys alone; the totals follow each keystroke, and one undo takes it back', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    await cell(page, 0, 0, 0).focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.type('0,7')
    const at = (value: number): string[] => {
      const [first, ...others] = deck.network.layers
      const weights = first!.weights.with(1, [0.25, value])
      const network = { ...deck.network, layers: [{ ...first!, weights }, ...others] }
      return expectedTotals({ ...deck, network })
    }
    await expect.poll(() => totals(page)).toEqual(at(0.7))
    await page.keyboard.type('5')
    await expect.poll(() => totals(page)).toEqual(at(0.75))
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(page, 0, 1, 1).innerText()).toContain('0.75')
    expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('1 1')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => totals(page)).toEqual(at(0.3))
    expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('what is given up changes nothing', async () => {
    const page = await openNetwork(studio)
    const before = await totals(page)
    await cell(page, 1, 0, 0).click()
    await page.keyboard.type('9')
    await expect.poll(() => totals(page)).not.toEqual(before)
    await page.keyboard.press('Escape')
    await expect.poll(() => totals(page)).toEqual(before)
    expect(await cell(page, 1, 0, 0).innerText()).toContain('0.4')
  })

  it('a text that is no number stays in its cell, with the cure below; the network keeps its last good value', async () => {
    const page = await openNetwork(studio, 'lang=es')
    const before = await totals(page)
    await cell(page, 1, 0, 1).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('0,4.5')
    await page.keyboard.press('Tab')
    await expect.poll(() => cell(page, 1, 0, 1).innerText()).toContain('0,4.5')
    expect(await cell(page, 1, 0, 1).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('alert').innerText()).toContain(
      'Fila 1, columna 2: «0,4.5» no es un número. Se espera 0,12 o 0.12. Sigue en 0,45.',
    )
    expect(await totals(page)).toEqual(before)
    await page.getByRole('button', { name: 'Volver a 0,45' }).click()
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await cell(page, 1, 0, 1).innerText()).toContain('0,45')
  })

  it('a paste shows what it would change, then is one undo', async () => {
    const page = await openNetwork(studio)
    await cell(page, 0, 0, 0).focus()
    await paste(page, '0,15\t-0,2\r\n.5\t1e-1\r\n')
    const message = page.getByText('Pasting would change 3 of 4 cells.')
    await message.waitFor()
    expect(await cell(page, 0, 0, 1).innerText()).toMatch(/0\.2\s*−0\.2/)
    const deck = await loadExample('deck')
    const [first, ...others] = deck.network.layers
    const layer = {
      ...first!,
      weights: [
        [0.15, -0.2],
        [0.5, 0.1],
      ],
    }
    const pasted = { ...deck, network: { ...deck.network, layers: [layer, ...others] } }
    await expect.poll(() => totals(page)).toEqual(expectedTotals(pasted))
    await page.keyboard.press('Enter')
    await message.waitFor({ state: 'detached' })
    expect((await saved(page)).network.layers[0]!.weights).toEqual(layer.weights)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => totals(page)).toEqual(expectedTotals(deck))
    expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('a wrong paste names its row and column, and changes nothing', async () => {
    const page = await openNetwork(studio)
    await cell(page, 0, 0, 0).focus()
    await paste(page, '1\t2\n3\t0,1.2')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('Row 2, column 2: “0,1.2” is not a number. Expected 0.12 or 0,12. Nothing changed.')
    await paste(page, '1\t2\t3\t4')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('The paste has 1 row and 4 columns; from this cell on there are 2 rows and 3 columns.')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await saved(page)).toMatchObject({ network: (await loadExample('deck')).network })
  })

  it.each(['byu', 'xor', 'softmax'] as const)(
    'the example %s has the totals of the library',
    async (name) => {
      const page = await openNetwork(studio)
      await page.getByRole('button', { name: new RegExp(`^${name} `) }).click()
      await expect.poll(() => totals(page)).toEqual(expectedTotals(await loadExample(name)))
    },
  )

  it('random weights are those of the library from the seed', async () => {
    const page = await openNetwork(studio)
    await page.getByLabel('Seed').fill('7')
    await page.getByLabel('Seed').press('Enter')
    const { network } = await saved(page)
    const drawn = initialNetwork(
      {
        inputs: 2,
        layers: [2, 2].map((units) => ({ units, activation: 'sigmoid' })),
        loss: 'half-squared-error',
      },
      'glorot-uniform',
      xoshiro(7),
    )
    expect(network.layers.map(({ weights }) => weights)).toEqual(drawn.layers.map(({ weights }) => weights))
    expect(network.layers.map(({ biases }) => biases)).toEqual([
      [0.35, 0.35],
      [0.6, 0.6],
    ])
  })

  it('explains its step on the first screen', async () => {
    const page = await openNetwork(studio)
    await page.getByRole('button', { name: 'Explain this step' }).click()
    await page.locator('.steps-screen').waitFor()
  })

  it('a file that is no network is refused with its place, and nothing is lost', async () => {
    const page = await openNetwork(studio)
    await give(page, 'broken.json', '{\n  "format": "paso-network/1",\n  "inputs": 2,,\n}')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('line 3')
    expect(await saved(page)).toMatchObject({ network: (await loadExample('deck')).network })
    await give(page, 'xor.json', readFileSync('examples/xor.json', 'utf8'))
    await expect.poll(() => totals(page)).toEqual(expectedTotals(await loadExample('xor')))
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it.each([
    ['en', false, desktop],
    ['es', true, desktop],
    ['es', false, phone],
  ] as const)('axe finds nothing: %s, dark %s', async (lang, dark, size) => {
    const page = await openNetwork(studio, `lang=${lang}`, size, { dark })
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
  })

  it.each([320, 390, 768, 1280, 2560])('nothing is wider than the page at %i px', async (width) => {
    for (const at of ['net=deck', 'net=opened']) {
      const page = await openNetwork(studio, `lang=es&${at}`, { width, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    }
  })
})
