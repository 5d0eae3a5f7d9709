// The drawing of the network: the scene's elements as nodes of the page, with one tab stop, arrow keys and editing in place.
import { computed, signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { gradient, unversioned } from '../../src/derive/names.ts'
import { layoutOf } from '../../src/diagram/layout.ts'
import { sceneOf } from '../../src/diagram/scene.ts'
import type { SceneInput } from '../../src/diagram/scene-input.ts'
import { columnEnd, type Direction, nearest, type SceneTarget, targetsIn } from '../../src/diagram/targets.ts'
import { q } from '../../src/math/expr.ts'
import { isParameter, keyOf, type ParameterRef, type Quantity } from '../../src/math/quantity.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { NumberEditor } from '../formula/number-editor.tsx'
import { askedAt } from '../model/asked.ts'
import { editOf } from '../model/edits.ts'
import {
  ask,
  asked,
  card,
  change,
  context,
  derivation,
  goTo,
  known,
  lesson,
  place,
  row,
  target,
  timeline,
} from '../model/page.ts'
import { type Room, useRoom } from '../page/room.ts'
import { linked } from './linked.ts'
import { litOfCard } from './lit-of-card.ts'
import { moveStep, rememberLight } from './motion.ts'
import { pause } from './player.ts'
import { nodeOf } from './scene-node.ts'

/** The part with the focus, and the one being edited, by their ids. */
const focus = signal<string | undefined>(undefined)
const tabStop = signal<string | undefined>(undefined)
const editing = signal<string | undefined>(undefined)

const lit = computed(() => litOfCard(card.value))
const phase = computed(() => derivation.value.step(target.value)!.phase)

/** Below this the drawing takes its phone form. */
const NARROW = 560

export function Drawing({ title }: { readonly title: string }) {
  const [box, room] = useRoom<HTMLDivElement>()
  return (
    <div class="squares" ref={box} data-diagram>
      {room && <Scene room={room} title={title} box={box} />}
    </div>
  )
}

interface SceneProps {
  readonly room: Room
  readonly title: string
  readonly box: { readonly current: HTMLDivElement | null }
}

function Scene({ room, title, box }: SceneProps) {
  const shown = context.value
  const layout = layoutOf(shown.shape, {
    ...room,
    form: room.width < NARROW ? 'narrow' : 'wide',
    notation: shown.notation,
    inputNames: lesson.value.inputNames,
  })
  const input: SceneInput = {
    derivation: derivation.value,
    layout,
    context: shown,
    sample: row.value,
    computed: known.value,
    target: target.value,
    phase: phase.value,
    lit: lit.value,
    linked: linked.value,
    focus: focus.value,
    tabStop: tabStop.value,
    editable: place.value.update === 0,
    inputNames: lesson.value.inputNames,
    outputNames: lesson.value.unitNames.at(-1),
    title,
    id: 'drawing',
  }
  const targets = targetsIn(input)
  const edited = targets.find(({ id }) => id === editing.value)
  const shownStep = keyOf(target.value)
  const lastStep = useRef(shownStep)
  useLayoutEffect(() => {
    const svg = box.current!.querySelector<SVGSVGElement>('.scene > svg')
    if (!svg) return
    const isNew = lastStep.current !== shownStep
    lastStep.current = shownStep
    if (isNew) moveStep(svg, lit.peek(), updatedId(target.peek()))
    else rememberLight(svg)
  })
  useEffect(() => {
    // The focus follows the keys: the scene draws the ring, the browser has to know.
    if (focus.value === undefined || editing.value !== undefined) return
    partOf(box.current!, focus.value)?.focus({ preventScroll: true })
  })
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the parts within are the buttons */}
      <div
        class="scene"
        onKeyDown={(event) => onKey(event, targets)}
        onClick={(event) => onClick(event, targets)}
        onFocusIn={(event) => take(idAt(event))}
        onFocusOut={() => {
          focus.value = undefined
        }}
        onPointerOver={(event) => pointAt(event)}
        onPointerOut={() => {
          linked.value = undefined
        }}
      >
        {nodeOf(sceneOf(input), 'scene')}
      </div>
      {edited && <Editor part={edited} room={room} />}
    </>
  )
}

/** The part of the drawing whose parameter a step changes. */
function updatedId(quantity: Quantity): string | undefined {
  return isParameter(quantity) ? keyOf({ ...quantity, version: quantity.version - 1 }) : undefined
}

/** The button of a part. */
const partOf = (box: HTMLElement, id: string): HTMLElement | undefined =>
  [...box.querySelectorAll<HTMLElement>('[data-id]')]
    .find((part) => part.dataset.id === id)
    ?.querySelector<HTMLElement>('[role="button"]') ?? undefined

const idAt = ({ target: at }: Event): string | undefined =>
  (at as Element).closest<HTMLElement>('[data-id]')?.dataset.id

function take(id: string | undefined): void {
  if (id === undefined) return
  focus.value = id
  tabStop.value = id
}

/** Pointing at a part that a factor reads doubles the factor's ring. */
function pointAt(event: Event): void {
  const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.key
  const factor = lit
    .peek()
    .factors.find(({ reads, quantity }) => [quantity, ...reads].some((read) => keyOf(read) === key))
  linked.value = factor?.number
}

