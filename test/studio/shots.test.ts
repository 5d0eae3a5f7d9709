// The look of each screen beside the look that was accepted: ACCEPT_SHOTS=1 npx vitest run test/studio/shots.test.ts accepts what is there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser } from '../browser.ts'
import { desktop, phone, Studio } from './pages.ts'

const folder = fileURLToPath(new URL('accepted/', import.meta.url))
const accepts = process.env.ACCEPT_SHOTS !== undefined

/** What a screen shows, and when all of it is there. */
const screens = {
  steps: { at: 'step=26', ready: '.result' },
  network: { at: 'screen=network', ready: 'main .card:nth-of-type(3)' },
  train: { at: 'screen=train&train=wine,hidden:8,seed:7', ready: '.network-card' },
  surface: { at: 'screen=surface&plane=w5;w7;60;60x8', ready: '.minimum' },
  check: { at: 'screen=check', ready: '.differs' },
} as const

const looks = [
  { name: 'desktop-light-en', size: desktop, lang: 'en', dark: false },
  { name: 'phone-dark-es', size: phone, lang: 'es', dark: true },
] as const

/** Fonts of another machine move letters by a dot: a dot differs where it is clearly another color, ... */
const CLEARLY = 64
/** ... and a screen where so many of its dots do. */
const MOST = 0.01

/** Runs in the page: a picture at half of its size, as a data address. */
const HALVED = (picture: string): string => `(async () => {
  const image = new Image()
  image.src = '${picture}'
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width / 2
  canvas.height = image.height / 2
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL()
})()`

/** Runs in the page: the share of dots that differ; 1 where the sizes do. */
const DIFFERENCE = (one: string, other: string): string => `(async () => {
  const dots = []
  for (const source of ['${one}', '${other}']) {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    dots.push(context.getImageData(0, 0, image.width, image.height))
  }
  const [a, b] = dots
  if (a.width !== b.width || a.height !== b.height) return 1
  let differ = 0
  for (let i = 0; i < a.data.length; i += 4)
    if ([0, 1, 2].some((k) => Math.abs(a.data[i + k] - b.data[i + k]) > ${CLEARLY})) differ++
  return differ / (a.data.length / 4)
})()`

const dataAddress = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`

async function settled(page: Page, screen: keyof typeof screens): Promise<void> {
  await page.locator(screens[screen].ready).first().waitFor()
  if (screen === 'train') {
    for (let n = 1; n <= 3; n++) {
      await page.locator('.key.wordy').nth(1).click()
      await page.locator(`.history-bar[aria-valuenow="${n}"]`).waitFor()
    }
  }
  if (screen === 'check') await page.locator('.verdict.passes').waitFor()
  await page.mouse.move(0, 0)
  await page.waitForTimeout(screen === 'surface' ? 1500 : 500)
}

describe.skipIf(noBrowser)('the look', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  const cases = (Object.keys(screens) as (keyof typeof screens)[]).flatMap((screen) =>
    looks.map((look) => ({ screen, ...look })),
  )
  it.each(cases)('of $screen: $name', async ({ screen, name, size, lang, dark }) => {
    const page = await studio.open(`${screens[screen].at}&lang=${lang}`, size, { dark, reduced: true })
    await settled(page, screen)
    const shot = (await page.evaluate(HALVED(dataAddress(await page.screenshot())))) as string
    const file = `${folder}${screen}-${name}.png`
    if (accepts) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, Buffer.from(shot.slice(shot.indexOf(',') + 1), 'base64'))
    }
    expect(existsSync(file), `${file}: ACCEPT_SHOTS=1 accepts a new screen`).toBe(true)
    const share = await page.evaluate(DIFFERENCE(shot, dataAddress(readFileSync(file))))
    expect(share).toBeLessThanOrEqual(MOST)
  })
})
