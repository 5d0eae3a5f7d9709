// The views of a training, each alone in a page: their numbers, their keys, both languages, and that they redraw in time.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { outputsOf } from '../../src/core/outputs.ts'
import { confusion } from '../../src/engine/metrics.ts'
import { noBrowser } from '../browser.ts'
import { networkOf } from './networks.ts'
import { desktop, phone, Studio } from './pages.ts'
import {
  confused,
  curve,
  irisViews,
  networkFrom,
  networkViews,
  showViews,
  type View,
  viewsScript,
} from './view-pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Heard {
  readonly heard?: [string, unknown][]
  redraw(): number
}

describe.skipIf(noBrowser)('the views of a training', () => {
  let studio: Studio
  let script: string
  beforeAll(async () => {
    studio = await Studio.start()
    script = await viewsScript()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  async function shown(views: readonly View[], language = 'en', size = desktop, dark = false): Promise<Page> {
    const page = await studio.open(`lang=${language}`, size, { dark })
    await showViews(page, script, views, language)
    await page.waitForSelector('.view')
    return page
  }
  const only = (name: string, n = 0): View[] => irisViews(n).filter(([card]) => card === name)
  const heard = (page: Page) => page.evaluate(() => (globalThis as never as Heard).heard ?? [])

  it('counts in the confusion matrix as scikit-learn does, and tells the rows of a cell', async () => {
    const page = await shown(only('ConfusionCard'))
    const cells = await page.getByRole('gridcell').allInnerTexts()
    expect(cells.map((text) => (text.trim() === '·' ? 0 : Number(text)))).toEqual(confused.confusion.flat())
    const right = confused.confusion.reduce((sum, row, k) => sum + row[k]!, 0)
    expect(await page.locator('.confusion-card .card-head').innerText()).toMatch(
      new RegExp(`${right}\\s+of ${confused.truth.length} right`),
    )
    await page.keyboard.press('Tab')
    await page.locator('[data-cell="0.0"]').focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    const rows = confused.rows.filter((_, n) => confused.truth[n] === 1 && confused.predicted[n] === 2)
    const buttons = page
      .getByRole('group', { name: 'actual versicolor, predicted virginica' })
      .getByRole('button')
    expect(await buttons.allInnerTexts()).toEqual(rows.map((row) => `row ${row + 1}`))
    await buttons.first().click()
    expect(await heard(page)).toEqual([['onChoose', rows[0]]])
  })

  it('names of classes never run as markup', async () => {
    const [[name, props]] = only('ConfusionCard') as [View]
    const classes = ['<img src=x onerror=alert(1)>', '{{b}}', '"\'`']
    const page = await shown([[name, { ...props, classes }]])
    expect(await page.locator('.confusion img').count()).toBe(0)
    expect(await page.locator('.confusion tbody th').allInnerTexts()).toEqual(classes)
  })

  it('is legible with many classes', async () => {
    const truth = Array.from({ length: 400 }, (_, n) => n % 20)
    const probabilities = truth.flatMap((k, n) =>
      Array.from({ length: 20 }, (_, c) => (c === (n % 7 ? k : (k + n) % 20) ? 1 : 0)),
    )
    const classes = truth.slice(0, 20).map((k) => `class ${k}`)
    const rows = truth.map((_, n) => n)
    const page = await shown(
      [['ConfusionCard', { part: 'train', classes, truth, probabilities, rows }]],
      'es',
      phone,
    )
    const cells = await page.getByRole('gridcell').allInnerTexts()
    expect(cells.map((text) => (text.trim() === '·' ? 0 : Number(text)))).toEqual(
      confusion(truth, probabilities).flat(),
    )
    const box = (await page.locator('[data-cell="3.3"]').boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })

  it('tells every weight of a heat map by arrows', async () => {
    const page = await shown(only('WeightsCard'))
    const { weights } = networkFrom(confused.layers).layers[1]!
    const grid = page.getByRole('grid', { name: 'output 3 × 8' })
    const cell = grid.getByRole('gridcell')
    await cell.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect
      .poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label')"))
      .toBe(`to versicolor from h2: ${weights[1]![1]!.toPrecision(4).replace('-', '−')}`)
    await page.keyboard.press('Control+End')
    const last = weights[2]![7]!.toPrecision(4).replace('-', '−')
    await expect.poll(() => cell.getAttribute('aria-label')).toBe(`to virginica from h8: ${last}`)
    expect(await page.locator('.told').innerText()).toBe(`to virginica from h8: ${last}`)
    await page.getByRole('radio', { name: 'Activations' }).click()
    expect(await page.locator('.heat-map figcaption').allInnerTexts()).toEqual([
      'inputs, 4',
      'hidden, 8',
      'output, 3',
    ])
  })

  it('draws a network by weights: signs as dashes, the largest of many, a neuron with all of its own', async () => {
    const trained = networkFrom(confused.layers)
    const page = await shown(only('NetworkCard'))
    const negative = trained.layers.flatMap(({ weights }) => weights.flat()).filter((w) => w < 0).length
    expect(await page.locator('.by-weights .heat-edge').count()).toBe(32 + 24)
    expect(await page.locator('.by-weights .heat-edge.negative').count()).toBe(negative)
    const dash = await page
      .locator('.by-weights .heat-edge.negative')
      .first()
      .evaluate('(edge) => getComputedStyle(edge).strokeDasharray')
    expect(dash).not.toBe('none')
    await page.locator('.network-drawing .cursor').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.by-weights .heat-edge').count()).toBe(4 + 3)
    expect(await page.locator('.unit-told').innerText()).toMatch(/^h1: −?0\.\d+$/)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.by-weights .heat-edge').count()).toBe(32 + 24)
    const outputs = outputsOf(trained, confused.inputs[0]!)
    expect(await page.locator('.by-weights .unit .num:nth-of-type(2)').allTextContents()).toEqual(
      outputs.map((value) => value.toFixed(3)),
    )
    await page.getByRole('button', { name: 'Explain this step' }).click()
    expect((await heard(page)).map(([name]) => name)).toEqual(['onExplain'])
  })

  it('counts the edges of a medium network as the picture of it does', async () => {
    const page = await shown(networkViews(networkOf([13, 8, 3]).network))
    expect(await page.locator('.view-legend').innerText()).toContain('36 largest of 128 in colour')
    expect(await page.locator('.by-weights .heat-edge').count()).toBe(36)
  })

  it('draws at most 400 parts of a network whose layers are blocks, also around a chosen neuron', async () => {
    const page = await shown(networkViews(networkOf([784, 128, 10]).network))
    expect(await page.locator('.network-card .view-legend').innerText()).toContain(
      '24 largest of 101,632 in colour',
    )
    await page.locator('.network-drawing .cursor').focus()
    for (const key of ['End', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await expect.poll(() => page.locator('.unit-told').innerText()).toMatch(/^h\d+: /)
    expect(await page.locator('.by-weights *').count()).toBeLessThanOrEqual(400)
    expect(await page.locator('.by-weights .heat-edge').count()).toBe(48 + 10)
  })

  it('asks the plane in the units of the data, and walks its points', async () => {
    const page = await shown(only('BoundaryCard'))
    const option = page.locator('[role="option"]')
    expect(await option.getAttribute('aria-setsize')).toBe(String(confused.rows.length))
    await option.focus()
    await page.keyboard.press('End')
    const row = confused.rows.at(-1)!
    await expect
      .poll(() => option.getAttribute('aria-label'))
      .toMatch(
        new RegExp(`^row ${row + 1}: petal length [\\d.]+, petal width [\\d.]+; actual virginica, predicted`),
      )
    expect((await heard(page)).at(-1)).toEqual(['onChoose', row])
    await page.getByRole('combobox', { name: 'across' }).selectOption('petal width')
    expect((await heard(page)).at(-1)).toEqual(['onAxes', [3, 2]])
    await expect
      .poll(() => page.getByRole('listbox').getAttribute('aria-label'))
      .toBe('Decision regions: petal width × petal length')
    expect(await page.locator('.view-legend').innerText()).toContain('the other 2 inputs at the mean')
  })

  it('draws a curve over one input, and what is predicted against what is there over several', async () => {
    const network = networkFrom(curve.layers, 'identity')
    const inputs = [{ name: 'x', scaling: { mean: 0, scale: 1 } }]
    const rows = [-2, -1, 0, 1.5].map((x, row) => ({ row, input: [x], actual: x * x, predicted: x }))
    const common = { network, rows, target: { name: 'y' } }
    const page = await shown([['FitCard', { ...common, inputs }]], 'es')
    const option = page.locator('[role="option"]')
    await option.focus()
    await page.keyboard.press('End')
    await expect.poll(() => option.getAttribute('aria-label')).toBe('fila 4: x 1,5, real 2,25, predicha 1,5')
    const other = await shown([['FitCard', { ...common, inputs: [...inputs, { ...inputs[0]!, name: 'z' }] }]])
    expect(await other.locator('.fit-card').innerText()).toContain('predicted = actual')
  })

  it('tells the sizes of gradients in a table too', async () => {
    const page = await shown(only('GradientCard'))
    await page.locator('summary').first().click()
    const counts = await page.locator('details[open] td:nth-child(3)').allInnerTexts()
    expect(counts.reduce((sum, n) => sum + Number(n), 0)).toBe(24)
    expect(await page.locator('.histogram p').allInnerTexts()).toEqual([
      'output layer, 24 weights',
      'hidden layer, 32 weights',
    ])
  })

  it.each([
    ['en', desktop, false],
    ['es', desktop, true],
    ['es', phone, false],
    ['en', { width: 320, height: 640 }, true],
  ] as const)('axe finds nothing, nothing scrolls sideways: %s %j dark %s', async (language, size, dark) => {
    const page = await shown(irisViews(20), language, size, dark)
    await page.getByRole('gridcell').first().click()
    await page.evaluate(axe)
    const { violations } = (await page.evaluate("axe.run('.views-page')")) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
  })

  it.each([[[64, 32, 10]], [[784, 128, 10]]])('redraws a network of %j in time', async (sizes) => {
    const page = await shown(networkViews(networkOf(sizes).network))
    const times = await page.evaluate(() => {
      const { redraw } = globalThis as never as Heard
      return Array.from({ length: 12 }, () => redraw())
    })
    const median = times.toSorted((a, b) => a - b)[6]!
    console.log(`redraw of ${sizes.join('-')}: ${median.toFixed(1)} ms`)
    expect(median).toBeLessThan(sizes[0] === 64 ? 16 : 50)
  })
})
