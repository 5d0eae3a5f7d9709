#!/usr/bin/env node
// The launcher: everything is in dist/, which `npm ci` (or `npm run build`) makes.
import { existsSync } from 'node:fs'

const main = new URL('../dist/bin/paso.js', import.meta.url)
if (existsSync(main)) {
  await import(main.href)
} else {
  process.stderr.write('paso is not built yet. Run: npm run build\n')
  process.exitCode = 1
}
