// The screens: the first comes with the page, the others when they are asked for.
import { computed, signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { view } from '../model/page.ts'
import { type ScreenName, screenNames } from '../model/view.ts'
import { StepsScreen } from '../steps/steps-screen.tsx'
import { words } from '../words/said.ts'
import { notice } from './announce.ts'

type Load = () => Promise<ComponentType>

const loads: Readonly<Partial<Record<ScreenName, Load>>> = {
  steps: async () => StepsScreen,
  check: () => import('../check/check-screen.tsx').then((m) => m.CheckScreen),
  network: () => import('../network/network-screen.tsx').then((m) => m.NetworkScreen),
  surface: () => import('../surface/surface-screen.tsx').then((m) => m.SurfaceScreen),
  train: () => import('../train/train-screen.tsx').then((m) => m.TrainScreen),
}

/** In the order of the tabs. */
export const screens = screenNames.filter((name) => name in loads)

export const screen = computed(() => (screens.includes(view.value.screen) ? view.value.screen : 'steps'))

const loaded = signal<Readonly<Partial<Record<ScreenName, ComponentType>>>>({ steps: StepsScreen })

export function Screen() {
  const name = screen.value
  const Shown = loaded.value[name]
  useEffect(() => {
    if (!Shown) void fetchScreen(name)
  }, [name])
  return Shown ? <Shown /> : <main aria-busy="true" />
}

async function fetchScreen(name: ScreenName): Promise<void> {
  try {
    loaded.value = { ...loaded.peek(), [name]: await loads[name]!() }
  } catch {
    notice.value = words.peek().notLoaded
  }
}
