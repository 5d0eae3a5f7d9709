// The screen on which a network is made, from the built page: its controls, edits, pastes, files, and numbers of the library.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { initialNetwork } from '../../src/core/initialize.ts'
import { activationSpec } from '../../src/core/network.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import { batchLoss, step } from '../../src/core/step.ts'
import { readCsv } from '../../src/data/csv.ts'
import { checkpointBytes } from '../../src/formats/checkpoint.ts'
import { loadExample } from '../../src/formats/examples.ts'
import type { NetworkFile } from '../../src/formats/network-file.ts'
import { readNetworkFile } from '../../src/formats/read-network-file.ts'
import { mlp } from '../../src/index.ts'
import { type Checkpoint, networkOf } from '../../src/library/checkpoint.ts'
import { activationNames } from '../../src/math/activations.ts'
import { optimizerNames } from '../../src/math/optimizers.ts'
import { xoshiro } from '../../src/math/random.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { usualSettings } from '../../studio/training/messages.ts'
import { planOfTable } from '../../studio/training/run-plan.ts'
import { noBrowser } from '../browser.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import { networkText } from './networks.ts'
import { desktop, phone, Studio } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const text = (value: number, digits = 9): string => formatNumber(value, { digits, locale: 'en' })
const totals = async (page: Page): Promise<readonly string[]> =>
  page.locator('.net-outcome .value').allInnerTexts()

/** What the page has to show of a lesson: the total error now and after one step. */
function expectedTotals({ network, samples, optimizer }: NetworkFile): string[] {
  const { loss, networkAfter } = step(network, samples, optimizer)
  return [text(loss), text(batchLoss(networkAfter, samples))]
}

const cell = (page: Page, at: number, row: number, column: number) =>
  page.locator('.net-weights .net-grid').nth(at).locator(`[data-cell="${row} ${column}"]`)

