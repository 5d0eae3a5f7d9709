// HTML: valid for its own policy, nothing from outside, nothing hostile, the same KaTeX built as in a checkout.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeKatex } from '../../scripts/build-katex.mjs'
import { renderHtml } from '../../src/render/index.ts'
import type { Katex } from '../../src/render/katex.ts'
import { loadKatex } from '../../src/render/katex.ts'
import { documents, hostile } from './arbitrary.ts'
import { deckBlocks, deckDocument, inNotation } from './deck.ts'

const page = await renderHtml(deckDocument(deckBlocks, inNotation('deck', 'es-AR')))

describe('html', () => {
  it('allows only its own style', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(`style-src 'sha256-${hash}'; font-src data:`)
    expect(page).not.toMatch(/unsafe|<script|\sstyle="|\son\w+="/)
    expect(page.match(/<style/g)).toHaveLength(1)
  })

  it('refers to nothing outside', () => {
    expect(page.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:|url\((?!data:)|src="|@import/)
  })

  it('embeds only the fonts in use', () => {
    const faces = [...page.matchAll(/@font-face\{[^}]*font-family:(\w+);[^}]*font-style:(\w+)/g)].map(
      ([, family, style]) => `${family} ${style}`,
    )
    expect(faces).toEqual(
      ['KaTeX_Main normal', 'KaTeX_Math italic', 'KaTeX_Size1 normal', 'KaTeX_Size4 normal'].filter((face) =>
        faces.includes(face),
      ),
    )
    expect(faces).toContain('KaTeX_Main normal')
    expect(page.length).toBeLessThan(250_000)
  })

  it('says its language and speaks its formulas', () => {
    expect(page).toContain('<html lang="es-AR">')
    expect(page).toContain('aria-label="la derivada parcial de E total respecto de w 5"')
    const hidden = page.match(/class="katex-html" aria-hidden="true"/g)!.length
    expect(page.match(/role="math" aria-label="/g)).toHaveLength(hidden)
  })

  it('lets no text become markup', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const html = (await renderHtml(document)).replace(/<style>[\s\S]*?<\/style>/, '')
        expect(html).not.toMatch(/<(?:script|img|iframe|a)\b|\son\w+=["']|\sstyle=/)
        expect(html).not.toContain('\u001b')
        expect(html.match(/<title>/g)).toHaveLength(1)
      }),
      { numRuns: 60 },
    )
  })

  it('escapes each hostile text', async () => {
    const html = await renderHtml({
      ...deckDocument(hostile.map((text) => ({ kind: 'paragraph', content: [text] }))),
      title: hostile[0],
    })
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
    expect(html).not.toMatch(/<script|<img|\u202e/)
    expect(html).not.toContain('\u001b')
  })
})

describe('the built KaTeX', () => {
  it('is the one of the checkout', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paso-katex-'))
    try {
      writeKatex(folder)
      const built = (await import(pathToFileURL(join(folder, 'vendor', 'katex.js')).href)) as Katex
      const checkout = await loadKatex()
      const tex = '\\frac{\\partial E}{\\partial w_5} \\approx \\sqrt{0{,}5}'
      expect(built.renderToString(tex, { output: 'html' })).toBe(
        checkout.renderToString(tex, { output: 'html' }),
      )
      expect(built.css).toBe(checkout.css)
      for (const [name, font] of Object.entries(built.fonts)) expect(checkout.fonts[name]).toBe(font)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
