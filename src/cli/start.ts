// npm start: the main job, shown: the deck's step told, a network trained on a real table and scored on unseen rows, the studio.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Language, PasoError } from '../errors.ts'
import { errorText, widthOf } from './errors-print.ts'
import { localeOf } from './locale.ts'
import { processWorld } from './process-world.ts'
import { languageOf, run } from './run.ts'
import { refusal } from './usage-errors.ts'

const iris = relative('', fileURLToPath(new URL('../../examples/iris.csv', import.meta.url)))
const world = processWorld()

const titles = {
  en: [
    'One training step, told: paso explain deck',
    'A network trained on a real table: paso train examples/iris.csv --target target',
    'The studio, in a browser: paso studio',
  ],
  es: [
    'Un paso de entrenamiento, contado: paso explain deck',
    'Una red entrenada con una tabla real: paso train examples/iris.csv --target target',
    'El estudio, en un navegador: paso studio',
  ],
} as const satisfies Record<Language, readonly string[]>

/**
 * @param words `--lang LANGUAGE`, and `--no-studio`
 * @returns those that concern the language
 * @throws PasoError unknown-option for any other word
 */
function languageWords(words: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === '--lang' && words[i + 1] !== undefined) kept.push(word, words[++i]!)
    else if (word.startsWith('--lang=')) kept.push(word)
    else if (word !== '--no-studio') throw unknownWord(word)
  }
  return kept
}

function unknownWord(word: string): PasoError {
  const rest = { received: `${word}.`, hint: 'npm start -- --lang es' }
  return refusal(
    'unknown-option',
    { what: `npm start does not take ${word}.`, expected: '--lang or --no-studio.', ...rest },
    { what: `npm start no admite ${word}.`, expected: '--lang o --no-studio.', ...rest },
  )
}

async function start(words: readonly string[]): Promise<number> {
  const own = languageWords(words)
  const language = languageOf(own, world)
  const commands = [
    ['explain', 'deck'],
    ['train', iris, '--target', 'target'],
    ...(words.includes('--no-studio') ? [] : [['studio']]),
  ]
  for (const [i, command] of commands.entries()) {
    world.stdout.write(`${i === 0 ? '' : '\n\n'}── ${titles[language][i]} ──\n\n`)
    const code = await run([...command, ...own], world)
    if (code !== 0) return code
  }
  return 0
}

try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof PasoError)) throw error
  world.stderr.write(errorText(error, localeOf(world.env).language, undefined, widthOf(world.stderr)))
  process.exitCode = error.exitCode
}
