// The player: a step after another, until someone stops it or the numbers leave their range.
import { signal } from '@preact/signals'
import { at, canStep, goOn, isFull, steps } from './plane.ts'

/** Milliseconds between two steps. */
const PACE = 600

export const isPlaying = signal(false)
let timer: ReturnType<typeof setInterval> | undefined

export function pause(): void {
  clearInterval(timer)
  isPlaying.value = false
}

export function togglePlay(): void {
  if (isPlaying.peek()) {
    pause()
    return
  }
  isPlaying.value = true
  timer = setInterval(next, PACE)
}

function next(): void {
  if (at.peek() === steps.peek() && (!canStep.peek() || isFull.peek())) pause()
  else goOn()
}
