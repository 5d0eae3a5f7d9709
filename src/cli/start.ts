// npm start: the main job, shown: the deck's step told, then a network trained on a real table and scored on unseen rows.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localeOf } from './locale.ts'
import { processWorld } from './process-world.ts'
import { run } from './run.ts'

const iris = relative('', fileURLToPath(new URL('../../examples/iris.csv', import.meta.url)))
const world = processWorld()
const { language } = localeOf(world.env)

const parts =
  language === 'en'
    ? [
        'One training step, told: paso explain deck',
        'A network trained on a real table: paso train examples/iris.csv --target target',
      ]
    : [
        'Un paso de entrenamiento, contado: paso explain deck',
        'Una red entrenada con una tabla real: paso train examples/iris.csv --target target',
      ]

/** There is no page to serve yet, so --no-studio changes nothing. */
async function start(): Promise<number> {
  for (const [i, words] of [
    ['explain', 'deck'],
    ['train', iris, '--target', 'target'],
  ].entries()) {
    world.stdout.write(`${i === 0 ? '' : '\n\n'}── ${parts[i]} ──\n\n`)
    const code = await run(words, world)
    if (code !== 0) return code
  }
  return 0
}

process.exitCode = await start()
