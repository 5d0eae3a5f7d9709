// L-BFGS on the command line: trained, kept, resumed, searched, told from a file, and what it does not go with.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runSchema } from '../../src/formats/output-schemas.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const training = ['train', example('iris.csv'), '--target', 'target', '--hidden', '4', '--optimizer', 'lbfgs']
const at = (name: string): string => join(folder, name)
const recipe = (own: object): string => {
  const path = at('recipe.json')
  writeFileSync(path, JSON.stringify({ optimizer: { name: 'lbfgs', ...own } }))
  return path
}

describe('a training', () => {
  it.each([
    ['en', 'L-BFGS, all rows in each step, seed 1.', /until the gradient was as good as 0/],
    ['es', 'L-BFGS, todas las filas en cada paso, semilla 1.', /hasta que el gradiente fue casi 0/],
  ])('says how it goes and what ended it, in %s', async (language, head, end) => {
    const words = [...training, '--l2', '0.01', '--epochs', '1000', '--patience', '1000', '--lang', language]
    const { code, stdout } = await paso(words)
    expect([code, stdout.split('\n')[2]]).toEqual([0, head])
    expect(stdout.replace(/\s+/g, ' ')).toMatch(end)
    const {
      stoppedBy,
      ending,
      recipe: used,
    } = runSchema.parse(JSON.parse((await paso([...words, '--json'])).stdout))
    expect([stoppedBy, ending]).toEqual(['converged', 'flat'])
    expect(Object.keys(used)).not.toContain('learningRate')
  })

  it('that was stopped goes on to the same model', async () => {
    const kept = at('run.checkpoint')
    const weights = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')).layers
    await paso([...training, '--epochs', '20', '-o', at('whole.json')])
    await paso([...training, '--epochs', '7', '--checkpoint', kept])
    const { code } = await paso(['train', '--resume', kept, '--epochs', '20', '-o', at('resumed.json')])
    expect(code).toBe(0)
    expect(weights('resumed.json')).toEqual(weights('whole.json'))
  })

  it('is told with the step that it makes next, where it stands', async () => {
    const rows = Array.from({ length: 9 }, (_, n) => `${(n * 7) % 5},${(n * n) % 4},${(n * 5) % 7}`)
    writeFileSync(at('rows.csv'), ['a,b,y', ...rows, ''].join('\n'))
    writeFileSync(at('all.json'), JSON.stringify({ validation: 0, test: 0, optimizer: 'lbfgs' }))
    const words = ['train', at('rows.csv'), '--target', 'y', '--task', 'regression', '--hidden', '4']
    const standing = at('standing.checkpoint')
    const asked = [...words, '--recipe', at('all.json')]
    await paso([...asked, '--epochs', '6', '--checkpoint', standing])
    await paso([...asked, '--epochs', '7', '-o', at('seven.json')])
    const all = ['--data', at('rows.csv'), '--rows', '1,2,3,4,5,6,7,8,9', '--json']
    const told = JSON.parse((await paso(['explain', standing, ...all])).stdout)
    const { layers } = JSON.parse(readFileSync(at('seven.json'), 'utf8'))
    const own: number[] = layers.flatMap((layer: { weights: number[][]; biases: number[] }) => [
      ...layer.weights.flat(),
      ...layer.biases,
    ])
    expect(told.step).toBe(6)
    // The training adds its rows in another order.
    const after: number[] = told.parameters.map((one: { after: number }) => one.after)
    expect(own.filter((value) => !after.some((one) => Math.abs(one - value) < 1e-9))).toEqual([])
    const inspected = JSON.parse((await paso(['inspect', standing, '--json'])).stdout)
    expect([inspected.steps, 'learningRate' in inspected]).toEqual([6, false])
  })

  it('that has converged does not go on, and says so', async () => {
    const kept = at('over.checkpoint')
    await paso([...training, '--l2', '0.1', '--epochs', '500', '--patience', '500', '--checkpoint', kept])
    const resumed = ['train', '--resume', kept, '--epochs', '600', '--lang']
    expect((await paso([...resumed, 'en'])).stderr).toContain(
      'This training was over already: no step goes any further.',
    )
    expect((await paso([...resumed, 'es'])).stderr).toContain(
      'Este entrenamiento ya había terminado: ningún paso avanza más.',
    )
  })

  it('takes the options of its optimizer from a recipe, and keeps them in the model', async () => {
    const words = [...training.slice(0, -2), '--recipe', recipe({ historySize: 3, c2: 0.5 })]
    await paso([...words, '--epochs', '4', '-o', at('own.json')])
    const { optimizer, learningRate } = JSON.parse(readFileSync(at('own.json'), 'utf8'))
    expect([optimizer, learningRate]).toEqual([{ name: 'lbfgs', historySize: 3, c2: 0.5 }, undefined])
    const told = await paso(['explain', at('own.json'), '--data', example('iris.csv'), '--rows', '1,60,120'])
    expect(told.stdout).toContain('c_1 = 0.0001 and c_2 = 0.5')
    expect((await paso(['inspect', at('own.json')])).stdout).toContain('L-BFGS')
  })

  it('is a trial of a search, and folds take it', async () => {
    const searched = await paso([
      ...['search', example('iris.csv'), '--target', 'target', '--epochs', '5'],
      ...['--vary', 'optimizer=adam/lbfgs', '--grid', '--lang', 'en'],
    ])
    expect(searched.code).toBe(0)
    expect(searched.stdout).toMatch(/^\s+\d+\s+\d+\s+lbfgs /m)
    const folds = await paso([...training, '--folds', '3', '--epochs', '5', '-o', at('folds.json')])
    expect(folds.code).toBe(0)
    expect(JSON.parse(readFileSync(at('folds.json'), 'utf8')).optimizer).toBe('lbfgs')
  })
})

