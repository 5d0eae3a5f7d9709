// What the page loads before it shows anything: at most 150 kB of script, compressed.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../dist/studio/', import.meta.url))

/** A file with all that it imports at once; `import()` is for later. */
function loadedWith(file: string, found = new Map<string, number>()): Map<string, number> {
  if (found.has(file)) return found
  const text = readFileSync(`${folder}${file}`, 'utf8')
  found.set(file, gzipSync(text).length)
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) loadedWith(other!, found)
  return found
}

it('is at most 150 kB of script', () => {
  const files = loadedWith('studio.js')
  expect(files.size).toBeGreaterThan(1)
  expect([...files.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000)
})
