// The theme: the page's own choice, or the system's, also when that changes.
import { computed, signal } from '@preact/signals'
import { view } from '../model/page.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = signal(dark.matches)
dark.addEventListener('change', () => {
  isSystemDark.value = dark.matches
})

export const isDark = computed(() =>
  view.value.theme === undefined ? isSystemDark.value : view.value.theme === 'dark',
)
