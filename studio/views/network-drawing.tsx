// The drawing of a network by its weights: the largest in color and dashed where negative, units tinted by what they answer.
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Network } from '../../src/core/network.ts'
import { circleLayout } from '../../src/diagram/circle-layout.ts'
import { mostOf, type Ranked, widthOf } from '../../src/diagram/largest.ts'
import type { Layout } from '../../src/diagram/places.ts'
import { numberText } from '../formula/formula.tsx'
import { Canvas } from './canvas.tsx'
import { type Box, Cursor } from './cursor.tsx'
import { edging, outstanding, ownWeights, sizesOf } from './edges.ts'
import { type NetworkNames, unitName } from './names.ts'
import { shortName } from './short-name.ts'
import { Unit } from './unit.tsx'
import { neighbour, type UnitAt, unitNear } from './unit-keys.ts'
import { viewWords } from './view-words.ts'

interface DrawingProps {
  readonly network: Network
  readonly names: NetworkNames
  readonly activations?: readonly (readonly number[])[] | undefined
  readonly width: number
}

/** Rows of units: as near as this, and the height of the whole between these. */
const PITCH = 24
const LEAST = 170
const MOST = 320
/** A name has a letter for so many pixels of the whole drawing. */
const PIXELS_OF_LETTER = 26
/** So many inputs at most stand with their names. */
const MOST_NAMED = 20

