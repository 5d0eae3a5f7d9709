// Pictures for docs/studio.md and docs/studio.es.md, taken from the built page: npm run studio-pictures.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStudio } from '../src/cli/studio-server.ts'
import { launchBrowser } from '../test/browser.ts'

const folder = fileURLToPath(new URL('../docs/studio/', import.meta.url))

/** The steps at which the gradients of w5 and w1 stand, from 1. */
const pictures = [
  { name: 'w5', step: 15 },
  { name: 'w1', step: 26 },
] as const

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
const { url, close } = await serveStudio(0)
for (const { name, step } of pictures)
  for (const language of ['en', 'es']) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
    await page.goto(`${url}#lang=${language}&step=${step}`)
    await page.waitForSelector('.scene svg')
    await page.screenshot({ path: `${folder}${name}.${language}.png` })
    await page.close()
  }
for (const language of ['en', 'es']) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
  await page.goto(`${url}#screen=network&lang=${language}`)
  const weight = page.locator('.net-weights .net-grid').nth(1).locator('[data-cell="0 1"]')
  await weight.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(language === 'es' ? '0,4.5' : '0.4.5')
  await page.keyboard.press('Enter')
  await page.locator('.net-message').waitFor()
  await page.screenshot({ path: `${folder}network.${language}.png` })
  await page.close()
}
for (const language of ['en', 'es']) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
  await page.goto(`${url}#screen=train&train=wine,hidden:8,seed:7&lang=${language}`)
  await page.waitForSelector('.network-card')
  const epoch = page.locator('.key.wordy').nth(1)
  for (let n = 1; n <= 12; n++) {
    await epoch.click()
    await page.locator(`.history-bar[aria-valuenow="${n}"]`).waitFor()
  }
  await page.screenshot({ path: `${folder}train.${language}.png` })
  await page.close()
}
for (const language of ['en', 'es']) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
  await page.goto(`${url}#screen=check&lang=${language}`)
  await page.locator('.differs').nth(3).waitFor()
  await page.screenshot({ path: `${folder}check.${language}.png` })
  await page.close()
}
for (const language of ['en', 'es']) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
  await page.goto(`${url}#screen=surface&plane=w5;w7;60;60x8&lang=${language}`)
  await page.locator('.minimum').waitFor()
  await page.waitForTimeout(1000)
  await page.screenshot({ path: `${folder}surface.${language}.png` })
  await page.close()
}
await browser.close()
close()
