// The same seed in two processes: the same model file, byte for byte, with every optimizer.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { optimizerNames } from '../../src/math/optimizers.ts'
import type { Row } from './row.ts'
import { examplePath } from './tables.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The model that a process of its own writes to its standard output. */
async function modelOf(optimizer: string): Promise<string> {
  const words = [
    'train',
    examplePath('wine'),
    '--target',
    'target',
    '--epochs',
    '20',
    '--optimizer',
    optimizer,
  ]
  const node = ['--import', 'tsx', program, ...words, '--seed', '3', '--quiet', '-o', '-']
  return (await run(process.execPath, node, { cwd: root, maxBuffer: 1 << 26 })).stdout
}

export const processes: Row = {
  name: 'processes',
  title: {
    en: 'the same seed in two processes, every optimizer',
    es: 'la misma semilla en dos procesos, con cada optimizador',
  },
  bar: { en: 'the same bits', es: 'los mismos bits' },
  others: {
    en: 'TensorFlow.js: fit differs within one process',
    es: 'TensorFlow.js: fit difiere dentro de un mismo proceso',
  },
  async measure(effort, note) {
    const names = effort === 'whole' ? optimizerNames : (['adam'] as const)
    const equal: [name: string, equal: boolean][] = []
    for (const [n, name] of names.entries()) {
      note?.(n, names.length)
      const [one, two] = await Promise.all([modelOf(name), modelOf(name)])
      equal.push([name, one.length > 1000 && one === two])
    }
    const different = equal.filter(([, same]) => !same).map(([name]) => name)
    return {
      shown:
        different.length === 0
          ? { en: 'the same bits', es: 'los mismos bits' }
          : { en: `different: ${different.join(', ')}`, es: `distintos: ${different.join(', ')}` },
      met: different.length === 0,
      figures: Object.fromEntries(equal),
    }
  },
}