/** As a spreadsheet puts it on the clipboard. */
async function paste(page: Page, clipboard: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(clipboard)})`)
  await page.keyboard.press('Control+V')
}

/** The network as the page would save it. */
async function saved(page: Page): Promise<NetworkFile> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  return readNetworkFile(readFileSync(await file.path(), 'utf8'), file.suggestedFilename())
}

const openNetwork = (
  studio: Studio,
  at = 'lang=en',
  size = desktop,
  options: { readonly dark?: boolean } = {},
): Promise<Page> => studio.open(`screen=network&${at}`, size, options)

async function give(page: Page, name: string, content: string): Promise<void> {
  await page.locator('.net-weights input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  })
}

/** As `paso train` writes it: means and scales of columns, classes, no samples. */
const modelText = JSON.stringify({
  format: 'paso-network/1',
  inputs: ['age', 'heat'],
  layers: [
    {
      activation: 'tanh',
      weights: [
        [0.5, -0.25],
        [1, 0.75],
      ],
      biases: [0.1, -0.1],
    },
    {
      activation: 'softmax',
      weights: [
        [0.2, -0.3],
        [0.1, 0.4],
        [-0.5, 0.6],
      ],
      names: ['a', 'b', 'c'],
    },
  ],
  loss: 'cross-entropy',
  encoding: {
    inputs: [
      { kind: 'number', name: 'age', mean: 2.5, scale: 5 },
      { kind: 'number', name: 'heat', mean: -40, scale: 2 },
    ],
    target: { kind: 'classes', name: 'kind', classes: ['a', 'b', 'c'] },
  },
})

describe.skipIf(noBrowser)('your network', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start(networkText([784, 128, 10]))
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  it('shows the total error now and after one step, as the reference has them', async () => {
    const page = await openNetwork(studio)
    expect(await totals(page)).toEqual([
      text(reference.bias_fixed[0].E_total),
      text(reference.bias_fixed[1].E_total),
    ])
  })

  it('a weight is edited by keys alone; the totals follow each keystroke, and one undo takes it back', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    await cell(page, 0, 0, 0).focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.type('0,7')
    const at = (value: number): string[] => {
      const [first, ...others] = deck.network.layers
      const weights = first!.weights.with(1, [0.25, value])
      const network = { ...deck.network, layers: [{ ...first!, weights }, ...others] }
      return expectedTotals({ ...deck, network })
    }
    await expect.poll(() => totals(page)).toEqual(at(0.7))
    await page.keyboard.type('5')
    await expect.poll(() => totals(page)).toEqual(at(0.75))
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(page, 0, 1, 1).innerText()).toContain('0.75')
    expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('1 1')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => totals(page)).toEqual(at(0.3))
    expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('what is given up changes nothing', async () => {
    const page = await openNetwork(studio)
    const before = await totals(page)
    await cell(page, 1, 0, 0).click()
    await page.keyboard.type('9')
    await expect.poll(() => totals(page)).not.toEqual(before)
    await page.keyboard.press('Escape')
    await expect.poll(() => totals(page)).toEqual(before)
    expect(await cell(page, 1, 0, 0).innerText()).toContain('0.4')
  })

  it('a text that is no number stays in its cell, with the cure below; the network keeps its last good value', async () => {
    const page = await openNetwork(studio, 'lang=es')
    const before = await totals(page)
    await cell(page, 1, 0, 1).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('0,4.5')
    await page.keyboard.press('Tab')
    await expect.poll(() => cell(page, 1, 0, 1).innerText()).toContain('0,4.5')
    expect(await cell(page, 1, 0, 1).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('alert').innerText()).toContain(
      'Fila 1, columna 2: «0,4.5» no es un número. Se espera 0,12 o 0.12. Sigue en 0,45.',
    )
    expect(await totals(page)).toEqual(before)
    await page.getByRole('button', { name: 'Volver a 0,45' }).click()
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await cell(page, 1, 0, 1).innerText()).toContain('0,45')
  })

  it('a paste shows what it would change, then is one undo', async () => {
    const page = await openNetwork(studio)
    await cell(page, 0, 0, 0).focus()
    await paste(page, '0,15\t-0,2\r\n.5\t1e-1\r\n')
    const message = page.getByText('Pasting would change 3 of 4 cells.')
    await message.waitFor()
    expect(await cell(page, 0, 0, 1).innerText()).toMatch(/0\.2\s*−0\.2/)
    const deck = await loadExample('deck')
    const [first, ...others] = deck.network.layers
    const layer = {
      ...first!,
      weights: [
        [0.15, -0.2],
        [0.5, 0.1],
      ],
    }
    const pasted = { ...deck, network: { ...deck.network, layers: [layer, ...others] } }
    await expect.poll(() => totals(page)).toEqual(expectedTotals(pasted))
    await page.keyboard.press('Enter')
    await message.waitFor({ state: 'detached' })
    expect((await saved(page)).network.layers[0]!.weights).toEqual(layer.weights)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => totals(page)).toEqual(expectedTotals(deck))
    expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('a wrong paste names its row and column, and changes nothing', async () => {
    const page = await openNetwork(studio)
    await cell(page, 0, 0, 0).focus()
    await paste(page, '1\t2\n3\t0,1.2')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('Row 2, column 2: “0,1.2” is not a number. Expected 0.12 or 0,12. Nothing changed.')
    await paste(page, '1\t2\t3\t4')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('The paste has 1 row and 4 columns; from this cell on there are 2 rows and 3 columns.')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await saved(page)).toMatchObject({ network: (await loadExample('deck')).network })
  })

  it.each(['byu', 'xor', 'softmax'] as const)(
    'the example %s has the totals of the library',
    async (name) => {
      const page = await openNetwork(studio)
      await page.getByRole('button', { name: new RegExp(`^${name} `) }).click()
      await expect.poll(() => totals(page)).toEqual(expectedTotals(await loadExample(name)))
    },
  )

  it('random weights are those of the library from the seed', async () => {
    const page = await openNetwork(studio)
    await page.getByLabel('Seed').fill('7')
    await page.getByLabel('Seed').press('Enter')
    const { network } = await saved(page)
    const drawn = initialNetwork(
      {
        inputs: 2,
        layers: [2, 2].map((units) => ({ units, activation: 'sigmoid' })),
        loss: 'half-squared-error',
      },
      'glorot-uniform',
      xoshiro(7),
    )
    expect(network.layers.map(({ weights }) => weights)).toEqual(drawn.layers.map(({ weights }) => weights))
    expect(network.layers.map(({ biases }) => biases)).toEqual([
      [0.35, 0.35],
      [0.6, 0.6],
    ])
  })

  it('sizes grow and shrink: numbers whose place remains stay, and undo brings all back', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    await page.getByRole('button', { name: 'One more: Inputs' }).click()
    await page.getByLabel('How many: Hidden').fill('3')
    await page.getByLabel('How many: Hidden').press('Enter')
    const grown = await saved(page)
    expect(grown.name).toBe('3-3-2')
    expect(grown.network.layers.map(({ weights }) => [weights.length, weights[0]!.length])).toEqual([
      [3, 3],
      [2, 3],
    ])
    expect(grown.network.layers[0]!.weights.slice(0, 2).map((row) => row.slice(0, 2))).toEqual(
      deck.network.layers[0]!.weights,
    )
    expect(grown.network.layers[0]!.biases).toEqual([0.35, 0.35, 0.35])
    expect(grown.samples).toEqual([{ input: [0.05, 0.1, 0], target: [0.01, 0.99] }])
    expect(await totals(page)).toEqual(expectedTotals(grown))
    await page.getByRole('button', { name: 'One fewer: Inputs' }).click()
    await page.getByRole('button', { name: 'One fewer: Hidden' }).click()
    expect((await saved(page)).network).toEqual(deck.network)
    for (let n = 0; n < 4; n++) await page.getByRole('button', { name: 'Undo' }).click()
    expect(await page.locator('.net-chip[aria-pressed="true"]').innerText()).toContain('deck')
  })

  it('hidden layers come and go', async () => {
    const page = await openNetwork(studio)
    await page.getByRole('button', { name: '+ hidden layer' }).click()
    expect(await page.getByRole('heading', { level: 2, name: /layer/ }).allInnerTexts()).toEqual([
      'Hidden layer 1',
      'Hidden layer 2',
      'Output layer',
    ])
    expect(await totals(page)).toEqual(expectedTotals(await saved(page)))
    for (const name of ['Hidden 1', 'Hidden'])
      await page.getByRole('button', { name: `Remove the layer: ${name}` }).click()
    const bare = await saved(page)
    expect(bare.network.layers.length).toBe(1)
    expect(await totals(page)).toEqual(expectedTotals(bare))
  })

  it('a size that will not do is refused in its place', async () => {
    const page = await openNetwork(studio)
    const field = page.getByLabel('How many: Hidden')
    for (const [typed, message] of [
      ['two', '“two” is not a size. Expected a whole number from 1 to 1,024.'],
      ['0', '“0” is not a size.'],
      ['2.5', '“2.5” is not a size.'],
      ['99999', '“99999” is not a size.'],
    ] as const) {
      await field.fill(typed)
      await field.press('Enter')
      await expect.poll(() => page.getByRole('alert').innerText()).toContain(message)
    }
    await field.press('Escape')
    expect(await field.inputValue()).toBe('2')
    await page.getByLabel('How many: Inputs').fill('1000')
    await page.getByLabel('How many: Inputs').press('Enter')
    await field.fill('1000')
    await field.press('Enter')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('That would be 1,003,002 weights and biases; here a network has 300,000 at most.')
  })

  it('a loss brings the output activation that it needs, and says so', async () => {
    const page = await openNetwork(studio)
    await page.getByRole('combobox', { name: 'Loss' }).selectOption('cross-entropy')
    await expect
      .poll(() => page.getByRole('note').innerText())
      .toContain('The output activation changed with it')
    const { network } = await saved(page)
    expect([network.loss.name, network.layers[1]!.activation.name]).toEqual(['cross-entropy', 'softmax'])
    expect(await totals(page)).toEqual(expectedTotals(await saved(page)))
    await page.getByLabel('Activation: Output').selectOption('identity')
    const back = (await saved(page)).network
    expect([back.loss.name, back.layers[1]!.activation.name]).toEqual(['half-squared-error', 'identity'])
  })

  it('takes each activation in the hidden layer', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    const [hidden, output] = deck.network.layers
    for (const name of activationNames) {
      await page.getByLabel('Activation: Hidden').selectOption(name)
      const layers = [{ ...hidden!, activation: activationSpec(name) }, output!]
      await expect
        .poll(() => totals(page))
        .toEqual(expectedTotals({ ...deck, network: { ...deck.network, layers } }))
    }
  })

  it('takes each optimizer with each of its options', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    for (const name of optimizerNames) {
      await page.getByRole('combobox', { name: 'Optimiser' }).selectOption(name)
      const optimizer = optimizerSpec(name)
      await expect.poll(() => totals(page)).toEqual(expectedTotals({ ...deck, optimizer }))
      // Beside the loss, its two penalties, and the optimizer itself.
      const fields = await page.locator('.net-shape .facts .fact').count()
      expect(fields - 4).toBe(Object.keys(optimizer.options).length)
    }
    expect((await saved(page)).optimizer).toEqual(optimizerSpec(optimizerNames.at(-1)!))
  })

  it('the totals follow the learning rate as it is typed; one that will not do is refused', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    const at = (learningRate: number): string[] =>
      expectedTotals({ ...deck, optimizer: optimizerSpec('sgd', { learningRate }) })
    const rate = page.getByLabel('Learning rate')
    await rate.fill('2')
    await expect.poll(() => totals(page)).toEqual(at(2))
    await rate.press('Escape')
    await expect.poll(() => totals(page)).toEqual(at(0.5))
    await rate.fill('-1')
    await rate.press('Enter')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Expected: a number in (0, ∞)')
    expect(await totals(page)).toEqual(at(0.5))
    await rate.fill('0,25')
    await rate.press('Enter')
    await expect.poll(() => totals(page)).toEqual(at(0.25))
    await page.getByLabel('momentum').fill('0.9')
    await page.getByLabel('momentum').press('Enter')
    await page.getByLabel('Nesterov').check()
    const file = await saved(page)
    expect(file.optimizer.options).toMatchObject({ learningRate: 0.25, momentum: 0.9, nesterov: true })
    expect(await totals(page)).toEqual(expectedTotals(file))
  })

  it('penalties and smoothed labels count in the total', async () => {
    const page = await openNetwork(studio)
    await page.getByText('More', { exact: true }).click()
    await page.getByLabel('L2 penalty').fill('0,1')
    await page.getByLabel('L2 penalty').press('Enter')
    await page.getByRole('combobox', { name: 'Loss' }).selectOption('cross-entropy')
    await page.getByLabel('label smoothing').fill('0.2')
    await page.getByLabel('label smoothing').press('Enter')
    const file = await saved(page)
    expect(file.network.loss).toMatchObject({ l2: 0.1, labelSmoothing: 0.2 })
    expect(await totals(page)).toEqual(expectedTotals(file))
    await page.getByLabel('L2 penalty').fill('-1')
    await page.getByLabel('L2 penalty').press('Enter')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Nothing changed.')
  })

  it('a message speaks the language of the page, also when that changes', async () => {
    const page = await openNetwork(studio)
    await cell(page, 0, 0, 0).focus()
    await paste(page, 'x')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('is not a number')
    await page.getByRole('radio', { name: 'Español' }).click()
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('no es un número')
  })

  it('biases frozen, one per layer and one per neuron give the totals of the reference', async () => {
    const page = await openNetwork(studio)
    const after = async (): Promise<string> => (await totals(page))[1]!
    expect(await after()).toBe(text(reference.bias_fixed[1].E_total))
    await page.getByLabel('One per layer').check()
    await expect.poll(after).toBe(text(reference.bias_tied_per_layer[1].E_total))
    await page.getByLabel('One per neuron').check()
    await expect.poll(after).toBe(text(reference.bias_per_neuron[1].E_total))
    await cell(page, 0, 1, 2).focus()
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    await page.getByLabel('One per layer').check()
    await expect.poll(() => page.getByRole('note').innerText()).toContain('the bias of its first neuron')
    expect((await saved(page)).network.layers[0]!.biases).toEqual([0.35, 0.35])
  })

  it('inputs and targets are edited and pasted, a row of cells over a column of places; rows come and go', async () => {
    const page = await openNetwork(studio)
    const deck = await loadExample('deck')
    const inputs = page.getByRole('grid', { name: 'Input', exact: true })
    await inputs.locator('[data-cell="0 0"]').focus()
    await paste(page, '0,5\t1')
    await page.getByText('Pasting would change 2 of 2 cells.').waitFor()
    await page.keyboard.press('Enter')
    const first = { input: [0.5, 1], target: [0.01, 0.99] }
    await expect.poll(() => totals(page)).toEqual(expectedTotals({ ...deck, samples: [first] }))
    await page.getByRole('button', { name: 'One more row' }).click()
    await page.getByRole('grid', { name: 'Target', exact: true }).locator('[data-cell="1 0"]').click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('0')
    await page.keyboard.press('Enter')
    const both = { ...deck, samples: [first, { ...first, target: [0.01, 0] }] }
    await expect.poll(() => totals(page)).toEqual(expectedTotals(both))
    await page.getByRole('button', { name: 'Remove this row' }).click()
    await expect.poll(() => totals(page)).toEqual(expectedTotals({ ...deck, samples: [first] }))
  })

  it.each(['iris', 'digits'] as const)(
    'the example %s is what a training on it begins with',
    async (name) => {
      const page = await openNetwork(studio)
      await page.getByRole('button', { name: new RegExp(`^${name} `) }).click()
      await page.locator('.net-chip[aria-pressed="true"]', { hasText: name }).waitFor()
      const csv = fileURLToPath(new URL(`../../examples/${name}.csv`, import.meta.url))
      const table = await readCsv(csv, { missing: 'impute' })
      const settings = { ...usualSettings, hidden: name === 'iris' ? [16] : [32] }
      const { plan, lesson } = planOfTable(table, 'built-in', settings)
      const expected = lesson(plan, plan.network, 0, name)
      expect(await saved(page)).toEqual({ ...expected, encoding: expect.anything() })
      expect(await totals(page)).toEqual(expectedTotals(expected))
      expect(await page.locator('.net [data-cell]').count()).toBeLessThan(300)
      await page.getByRole('button', { name: 'Explain this step' }).click()
      await page.locator('.steps-screen').waitFor()
    },
  )

  it('of 784-128-10 a part is shown, and any weight is reached and edited', async () => {
    const page = await openNetwork(studio, 'lang=en&net=opened')
    expect(await page.locator('.net [data-cell]').count()).toBeLessThan(200)
    await cell(page, 0, 0, 0).focus()
    await page.keyboard.press('Control+End')
    expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('127 784')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.keyboard.type('0.5')
    await page.keyboard.press('Enter')
    const file = await saved(page)
    expect(file.network.layers[0]!.weights[127]![783]).toBe(0.5)
    expect(await totals(page)).toEqual(expectedTotals(file))
    await page.getByRole('slider', { name: 'Inputs: first one shown' }).first().fill('400')
    expect(await cell(page, 0, 127, 399).count()).toBe(1)
  })

  it('explains its step on the first screen', async () => {
    const page = await openNetwork(studio)
    await page.getByRole('button', { name: 'Explain this step' }).click()
    await page.locator('.steps-screen').waitFor()
  })

  it('a file that is no network is refused with its place, and nothing is lost', async () => {
    const page = await openNetwork(studio)
    await give(page, 'broken.json', '{\n  "format": "paso-network/1",\n  "inputs": 2,,\n}')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('line 3')
    expect(await saved(page)).toMatchObject({ network: (await loadExample('deck')).network })
    await give(page, 'xor.json', readFileSync('examples/xor.json', 'utf8'))
    await expect.poll(() => totals(page)).toEqual(expectedTotals(await loadExample('xor')))
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('a model brings no sample: the page puts one in, and says so until it is changed', async () => {
    const page = await openNetwork(studio)
    await give(page, 'model.json', modelText)
    await page.getByText('The model brings no sample.').waitFor()
    const model = readNetworkFile(modelText, 'model.json')
    const samples = [{ input: [0, 0], target: [1, 0, 0] }]
    expect(await totals(page)).toEqual(expectedTotals({ ...model, samples }))
    // The mean of each column, as the table had it.
    expect(await page.locator('.net-sample .net-beside').allInnerTexts()).toEqual(
      expect.arrayContaining(['2.5', '−40']),
    )
    await page.getByRole('grid', { name: 'Input', exact: true }).locator('[data-cell="0 0"]').focus()
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await page.getByText('The model brings no sample.').waitFor({ state: 'detached' })
    expect(await page.locator('.net-sample .net-beside').first().innerText()).toBe('12.5')
  })

  it('the checkpoint of a training opens as its best network so far', async () => {
    const page = await openNetwork(studio)
    const data = Array.from({ length: 12 }, (_, n) => ({ x: n / 12, y: (n * n) / 144 }))
    const checkpoints: Checkpoint[] = []
    await mlp({ hidden: [3], epochs: 4 }).fit(data, {
      target: 'y',
      seed: 1,
      onCheckpoint: (checkpoint) => {
        checkpoints.push(checkpoint as Checkpoint)
      },
    })
    const last = checkpoints.at(-1)!
    await page.locator('.net-weights input[type="file"]').setInputFiles({
      name: 'run.checkpoint',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(checkpointBytes(last)),
    })
    await expect.poll(() => page.locator('.net-name').innerText()).toBe('run')
    expect((await saved(page)).network).toEqual(networkOf(last).network)
  })

  it('a file is dropped anywhere; a table is offered to the training', async () => {
    const page = await openNetwork(studio)
    const drop = (name: string, content: string): Promise<unknown> =>
      page.evaluate(`{
        const given = new DataTransfer()
        given.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}))
        for (const kind of ['dragover', 'drop'])
          document.querySelector('.net-shape').dispatchEvent(
            new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true }))
      }`)
    await drop('xor.json', readFileSync('examples/xor.json', 'utf8'))
    await expect.poll(() => totals(page)).toEqual(expectedTotals(await loadExample('xor')))
    await drop('flowers.csv', 'a,b,class\n1,2,x\n2,1,y\n3,2,x\n4,1,y\n')
    await page.getByText('flowers.csv is a table, not a network.').waitFor()
    await page.getByRole('button', { name: 'Train on flowers.csv' }).click()
    await expect.poll(() => page.locator('.set-up h1').innerText()).toBe('flowers.csv')
  })

  it('names never run as markup', async () => {
    const page = await openNetwork(studio)
    const payload = '<img src=x onerror=alert(1)>"\'</script><script>alert(1)</script>'
    page.on('dialog', () => expect.unreachable())
    const named = { ...JSON.parse(readFileSync('examples/xor.json', 'utf8')), name: payload }
    const names = [payload, `${payload}2`]
    await give(page, `${payload.replaceAll('/', ':')}.json`, JSON.stringify({ ...named, inputs: names }))
    await expect.poll(() => page.locator('.net-name').innerText()).toBe(payload)
    expect(await page.locator('.net img, .net script').count()).toBe(0)
    await give(page, `${payload.replaceAll('/', ':')}.json`, JSON.stringify({ ...named, loss: payload }))
    await page.getByRole('alert').waitFor()
    await cell(page, 0, 0, 0).focus()
    await paste(page, payload)
    await expect.poll(() => page.getByRole('alert').count()).toBe(2)
    expect(await page.locator('.net img, .net script').count()).toBe(0)
  })

  it('numbers beyond those of 64 bits are told, the first of them by name, with the way back', async () => {
    const page = await openNetwork(studio)
    await page.getByLabel('Activation: Output').selectOption('identity')
    const before = await totals(page)
    await cell(page, 1, 0, 0).focus()
    await paste(page, '1.7e308\t1.7e308')
    const alert = page.getByRole('alert')
    await expect.poll(() => alert.innerText()).toContain('There is no total error:')
    expect(await alert.innerText()).toContain('z_1^(2)')
    expect((await totals(page))[0]).toBe('∞')
    await page.keyboard.press('Enter')
    await alert.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => totals(page)).toEqual(before)
    expect(await alert.count()).toBe(0)
  })

  it('one file does the same from disk, the examples of tables too', async () => {
    const file = fileURLToPath(new URL('../../dist/studio/paso-studio.html', import.meta.url))
    const page = await studio.open(`${pathToFileURL(file)}#screen=network&lang=es`)
    await page.getByRole('button', { name: /^iris/ }).click()
    await page.locator('.net-chip[aria-pressed="true"]', { hasText: 'iris' }).waitFor()
    await expect.poll(() => page.getByRole('grid').count()).toBe(4)
  })

  it.each([
    ['en', false, desktop],
    ['es', true, desktop],
    ['es', false, phone],
  ] as const)('axe finds nothing: %s, dark %s', async (lang, dark, size) => {
    const page = await openNetwork(studio, `lang=${lang}`, size, { dark })
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
  })

  it.each([false, true])('axe finds nothing in what is typed, refused and pasted: dark %s', async (dark) => {
    const page = await openNetwork(studio, 'lang=en', desktop, { dark })
    await give(page, 'model.json', modelText)
    await give(page, 'broken.json', '{')
    await cell(page, 0, 0, 0).focus()
    await paste(page, '1\t2\n3\t4')
    await page.getByText('Pasting would change').waitFor()
    await cell(page, 1, 0, 0).focus()
    await page.keyboard.type('0..')
    await page.keyboard.press('Enter')
    await cell(page, 1, 1, 1).click()
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
  })

  it('each table has one tab stop, which the arrows move', async () => {
    const page = await openNetwork(studio)
    const stops = (): Promise<string[]> =>
      page
        .locator('.net-grid')
        .evaluateAll((grids) =>
          grids.map((grid) =>
            [...grid.querySelectorAll('[tabindex="0"]')].map((one) => one.getAttribute('data-cell')).join(),
          ),
        )
    expect(await stops()).toEqual(['0 0', '0 0', '0 0', '0 0'])
    await cell(page, 0, 0, 0).focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
    // The bias of the layer is one cell.
    await expect.poll(stops).toEqual(['0 2', '0 0', '0 0', '0 0'])
    await page.keyboard.press('Home')
    await expect.poll(stops).toEqual(['1 0', '0 0', '0 0', '0 0'])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('1 0')
  })

  it.each([320, 390, 768, 1280, 2560])('nothing is wider than the page at %i px', async (width) => {
    for (const at of ['net=deck', 'net=opened']) {
      const page = await openNetwork(studio, `lang=es&${at}`, { width, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    }
  })
})
