// The screen that trains, from the built page: every control, own tables, faults with their cures, and numbers of the library.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { step } from '../../src/core/index.ts'
import { readCsv } from '../../src/data/csv.ts'
import { derive } from '../../src/derive/index.ts'
import { trainSync } from '../../src/engine/trainer.ts'
import { planTraining } from '../../src/library/training.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { timelineOf } from '../../studio/model/stepping.ts'
import { usualSettings } from '../../studio/training/messages.ts'
import { planOfTable } from '../../studio/training/run-plan.ts'
import { Runner } from '../../studio/training/runner.ts'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import { desktop, phone, result, Studio } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const example = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))

const epochOf = async (page: Page): Promise<number> =>
  Number(await page.locator('.history-bar').getAttribute('aria-valuenow'))

const ready = (page: Page): Promise<unknown> => page.waitForSelector('.network-card')

async function openTrain(
  studio: Studio,
  at = 'lang=en',
  size = desktop,
  options: { readonly dark?: boolean } = {},
): Promise<Page> {
  const page = await studio.open(`screen=train&${at}`, size, options)
  await ready(page)
  return page
}

/** Trains by single epochs. */
async function epochs(page: Page, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    await page.getByRole('button', { name: '1 epoch' }).click()
    await expect.poll(() => epochOf(page)).toBe(n)
  }
}

