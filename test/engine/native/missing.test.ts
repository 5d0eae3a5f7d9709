// Without the runtime, or with one that cannot be used: a refusal that says what to do. The built package is copied to where none is.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const dist = fileURLToPath(new URL('../../../dist', import.meta.url))

const program = `
  import './dist/whole.js'
  import { network, optimizerSpec } from './dist/core/index.js'
  import { engineFor } from './dist/engine/index.js'
  const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
  try {
    engineFor('native', 'float32').plan(net, optimizerSpec('sgd', {}), 1)
  } catch ({ code, exitCode, message }) {
    console.log(JSON.stringify({ code, exitCode, message }))
  }`

describe('without a runtime', () => {
  let folder: string
  beforeAll(() => {
    if (!existsSync(join(dist, 'whole.js'))) throw new Error('Not built yet: npm run build')
    folder = mkdtempSync(join(tmpdir(), 'paso-native-'))
    cpSync(dist, join(folder, 'dist'), { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'program.js'), program)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function refused() {
    const { NODE_PATH: _, ...env } = process.env
    const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as { code: string; exitCode: number; message: string }
  }

  /** A package of that name with these files. */
  function install(files: Readonly<Record<string, string>>): void {
    const place = join(folder, 'node_modules/onnxruntime-node')
    rmSync(place, { recursive: true, force: true })
    mkdirSync(join(place, 'dist'), { recursive: true })
    for (const [path, text] of Object.entries(files)) writeFileSync(join(place, path), text)
  }

  it('says how to install it', () => {
    expect(refused()).toMatchObject({
      code: 'native-missing',
      exitCode: 2,
      message: expect.stringContaining('npm install --ignore-scripts onnxruntime-node@1.30.0'),
    })
  })

  it.each([
    [
      'has no library for the system',
      { 'index.js': "throw new Error('no library here')" },
      'no library here',
    ],
    ['is another version', { 'index.js': 'exports.Tensor = class {}' }, 'onnxruntime-node/dist/binding.js'],
    [
      'is built otherwise',
      { 'index.js': 'exports.Tensor = class {}', 'dist/binding.js': 'exports.initOrt = () => {}' },
      'InferenceSession',
    ],
  ])('says so where the package %s', (_, files, reason) => {
    install(files)
    expect(refused()).toMatchObject({
      code: 'native-broken',
      exitCode: 2,
      message: expect.stringContaining(reason),
    })
  })
})
