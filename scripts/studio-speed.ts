// How fast the studio is on this machine: first paint from disk, an edit, frames while steps are scrubbed and while it trains.
// npm run studio-speed. Figures for people: nothing is judged here.
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { serveStudio } from '../src/cli/studio-server.ts'
import { launchBrowser } from '../test/browser.ts'

const single = pathToFileURL(fileURLToPath(new URL('../dist/studio/paso-studio.html', import.meta.url))).href

const median = (values: readonly number[]): number => at(values, 0.5)
const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!

const tell = (what: string, values: readonly number[], unit = 'ms'): void =>
  console.log(
    `${what.padEnd(58)} median ${median(values).toFixed(1)}, 95 % within ${at(values, 0.95).toFixed(1)} ${unit}`,
  )

/** Runs in the page: milliseconds between frames for so long. */
const FRAMES = (milliseconds: number): string => `new Promise((done) => {
  const gaps = []
  let last = performance.now()
  const end = last + ${milliseconds}
  const frame = () => {
    const now = performance.now()
    gaps.push(now - last)
    last = now
    if (now < end) requestAnimationFrame(frame)
    else done(gaps)
  }
  requestAnimationFrame(frame)
})`

const frames = (page: Page, milliseconds: number): Promise<number[]> =>
  page.evaluate(FRAMES(milliseconds)) as Promise<number[]>

/** Runs in the page: a learning rate is typed and kept; until all that follows stands in the page and is laid out. */
const EDIT = (value: string): string => `(async () => {
  document.querySelector('.diagram-card .card-head .editable').click()
  await new Promise((done) => setTimeout(done))
  const input = document.querySelector('.editor input')
  input.value = '${value}'
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((done) => setTimeout(done))
  const began = performance.now()
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await Promise.resolve()
  document.body.getBoundingClientRect()
  return performance.now() - began
})()`

const browser = await launchBrowser()
const { url, close } = await serveStudio(0)
const open = async (address: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(address)
  await page.waitForSelector('main .card')
  await page.waitForTimeout(500)
  return page
}

const paints: number[] = []
for (let n = 0; n < 7; n++) {
  const page = await open(single)
  paints.push(
    (await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")) as number,
  )
  await page.close()
}
tell('first paint of the single file from disk', paints)

for (const [name, hash] of [
  ['deck', 'step=41'],
  ['byu', 'net=byu&step=20'],
] as const) {
  const page = await open(`${url}#${hash}`)
  const took: number[] = []
  for (let n = 0; n < 31; n++) took.push((await page.evaluate(EDIT(String(0.3 + n / 100)))) as number)
  tell(`an edited number and all that follows, ${name}`, took.slice(1))
  await page.close()
}

{
  const page = await open(`${url}#lang=en`)
  const gaps = frames(page, 3000)
  for (let n = 0; n < 36; n++) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(33)
  }
  tell('between frames, scrubbing the deck', await gaps)
  await page.close()
}

for (const table of ['iris', 'wine', 'spiral', 'digits'] as const) {
  const page = await open(`${url}#screen=train&train=${table}`)
  await page.waitForSelector('.network-card')
  await page.locator('.go').click()
  await page.waitForTimeout(500)
  tell(`between frames while it trains, ${table}`, await frames(page, 4000))
  const epoch = await page.locator('.history-bar').getAttribute('aria-valuenow')
  console.log(`${''.padEnd(58)} epoch ${epoch} after 4.5 s`)
  await page.close()
}
await browser.close()
close()
