// Hostile input, on every screen of the built page: no string runs as markup, nothing is asked of elsewhere, and the page goes on.
import { deflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import batch from '../../examples/batch.json' with { type: 'json' }
import deck from '../../examples/deck.json' with { type: 'json' }
import dropout from '../../examples/layer-dropout.json' with { type: 'json' }
import { screenNames } from '../../studio/model/view.ts'
import { noBrowser } from '../browser.ts'
import { desktop, phone, Studio } from './pages.ts'

const image = '<img src=x onerror="window.ran=1">'
const script = `"><script>window.ran=1</script>`
const link = 'javascript:window.ran=1'
const turned = '\u202Edesrever'
const veryLong = 'x'.repeat(3000)

/** As the address has a network. */
const packed = (network: object): string =>
  `net=~${deflateRawSync(JSON.stringify(network)).toString('base64url')}`

const named = (
  name: string,
  inputs: readonly string[],
  hidden: readonly string[],
  outputs: readonly string[],
) => ({
  ...deck,
  name,
  inputs,
  layers: deck.layers.map((layer, l) => ({ ...layer, names: l === 0 ? hidden : outputs })),
})

const networks = {
  markup: named(image, [script, link], [image, script], [`'${image}`, `\${${link}}`]),
  turned: named(`${turned}\u0000\u0007`, [turned, '\u200B'], [turned, '\u2066'], [turned, '\u001B[31m']),
  long: named(veryLong, [veryLong, 'long '.repeat(500)], [veryLong, 'b'], [veryLong, 'd']),
  inherited: named('__proto__', ['__proto__', 'constructor'], ['toString', 'valueOf'], ['then', 'length']),
} as const

const sameRows = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ input: [n / count, 1 - n / count], target: [n % 2, 0.5] }))

const lessons = {
  'dropout and layers normalized': dropout,
  'batches normalized': batch,
  'sixteen samples': { ...deck, name: 'batch', samples: sameRows(16) },
  'one weight': {
    ...deck,
    name: 'one',
    inputs: 1,
    layers: [{ activation: 'identity', weights: [[2]], biases: [0] }],
    samples: [{ input: [1], target: [3] }],
  },
  'no hidden layer': {
    ...deck,
    name: 'softmax',
    inputs: 3,
    layers: [
      {
        activation: 'softmax',
        weights: [
          [1, 2, 3],
          [-1, 0, 1],
        ],
        biases: [0, 0],
      },
    ],
    loss: 'cross-entropy',
    biasPolicy: 'per-neuron',
    samples: [{ input: [1, 2, 3], target: [0, 1] }],
  },
  'numbers beyond 64 bits': {
    ...deck,
    name: 'huge',
    samples: [{ input: [1e300, 1e308], target: [1e200, 0] }],
  },
} as const

/** Updates of it run away soon. */
const wild = {
  ...deck,
  name: 'wild',
  layers: deck.layers.map((layer) => ({ ...layer, activation: 'identity' })),
  learningRate: 1000,
}

/** No markup came of a string, and nothing is wider than the page. */
async function isHarmless(page: Page): Promise<void> {
  expect(await page.evaluate('window.ran')).toBeUndefined()
  expect(
    await page.locator('#studio').locator('img, script, iframe, [onerror], [href^="javascript:"]').count(),
  ).toBe(0)
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBeLessThanOrEqual(0)
}

const alerts = (page: Page): Promise<string[]> => page.getByRole('alert').allInnerTexts()

async function openScreen(studio: Studio, screen: string, at: string, size = desktop): Promise<Page> {
  const page = await studio.open(`screen=${screen}&${at}&train=lesson`, size)
  if (screen === 'train') {
    await page.waitForSelector('.network-card')
    await page.locator('.key.wordy').nth(1).click()
  }
  if (screen === 'steps') await page.keyboard.press('End')
  return page
}