describe('what it does not go with', () => {
  const foreign: readonly (readonly string[])[] = [
    ['--learning-rate', '0.1'],
    ['--momentum', '0.9'],
    ['--weight-decay', '0.1'],
    ['--batch-size', '16'],
    ['--schedule', 'cosine'],
    ['--warmup', '3'],
    ['--clip-value', '1'],
    ['--clip-norm', '1'],
    ['--max-norm', '3'],
    ['--dropout', '0.5'],
    ['--nesterov'],
    ['--decoupled'],
  ]
  it.each(foreign)('is %s, which is refused in both languages', async (...words) => {
    for (const [language, text] of [
      ['en', `Error: the optimizer lbfgs does not take ${words[0]}.`],
      ['es', `Error: el optimizador lbfgs no admite ${words[0]}.`],
    ] as const) {
      const { code, stdout, stderr } = await paso([...training, ...words, '--lang', language])
      expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', text])
    }
  })

  it('is told in whole, in both languages', async () => {
    expect((await paso([...training, '--weight-decay', '0.1', '--lang', 'en'])).stderr).toBe(
      `Error: the optimizer lbfgs does not take --weight-decay.
  Where:    options --weight-decay and --optimizer.
  Received: lbfgs.
  Why:      it finds the length of each step itself, on all rows at once, and on
            a loss that is the same at each look.
  Try:      --l2 in its place, or --optimizer adam.
  [conflicting-options; exit code 2]
`,
    )
    expect(
      (await paso(['explain', 'deck', '--optimizer', 'lbfgs', '--learning-rate', '1', '--lang', 'es']))
        .stderr,
    ).toBe(
      `Error: el optimizador lbfgs no admite --learning-rate.
  Dónde:      opciones --learning-rate y --optimizer.
  Se recibió: lbfgs.
  Por qué:    halla él mismo la longitud de cada paso, con todas las filas a la
              vez, y en un error que es el mismo cada vez que lo mira.
  Qué hacer:  quitar --learning-rate, o --optimizer adam.
  [conflicting-options; código de salida 2]
`,
    )
  })

  it('is a test of learning rates, and a search over them', async () => {
    const tested = await paso([...training, '--range-test', '--lang', 'en'])
    const error = tested.stderr.slice(tested.stderr.indexOf('Error:'))
    expect([tested.code, error]).toEqual([
      2,
      `Error: the optimizer lbfgs has no learning rate to test.
  Expected: sgd, rmsprop, adagrad, adam, adamw.
  Received: lbfgs.
  Why:      it finds the length of each step itself.
  Try:      train with lbfgs as it is, or test adam.
  [no-rate-to-test; exit code 2]
`,
    ])
    const searched = await paso([
      ...['search', example('iris.csv'), '--target', 'target', '--optimizer', 'lbfgs'],
      ...['--vary', 'learning-rate=0.1..1', '--lang', 'en'],
    ])
    expect([searched.code, searched.stderr.split('\n')[0]]).toEqual([
      2,
      'Error: the optimizer lbfgs does not take --learning-rate.',
    ])
  })

  it.each([
    [{ historySize: 2.5 }, 'not-a-count'],
    [{ c1: 0.95 }, 'option-out-of-domain'],
    [{ learningRate: 0.1 }, 'unknown-option'],
  ])('are options such as %o in a recipe', async (own, refused) => {
    const { code, stderr } = await paso([...training.slice(0, -2), '--recipe', recipe(own), '--lang', 'en'])
    expect(code).toBe(2)
    expect(stderr).toContain(`[${refused};`)
  })

  it('are the limits of a network file', async () => {
    const path = at('limited.json')
    const weights = [[0.5, 0.25]]
    const file = {
      format: 'paso-network/1',
      inputs: 2,
      layers: [{ weights, biases: [0], activation: 'sigmoid' }],
    }
    const samples = [{ input: [1, 2], target: [0.5] }]
    writeFileSync(path, JSON.stringify({ ...file, loss: 'mse', optimizer: 'lbfgs', clipNorm: 1, samples }))
    const { code, stderr } = await paso(['explain', path, '--lang', 'en'])
    expect(code).toBe(2)
    expect(stderr).toContain('the optimizer lbfgs does not go with clip.')
  })
})
