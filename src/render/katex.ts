// KaTeX, loaded only when a page is rendered: from the built package, or from node_modules in a checkout.

/** What a page needs of KaTeX. */
export interface Katex {
  renderToString(tex: string, options: Readonly<Record<string, unknown>>): string
  /** KaTeX's style sheet, with the fonts as files: url(fonts/NAME.woff2). */
  readonly css: string
  /** Font files by name, in base64. */
  readonly fonts: Readonly<Record<string, string>>
}

/** Written by scripts/build-katex.mjs beside the compiled rooms. */
const BUILT = '../vendor/katex.js'

/** KaTeX with its style and fonts. */
export async function loadKatex(): Promise<Katex> {
  return import.meta.url.endsWith('.ts') ? fromCheckout() : ((await import(BUILT)) as Katex)
}

/** The sources run as they are, in tests and during development. */
async function fromCheckout(): Promise<Katex> {
  const name = 'katex'
  const { default: katex } = (await import(name)) as { default: Pick<Katex, 'renderToString'> }
  const { readFileSync, readdirSync } = await import('node:fs')
  const { createRequire } = await import('node:module')
  const { dirname, join } = await import('node:path')
  const folder = dirname(createRequire(import.meta.url).resolve('katex/dist/katex.min.css'))
  const files = readdirSync(join(folder, 'fonts')).filter((file) => file.endsWith('.woff2'))
  return {
    renderToString: katex.renderToString,
    css: readFileSync(join(folder, 'katex.min.css'), 'utf8'),
    fonts: Object.fromEntries(
      files.map((file) => [file.replace('.woff2', ''), readFileSync(join(folder, 'fonts', file), 'base64')]),
    ),
  }
}