async function give(page: Page, name: string, content: string): Promise<void> {
  await page
    .locator('main input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
}

/** As a browser tells of a file that is let fall; whether the page keeps the browser from opening it itself. */
const dropped = (page: Page, name: string, content: string): Promise<boolean> =>
  page.evaluate(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}))
    const init = { dataTransfer, bubbles: true, cancelable: true }
    const at = document.querySelector('main .card')
    return ['dragover', 'drop'].every((kind) => !at.dispatchEvent(new DragEvent(kind, init)))
  })()`)

describe.skipIf(noBrowser)('hostile input', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it.each(Object.keys(networks) as (keyof typeof networks)[])(
    'names that are %s',
    async (kind) => {
      for (const screen of screenNames)
        for (const size of kind === 'long' ? [desktop, { ...phone, width: 320 }] : [desktop]) {
          const page = await openScreen(studio, screen, `${packed(networks[kind])}&lang=es`, size)
          await isHarmless(page)
          expect(await alerts(page)).toEqual([])
          await page.close()
        }
    },
    60_000,
  )

  it.each(Object.keys(lessons) as (keyof typeof lessons)[])(
    'a lesson with %s',
    async (kind) => {
      for (const screen of screenNames) {
        const page = await openScreen(studio, screen, `${packed(lessons[kind])}&lang=en`, {
          ...phone,
          width: 320,
        })
        await isHarmless(page)
        expect(await page.getByRole('alert').filter({ hasText: 'address' }).count()).toBe(0)
        await page.close()
      }
    },
    60_000,
  )

  it('a table whose name, columns and classes are markup', async () => {
    const page = await openScreen(studio, 'train', 'lang=en')
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const classes = [image, script, turned, '__proto__', veryLong]
    const rows = Array.from({ length: 60 }, (_, n) => `${n},${n % 7},${quoted(classes[n % 5]!)}`)
    await give(
      page,
      `${image}.csv`,
      [`${quoted(image)},${quoted(veryLong)},${quoted(script)}`, ...rows].join('\n'),
    )
    await expect.poll(() => page.locator('#set-up').innerText()).toContain(image)
    await page.getByRole('button', { name: '1 epoch' }).click()
    await expect.poll(() => page.locator('.history-bar').getAttribute('aria-valuenow')).toBe('1')
    await isHarmless(page)
    await page.getByRole('button', { name: 'Explain this step' }).click()
    await page.waitForSelector('#question')
    for (const tab of await page.locator('nav.tabs a').all()) {
      await tab.click()
      await page.waitForSelector('main .card')
      await isHarmless(page)
    }
  })

  it('cells and settings that are refused', async () => {
    const page = await openScreen(studio, 'train', `lang=en`)
    await give(page, 'cells.csv', `a,target\n${image},1\n${script},2\n`)
    await page.getByRole('alert').waitFor()
    await isHarmless(page)
    const settings = encodeURIComponent(`iris,target:${encodeURIComponent(image)}`)
    const other = await studio.open(`screen=train&lang=en&train=${settings}`)
    await other.getByRole('alert').waitFor()
    const [said] = await alerts(other)
    expect(said).toContain(image.slice(0, 20))
    expect(said).not.toContain('--')
    await isHarmless(other)
  })

  it.each([
    ['a key', { ...deck, [image]: 1 }],
    ['a loss', { ...deck, loss: image }],
    ['a format', { ...deck, format: script }],
    ['a weight', { ...deck, layers: [{ ...deck.layers[0], weights: [[image]] }] }],
    ['nothing', {}],
  ])('a network file with %s that is none', async (_, document) => {
    const page = await studio.open('screen=network&lang=es')
    await page.waitForSelector('.net-outcome')
    const before = await page.locator('.net-outcome').innerText()
    await give(page, `${image}.json`, JSON.stringify(document))
    await expect.poll(() => alerts(page)).toHaveLength(1)
    expect(await page.locator('.net-outcome').innerText()).toBe(before)
    await isHarmless(page)
  })

  it.each([
    `net=${encodeURIComponent(image)}`,
    'net=~%25%25%25',
    `net=~${'A'.repeat(200)}`,
    'net=__proto__&screen=constructor&notation=toString&theme=valueOf',
    `ask=${encodeURIComponent(script)}&embed=${encodeURIComponent(image)}&lang=${encodeURIComponent(image)}`,
    'update=99999999&step=1e308&row=1e300&digits=1e9',
    'update=-1&step=Infinity&row=NaN&digits=0.5',
    '%E0%A4%A&&&===#',
    'screen=surface&plane=w5;w7;1e308;1e308x500',
    'screen=surface&plane=w5;w7;-1;NaNx1,1x-1,1x1e99',
    `screen=surface&plane=${encodeURIComponent(`${image};${script};1;1x1`)}`,
    `screen=train&train=${encodeURIComponent(`${image},rate:NaN,seed:-1,held:9,batch:0.5,hidden:0-0`)}`,
  ])('an address that nobody wrote by hand: %s', async (at) => {
    const page = await studio.open(at)
    await isHarmless(page)
    await page.locator('nav.tabs a').first().click()
    await page.getByRole('toolbar').getByRole('button', { name: 'Next' }).click()
    await isHarmless(page)
  })

  it('updates that run away are refused, with the first number that is none', async () => {
    const page = await studio.open(`${packed(wild)}&lang=en`)
    const next = page.locator('.key.next')
    for (let n = 0; n < 10 && (await alerts(page)).length === 0; n++) {
      await page.keyboard.press('End')
      await next.click()
    }
    expect((await alerts(page))[0]).toMatch(/^Update \d cannot be made: in update \d, .+ = −?Infinity\./)
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await alerts(page)).toEqual([])
  })

  it('undo goes back to the beginning where the lesson before has no such update', async () => {
    const page = await studio.open(`${packed(wild)}&lang=en`)
    const rate = (value: string) => page.getByRole('button', { name: `Change Learning rate: ${value}` })
    await rate('1000').click()
    await page.keyboard.type('0.01')
    await page.keyboard.press('Enter')
    await rate('0.01').waitFor()
    for (let n = 0; n < 10; n++) {
      await page.keyboard.press('End')
      await page.locator('.key.next').click()
    }
    expect(await page.locator('.panel .faint').first().innerText()).toContain('from @10')
    await page.getByRole('button', { name: 'Undo' }).click()
    await rate('1000').waitFor()
    expect(await page.locator('.panel .faint').first().innerText()).not.toContain('from')
  })

  it.each(screenNames)('a file that is let fall on %s is taken, and the page stays', async (screen) => {
    const page = await openScreen(studio, screen, 'lang=en')
    expect(await dropped(page, 'a.json', JSON.stringify({ ...deck, name: 'let fall' }))).toBe(true)
    if (screen !== 'train') await expect.poll(() => page.locator('.net-name').innerText()).toBe('let fall')
    else await page.getByRole('alert').waitFor()
    const table = `a,b,target\n${Array.from({ length: 20 }, (_, n) => `${n},${n % 3},${n % 2}`).join('\n')}`
    const other = await openScreen(studio, screen, 'lang=en')
    expect(await dropped(other, 'first.csv', table)).toBe(true)
    if (screen === 'network') await other.getByRole('button', { name: 'Train on first.csv' }).click()
    await expect.poll(() => other.locator('#set-up').innerText()).toBe('first.csv')
    // Of two, one after the other, the second stays.
    await dropped(other, 'second.csv', table)
    await dropped(other, 'third.csv', table)
    await expect.poll(() => other.locator('.set-up').innerText()).toMatch(/^third\.csv.*Rows\s+20/s)
  })

  it('a browser that lets nothing be copied or kept', async () => {
    const page = await studio.open('lang=en')
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('menuitem', { name: 'as LaTeX' }).first().click()
    await expect.poll(() => alerts(page)).toEqual(['This browser does not let the page copy.'])
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Link' }).click()
    await expect.poll(() => alerts(page)).toEqual(['This browser does not let the page copy.'])
  })
})
