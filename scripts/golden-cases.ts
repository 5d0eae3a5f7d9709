// The goldens as data: a command line, and the file of golden/ that holds what it prints.
import type { Language } from '../src/errors.ts'

export interface GoldenCase {
  /** In golden/. */
  readonly file: string
  /** What stands after `paso`; or one program of the documents, by its path. */
  readonly words: readonly string[]
  /** The exit code, where it is not 0: the golden is then what stands on standard error. */
  readonly code?: 1 | 2
  /** A TypeScript program that is run in place of a command line: `words` is its path. */
  readonly program?: true
  /** The command works on MODEL: it is trained first, by the command line below. `words` may be empty: the model itself. */
  readonly model?: true
  /** The golden is the warnings that stand on standard error. */
  readonly warnings?: true
}

export const MODEL = 'iris.json'
export const trainModel = `train examples/iris.csv --target target --seed 1 -o ${MODEL}`

const languages = ['en', 'es'] as const satisfies readonly Language[]

/** One case for each language, English first. */
function inBoth(
  name: string,
  line: string,
  rest: { ending?: string; code?: 1 | 2; model?: true; warnings?: true } = {},
): GoldenCase[] {
  const { ending = 'txt', ...more } = rest
  return languages.map((language) => ({
    file: `${name}.${language}.${ending}`,
    words: [...wordsOf(line), ...(language === 'en' ? [] : ['--lang', language])],
    ...more,
  }))
}

function one(file: string, line: string): GoldenCase {
  return { file, words: wordsOf(line) }
}

/** Splits a command line at its blanks; double quotes hold a word together. */
export function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain!)
}

/** The whole step of each network that comes with Paso, in each format. */
const wholeSteps = ['deck', 'byu', 'xor', 'softmax'].flatMap((name) => [
  ...inBoth(name, `explain ${name}`),
  ...inBoth(name, `explain ${name} --format markdown`, { ending: 'md' }),
  ...inBoth(name, `explain ${name} --format latex`, { ending: 'tex' }),
])

/** JSON has no words of a language. All rows of softmax would be a third of a megabyte. */
const json = [
  one('deck.json', 'explain deck --json'),
  one('byu.json', 'explain byu --json'),
  one('xor.json', 'explain xor --json'),
  one('softmax.json', 'explain softmax --rows 1 --json'),
  one('deck-check.json', 'check deck --json'),
  one('deck-10000.json', 'explain deck --step 10000 --parameter w5 --json'),
]

const singleWeights = [
  ...inBoth('deck-w5', 'explain deck --parameter w5'),
  ...inBoth('deck-w1', 'explain deck --parameter w1 --form both'),
  ...inBoth('deck-w5-short', 'explain deck --parameter w5 --detail short'),
  ...inBoth('deck-w1-paths', 'explain deck --parameter w1 --form paths --detail short'),
  ...inBoth('deck-w1-recursive', 'explain deck --parameter w1 --form recursive --detail short'),
  ...inBoth('deck-b2-shared', 'explain deck --parameter b2 --bias shared --detail short'),
  ...inBoth('deck-numbers', 'explain deck --input 0.3,0.7 --target 0.1,1 --parameter w5 --detail short'),
  ...inBoth('deck-w1', 'explain deck --parameter w1 --format svg', { ending: 'svg' }),
  one('deck-w5.es-MX.txt', 'explain deck --parameter w5 --lang es-MX'),
]

const notations = [
  ...inBoth('deck-delta', 'explain deck --notation delta'),
  ...inBoth('deck-matrix', 'explain deck --notation matrix'),
  ...inBoth('deck-w5-delta', 'explain deck --parameter w5 --notation delta --detail short'),
  ...inBoth('deck-matrix-short', 'explain deck --notation matrix --detail short'),
]

const batches = [
  ...inBoth(
    'softmax-adam',
    'explain softmax --rows 1,2 --optimizer adam --learning-rate 0.01 --notation delta --digits 6 --parameter "w_12^(2)" --format markdown',
    { ending: 'md' },
  ),
  ...inBoth('xor-w1', 'explain xor --parameter w1 --detail short'),
  ...inBoth('deck-adam', 'explain deck --parameter w5 --optimizer adam --learning-rate 0.1 --detail short'),
  ...inBoth('xor-lbfgs', 'explain xor --parameter w1 --optimizer lbfgs --step 2 --detail short'),
  ...inBoth(
    'deck-rules',
    'explain deck --parameter w5 --l2 0.1 --clip-norm 0.1 --schedule cosine --schedule-epochs 100 --warmup 10 --detail short',
  ),
  ...inBoth('deck-two-steps', 'explain deck --parameter w5 --steps 2 --detail short'),
  ...inBoth('deck-10000', 'explain deck --parameter w5 --step 10000 --detail short'),
]

