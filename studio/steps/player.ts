// The player: a step after another, until someone stops it.
import { signal } from '@preact/signals'
import { at, goOn, goTo, isAtEnd, timeline } from '../model/page.ts'

/** Milliseconds between two steps that are played. */
const paces = { slow: 2400, usual: 1200, fast: 600 } as const
export type Pace = keyof typeof paces
export const paceNames = Object.keys(paces) as readonly Pace[]

export const pace = signal<Pace>('usual')
/** Whether the play stops where a phase ends. */
export const stopsAtPhases = signal(false)

export const isPlaying = signal(false)
let timer: ReturnType<typeof setInterval> | undefined

export function pause(): void {
  clearInterval(timer)
  isPlaying.value = false
}

function play(): void {
  if (isAtEnd.peek()) goTo(0)
  isPlaying.value = true
  timer = setInterval(next, paces[pace.peek()])
}

function next(): void {
  const { phase } = timeline.peek()[at.peek()]!
  if (!isAtEnd.peek()) goOn()
  const isOver = isAtEnd.peek() || (stopsAtPhases.peek() && timeline.peek()[at.peek() + 1]!.phase !== phase)
  if (isOver) pause()
}

export const togglePlay = (): void => (isPlaying.peek() ? pause() : play())

/** While it plays it goes on at the new pace. */
export function setPace(name: Pace): void {
  pace.value = name
  if (!isPlaying.peek()) return
  pause()
  play()
}
