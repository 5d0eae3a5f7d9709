// Bundles the studio into dist/studio: a page of separate files for the server, and one self-contained file that opens from disk.
// Plain JavaScript: it runs during `npm ci`.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const require = createRequire(import.meta.url)

/** The fonts of formulas: upright, italic, bold, and the tall brackets. */
const FONTS = ['Main-Regular', 'Main-Bold', 'Math-Italic', 'Size1-Regular', 'Size2-Regular', 'Size3-Regular']

/** Writes `root`/dist/studio. */
export async function buildStudio(root) {
  const folder = join(root, 'dist/studio')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const shared = {
    absWorkingDir: root,
    loader: { '.csv': 'text' },
    alias: { 'csv-parse': 'csv-parse/browser/esm' },
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['node:*'],
    legalComments: 'none',
    logLevel: 'warning',
  }
  const inParts = { ...shared, outdir: folder, format: 'esm', splitting: true }
  const main = 'studio/main.tsx'
  await build({
    ...inParts,
    entryPoints: { studio: main },
    chunkNames: 'part-[hash]',
    plugins: [afterTheFirst(join(root, main))],
  })
  // The page's style, once more, for later parts that have none of their own.
  for (const name of readdirSync(folder)) if (/^part-.*\.css$/.test(name)) rmSync(join(folder, name))
  // Apart: what the worker needs does not break the page's script into more pieces.
  const training = { worker: 'studio/training/worker.ts' }
  await build({ ...inParts, entryPoints: training, chunkNames: 'worker-[hash]' })
  // The program of its threads, where the page is isolated from other origins.
  const helper = 'src/engine/wasm/threads/helper.ts'
  await build({ ...inParts, splitting: false, entryPoints: { helper } })
  // A file that opens from disk has no place to read others from.
  const inOne = {
    ...shared,
    outdir: folder,
    format: 'iife',
    write: false,
    define: { 'import.meta.url': '""' },
  }
  const single = await build({ ...inOne, entryPoints: { studio: main } })
  const worker = await build({ ...inOne, entryPoints: training })
  const fonts = fontFiles()
  for (const [name, bytes] of fonts) writeFileSync(join(folder, name), bytes)
  const style = (await colors(root)) + readFileSync(join(folder, 'studio.css'), 'utf8')
  writeFileSync(join(folder, 'studio.css'), fontFaces((name) => name) + style)
  writeFileSync(
    join(folder, 'index.html'),
    page({
      head: '<link rel="stylesheet" href="studio.css">\n<script type="module" src="studio.js"></script>',
    }),
  )
  const data = (name) => `data:font/woff2;base64,${Buffer.from(fonts.get(name)).toString('base64')}`
  const [script] = single.outputFiles.filter(({ path }) => path.endsWith('.js'))
  writeFileSync(
    join(folder, 'paso-studio.html'),
    selfContained(script.text, worker.outputFiles[0].text, fontFaces(data) + style),
  )
}

/**
 * What comes later says that it comes after the page. Else esbuild makes a file of its own of whatever the page shares with some
 * later part and not with others: forty small files at the start, which compress badly, in place of one.
 */
function afterTheFirst(main) {
  const namespace = 'later'
  return {
    name: namespace,
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /\.tsx?$/ }, async ({ kind, path, resolveDir, namespace: from }) => {
        // package.json says that no file of ours does anything by being loaded; the page begins that way.
        if (kind === 'entry-point') return { path: main, sideEffects: true }
        if (kind !== 'dynamic-import' || from === namespace) return undefined
        const found = await resolve(path, { kind: 'import-statement', resolveDir })
        return { path: found.path, namespace }
      })
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `import ${JSON.stringify(main)}\nexport * from ${JSON.stringify(path)}`,
        resolveDir: dirname(path),
      }))
    },
  }
}

/** The tokens of both themes and the rules of a drawing, which pictures in documents have too. */
async function colors(root) {
  const { lightTokens, darkTokens, declarations, diagramStyle } = await import(
    join(root, 'dist/diagram/style.js')
  )
  return `:root{${declarations(lightTokens)}}\n@media screen{:root[data-theme="dark"]{${declarations(darkTokens)}}}\n${diagramStyle}\n`
}

function fontFiles() {
  const katex = join(dirname(require.resolve('katex/dist/katex.min.css')), 'fonts')
  const files = readdirSync(katex)
  return new Map(
    FONTS.map((font) => `KaTeX_${font}.woff2`)
      .filter((name) => files.includes(name))
      .map((name) => [name, readFileSync(join(katex, name))]),
  )
}

/** @param place where a font file is found */
function fontFaces(place) {
  return FONTS.map((font) => {
    const [family, kind] = font.split('-')
    const weight = kind === 'Bold' ? 'bold' : 'normal'
    const style = kind === 'Italic' ? 'italic' : 'normal'
    return `@font-face{font-family:KaTeX_${family};font-weight:${weight};font-style:${style};font-display:block;src:url(${place(`KaTeX_${font}.woff2`)}) format("woff2")}\n`
  }).join('')
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 24'%3E%3Cpath d='M5 6h9v7h9v6' fill='none' stroke='%237F8D9A' stroke-width='2'/%3E%3Ccircle cx='5' cy='6' r='3' fill='%230F5FC2'/%3E%3Ccircle cx='14' cy='13' r='3' fill='%239B1F6B'/%3E%3Ccircle cx='23' cy='19' r='3' fill='%231F7A3D'/%3E%3C/svg%3E"

const page = ({ head, body = '' }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Paso</title>
<link rel="icon" href="${ICON}">
${head}
</head>
<body>
<div id="studio"></div>
${body}</body>
</html>
`

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Style and script within, and a policy that allows nothing else. The worker's program is data, from which the page makes
 * a Blob.
 */
function selfContained(script, worker, style) {
  const code = embedded(script)
  const policy = `default-src 'none'; style-src ${sha256(style)} 'unsafe-hashes'; script-src ${sha256(code)} 'wasm-unsafe-eval'; font-src data:; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'`
  return page({
    head: `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`,
    body: `<script type="text/plain" id="worker">${embedded(worker)}</script>\n<script>${code}</script>\n`,
  })
}

const embedded = (script) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