/** The rows of the table beside the curve. */
async function losses(page: Page): Promise<string[][]> {
  await page.locator('.loss-table summary').click()
  return page
    .locator('.loss-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
}

const text = (value: number): string => formatNumber(value, { digits: 5, locale: 'en' })

/** What a table is dropped with. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.locator('.set-up input[type="file"]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  })
}

describe.skipIf(noBrowser)('train', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('has the losses of the library, epoch by epoch', async () => {
    const table = await readCsv(example('wine.csv'))
    const { plan } = planTraining(table, 'target', {
      weightDecay: 0,
      validation: 0.25,
      test: 0,
      scaling: 'standard',
      seed: 7,
      hidden: [8],
      learningRate: 0.05,
      engine: 'js',
      precision: 'float64',
      epochs: 5,
    })
    const { history } = trainSync({ ...plan, patience: undefined })
    const page = await openTrain(studio, 'lang=en&train=wine,hidden:8,rate:0.05,seed:7')
    await epochs(page, 5)
    const shown = await losses(page)
    expect(shown.slice(1)).toEqual(
      history.map(({ epoch, loss, validationLoss }) => [String(epoch), text(loss), text(validationLoss!)]),
    )
  })

  it('runs, pauses, goes back and on again to the same numbers', async () => {
    const page = await openTrain(studio)
    const go = page.locator('.go')
    await page.keyboard.press(' ')
    await expect.poll(() => epochOf(page)).toBeGreaterThan(12)
    await page.keyboard.press(' ')
    await expect.poll(() => go.innerText()).toContain('Continue')
    const ended = await epochOf(page)
    const before = (await losses(page)).find(([epoch]) => epoch === '0')
    await page.getByRole('button', { name: 'Rewind to the initial weights' }).click()
    await expect.poll(() => epochOf(page)).toBe(0)
    const bar = page.locator('.history-bar')
    await bar.focus()
    await page.keyboard.press('End')
    await expect.poll(() => epochOf(page)).toBe(ended)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => epochOf(page)).toBe(ended - 1)
    await page.keyboard.press('Home')
    await expect.poll(() => epochOf(page)).toBe(0)
    await page.getByRole('button', { name: '1 batch' }).click()
    await expect.poll(() => page.locator('.bar-words b').innerText()).toBe('paused at epoch 0, row 16')
    await page.getByRole('button', { name: 'Full speed' }).click()
    await go.click()
    await expect.poll(() => epochOf(page)).toBeGreaterThan(200)
    await go.click()
    await expect.poll(() => go.innerText()).toContain('Continue')
    expect((await page.locator('.loss-table tbody tr').first().innerText()).split(/\s+/)).toEqual(before)
  })

  it('takes another rate and another penalty while it runs, and tells them in the address', async () => {
    const page = await openTrain(studio)
    await page.locator('.go').click()
    await page.getByRole('slider', { name: 'Learning rate' }).press('PageUp')
    await page.getByRole('slider', { name: 'Regularisation L2' }).press('ArrowRight')
    await expect.poll(() => new URL(page.url()).hash).toContain('rate%3A0.1%2Cl2%3A0.000001')
    await expect.poll(() => epochOf(page)).toBeGreaterThan(3)
    await page.locator('.go').click()
  })

  it('takes the run of a link that is followed, and goes on with its own where the link has none', async () => {
    const page = await openTrain(studio)
    const source = () => page.locator('#set-up').innerText()
    const follow = (hash: string) => page.evaluate(`location.hash = '${hash}'`)
    await follow('#screen=train&lang=en&train=sine,seed:3')
    await expect.poll(source).toBe('A noisy sine')
    await expect.poll(() => page.getByLabel('Seed').inputValue()).toBe('3')
    await epochs(page, 1)
    await follow('#screen=train&lang=es&net=xor')
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('es')
    expect(await epochOf(page)).toBe(1)
    await expect.poll(() => page.url()).toContain('sine')
  })

  it('keeps a rate and a penalty that are none', async () => {
    const page = await openTrain(studio)
    for (const [name, wrong] of [
      ['Learning rate', '0'],
      ['Regularisation L2', '-1'],
    ] as const) {
      await page.getByRole('button', { name: `Change ${name}` }).click()
      await page.locator('.log-slider input.value').fill(wrong)
      await page.keyboard.press('Enter')
      expect(await page.getByRole('alert').innerText()).toContain('Nothing changed')
      await page.keyboard.press('Escape')
    }
  })

  it('trains and pauses by Space, also where a tab has the focus', async () => {
    const page = await studio.open('lang=en')
    await page.getByRole('link', { name: 'Train' }).click()
    await ready(page)
    await page.keyboard.press(' ')
    await expect.poll(() => epochOf(page)).toBeGreaterThan(2)
    await page.keyboard.press(' ')
    await expect.poll(() => page.locator('.go').innerText()).toContain('Continue')
  })

  it('saves its drawings as SVG and PNG, canvases and all', async () => {
    const page = await openTrain(studio, 'lang=en&train=circles')
    await epochs(page, 1)
    for (const [card, holds] of [
      ['.loss-card', ['<path', 'train']],
      ['.network-card', ['<circle', 'x1']],
      ['.weights-card', ['<image', 'data:image/png', 'output']],
      ['.gradient-card', ['<path', 'output layer']],
      ['.boundary-card', ['<image']],
    ] as const) {
      for (const format of ['SVG', 'PNG']) {
        await page.locator(card).getByRole('button', { name: 'the drawing' }).click()
        await page.waitForSelector('[role="menu"] :focus')
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: `save as ${format}` }).click(),
        ])
        const bytes = readFileSync(await file.path())
        if (format === 'PNG') expect(bytes.subarray(1, 4).toString()).toBe('PNG')
        else for (const part of holds) expect(bytes.toString()).toContain(part)
      }
    }
  })

  it('comes back to the epoch and the row of an address', async () => {
    const page = await openTrain(studio, 'lang=en&train=wine,seed:7')
    await epochs(page, 6)
    await page.locator('[data-cell="0.0"]').first().click()
    await page.locator('.row-list button').nth(1).click()
    await expect.poll(() => decodeURIComponent(page.url())).toMatch(/train=wine,seed:7,epoch:6,row:\d+/)
    const [losses6, told] = [await losses(page), await page.locator('.outcome').innerText()]
    await page.reload()
    await ready(page)
    await expect.poll(() => epochOf(page)).toBe(6)
    await expect.poll(() => page.locator('.outcome').innerText()).toBe(told)
    expect((await losses(page)).at(-1)).toEqual(losses6.at(-1))
  })

  it('trains the network that was made on another screen, and keeps the run that is explained', async () => {
    const page = await openTrain(studio, 'lang=en&train=lesson')
    await epochs(page, 2)
    await page.getByRole('button', { name: 'Explain this step' }).click()
    await page.waitForSelector('#question')
    await page.getByRole('link', { name: 'Train' }).click()
    await expect.poll(() => epochOf(page)).toBe(2)
    await page.getByRole('link', { name: 'Your network' }).click()
    await page.getByRole('button', { name: /^xor/ }).click()
    await page.getByRole('link', { name: 'Train' }).click()
    await expect.poll(() => page.locator('.facts .value', { hasText: /^2-2-1$/ }).count()).toBe(1)
    expect(await epochOf(page)).toBe(0)
  })

  it('begins anew with other layers, functions, batch, seed and biases', async () => {
    const page = await openTrain(studio)
    const shape = page.locator('.facts .value', { hasText: /^4-/ })
    await page.getByLabel('Hidden layers').fill('5, 4')
    await page.getByLabel('Hidden layers').press('Enter')
    await expect.poll(() => shape.innerText()).toBe('4-5-4-3')
    await page.getByLabel('Activation').selectOption('relu')
    await page.getByLabel('Optimiser').selectOption('sgd')
    await page.getByLabel('Batch').fill('7')
    await page.getByLabel('Batch').press('Enter')
    await page.getByLabel('Seed').fill('11')
    await page.getByLabel('Seed').press('Enter')
    await page.getByLabel('Held out').selectOption('0.5')
    await page.getByLabel('Biases').selectOption('fixed')
    await expect
      .poll(() => decodeURIComponent(new URL(page.url()).hash))
      .toContain('iris,hidden:5-4,activation:relu,optimizer:sgd,batch:7,seed:11,held:0.5,biases:fixed')
    await expect.poll(() => page.getByText('75 / 75').count()).toBe(1)
    await page.reload()
    await ready(page)
    expect(await shape.innerText()).toBe('4-5-4-3')
    expect(await page.getByLabel('Activation').inputValue()).toBe('relu')
    await page.getByLabel('Optimiser').selectOption('lbfgs')
    await expect.poll(() => page.getByText('searches for the length of each step').count()).toBe(1)
    await epochs(page, 2)
  })

  it.each([
    ['Hidden layers', '0'],
    ['Hidden layers', '3, x'],
    ['Hidden layers', '99999'],
    ['Hidden layers', '1,1,1,1,1,1,1'],
    ['Batch', '0'],
    ['Batch', '1.5'],
    ['Seed', '-1'],
    ['Seed', '<img src=x onerror=alert(1)>'],
  ])('keeps %s where it is given %s', async (label, wrong) => {
    const page = await openTrain(studio)
    const field = page.getByLabel(label)
    const before = await field.inputValue()
    await field.fill(wrong)
    await field.press('Enter')
    const alert = page.getByRole('alert')
    expect(await alert.innerText()).toContain(`"${wrong}"`)
    expect(await alert.innerText()).toContain('Nothing changed.')
    expect(await page.locator('main img').count()).toBe(0)
    await field.press('Escape')
    expect(await field.inputValue()).toBe(before)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('keeps a run as A and compares another from the same weights with it', async () => {
    const page = await openTrain(studio, 'lang=en&train=lesson')
    await epochs(page, 3)
    const [start] = await losses(page)
    await page.getByRole('button', { name: 'Keep as A' }).click()
    await expect.poll(() => page.locator('.run-a').count()).toBe(1)
    await page.getByLabel('Order').selectOption('too-early')
    await expect.poll(() => epochOf(page)).toBe(0)
    await page.getByLabel('Biases').selectOption('per-neuron')
    await expect.poll(() => decodeURIComponent(page.url())).toContain('biases:per-neuron')
    await epochs(page, 2)
    expect(await page.locator('.loss-table tbody tr').first().innerText()).toContain(start![1]!)
    await page.getByRole('button', { name: 'Forget A' }).click()
    expect(await page.locator('.run-a').count()).toBe(0)
  })

  it('shows the famous wrong error where steps are taken too early', async () => {
    const page = await openTrain(studio, 'lang=en&train=lesson,order:too-early')
    await epochs(page, 2)
    const shown = await losses(page)
    // The loss of the second epoch is the error after the first update.
    expect(shown[2]![1]).toBe(text(reference.sequential_bug[1].E_total))
  })

  it('reads a table of the user, and explains a step of a row with the library’s numbers', async () => {
    const page = await openTrain(studio)
    await drop(page, 'my wine.csv', readFileSync(example('wine.csv'), 'utf8'))
    await expect.poll(() => page.locator('#set-up').innerText()).toBe('my wine.csv')
    await expect.poll(() => page.getByText('133 / 45').count()).toBe(1)
    await epochs(page, 4)
    await page.getByRole('button', { name: 'Explain this step' }).click()
    await page.waitForSelector('#question')
    const run = planOfTable(await readCsv(example('wine.csv')), 'file', usualSettings)
    const runner = new Runner(run.plan)
    while (runner.epoch < 4) runner.advance(1)
    const row = run.shown.rows[0]!
    const { network, samples, optimizer } = run.lesson(runner.plan, runner.network(), row, '')
    expect(await page.locator('main').innerText()).toContain(`my wine.csv, row ${row + 1}`)
    const derivation = derive(step(network, samples, optimizer))
    const { target } = timelineOf(derivation, 0).at(-1)!
    await page.keyboard.press('End')
    const value = formatNumber(derivation.value(target), { digits: 9, locale: 'en' })
    await expect.poll(() => result(page)).toBe(value)
  })

  it.each([
    ['empty.csv', '', 'empty'],
    ['ragged.csv', 'a,b,target\n1,2,x\n1,2\n', 'line 3'],
    ['text.csv', 'a,target\nx,1\n', ''],
    ['page.csv', '<html><script>alert(1)</script></html>\n', 'HTML'],
    ['one.csv', 'target\n1\n2\n', ''],
    ['zip.csv', 'PK\u0003\u0004zip', 'Excel'],
  ])('refuses %s at its place and keeps the run', async (name, content, says) => {
    const page = await openTrain(studio)
    await epochs(page, 1)
    await drop(page, name, content)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain(says)
    expect(await page.locator('main script').count()).toBe(0)
    expect(await page.locator('#set-up').innerText()).toBe('Iris flowers')
    expect(await epochOf(page)).toBe(1)
    await page.getByRole('button', { name: '1 epoch' }).click()
    await expect.poll(() => epochOf(page)).toBe(2)
  })

  it('leaves out a column that names rows, at the press of a button', async () => {
    const page = await openTrain(studio)
    const rows = Array.from({ length: 60 }, (_, i) => `person ${i} <b>,${i % 7},${i % 2 ? 'yes' : 'no'}`)
    await drop(page, 'people.csv', `name,score,target\n${rows.join('\n')}\n`)
    await page.getByRole('button', { name: 'Leave out the column name' }).click()
    await expect.poll(() => page.getByText('Inputs: 1 of 2 columns').count()).toBe(1)
    await page.getByText('Inputs: 1 of 2 columns').click()
    await page.getByRole('combobox', { name: 'Target' }).selectOption('score')
    await expect.poll(() => page.getByText(/7 classes|score/).count()).toBeGreaterThan(0)
  })

  it('stops a run that diverges, keeps its last epoch and offers the cure', async () => {
    const page = await openTrain(studio, 'lang=en&train=diabetes,optimizer:sgd,rate:0.01')
    await epochs(page, 2)
    const rate = page.getByRole('slider', { name: 'Learning rate' })
    await rate.press('End')
    await page.locator('.go').click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/Epoch \d+ is kept\./)
    await page.getByRole('button', { name: /^Back to epoch \d+ with α = 1$/ }).click()
    expect(await page.getByRole('alert').count()).toBe(0)
    await expect.poll(() => rate.getAttribute('aria-valuetext')).toBe('1')
  })

  it('does the same from one file, opened from disk', async () => {
    const single = fileURLToPath(new URL('../../dist/studio/paso-studio.html', import.meta.url))
    const page = await studio.open(`${pathToFileURL(single)}#screen=train&lang=es&train=sine`)
    await ready(page)
    await page.getByRole('button', { name: '1 época' }).click()
    await expect.poll(() => epochOf(page)).toBe(1)
    await drop(page, 'vino.csv', readFileSync(example('wine.csv'), 'utf8'))
    await expect.poll(() => page.locator('#set-up').innerText()).toBe('vino.csv')
    await page.getByRole('button', { name: 'Explicar este paso' }).click()
    await page.waitForSelector('#question')
  })

  it.each([
    ['en', desktop, false, 'iris'],
    ['es', desktop, true, 'circles'],
    ['es', phone, false, 'sine'],
    ['en', phone, true, 'lesson'],
  ] as const)('axe finds nothing: %s %j dark %s %s', async (lang, size, dark, table) => {
    const page = await openTrain(studio, `lang=${lang}&train=${table}`, size, { dark })
    await page.locator('.key.wordy').nth(1).click()
    await expect.poll(() => epochOf(page)).toBe(1)
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
  })

  it.each([320, 390, 768, 1100, 1600, 2560])('scrolls nothing sideways at %d px', async (width) => {
    const page = await openTrain(studio, 'lang=es&train=wine', { width, height: 800 })
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0)
  })
})
