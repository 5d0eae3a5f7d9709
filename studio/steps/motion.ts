// Motion: a step's light goes along its path, a bead along each edge, several paths one after another. Numbers never move.
import type { Link, Lit } from '../../src/diagram/lit.ts'

/** Milliseconds, as the design has them. */
const OLD_LIGHT_OUT = 80
const ALONG_A_PATH = 240
const EACH_BADGE = 60
const EACH_PATH = 400
const BEAD = 240
const NEW_LABEL = 160
/** How visible a path is while another is shown. */
const DIM = 0.25
/** More paths than this light up together. */
const MOST_IN_TURN = 6

const reduced = matchMedia('(prefers-reduced-motion: reduce)')

/** An arrow key that is held down skips all motion. */
let isHeld = false
export const holdMotion = (held: boolean): void => {
  isHeld = held
}

/** What was lit before the step that is shown, to fade out. */
let lastLight: Node | undefined

/** Leaves the light of the step that is shown for the next one, without moving anything. */
export function rememberLight(scene: Element): void {
  lastLight = scene.querySelector(':scope > .lit')?.cloneNode(true)
}

/** @param updated the key of the parameter that the step changed */
export function moveStep(scene: SVGSVGElement, lit: Lit, updated: string | undefined): void {
  const before = lastLight
  stop(scene)
  rememberLight(scene)
  if (reduced.matches || isHeld) return
  if (before) fadeOut(scene, before)
  if (updated !== undefined) turnLabel(scene, updated)
  if (lit.direction === 'forward') runBeads(scene)
  else lightPaths(scene, lit)
}

/** Ends what still moves of an earlier step. */
function stop(scene: SVGSVGElement): void {
  for (const one of scene.getAnimations({ subtree: true })) one.cancel()
  for (const one of scene.querySelectorAll('.passing')) one.remove()
}

function fadeOut(scene: SVGSVGElement, light: Node): void {
  const copy = light as SVGGElement
  copy.classList.replace('lit', 'passing')
  scene.querySelector(':scope > .lit')?.before(copy)
  void copy
    .animate([{ opacity: 1 }, { opacity: 0 }], OLD_LIGHT_OUT)
    .finished.then(() => copy.remove())
    // A step that comes before the end has taken it away.
    .catch(() => copy.remove())
}

const partsOf = (root: ParentNode, selector: string): SVGElement[] => [
  ...root.querySelectorAll<SVGElement>(selector),
]

function lightPaths(scene: SVGSVGElement, lit: Lit): void {
  const turns = lit.paths.length > 1 && lit.paths.length <= MOST_IN_TURN ? lit.paths.length : 1
  const whole = turns === 1 ? ALONG_A_PATH : turns * EACH_PATH
  for (let path = 0; path < turns; path++) {
    const start = path * EACH_PATH
    const which = turns === 1 ? '[data-path]' : `[data-path="${path}"]`
    const parts = partsOf(scene, `:scope > :is(.lit, .badges) ${which}`)
    const orders = [...new Set(parts.map(({ dataset }) => Number(dataset.order ?? 0)))].sort((a, b) => a - b)
    for (const part of parts) {
      const at = start + (orders.indexOf(Number(part.dataset.order ?? 0)) / orders.length) * ALONG_A_PATH
      if (part.classList.contains('badge')) showBadge(part, start)
      else inTurn(part, at, start + EACH_PATH, whole, turns)
    }
    if (turns > 1)
      for (const row of rowsOf(lit.paths[path]!.links)) inTurn(row, start, start + EACH_PATH, whole, turns)
  }
}

/** Appears at its moment; while the others have their turn it is dim; in the end all are there. */
function inTurn(part: Element, from: number, until: number, whole: number, turns: number): void {
  const offset = (at: number): number => Math.min(1, at / whole)
  const rise = Math.min(0.999, offset(from) + 0.02)
  const own: Keyframe[] = [
    { opacity: 0, offset: 0 },
    { opacity: 0, offset: offset(from) },
    { opacity: 1, offset: rise },
  ]
  const dims: Keyframe[] =
    turns > 1 && offset(until) < 1
      ? [
          { opacity: 1, offset: Math.max(rise, offset(until) - 0.001) },
          { opacity: DIM, offset: Math.max(rise, offset(until)) },
          { opacity: DIM, offset: 0.999 },
        ]
      : []
  part.animate([...own, ...dims, { opacity: 1, offset: 1 }], { duration: whole, fill: 'backwards' })
}

function showBadge(badge: SVGElement, start: number): void {
  const delay = start + ALONG_A_PATH + (Number(badge.dataset.factor) - 1) * EACH_BADGE
  badge.animate([{ opacity: 0 }, { opacity: 1 }], { duration: EACH_BADGE, delay, fill: 'backwards' })
}

/** The rows of the panel that tell a path: those of the units that it passes. */
function rowsOf(links: readonly Link[]): Element[] {
  const passed = links
    .flatMap((link) => (link.kind === 'unit' ? [`${link.layer}.${link.unit}`] : []))
    .toReversed()
    .join('-')
  return [...document.querySelectorAll<HTMLElement>('[data-via]')].filter(({ dataset }) =>
    `-${passed}`.endsWith(`-${dataset.via}`),
  )
}

/** A bead for each edge that brings something in. */
function runBeads(scene: SVGSVGElement): void {
  for (const line of scene.querySelectorAll<SVGLineElement>('line.lit-line')) {
    const [x1, y1, x2, y2] = [line.x1, line.y1, line.x2, line.y2].map(({ baseVal }) => baseVal.value)
    const bead = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
    bead.setAttribute('r', '3')
    bead.setAttribute('class', 'passing bead')
    scene.append(bead)
    const frames = [
      { transform: `translate(${x1}px, ${y1}px)` },
      { transform: `translate(${x2}px, ${y2}px)` },
    ]
    void bead
      .animate(frames, { duration: BEAD, easing: 'ease-out' })
      .finished.then(() => bead.remove())
      .catch(() => bead.remove())
  }
}

function turnLabel(scene: SVGSVGElement, key: string): void {
  const label = partsOf(scene, '.weight, .bias').find(({ dataset }) => dataset.id === key)
  label?.animate([{ transform: 'scaleY(0.5)' }, { transform: 'none' }], {
    duration: NEW_LABEL,
    easing: 'ease-out',
  })
}
