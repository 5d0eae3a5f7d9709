// The link between the path and the formula: the number of the factor that is pointed at, in either of them.
import { signal } from '@preact/signals'

export const linked = signal<number | undefined>(undefined)

/** For a column of the chain. */
export const linkedProps = (number: number) => ({
  onPointerEnter: () => {
    linked.value = number
  },
  onPointerLeave: () => {
    linked.value = undefined
  },
})
