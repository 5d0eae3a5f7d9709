// The built studio in a browser: served as `paso studio` does, watched for errors and for requests to anywhere else.
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launchBrowser } from '../browser.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export const desktop: Size = { width: 1280, height: 800 }
export const phone: Size = { width: 390, height: 844 }

/** What a page did that it must not do. */
interface Watched {
  readonly page: Page
  readonly faults: string[]
}

export class Studio {
  readonly #browser: Browser
  readonly #url: string
  readonly #close: () => void
  readonly #pages: Watched[] = []

  private constructor(browser: Browser, url: string, close: () => void) {
    this.#browser = browser
    this.#url = url
    this.#close = close
  }

  /** @param opened the text of a network file */
  static async start(opened?: string): Promise<Studio> {
    // The compiled server, which finds the built page beside it.
    const server = fileURLToPath(new URL('../../dist/cli/studio-server.js', import.meta.url))
    const { serveStudio } = (await import(server)) as typeof import('../../src/cli/studio-server.ts')
    const { url, close } = await serveStudio(0, opened)
    return new Studio(await launchBrowser(), url, close)
  }

  get url(): string {
    return this.#url
  }

  /** @param at what stands after the # of the address, or a whole address */
  async open(
    at = '',
    size: Size = desktop,
    options: { readonly dark?: boolean; readonly reduced?: boolean } = {},
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: size,
      colorScheme: options.dark ? 'dark' : 'light',
      reducedMotion: options.reduced ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
      locale: 'en',
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('request', (request) => {
      const here = [this.#url, 'data:', 'blob:', 'file:'].some((start) => request.url().startsWith(start))
      if (!here) faults.push(`request to ${request.url()}`)
    })
    this.#pages.push({ page, faults })
    await page.goto(/^\w+:/.test(at) ? at : `${this.#url}#${at}`)
    await page.waitForSelector('main .card')
    return page
  }

  /** After each test: nothing went wrong in any page, and they are closed. */
  async tidy(): Promise<void> {
    const faults = this.#pages.flatMap((watched) => watched.faults)
    await Promise.all(this.#pages.map(({ page }) => page.context().close()))
    this.#pages.length = 0
    expect(faults).toEqual([])
  }

  async stop(): Promise<void> {
    await this.#browser.close()
    this.#close()
  }
}

/** What stands in the result of the step panel. */
export const result = (page: Page): Promise<string> => page.locator('.result .value').innerText()

export const stepNumber = async (page: Page): Promise<number> =>
  Number(await page.locator('[role="slider"]').getAttribute('aria-valuenow'))
