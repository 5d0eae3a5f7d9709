// The weights of each layer as heat maps, and what each layer answers to the chosen row.
import { useState } from 'preact/hooks'
import type { Network } from '../../src/core/network.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { Segment } from '../page/segment.tsx'
import { HeatMap } from './heat-map.tsx'
import { layerName, type NetworkNames, unitName } from './names.ts'
import { viewWords } from './view-words.ts'

export interface WeightsProps {
  readonly network: Network
  readonly names: NetworkNames
  /** Of the chosen row: its inputs, then what each layer answers. [layers + 1][units] */
  readonly activations?: readonly (readonly number[])[] | undefined
}

/** Between two maps side by side. */
const GAP = 20

export function WeightsCard({ network, names, activations }: WeightsProps) {
  const w = viewWords.value
  const [shown, setShown] = useState<'weights' | 'activations'>('weights')
  const [box, room] = useRoom<HTMLDivElement>()
  const what = activations ? shown : 'weights'
  return (
    <section class="card view weights-card" aria-labelledby="weights">
      <header class="card-head">
        <h2 id="weights">{w[what]}</h2>
        <span class="faint">
          {w.negativeMark} · {w.selectValue}
        </span>
        <span class="spread" />
        {activations && (
          <Segment
            label={w.heat}
            value={what}
            options={(['weights', 'activations'] as const).map((value) => ({ value, label: w[value] }))}
            onChange={setShown}
          />
        )}
        <PictureMenu selector=".weights-card .heat-maps" name="paso-weights" />
      </header>
      <div class="heat-maps" ref={box}>
        {room &&
          (what === 'weights' ? (
            <WeightMaps network={network} names={names} width={room.width - GAP} />
          ) : (
            <ActivationMaps activations={activations!} names={names} width={room.width - GAP} />
          ))}
      </div>
    </section>
  )
}

interface MapsProps {
  readonly names: NetworkNames
  readonly width: number
}

function WeightMaps({ network, names, width }: MapsProps & { readonly network: Network }) {
  const w = viewWords.value
  const { layers } = network
  return (
    <>
      {layers.map(({ weights }, l) => (
        <HeatMap
          key={l}
          width={width}
          values={weights}
          caption={w.sized(layerName(l, layers.length), weights.length, weights[0]!.length)}
          nameOf={({ row, column }) =>
            w.weightFrom(
              unitName(names, l, row, layers.length),
              unitName(names, l - 1, column, layers.length),
            )
          }
          tooSmall={w.tooSmall}
        />
      ))}
    </>
  )
}

/** More units than this stand in several rows. */
const ONE_ROW = 20

function ActivationMaps({
  activations,
  names,
  width,
}: MapsProps & { readonly activations: readonly (readonly number[])[] }) {
  const w = viewWords.value
  const layers = activations.length - 1
  return (
    <>
      {activations.map((values, column) => {
        const wide = columnsFor(values.length)
        const rows = Array.from({ length: Math.ceil(values.length / wide) }, (_, i) =>
          values.slice(i * wide, (i + 1) * wide),
        )
        const name = ({ row, column: j }: { row: number; column: number }): string =>
          unitName(names, column - 1, Math.min(row * wide + j, values.length - 1), layers)
        return (
          <HeatMap
            key={column}
            width={Math.min(width, wide * 20)}
            values={rows}
            caption={w.activationOf(layerName(column - 1, layers), values.length)}
            nameOf={name}
            tooSmall={w.tooSmall}
          />
        )
      })}
    </>
  )
}

/** One row, or a square as images have, or rows of at most 20. */
function columnsFor(units: number): number {
  if (units <= ONE_ROW) return units
  const side = Math.round(Math.sqrt(units))
  if (side * side === units) return side
  for (let columns = ONE_ROW; columns >= 8; columns--) if (units % columns === 0) return columns
  return ONE_ROW
}
