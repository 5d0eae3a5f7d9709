// What the options of explain, check and inspect do that training does not have: which step of which samples is told, and how.
import { readFileSync } from 'node:fs'
import { paso } from '../../golden-run.ts'
import { agree, type Effect, tableText, trained, workFolder, written } from './trained.ts'

/** deck, from an independent program: each condition's network after so many updates. */
interface Reference {
  readonly out_o: readonly number[]
  readonly E_total: number
}
type Condition = 'bias_fixed' | 'bias_per_neuron' | 'bias_tied_per_layer'

const path = new URL('../../../test/oracle/mazur_reference.json', import.meta.url)
const deck = JSON.parse(readFileSync(path, 'utf8')) as Record<Condition, Record<string, Reference>>

/** What `paso explain --json` prints, as far as effects look at it. */
interface ToldJson {
  readonly step: number
  readonly samples: readonly { readonly input: readonly number[]; readonly target: readonly number[] }[]
  readonly loss: { readonly before: number; readonly after: number }
  readonly parameters: readonly { readonly name: string }[]
  readonly next: readonly ToldJson[]
}

/** @throws Error when it is refused */
async function text(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await paso(words)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

const json = async (...words: string[]): Promise<ToldJson> =>
  JSON.parse(await text('explain', 'deck', ...words, '--json'))

const w5 = ['explain', 'deck', '--parameter', 'w5', '--detail', 'short'] as const

const rowsFile = (): string =>
  written('rows.csv', 'i1,i2,o1,o2\n0.05,0.1,0.01,0.99\n0.5,0.25,1,0\n0.75,1,0,1\n')

export const tellingEffects: Readonly<Record<string, Effect>> = {
  input: {
    claim: 'is what goes in',
    async holds() {
      const { samples } = await json('--input', '0.5,0.25', '--target', '0,1')
      return agree(samples[0]!.input, [0.5, 0.25], 0) && samples.length === 1
    },
  },
  target: {
    claim: 'is what the outputs should be: the loss is that of the difference',
    async holds() {
      const { loss } = await json('--input', '0.05,0.1', '--target', '1,0')
      const [one, two] = deck.bias_fixed['0']!.out_o
      return agree([loss.before], [((1 - one!) ** 2 + two! ** 2) / 2])
    },
  },
  data: {
    claim: 'takes the samples from that file, its first row where no other is named',
    async holds() {
      const { samples, loss } = await json('--data', rowsFile())
      return samples.length === 1 && agree([loss.after], [deck.bias_fixed['1']!.E_total])
    },
  },
  diagnosedData: {
    claim: 'diagnoses the model on the rows of that file',
    async holds() {
      await trained({ epochs: 3, hidden: 3 })
      const model = `${workFolder()}/model.json`
      const found = await text('inspect', model, '--data', written('asked.csv', tableText()), '--json')
      return JSON.parse(found).format === 'paso-diagnosis/1'
    },
  },
  rows: {
    claim: 'chooses the rows of the batch',
    async holds() {
      const { samples } = await json('--data', rowsFile(), '--rows', '3,2')
      return samples.map(({ input }) => input[0]).join() === '0.75,0.5'
    },
  },
  parameter: {
    claim: 'tells the weights and biases that it names, in any notation, and no other',
    async holds() {
      const { parameters } = await json('--parameter', 'w5', '--parameter', 'w_21^(1)')
      return parameters.map(({ name }) => name).join() === 'w5,w3'
    },
  },
  step: {
    claim: 'tells the step after so many others',
    async holds() {
      const { loss, step } = await json('--step', '10000')
      return step === 10000 && agree([loss.before], [deck.bias_fixed['10000']!.E_total], 1e-12)
    },
  },
  steps: {
    claim: 'tells so many steps, each from the network that the one before left',
    async holds() {
      const first = await json('--steps', '3')
      const losses = [first, ...first.next].map(({ loss }) => loss.before)
      return agree(
        losses,
        [0, 1, 2].map((made) => deck.bias_fixed[made]!.E_total),
      )
    },
  },
  bias: {
    claim: 'trains no bias, one for each unit or one for each layer',
    async holds() {
      const conditions = {
        fixed: 'bias_fixed',
        'per-neuron': 'bias_per_neuron',
        shared: 'bias_tied_per_layer',
      } as const
      for (const [bias, condition] of Object.entries(conditions)) {
        const { loss } = await json('--bias', bias)
        if (!agree([loss.after], [deck[condition]['1']!.E_total])) return false
      }
      return true
    },
  },
  notation: {
    claim: 'calls the quantities as it says',
    async holds() {
      const names = { deck: 'w5', delta: 'w_11^(2)', matrix: 'W_11^(2)' }
      for (const notation of Object.keys(names)) {
        const told = await text(...w5, '--notation', notation)
        for (const [other, name] of Object.entries(names))
          if (told.includes(name) !== (other === notation)) return false
      }
      return true
    },
  },
  form: {
    claim: 'tells a hidden gradient over paths, by deltas, or in both ways',
    async holds() {
      const told = (form: string) => text('explain', 'deck', '--parameter', 'w1', '--form', form)
      const [paths, recursive, both] = [await told('paths'), await told('recursive'), await told('both')]
      return (
        paths.includes('∂E_o1/∂out_h1') &&
        !recursive.includes('∂E_o1/∂out_h1') &&
        both.includes('∂E_o1/∂out_h1') &&
        !paths.includes('δ_h1') &&
        recursive.includes('δ_h1') &&
        both.includes('δ_h1')
      )
    },
  },
  detail: {
    claim: 'derives each derivative, or gives the numbers alone',
    async holds() {
      const told = (detail: string) => text('explain', 'deck', '--parameter', 'w5', '--detail', detail)
      return (await told('full')).includes('2 · ½') && !(await told('short')).includes('2 · ½')
    },
  },
  digits: {
    claim: 'prints so many significant digits',
    async holds() {
      const told = (digits: string) => text(...w5, '--digits', digits)
      return (await told('4')).includes('≈ 0.3589\n') && (await told('8')).includes('≈ 0.35891648\n')
    },
  },
  documentFormat: {
    claim: 'writes that kind of document',
    async holds() {
      const signs = {
        text: '────',
        markdown: '$$',
        latex: '\\documentclass',
        html: '<!doctype html>',
        svg: '<svg',
        json: '"paso-derivation/1"',
      }
      for (const [format, sign] of Object.entries(signs)) {
        const told = await text(...w5, '--format', format)
        if (!told.slice(0, 20_000).includes(sign)) return false
      }
      return true
    },
  },
  rowFormat: {
    claim: 'writes the answers as CSV or as JSON lines, the same ones',
    async holds() {
      await trained({ epochs: 3, hidden: 3 })
      const asked = (format: string) =>
        text('predict', `${workFolder()}/model.json`, written('asked.csv', tableText()), '--format', format)
      const [csv, lines] = [
        (await asked('csv')).trim().split('\n'),
        (await asked('jsonl')).trim().split('\n'),
      ]
      return (
        lines.length === 60 &&
        csv.length === 61 &&
        Object.values(JSON.parse(lines[7]!)).includes(Number(csv[8]))
      )
    },
  },
}
