// Printing all steps: they stand in the page, in place of it, while the browser prints.
import { h, render } from 'preact'
import { notice } from '../page/announce.ts'
import { words } from '../words/said.ts'

/** Its parts come when somebody prints. */
export async function printSteps(): Promise<void> {
  try {
    const { PrintedSteps } = await import('./printed-steps.tsx')
    const sheet = document.querySelector('.sheet') ?? document.createElement('div')
    sheet.className = 'sheet'
    document.body.append(sheet)
    document.documentElement.classList.add('printing')
    render(h(PrintedSteps, {}), sheet)
    addEventListener('afterprint', () => putAway(sheet), { once: true })
    await document.fonts.ready
    // A turn of the page, in which formulas find out whether they fit.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    fitToSheet(sheet)
    print()
  } catch {
    notice.value = words.peek().notLoaded
  }
}

/** On paper nothing scrolls: what is wider than the sheet is set smaller. */
function fitToSheet(sheet: Element): void {
  for (const part of sheet.querySelectorAll<HTMLElement>('.panel-body > *')) {
    const { scrollWidth, clientWidth } = part
    if (scrollWidth > clientWidth) part.style.zoom = (clientWidth / (scrollWidth + 2)).toFixed(3)
  }
}

function putAway(sheet: Element): void {
  render(null, sheet)
  sheet.remove()
  document.documentElement.classList.remove('printing')
}