/** Batch normalization ties the rows together; layer normalization does not, and dropout draws which outputs are left. */
const layers = [
  ...inBoth('batch', 'explain examples/batch.json'),
  ...inBoth('batch-matrix', 'explain examples/batch.json --notation matrix'),
  ...inBoth('batch-w1', 'explain examples/batch.json --parameter w1 --detail short --format latex', {
    ending: 'tex',
  }),
  ...inBoth('layer-dropout', 'explain examples/layer-dropout.json --seed 2'),
]

const checksAndContents = [
  ...['deck', 'byu', 'xor', 'softmax'].flatMap((name) => inBoth(`${name}-check`, `check ${name}`)),
  ...inBoth('deck-inspect', 'inspect deck'),
  ...inBoth('iris-inspect', 'inspect examples/iris.csv'),
]

const trainings = [
  ...['iris', 'wine', 'diabetes'].flatMap((name) =>
    inBoth(`${name}-train`, `train examples/${name}.csv --target target --seed 1`),
  ),
  ...inBoth(
    'iris-two-train',
    'train examples/iris.csv --target petal_length_cm --target petal_width_cm --seed 1',
  ),
  ...inBoth(
    'iris-rules-train',
    'train examples/iris.csv --target target --l2 0.01 --label-smoothing 0.1 --clip-norm 1 --schedule cosine --warmup 3 --epochs 60 --seed 1',
  ),
  ...inBoth(
    'iris-layers-train',
    'train examples/iris.csv --target target --hidden 8,8 --normalization batch --dropout 0.2,0 --seed 1',
  ),
  ...inBoth('iris-folds', 'train examples/iris.csv --target target --folds 5 --seed 1'),
  ...inBoth('wine-range', 'train examples/wine.csv --target target --range-test --seed 1'),
  ...inBoth(
    'wine-search',
    'search examples/wine.csv --target target --vary hidden=8/16/32,16 --vary learning-rate=0.001..0.03,log --trials 6 --seed 2',
  ),
  ...inBoth('iris-warning', 'train examples/iris.csv --target target --seed 1', { warnings: true }),
]

/** What is done with the model that a training wrote. */
const models: readonly GoldenCase[] = [
  { file: 'iris-model.json', words: [], model: true },
  { file: 'iris-predict.csv', words: wordsOf(`predict ${MODEL} examples/iris.csv`), model: true },
  ...inBoth('iris-eval', `eval ${MODEL} examples/iris.csv`, { model: true }),
  ...inBoth('iris-model-inspect', `inspect ${MODEL}`, { model: true }),
  ...inBoth('iris-diagnosis', `inspect ${MODEL} --data examples/iris.csv`, { model: true }),
  ...inBoth(
    'iris-explain',
    `explain ${MODEL} --data examples/iris.csv --rows 71 --parameter "w_21^(2)" --digits 5 --detail short`,
    { model: true },
  ),
]

/** What is said when something is wrong. */
const refusals = [
  ...inBoth('error-parameter', 'explain deck --parameter w9', { code: 2 }),
  ...inBoth('error-input', 'explain deck --input 0.05', { code: 2 }),
  ...inBoth('error-network', 'explain examples/dekc.json', { code: 2 }),
  ...inBoth('error-option', 'explain deck --parametre w5', { code: 2 }),
  ...inBoth('error-column', 'train examples/iris.csv --target species', { code: 2 }),
  ...inBoth(
    'error-divergence',
    'train examples/diabetes.csv --target target --scaling none --optimizer sgd --learning-rate 0.1',
    { code: 1 },
  ),
]

const helps = [...inBoth('help', '--help'), ...inBoth('help-explain', 'explain --help')]

const programs: readonly GoldenCase[] = [
  { file: 'program.en.txt', words: ['scripts/programs/explain.en.ts'], program: true },
  { file: 'program.es.txt', words: ['scripts/programs/explain.es.ts'], program: true },
  { file: 'library.txt', words: ['scripts/programs/library.ts'], program: true },
  { file: 'library-ways.txt', words: ['scripts/programs/library-ways.ts'], program: true },
  { file: 'defaults.txt', words: ['scripts/programs/defaults.ts'], program: true },
]

export const goldenCases: readonly GoldenCase[] = [
  ...wholeSteps,
  ...json,
  ...singleWeights,
  ...notations,
  ...batches,
  ...layers,
  ...checksAndContents,
  ...trainings,
  ...models,
  ...refusals,
  ...helps,
  ...programs,
]
