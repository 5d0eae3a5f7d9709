// Puts KaTeX, its style and the fonts that our formulas use into dist/vendor/katex.js, so that users need not install it.
// Plain JavaScript: it runs during `npm ci`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Fonts of alphabets that no formula of ours uses. */
const unused = /Caligraphic|Fraktur|SansSerif|Script|Typewriter|BoldItalic/

/** Writes `folder`/vendor/katex.js, in the shape of src/render/katex.ts. */
export function writeKatex(folder) {
  const katex = dirname(require.resolve('katex/dist/katex.min.js'))
  const script = readFileSync(join(katex, 'katex.min.js'), 'utf8')
  const license = readFileSync(join(katex, '../LICENSE'), 'utf8').trim()
  const css = readFileSync(join(katex, 'katex.min.css'), 'utf8')
  const files = readdirSync(join(katex, 'fonts')).filter(
    (file) => file.endsWith('.woff2') && !unused.test(file),
  )
  const fonts = files.map((file) => [
    file.replace('.woff2', ''),
    readFileSync(join(katex, 'fonts', file), 'base64'),
  ])
  const source = [
    `/*\nKaTeX, https://katex.org\n${license}\n*/`,
    'const module = { exports: {} }',
    `;(function (module, exports) {\n${script}\n})(module, module.exports)`,
    'export const { renderToString } = module.exports',
    `export const css = ${JSON.stringify(css)}`,
    `export const fonts = ${JSON.stringify(Object.fromEntries(fonts))}`,
  ]
  mkdirSync(join(folder, 'vendor'), { recursive: true })
  writeFileSync(join(folder, 'vendor', 'katex.js'), `${source.join('\n')}\n`)
}