export function NetworkDrawing({ network, names, activations, width }: DrawingProps) {
  const w = viewWords.value
  const sizes = sizesOf(network)
  const shape = sizes.join('-')
  const layers = network.layers.length
  const style = edging(network)
  const most = Math.max(...sizes)
  const height = style === 'blocks' ? 240 : Math.max(LEAST, Math.min(MOST, most * PITCH + 20))
  const hasNames = names.inputs !== undefined && sizes[0]! <= MOST_NAMED
  const inputNames = hasNames ? names.inputs!.map((name) => shortName(name, lettersIn(width))) : undefined
  const layout = useMemo(
    () =>
      circleLayout(
        { inputs: sizes[0]!, units: sizes.slice(1), oneBiasPerLayer: false, samples: 1 },
        {
          width,
          height,
          notation: 'delta',
          inputNames,
        },
      ),
    [shape, width, height, names.inputs],
  )
  const [pinned, setPinned] = useState<UnitAt>()
  const [at, setAt] = useState<UnitAt>({ column: 0, unit: 0 })
  const [near, setNear] = useState<UnitAt>()
  const moves = useRef(false)
  const here = sizes[at.column] !== undefined && at.unit < sizes[at.column]! ? at : { column: 0, unit: 0 }
  const shown = near ?? pinned
  const told = (unit: UnitAt): string =>
    w.unit(
      unitName(names, unit.column - 1, unit.unit, layers),
      activations && numberText(activations[unit.column]![unit.unit]!, 4),
    )
  const onKey = (event: KeyboardEvent): void => {
    const to = neighbour(layout, here, event.key)
    if (to) {
      moves.current = to.column !== here.column || to.unit !== here.unit
      setAt(to)
      if (pinned) setPinned(to)
    } else if (event.key === 'Enter' || event.key === ' ') setPinned(same(pinned, here) ? undefined : here)
    else if (event.key === 'Escape' && pinned) setPinned(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const pointed = (event: PointerEvent): UnitAt | undefined => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    return unitNear(layout, event.clientX - left, event.clientY - top)
  }
  const onPoint = (event: PointerEvent): void => {
    const unit = pointed(event)
    if (!unit) return
    event.preventDefault()
    moves.current = !same(unit, here)
    setAt(unit)
    setPinned(same(pinned, unit) ? undefined : unit)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cursor within is the button
    <div
      class="network-drawing"
      style={{ height: `${height}px` }}
      onKeyDown={onKey}
      onPointerDown={onPoint}
      onPointerMove={(event) => {
        const unit = pointed(event)
        if (!same(unit, near)) setNear(unit)
      }}
      onPointerLeave={() => setNear(undefined)}
    >
      {layout.blocks && <Blocks layout={layout} activations={activations} />}
      <svg class="paso-diagram by-weights" width={width} height={height} aria-hidden="true">
        {network.layers.map((layer, l) => {
          const own = shown ? ownWeights(network, l, shown) : undefined
          return <Edges key={l} layout={layout} layer={l} weights={layer.weights} style={style} own={own} />
        })}
        {layout.units.map((places, column) =>
          layout.blocks?.[column] ? (
            <text
              key={column}
              class="num"
              x={middleOf(places[0]!.box, places.at(-1)!.box)}
              y={height - 12}
              text-anchor="middle"
              font-size="14"
            >
              {sizes[column]!.toLocaleString()}
            </text>
          ) : (
            <Column
              key={column}
              layout={layout}
              column={column}
              values={activations?.[column]}
              names={names}
              shown={shown}
            />
          ),
        )}
      </svg>
      <Cursor
        key={`${here.column}.${here.unit}`}
        role="button"
        box={grown(layout.units[here.column]![here.unit]!.box)}
        label={told(here)}
        moves={moves}
        isChosen={same(pinned, here)}
        isRound={!layout.blocks?.[here.column]}
      />
      {shown && <p class="unit-told">{told(shown)}</p>}
    </div>
  )
}

/** Narrow drawings leave the names of their inputs less room. */
const lettersIn = (width: number): number => Math.max(8, Math.floor(width / PIXELS_OF_LETTER))

const middleOf = (a: Box, b: Box): number => (a.x + b.x + b.width) / 2
const same = (a: UnitAt | undefined, b: UnitAt | undefined): boolean =>
  a?.column === b?.column && a?.unit === b?.unit
const grown = ({ x, y, width, height }: Box): Box => {
  const by = Math.max(0, (12 - height) / 2)
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

interface EdgesProps {
  readonly layout: Layout
  readonly layer: number
  readonly weights: readonly (readonly number[])[]
  readonly style: ReturnType<typeof edging>
  /** Those of the unit that is looked at. */
  readonly own: readonly Ranked[] | undefined
}

function Edges({ layout, layer, weights, style, own }: EdgesProps) {
  const [from, to] = [layout.units[layer]!, layout.units[layer + 1]!]
  const line = (edge: Ranked): string => {
    const [a, b] = [from[edge.from]!.leave, to[edge.to]!.enter]
    return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`
  }
  // Where the edges run depends on the layout alone.
  const hair = useMemo(
    () =>
      style === 'medium'
        ? weights.flatMap((row, i) => row.map((_, j) => line({ to: i, from: j, weight: 0 }))).join('')
        : undefined,
    [layout, weights.length],
  )
  const best = outstanding(weights, style)
  const most = Math.abs(best[0]?.weight ?? 0)
  const isQuiet = style === 'thinned' && own === undefined
  const mostOwn = own ? mostOf([own.map(({ weight }) => weight)]) : most
  return (
    <g>
      {(style === 'thinned' || style === 'blocks') && <path class="wedge" d={wedge(layout, layer)} />}
      {hair && <path class="hair" d={hair} />}
      {own && own.length === 0 && style !== 'blocks' && (
        <path class="thin-edges" d={best.map(line).join('')} />
      )}
      {isQuiet ? (
        <>
          <path
            class="thin-edges"
            d={best
              .filter((e) => e.weight >= 0)
              .map(line)
              .join('')}
          />
          <path
            class="thin-edges negative"
            d={best
              .filter((e) => e.weight < 0)
              .map(line)
              .join('')}
          />
        </>
      ) : (
        [...(own ?? best)]
          .reverse()
          .map((edge) => (
            <path
              key={`${edge.to}.${edge.from}`}
              class={`heat-edge ${edge.weight < 0 ? 'negative' : 'positive'}`}
              d={line(edge)}
              stroke-width={widthOf(edge.weight, mostOwn).toFixed(1)}
            />
          ))
      )}
    </g>
  )
}

function wedge({ units }: Layout, layer: number): string {
  const [from, to] = [units[layer]!, units[layer + 1]!]
  const corner = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`
  const end = ({ y, height }: Box): number => y + height
  return `M${[
    corner(from[0]!.leave.x, from[0]!.box.y),
    corner(to[0]!.enter.x, to[0]!.box.y),
    corner(to[0]!.enter.x, end(to.at(-1)!.box)),
    corner(from[0]!.leave.x, end(from.at(-1)!.box)),
  ].join('L')}Z`
}

interface ColumnProps {
  readonly layout: Layout
  readonly column: number
  readonly values: readonly number[] | undefined
  readonly names: NetworkNames
  readonly shown: UnitAt | undefined
}

function Column({ layout, column, values, names, shown }: ColumnProps) {
  const places = layout.units[column]!
  const last = layout.units.length - 1
  const role = column === 0 ? 'input' : column === last ? 'output' : 'hidden'
  const most = values ? mostOf([values]) : 0
  const pitch = places.length > 1 ? places[1]!.box.y - places[0]!.box.y : layout.height
  const largestOutput = values && role === 'output' && values.length > 1 ? Math.max(...values) : undefined
  const nameOf = (unit: number): string | undefined => {
    if (role === 'output') return names.outputs?.[unit]
    const own = role === 'input' ? names.inputs?.[unit] : undefined
    return own && shortName(own, lettersIn(layout.width))
  }
  return (
    <g>
      {places.map(({ box }, unit) => (
        <Unit
          key={unit}
          role={role}
          box={box}
          value={values?.[unit]}
          most={most}
          name={nameOf(unit)}
          unit={unit}
          hasNameBeside={role === 'input' && places.length <= MOST_NAMED}
          isLargest={values !== undefined && values[unit] === largestOutput}
          pitch={pitch}
          isShown={shown?.column === column && shown.unit === unit}
        />
      ))}
    </g>
  )
}

function Blocks({
  layout,
  activations,
}: {
  readonly layout: Layout
  readonly activations?: readonly (readonly number[])[] | undefined
}) {
  return (
    <Canvas
      width={layout.width}
      height={layout.height}
      paint={(context, color) => {
        layout.blocks!.forEach((block, column) => {
          if (!block) return
          const { box } = block
          context.fillStyle = color('paper')
          context.fillRect(box.x, box.y, box.width, box.height)
          const values = activations?.[column]
          const most = (values && mostOf([values])) || 1
          layout.units[column]!.forEach(({ box: cell }, unit) => {
            const value = values?.[unit] ?? 0
            if (value === 0) return
            context.globalAlpha = Math.min(1, Math.abs(value) / most)
            context.fillStyle = color(value < 0 ? 'neg' : 'pos')
            context.fillRect(cell.x, cell.y, cell.width - 0.5, cell.height - 0.5)
          })
          context.globalAlpha = 1
          context.strokeStyle = color('edge')
          context.strokeRect(box.x, box.y, box.width, box.height)
        })
      }}
    />
  )
}
