// The browser of the end-to-end tests: where Chromium is found, how it is started, and what happens where there is none.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome']
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** The path of a Chromium: the variable CHROMIUM, else the first known name on PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env.CHROMIUM, ...onPath].find((path) => path && isExecutable(path))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts Chromium; the caller closes it. Throws where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium: install one, or name it in the variable CHROMIUM.')
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath, args: flags })
}

/** For `describe.skipIf(noBrowser)`. With CI=true a missing browser skips nothing, so that its tests fail. */
export const noBrowser = !findChromium() && process.env.CI !== 'true'
