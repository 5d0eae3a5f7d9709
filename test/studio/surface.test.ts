// The screen of the loss surface, from the built page: its numbers are SciPy's and the library's, by pointer and by keys.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../../src/core/index.ts'
import { lossPlane, type Point, planeStep } from '../../src/core/loss-plane.ts'
import { derive } from '../../src/derive/index.ts'
import { contourHeights, contourLines } from '../../src/diagram/contours.ts'
import { loadExample } from '../../src/formats/examples.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { shapeOf } from '../../src/present/shape.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { boxAround } from '../../studio/surface/field.ts'
import { type Rectangle, rectangleOf, widthOf } from '../../studio/surface/labels.ts'
import { planeFrom, planeText, usualPlane } from '../../studio/surface/pair.ts'
import { arrowsOf, frameOf, type Places, placesOf } from '../../studio/surface/places.ts'
import { ticksOn } from '../../studio/views/linear-axis.ts'
import { noBrowser } from '../browser.ts'
import oracle from '../oracle/surface.json' with { type: 'json' }
import { networkText } from './networks.ts'
import { desktop, phone, Studio } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const deck = await loadExample('deck')
const shape = shapeOf(derive(step(deck.network, deck.samples, deck.optimizer)))
const weight = (layer: number, to: number, from: number): ParameterRef => ({
  kind: 'weight',
  layer,
  to,
  from,
})
const w5w7 = lossPlane(deck.network, deck.samples, [weight(1, 0, 0), weight(1, 1, 0)])
const number = (value: number, digits = 5) => formatNumber(value, { digits, locale: 'en' })

/** Positions after so many steps. */
function path(rate: number, steps: number): Point[] {
  const found = [w5w7.start]
  for (let k = 0; k < steps; k++) found.push(planeStep(w5w7, found.at(-1)!, rate))
  return found
}

const manyRows = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    input: Array.from({ length: 64 }, (_, i) => ((i * (n + 3)) % 17) / 17),
    target: Array.from({ length: 10 }, (_, k) => (k === n % 10 ? 1 : 0)),
  }))

/** Runs in the page: milliseconds of the longest time that it was busy without a pause. */
const LONGEST_TASK = `(() => {
  window.longestTask = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration)
  }).observe({ entryTypes: ['longtask'] })
})()`

const before = (page: Page): Promise<string> => page.locator('.before-after b').first().innerText()
const after = (page: Page): Promise<string> => page.locator('.before-after b').last().innerText()
const stepOf = (page: Page): Promise<string | null> =>
  page.locator('.surface-transport .history-bar').getAttribute('aria-valuenow')

describe('the address of a plane', () => {
  it('brings it back', () => {
    const state = {
      pair: [weight(0, 1, 0), { kind: 'bias', layer: 1, unit: 'all' }],
      rate: 60,
      rates: [60, 60, 0.5],
      window: { x: -4.25, y: 2, wide: 1.5 },
      isWhole: true,
      isRelief: true,
    } as const
    expect(planeText(state, shape)).toBe('w_21^(1);b^(2);60;60x2,0.5x1;-4.25,2,1.5;wr')
    expect(planeFrom(planeText(state, shape)!, shape, deck)).toEqual(state)
  })
  it('is silent about what is usual, and takes what it cannot read as usual', () => {
    expect(planeText(usualPlane, shape)).toBeUndefined()
    for (const text of [
      '',
      'x;y;z',
      'w5;w5',
      'w5',
      'w5;w99;-1;1x-1,ax2,0x3',
      ';;;1x1e99',
      ';;;;1,2',
      ';;;;1,2,0;',
      ';;;;,2,3;x',
    ])
      expect(planeFrom(text, shape, deck)).toEqual(usualPlane)
  })
})

