// Every character of the prose has a glyph in LaTeX.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { latexText } from '../../src/render/escape.ts'

const prose = new URL('../../src/present/prose/', import.meta.url)

describe('the prose in LaTeX', () => {
  it.each(readdirSync(prose))('%s has glyphs for all its characters', (file) => {
    const text = readFileSync(new URL(file, prose), 'utf8')
    expect(latexText(text)).not.toContain('[U+')
  })
})
