// The legend of a drawing by weights: what a line's dash says, and how many of how many stand out.
import type { Network } from '../../src/core/network.ts'
import { locale } from '../model/page.ts'
import { counted, edging } from './edges.ts'
import { viewWords } from './view-words.ts'

export function Legend({ network }: { readonly network: Network }) {
  const w = viewWords.value
  const { shown, all } = counted(network)
  const style = edging(network)
  const count = (n: number): string => n.toLocaleString(locale.value)
  return (
    <p class="view-legend paso-diagram">
      <span>
        <Sample sign="positive" /> {w.positive}
      </span>
      <span>
        <Sample sign="negative" /> {w.negative}
      </span>
      {shown < all && <span>{(style === 'thinned' ? w.thinned : w.inColor)(count(shown), count(all))}</span>}
    </p>
  )
}

const Sample = ({ sign }: { readonly sign: 'positive' | 'negative' }) => (
  <svg class="sample" width="26" height="6" aria-hidden="true">
    <line class={`heat-edge ${sign}`} x1="0" y1="3" x2="26" y2="3" stroke-width="3" />
  </svg>
)