function onClick(event: MouseEvent, targets: readonly SceneTarget[]): void {
  const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.key
  const id = idAt(event)
  // A number with dots below is edited where it stands; all else of a part tells how it came to be.
  const isNumber = (event.target as Element).closest('.num') !== null
  const part = targets.find((one) => one.id === id) ?? cellAt(event, targets)
  if (part && asked.peek() && part.quantity.kind === 'activation') {
    choose(part)
    return
  }
  if (part && (isNumber || !canOpen(part)) && edit(part)) return
  if (key !== undefined) open(key)
}

/** The cell of a block, which is no element of its own. */
function cellAt(event: MouseEvent, targets: readonly SceneTarget[]): SceneTarget | undefined {
  const svg = (event.target as Element).closest('svg')
  if (!svg) return undefined
  const { left, top } = svg.getBoundingClientRect()
  const [x, y] = [event.clientX - left, event.clientY - top]
  return targets.find(
    ({ quantity, box }) =>
      quantity.kind === 'activation' &&
      x >= box.x &&
      x <= box.x + box.width &&
      y >= box.y &&
      y <= box.y + box.height,
  )
}

/** A unit of a large network: its own step is shown, and the weight that is told ends or begins there. */
function choose({ quantity, id }: SceneTarget): void {
  if (quantity.kind !== 'activation') return
  pause()
  take(id)
  ask(askedAt(asked.peek()!, quantity.layer, quantity.unit))
  const own = timeline.peek().findIndex((step) => keyOf(step.target) === keyOf(quantity))
  if (own >= 0) goTo(own)
}

/** The parameter of an edge, or of a bias, by its key in the drawing. */
function parameterIn(key: string): ParameterRef | undefined {
  const [, kind, ...numbers] = /^(w|b)(\d+)\.(\d+|all)(?:\.(\d+))?@/.exec(key) ?? []
  const [layer, unit, from] = numbers.map(Number)
  if (kind === 'w') return { kind: 'weight', layer: layer!, to: unit!, from: from! }
  return kind === 'b' ? { kind: 'bias', layer: layer!, unit: Number.isNaN(unit) ? 'all' : unit! } : undefined
}

/** Goes to the step that tells a part: of a weight or a bias its gradient. */
function open(key: string): void {
  pause()
  const parameter = asked.peek() && parameterIn(key)
  if (parameter) {
    ask(parameter)
    return
  }
  const steps = timeline.peek()
  const version = derivation.peek().version
  const wanted = (quantity: Quantity): string =>
    isParameter(quantity) ? keyOf(gradient(unversioned(quantity), version)) : keyOf(quantity)
  const index = steps.findIndex((step) => keyOf(step.target) === key || sourceKey(step.target) === key)
  if (index >= 0) goTo(index)

  /** A gradient is told of the parameter before the step. */
  function sourceKey(quantity: Quantity): string | undefined {
    return quantity.kind === 'derivative' &&
      isParameter(quantity.by) &&
      wanted(quantity.by) === keyOf(quantity)
      ? keyOf(quantity.by)
      : undefined
  }
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

function onKey(event: KeyboardEvent, targets: readonly SceneTarget[]): void {
  const id = focus.peek()
  const here = targets.find((one) => one.id === id)
  if (!here || editing.peek() !== undefined) return
  const direction = directions[event.key]
  if (direction) take(nearest(targets, here.id, direction)?.id)
  else if (event.key === 'Home') take(columnEnd(targets, here.id, 'first')?.id)
  else if (event.key === 'End') take(columnEnd(targets, here.id, 'last')?.id)
  else if (event.key === 'Enter' || event.key === ' ') {
    if (asked.peek() && here.quantity.kind === 'activation') choose(here)
    else if (canOpen(here)) open(keyOf(here.quantity))
    else edit(here)
  } else if (event.key === 'F2' || /^[-\d.,−]$/.test(event.key)) edit(here)
  else if (event.key === 'Escape') document.querySelector<HTMLElement>('.key.next')?.focus()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Inputs and targets are given: no step tells them. */
const canOpen = ({ quantity }: SceneTarget): boolean =>
  isParameter(quantity) || derivation.peek().step(quantity) !== undefined

/** @returns whether it can be edited */
function edit(part: SceneTarget): boolean {
  if (place.peek().update > 0 || !editOf(lesson.peek(), row.peek(), part.quantity)) return false
  editing.value = part.id
  return true
}

/** The editor stands on the part, as large as its text. */
function Editor({ part, room }: { readonly part: SceneTarget; readonly room: Room }) {
  const { box, quantity } = part
  const edited = editOf(lesson.value, row.value, quantity)
  if (!edited) return null
  const done = (): void => {
    editing.value = undefined
    focus.value = part.id
  }
  return (
    <span
      class="in-place"
      style={{ left: `${Math.min(box.x, room.width - 90)}px`, top: `${box.y + box.height / 2}px` }}
    >
      <NumberEditor
        name={spokenFormula(q(quantity), context.value)}
        value={edited.value}
        onChange={(value) => change(edited.with(value))}
        onDone={done}
      />
    </span>
  )
}
