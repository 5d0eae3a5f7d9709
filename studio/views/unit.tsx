// A unit of the drawing by weights: a circle tinted by its value with its sign inside, an input with its name, an output with its value.
import { isBar } from '../../src/diagram/circle-layout.ts'
import { outputLabel } from '../../src/diagram/output-label.ts'
import { numberText } from '../formula/formula.tsx'
import { locale } from '../model/page.ts'
import type { Box } from './cursor.tsx'

interface UnitProps {
  readonly role: 'input' | 'hidden' | 'output'
  readonly box: Box
  readonly value: number | undefined
  /** The largest absolute value of its layer. */
  readonly most: number
  readonly name: string | undefined
  readonly unit: number
  readonly hasNameBeside: boolean
  readonly isLargest: boolean
  readonly isShown: boolean
  /** From one unit of its layer to the next. */
  readonly pitch: number
}

/** Circles of this size have room for a sign, or a name, inside. */
const LEAST_SIGN = 15
const LEAST_NAMED = 18
const DIGITS = 4
const PLACES = 3
const BASELINE = 4.5

export function Unit(props: UnitProps) {
  const { role, box, value, most, isLargest, isShown } = props
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const share =
    value === undefined || most === 0 || role === 'output' ? 0 : Math.min(1, Math.abs(value) / most)
  const heat = value !== undefined && value < 0 ? 'negative' : 'positive'
  const opacity = (0.72 * share).toFixed(2)
  const kind = `unit dot${isShown ? ' shown' : ''}`
  if (isBar(box))
    return (
      <g class={kind}>
        <rect class="node tick" {...box} />
        <rect class={`heat ${heat}`} {...box} fill-opacity={opacity} />
      </g>
    )
  const hasSign = role === 'hidden' && value !== undefined && value !== 0 && box.height >= LEAST_SIGN
  return (
    <g class={`${kind}${isLargest ? ' largest' : ''}`}>
      <circle class="node" cx={x} cy={y} r={box.height / 2} />
      {share > 0 && role === 'hidden' && (
        <circle class={`heat ${heat}`} cx={x} cy={y} r={box.height / 2} fill-opacity={opacity} />
      )}
      {hasSign && (
        <text class="num sign" x={x} y={y + BASELINE} font-size="14" text-anchor="middle">
          {value < 0 ? '−' : '+'}
        </text>
      )}
      {props.hasNameBeside && props.name && <InputName {...props} />}
      {role === 'output' && <OutputTexts {...props} />}
    </g>
  )
}

const InputName = ({ box, name }: UnitProps) => (
  <text class="words" x={box.x - 8} y={box.y + box.height / 2 + 4} font-size="12" text-anchor="end">
    {name}
  </text>
)

/** Three decimals below 1, so that nothing jumps while the numbers change. */
function outputText(value: number): string {
  if (!(Math.abs(value) < 1)) return numberText(value, DIGITS)
  const places = { minimumFractionDigits: PLACES, maximumFractionDigits: PLACES }
  return value.toLocaleString(locale.value, places).replace('-', '−')
}

function OutputTexts({ box, name, unit, value, isLargest, pitch }: UnitProps) {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const { inside, below } = outputLabel(unit, name, pitch)
  const beside = box.x + box.width + 9
  return (
    <>
      {box.height >= LEAST_NAMED && (
        <text class="num" x={x} y={y + BASELINE} font-size="13" text-anchor="middle">
          {inside}
        </text>
      )}
      {value !== undefined && (
        <text
          class={`num${isLargest ? ' chief' : ''}`}
          x={beside}
          y={y + (below === undefined ? BASELINE : -2)}
          font-size="14"
        >
          {outputText(value)}
        </text>
      )}
      {below !== undefined && (
        <text class="words" x={beside} y={y + (value === undefined ? 4 : 13)} font-size="12">
          {below}
        </text>
      )}
    </>
  )
}