describe('the texts of the drawing', () => {
  const texts = (number: number, width: number): { places: Places; boxes: Rectangle[] } => {
    const box = boxAround(path(number, 8), 0.7)
    const frame = frameOf(box, width, width * 0.7)
    const [here, next] = path(number, 9).slice(-2) as [Point, Point]
    const words = {
      here: 'aquí @8',
      downhill: '−α∇E hacia @9',
      uphill: '∇E: sube',
      minimum: 'mínimo de este corte',
      start: 'inicio @0',
    }
    const names = ['w5 →', '↑ w7'] as const
    const columns = 40
    const values = Float64Array.from({ length: columns * 28 }, (_, n) =>
      w5w7.lossAt([
        box.low[0] + ((n % columns) / (columns - 1)) * (box.high[0] - box.low[0]),
        box.low[1] + (Math.floor(n / columns) / 27) * (box.high[1] - box.low[1]),
      ]),
    )
    const grid = { columns, rows: 28, values }
    const heights = contourHeights(1e-4, 0.6, 12)
    const field = {
      surface: {},
      box,
      grid,
      least: 1e-4,
      most: 0.6,
      heights,
      lines: heights.map((height) => contourLines(grid, height)),
      minimum: [(box.low[0] + here[0]) / 2, (box.high[1] + here[1]) / 2] as const,
    }
    const places = placesOf({
      frame,
      field,
      path: path(number, 8).map(frame.place),
      arrows: arrowsOf(frame, here, next, w5w7.slopeAt(here)),
      names,
      words,
      number: String,
    })
    const boxes = [
      ...Object.entries(places.words).map(([name, at]) =>
        rectangleOf(at!, widthOf(words[name as keyof typeof words], 'words')),
      ),
      ...[...places.across, ...places.up, ...places.heights].flatMap(({ text, at }) =>
        at ? [rectangleOf(at, widthOf(text, 'number'))] : [],
      ),
      ...places.names.map((at, axis) => rectangleOf(at, widthOf(names[axis]!, 'number'))),
    ]
    return { places, boxes }
  }

  it.each([
    [0.5, 762],
    [60, 762],
    [60, 300],
    [400, 366],
    [5000, 1400],
  ])('do not touch, after steps with the rate %d at %d px', (rate, width) => {
    const { places, boxes } = texts(rate, width)
    expect(Object.values(places.words)).not.toContain(undefined)
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false)
  })
})

describe('the ticks of an axis', () => {
  it.each([
    [0, 10, [0, 2, 4, 6, 8, 10]],
    [-0.31, 0.3, [-0.2, 0, 0.2]],
    [3, 3, []],
    [Number.NaN, 1, []],
  ])('from %d to %d', (from, to, ticks) => expect(ticksOn({ from, to, start: 0, end: 1 }, 5)).toEqual(ticks))
  it('come to an end where numbers are too large to be counted by steps', () => {
    for (const far of [1e16, 1e17, 1e18, 1e300])
      expect(ticksOn({ from: far - 6, to: far + 6, start: 0, end: 1 }, 5).length).toBeLessThanOrEqual(13)
  })
})

