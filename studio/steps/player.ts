// The player: a step after another, until someone stops it.
import { signal } from '@preact/signals'
import { goOn, goTo, isAtEnd } from '../model/page.ts'

/** Milliseconds between two steps that are played. */
const PACE = 1200

export const isPlaying = signal(false)
let timer: ReturnType<typeof setInterval> | undefined

export function pause(): void {
  clearInterval(timer)
  isPlaying.value = false
}

function play(): void {
  if (isAtEnd.peek()) goTo(0)
  isPlaying.value = true
  timer = setInterval(() => {
    if (isAtEnd.peek()) pause()
    else goOn()
  }, PACE)
}

export const togglePlay = (): void => (isPlaying.peek() ? pause() : play())
