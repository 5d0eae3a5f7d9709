// Compiles src/ to dist/ and removes what an earlier build left there. Plain JavaScript: it runs during `npm ci`.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeKatex } from './build-katex.mjs'
import { bundleProgram } from './build-program.mjs'
import { buildStudio } from './build-studio.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
removeOrphans()
writeKatex(join(root, 'dist'))
if (status === 0) {
  await bundleProgram(root)
  await buildStudio(root)
}
process.exitCode = status ?? 1

/** A compiled file whose source is gone would still be packed, and still be imported by mistake. */
function removeOrphans() {
  const dist = join(root, 'dist')
  if (!existsSync(dist)) return
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const compiled = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(file)
    if (!compiled) continue
    const source = join(root, 'src', compiled[1])
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(join(dist, file))
  }
}
