// `npm test`: build, types, lint and every vitest file; the last line says how many passed, failed and were skipped.
// Arguments are handed to vitest: `npm test -- test/math`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from '../src/engine/native/runtime.ts'
import { findChromium } from '../test/browser.ts'
import { add, type Count, closingLine, countReport, type Report } from './count.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program of this package and says whether it ended well. */
function runs(title: string, script: string, ...args: string[]): boolean {
  console.log(`\n== ${title}`)
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status === 0
}

/** The script behind a tool's command; the tools need not export it, so it is found beside their package.json. */
function binOf(tool: string, name: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${tool}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> }
  const path = typeof bin === 'string' ? bin : bin[name]
  if (!path) throw new Error(`${tool} has no command ${name}`)
  return join(dirname(manifest), path)
}

function one(passed: boolean): Count {
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/** A failed build is a failure of its own; a good one is no test. */
function build(): Count {
  return { ...one(runs('build', 'scripts/build.mjs')), passed: 0 }
}

/** The page has types of its own: those of a browser. */
function types(): Count {
  const tsc = binOf('typescript', 'tsc')
  return one(runs('types', tsc, '-p', 'tsconfig.json') && runs('types', tsc, '-p', 'studio/tsconfig.json'))
}

function lint(): Count {
  return one(runs('lint', binOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'))
}

function vitest(args: readonly string[]): Count {
  const folder = mkdtempSync(join(tmpdir(), 'paso-test-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const passed = runs('tests', binOf('vitest', 'vitest'), 'run', ...reporters, ...args)
    return countReport(JSON.parse(readFileSync(file, 'utf8')) as Report, passed)
  } catch (error) {
    console.error(`No report from vitest: ${String(error)}`)
    return one(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const total = [build(), types(), lint(), vitest(process.argv.slice(2))].reduce(add)

if (!findChromium()) {
  console.log(
    '\n*** NO BROWSER: the tests in a real browser did not run. Install Chromium, or name it in CHROMIUM. ***',
  )
}
if (!isInstalled()) {
  console.log(
    '\n*** NO RUNTIME: the tests of the engine native did not run. npm install --no-save --save-dev --ignore-scripts onnxruntime-node@1.30.0 ***',
  )
}
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
