// The timeline: one tick for each step, in the groups of the phases; a single slider.
import { useRef } from 'preact/hooks'
import type { Phase } from '../../src/derive/step.ts'
import { q } from '../../src/math/expr.ts'
import type { Formula as FormulaData } from '../../src/math/formula.ts'
import { isParameter, type Quantity } from '../../src/math/quantity.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { Formula } from '../formula/formula.tsx'
import { at, context, goTo, timeline } from '../model/page.ts'
import type { TimelineStep } from '../model/stepping.ts'
import { Icon } from '../page/icon.tsx'
import { words } from '../words/said.ts'
import { pause } from './player.ts'

const phases: readonly Phase[] = ['forward', 'loss', 'backward', 'update']
/** More steps than this are shown by their phases alone. */
const MOST_TICKS = 70
/** Ticks of more steps than this stand too close to be named; names with a layer are wider. */
const MOST_NAMES = { deck: 45, delta: 28, matrix: 28 } as const

interface Placed extends TimelineStep {
  readonly index: number
}

/** What stands below a tall tick. */
function nameOf(target: Quantity): FormulaData | undefined {
  if (target.kind === 'derivative') return q(target.by)
  if (isParameter(target)) return q({ ...target, version: target.version - 1 })
  if (target.kind === 'activation') return { kind: 'unit', layer: target.layer, unit: target.unit }
  return undefined
}

export function Timeline() {
  const w = words.value
  const bar = useRef<HTMLDivElement>(null)
  const steps = timeline.value.map((step, index): Placed => ({ ...step, index }))
  const groups = phases
    .map((phase) => ({ phase, steps: steps.filter((step) => step.phase === phase) }))
    .filter((group) => group.steps.length > 0)
  const current = timeline.value[at.value]!
  const said = `${w.step(at.value + 1, steps.length)}, ${w.phases[current.phase].toLowerCase()}, ${spokenFormula(q(current.target), context.value)}`
  const goToPointer = (event: PointerEvent): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return
    pause()
    goTo(stepAt(bar.current!, event.clientX))
  }
  return (
    <div
      class={`timeline ${steps.length > MOST_TICKS ? 'bars-only' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={w.timeline}
      aria-valuemin={1}
      aria-valuemax={steps.length}
      aria-valuenow={at.value + 1}
      aria-valuetext={said}
      ref={bar}
      onKeyDown={(event) => onKey(event, groups)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goToPointer(event)
      }}
      onPointerMove={goToPointer}
    >
      {groups.map(({ phase, steps: own }) => (
        <div
          key={phase}
          class={`group phase-${phase}`}
          style={{ '--steps': own.length }}
          data-from={own[0]!.index}
          data-steps={own.length}
        >
          <span class="group-head">
            <Icon name={phase} />
            <span class="group-name">{w.phases[phase]}</span>
            <span class="faint">
              {own.filter(({ index }) => index <= at.value).length}/{own.length}
            </span>
          </span>
          <span class="ticks">
            {steps.length <= MOST_TICKS && own.map((step) => <Tick key={step.index} step={step} />)}
          </span>
          <span class="phase-bar">
            <span
              style={{
                width: `${(100 * own.filter(({ index }) => index <= at.value).length) / own.length}%`,
              }}
            />
          </span>
        </div>
      ))}
    </div>
  )
}

function Tick({ step }: { readonly step: Placed }) {
  const state = step.index < at.value ? 'done' : step.index === at.value ? 'current' : 'to-come'
  const isNamed = step.isResult && timeline.value.length <= MOST_NAMES[context.value.notation]
  const name = isNamed ? nameOf(step.target) : undefined
  return (
    <span class={`tick ${state} ${step.isResult ? 'tall' : ''}`}>
      <span class="tick-mark" />
      {name && (
        <span class="tick-name" aria-hidden="true">
          <Formula of={name} />
        </span>
      )}
    </span>
  )
}

/** The step below a point: the groups lie in order, the steps of a group share its width. */
function stepAt(bar: HTMLElement, x: number): number {
  const groups = [...bar.querySelectorAll<HTMLElement>('[data-from]')]
  const group = groups.findLast((one) => one.getBoundingClientRect().left <= x) ?? groups[0]!
  const { left, width } = group.getBoundingClientRect()
  const [from, count] = [Number(group.dataset.from), Number(group.dataset.steps)]
  return from + Math.max(0, Math.min(count - 1, Math.floor(((x - left) / width) * count)))
}

/** Page moves by a phase. The arrows, Home and End belong to the whole page. */
function onKey(event: KeyboardEvent, groups: readonly { readonly steps: readonly Placed[] }[]): void {
  const starts = groups.map(({ steps }) => steps[0]!.index)
  const to = {
    PageDown: starts.find((start) => start > at.peek()) ?? timeline.peek().length - 1,
    PageUp: starts.findLast((start) => start < at.peek()) ?? 0,
  }[event.key]
  if (to === undefined) return
  event.preventDefault()
  pause()
  goTo(to)
}
