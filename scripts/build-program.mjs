// Puts the modules of the command line together in dist/bin, a piece for each command: one file opens faster than a hundred.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** dist/bin is as deep as dist/cli, so paths to examples/ and dist/vendor/ stay right. */
export async function bundleProgram(root) {
  const outdir = join(root, 'dist/bin')
  rmSync(outdir, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: {
      paso: 'dist/cli/main.js',
      start: 'dist/cli/start.js',
      // worker.ts looks for it beside the piece that it is in.
      helper: 'dist/engine/wasm/threads/helper.js',
    },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [broughtByWhole],
  })
}

/**
 * What whole.js brings is not loaded a second time: left as they are, these imports would cut the program into many more files, and
 * each takes its time to open.
 */
const broughtByWhole = {
  name: 'brought-by-whole',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/(parts|vocabulary)\.js$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'brought' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'brought' }, () => ({ contents: 'export {}' }))
  },
}
