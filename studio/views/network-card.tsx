// The network by its weights and by what it answers to the chosen row.
import type { Network } from '../../src/core/network.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { Legend } from './legend.tsx'
import type { NetworkNames } from './names.ts'
import { NetworkDrawing } from './network-drawing.tsx'
import { rowNumber } from './row-list.tsx'
import { viewWords } from './view-words.ts'

export interface NetworkCardProps {
  readonly network: Network
  readonly names: NetworkNames
  /** Of the chosen row: its inputs, then what each layer answers. [layers + 1][units] */
  readonly activations?: readonly (readonly number[])[] | undefined
  /** The chosen row: its number in the table, from 0, and, printed, what it has and what it was given. */
  readonly outcome?:
    | { readonly row: number; readonly actual: string; readonly predicted: string; readonly isRight: boolean }
    | undefined
  readonly onExplain?: (() => void) | undefined
}

export function NetworkCard({ network, names, activations, outcome, onExplain }: NetworkCardProps) {
  const w = viewWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  return (
    <section class="card view network-card" aria-labelledby="network-by-weights">
      <header class="card-head">
        <h2 id="network-by-weights">{w.network}</h2>
        {outcome && (
          <span class="faint outcome">
            {w.outcome(rowNumber(outcome.row))} <b>{outcome.actual}</b>, {w.outcomePredicted}{' '}
            <b class={outcome.isRight ? 'as-it-is' : 'otherwise'}>{outcome.predicted}</b>
          </span>
        )}
        <span class="spread" />
        {onExplain && (
          <button type="button" class="explain" onClick={onExplain}>
            {w.explain}
          </button>
        )}
      </header>
      <div class="network-box" ref={box}>
        {room && (
          <NetworkDrawing network={network} names={names} activations={activations} width={room.width} />
        )}
      </div>
      <Legend network={network} />
      <div class="corner-menu">
        <PictureMenu selector=".network-card .network-box" name="paso-network" />
      </div>
    </section>
  )
}