describe.skipIf(noBrowser)('the loss surface', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await Studio.start()
  })
  afterEach(() => studio.tidy())
  afterAll(() => studio?.stop())

  const open = async (at = 'lang=en', size = desktop, options = {}): Promise<Page> => {
    const page = await studio.open(`screen=surface&${at}`, size, options)
    await page.waitForSelector('.surface-drawing')
    return page
  }

  it('opens on the deck, and takes steps by keys to the library’s numbers', async () => {
    const page = await open()
    const points = path(0.5, 3)
    expect(await before(page)).toBe(number(w5w7.lossAt(points[0]!)))
    for (let k = 1; k <= 2; k++) {
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => stepOf(page)).toBe(String(k))
      expect(await before(page)).toBe(number(w5w7.lossAt(points[k]!)))
      expect(await after(page)).toBe(number(w5w7.lossAt(points[k + 1]!)))
    }
    await page.keyboard.press('Home')
    await expect.poll(() => before(page)).toBe(number(w5w7.lossAt(points[0]!)))
    await page.keyboard.press('End')
    await expect.poll(() => stepOf(page)).toBe('2')
    await page.locator('.path-table summary').click()
    const rows = await page
      .locator('.path-table tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)))
    expect(rows.map((row) => row.slice(1))).toEqual(
      points.map((point) => [...point, w5w7.lossAt(point)].map((value) => number(value, 6))),
    )
  })

  it('says from which rate on the step overshoots, as SciPy finds it', async () => {
    const page = await open()
    const { rate } = oracle.cases[0]!.low
    const said = await page.locator('.surface-why').innerText()
    const told = Number(/α ≈ ([\d.]+)/.exec(said)![1])
    expect(told).toBe(Number(rate.toPrecision(2)))
  })

  it('takes the rate from the slider, the field, the chart and the arrow', async () => {
    const page = await open('lang=en&plane=w5;w7;60;')
    await expect.poll(() => after(page)).toBe(number(w5w7.lossAt(path(60, 1)[1]!)))
    const field = page.locator('.rate-line .editable')
    await field.click()
    await page.keyboard.type('12,5')
    await page.keyboard.press('Enter')
    await expect.poll(() => after(page)).toBe(number(w5w7.lossAt(path(12.5, 1)[1]!)))
    const slider = page.getByRole('slider', { name: 'Learning rate α' })
    await slider.press('ArrowRight')
    await expect.poll(() => field.innerText()).not.toBe('12.5')
    const chart = (await page.locator('.ray-chart').boundingBox())!
    await page.mouse.move(chart.x + chart.width * 0.6, chart.y + 80)
    await page.mouse.down()
    await page.mouse.move(chart.x + chart.width * 0.8, chart.y + 80, { steps: 3 })
    await page.mouse.up()
    await expect.poll(async () => Number(await field.innerText())).toBeGreaterThan(20)
    await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toMatch(/plane=w.+;\d/)
    const grip = (await page.locator('.grip').boundingBox())!
    const [gx, gy] = [grip.x + grip.width / 2, grip.y + grip.height / 2]
    const old = Number(await field.innerText())
    await page.mouse.move(gx, gy)
    await page.mouse.down()
    await page.mouse.move(gx - 40, gy - 10, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => Number(await field.innerText())).toBeGreaterThan(old)
  })

  it('moves the point by arrows, by number and by slider, and undo takes it back', async () => {
    const page = await open()
    await page.locator('.surface-drawing').focus()
    await page.keyboard.press('ArrowRight')
    const x = page.locator('.surface-point .editable').first()
    await expect.poll(() => x.innerText()).not.toBe('0.4')
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => x.innerText()).toBe('0.4')
    await x.click()
    await page.keyboard.type('-3.5')
    await page.keyboard.press('Enter')
    const y = page.locator('.surface-point .editable').last()
    await y.click()
    await page.keyboard.type('1.5')
    await page.keyboard.press('Enter')
    const asked = oracle.cases[0]!.points[1]!
    await expect.poll(() => before(page)).toBe(number(asked.loss))
    await page.getByRole('slider', { name: /^Move/ }).first().press('ArrowRight')
    await expect.poll(() => before(page)).not.toBe(number(asked.loss))
    await page.locator('.surface-drawing').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => stepOf(page)).toBe('1')
  })

  it('has other parameters, a relief that turns, the whole training, and pictures', async () => {
    const page = await open()
    await page.getByRole('combobox', { name: 'Across' }).selectOption({ label: 'w1' })
    await expect.poll(() => decodeURIComponent(page.url())).toContain('plane=w_11^(1);')
    await page.getByRole('radio', { name: 'whole training' }).click()
    expect(await page.locator('.whole-path').count()).toBe(1)
    await page.getByRole('button', { name: 'Nearer' }).click()
    await page.locator('.surface-card').getByRole('button', { name: 'the drawing' }).click()
    await page.waitForSelector('[role="menu"] :focus')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'save as SVG' }).click(),
    ])
    expect(readFileSync(await file.path(), 'utf8')).toContain('data:image/png')
    await page.getByRole('radio', { name: '3-D' }).click()
    const relief = page.locator('.relief')
    await relief.focus()
    const one = await page.locator('.relief canvas').screenshot()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await page.locator('.relief canvas').screenshot()).equals(one)).toBe(false)
  })

  it('shows another part of the plane nearer, wider, drawn along; the address keeps it', async () => {
    const page = await open('lang=en&plane=w5;w7;60;60x2')
    const window = async (): Promise<number[] | undefined> => {
      const plane = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('plane')
      return plane?.split(';')[4]?.split(',').map(Number)
    }
    const [hx, hy] = path(60, 2).at(-1)!
    await page.getByRole('button', { name: 'Nearer' }).click()
    await expect.poll(async () => (await window())?.length).toBe(3)
    const [x, y, wide] = (await window()) as [number, number, number]
    expect(Math.hypot(x - hx, y - hy)).toBeLessThan(wide / 100)
    await page.getByRole('button', { name: 'Farther' }).click()
    await expect.poll(window).toEqual([x, y, 2 * wide])
    const drawing = (await page.locator('.surface-drawing').boundingBox())!
    const [px, py] = [drawing.x + drawing.width * 0.8, drawing.y + drawing.height * 0.85]
    await page.mouse.move(px, py)
    await page.mouse.down()
    await page.mouse.move(px - drawing.width / 4, py, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => Math.abs((await window())![0]! - (x + wide / 2))).toBeLessThan(wide / 50)
    const here = await page.locator('.here').getAttribute('cx')
    await page.reload()
    await page.waitForSelector('.surface-drawing')
    expect(Number(await page.locator('.here').getAttribute('cx'))).toBeCloseTo(Number(here), 0)
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await expect.poll(window).toBeUndefined()
  })

  it('plays steps until Space stops it', async () => {
    const page = await open('lang=en&plane=w5;w7;60')
    await page.keyboard.press('Space')
    await expect.poll(() => stepOf(page), { timeout: 10_000 }).toBe('2')
    await page.keyboard.press('Space')
    const [k] = [Number(await stepOf(page))]
    await page.waitForTimeout(1500)
    expect(await stepOf(page)).toBe(String(k))
    expect(await before(page)).toBe(number(w5w7.lossAt(path(60, k).at(-1)!)))
  })

  it('stays responsive while many rows of a network are gone through', async () => {
    const rows = await Studio.start(
      JSON.stringify({ ...JSON.parse(networkText([64, 32, 10])), samples: manyRows(150) }),
    )
    const page = await rows.open('net=opened&screen=surface&lang=en')
    await page.waitForSelector('.surface-drawing', { timeout: 20_000 })
    await page.evaluate(LONGEST_TASK)
    await page.getByRole('radio', { name: 'whole training' }).click()
    await page.waitForSelector('.contour-lines path', { timeout: 20_000, state: 'attached' })
    await page.waitForTimeout(2000)
    const longest = (await page.evaluate('window.longestTask')) as number
    // One update of the whole network is the longest that nothing can interrupt; this machine may be busy.
    expect(longest).toBeLessThan(1000)
    await rows.tidy()
    await rows.stop()
  }, 60_000)

  it('takes any weights of a large network by typing, and refuses others', async () => {
    const large = await Studio.start(networkText([784, 128, 10]))
    const page = await large.open('net=opened&screen=surface&lang=en')
    await page.waitForSelector('.surface-drawing', { timeout: 20_000 })
    const across = page.getByRole('textbox', { name: 'Across' })
    await across.fill('1: 4 <- 17')
    await across.press('Enter')
    await expect.poll(() => decodeURIComponent(page.url())).toContain('w_4,17^(1)')
    await across.fill('9: 1 <- 1')
    await across.press('Enter')
    expect(await page.getByRole('alert').innerText()).toContain('9: 1 <- 1')
    await page.keyboard.press('Escape')
    await large.tidy()
    await large.stop()
  })

  it.each(['-1', '0', 'x', ''])('keeps the rate where it is given %j', async (wrong) => {
    const page = await open()
    const field = page.locator('.rate-line .editable')
    await field.click()
    await page.locator('.rate-line input').fill(wrong)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').innerText()).toContain('Nothing changed')
    await page.keyboard.press('Escape')
    expect(await field.innerText()).toBe('0.5')
  })

  it('says that numbers leave their range, and takes no such step', async () => {
    const page = await open('lang=en&net=byu')
    await page.locator('.rate-line .editable').click()
    await page.locator('.rate-line input').fill('1e308')
    await page.keyboard.press('Enter')
    const number = page.locator('.before-after b').last()
    await page.keyboard.press('Escape')
    const [told, said] = [await number.innerText(), await page.locator('.surface-why').innerText()]
    expect(told === '—').toBe(/leave the range/.test(said))
  })

  it.each([
    ['en', desktop, false],
    ['es', desktop, true],
    ['es', phone, false],
    ['en', phone, true],
  ] as const)('axe finds nothing: %s %j dark %s', async (lang, size, dark) => {
    const page = await open(`lang=${lang}&plane=w5;w7;60;60x3`, size, { dark })
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
  })

  it.each([320, 390, 768, 1100, 1600, 2560])('scrolls nothing sideways at %d px', async (width) => {
    const page = await open('lang=es', { width, height: 800 })
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0)
  })
})
