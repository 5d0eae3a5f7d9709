// What the options about the table and its rows do.
import { paso } from '../../golden-run.ts'
import { type Effect, ROWS, tableText, trained, written } from './trained.ts'

const quick = { epochs: 1, hidden: 3 } as const
const inputs = async (flags: Parameters<typeof trained>[0], table?: string): Promise<readonly string[]> =>
  (await trained({ ...quick, ...flags }, table)).file.encoding!.inputs.map(({ name }) => name)
/** The mean of the heights, as it was read. */
async function meanHeight(flags: Parameters<typeof trained>[0], table: string, name = 'height') {
  const { file } = await trained({ ...quick, validation: 0, test: 0, ...flags }, table)
  const column = file.encoding!.inputs.find((one) => one.name === name)
  return column?.kind === 'number' ? column.mean : undefined
}
const plain = () => meanHeight({}, tableText())

export const tableEffects: Readonly<Record<string, Effect>> = {
  targetColumn: {
    claim: 'predicts the column that it names, which is no input then; several, each with an output',
    async holds() {
      const { file, json } = await trained({
        ...quick,
        target: 'leaves',
        task: 'regression',
        ignore: ['kind'],
      })
      const two = await trained({ ...quick, target: ['yield', 'height'] })
      return (
        sameTarget(file.encoding!.target, 'leaves') &&
        json.task === 'regression' &&
        !file.encoding!.inputs.some(({ name }) => name === 'leaves') &&
        two.network.layers.at(-1)!.biases.length === 2
      )
    },
  },
  task: {
    claim: 'makes a column of whole numbers a number or a class',
    async holds() {
      const flags = { ...quick, target: 'leaves' }
      const classes = await trained({ ...flags, task: 'classification' })
      const number = await trained({ ...flags, task: 'regression' })
      return 'accuracy' in classes.json.metrics.test! && 'r2' in number.json.metrics.test!
    },
  },
  ignore: {
    claim: 'leaves columns out of the inputs',
    async holds() {
      const names = await inputs({ ignore: ['kind', 'soil', 'width'] })
      return names.join() === 'height,leaves'
    },
  },
  delimiter: {
    claim: 'reads cells that it separates',
    holds: async () =>
      (await meanHeight({ delimiter: '|' }, tableText({ delimiter: '|' }))) === (await plain()),
  },
  decimal: {
    claim: 'reads numbers with this mark',
    holds: async () =>
      (await meanHeight({ decimal: ',' }, tableText({ delimiter: ';', decimal: ',' }))) === (await plain()),
  },
  header: {
    claim: 'makes the first row names or data',
    async holds() {
      const table = tableText({ header: false })
      const flags = { header: 'no', target: 'column5', ignore: ['column6'] } as const
      const { file, json } = await trained({ ...quick, ...flags, validation: 0, test: 0 }, table)
      const { mean } = file.encoding!.inputs[0] as { readonly mean: number }
      return json.rows.train === ROWS && mean === (await plain())
    },
  },
  validation: {
    claim: 'holds out this share of the rows to decide when to stop',
    async holds() {
      const { json } = await trained({ ...quick, validation: 0.3 })
      return json.rows.validation === 0.3 * ROWS && json.history[0]!.validationLoss !== undefined
    },
  },
  test: {
    claim: 'holds out this share of the rows for the score',
    async holds() {
      const { json } = await trained({ ...quick, test: 0.25 })
      return json.rows.test === 0.25 * ROWS && json.metrics.test!.rows === 0.25 * ROWS
    },
  },
  folds: {
    claim: 'trains once for each part of the rows, which is the test of it',
    async holds() {
      const words = ['train', written('folds.csv', tableText()), '--target', 'yield', '--ignore', 'kind']
      const { stdout } = await paso([...words, '--folds', '4', '--epochs', '1', '--hidden', '3', '--json'])
      const folds: readonly { readonly rows: { readonly test: number } }[] = JSON.parse(stdout).folds
      return folds.length === 4 && folds.every(({ rows }) => rows.test === ROWS / 4)
    },
  },
  missing: {
    claim: 'takes a missing cell as the median of the training rows, and refuses it otherwise',
    async holds() {
      const lines = tableText().split('\n')
      const table = lines.map((line, row) => (row === 5 ? line.replace(/^[^,]*/, 'NA') : line)).join('\n')
      const heights = lines.slice(1, -1).flatMap((line, row) => (row === 4 ? [] : Number(line.split(',')[0])))
      const sorted = heights.sort((a, b) => a - b)
      const { file } = await trained({ ...quick, missing: 'impute', validation: 0, test: 0 }, table)
      const column = file.encoding!.inputs.find(({ name }) => name === 'height')
      const words = ['train', written('gaps.csv', table), '--target', 'yield', '--missing', 'refuse']
      const refused = await paso(words)
      return column?.missing === sorted[sorted.length >> 1] && refused.code === 2
    },
  },
  scaling: {
    claim: 'standardizes inputs and a number to predict, or leaves them as they are',
    async holds() {
      const scales = async (scaling: string) => {
        const { file } = await trained({ ...quick, scaling })
        const columns = [...file.encoding!.inputs, file.encoding!.target]
        return columns.flatMap((column) => (column.kind === 'number' ? [column] : []))
      }
      const [none, standard] = [await scales('none'), await scales('standard')]
      return (
        none.length === standard.length &&
        none.every(({ mean, scale }) => mean === 0 && scale === 1) &&
        standard.every(({ mean, scale }) => mean !== 0 && scale !== 1)
      )
    },
  },
  recipe: {
    claim: 'takes options from a file; the command line wins',
    async holds() {
      const recipe = written('recipe.json', '{ "hidden": [5, 4], "epochs": 7 }')
      const { json } = await trained({ recipe, epochs: 2, target: 'yield' })
      return String(json.recipe.hidden) === '5,4' && json.recipe.epochs === 2
    },
  },
}

const sameTarget = (target: object, name: string): boolean => 'name' in target && target.name === name
