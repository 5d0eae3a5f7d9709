// Builds the worker as plain JavaScript, so that no compiler has a part in what is measured.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** One folder below bench/, as its sources are: what they find beside them, they still find. */
export const builtWorker = here('build/worker.js')

/** Each file comes into its place as a whole: another run may be reading it. */
export async function buildWorker(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [here('worker.ts')],
    outdir: dirname(builtWorker),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    write: false,
  })
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, contents)
    renameSync(`${path}.${process.pid}`, path)
  }
}
