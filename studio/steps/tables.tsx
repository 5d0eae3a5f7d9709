// The tables that fill up: the deck's row of inputs, targets, outputs and errors; the weights before, their gradients, and after.
import { parametersOf } from '../../src/core/parameters.ts'
import type { StepTrace } from '../../src/core/trace.ts'
import {
  activation,
  gradient,
  sampleLoss,
  target as targetOf,
  unitLoss,
  versioned,
} from '../../src/derive/names.ts'
import { isTrained } from '../../src/derive/order.ts'
import { q } from '../../src/math/expr.ts'
import type { Formula as FormulaData } from '../../src/math/formula.ts'
import { keyOf, type ParameterRef, type Quantity } from '../../src/math/quantity.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { EditableNumber } from '../formula/editable-number.tsx'
import { Formula, Value } from '../formula/formula.tsx'
import { withParameterValue, withSampleValue } from '../model/edits.ts'
import {
  asked,
  at,
  change,
  context,
  derivation,
  goTo,
  known,
  lesson,
  place,
  row,
  target,
  timeline,
} from '../model/page.ts'
import { words } from '../words/said.ts'

/** More columns than this are not shown at once. */
const MOST_COLUMNS = 24

interface Column {
  readonly head: FormulaData
  readonly quantity: Quantity
  readonly edit?: (value: number) => void
}

interface Group {
  readonly name: string
  readonly columns: readonly Column[]
}

/** The inputs that the current formula reads. */
const uses = (): ReadonlySet<string> => {
  const step = derivation.value.step(target.value)
  return new Set(step?.uses)
}

export function Tables() {
  return (
    <section class="card tables">
      <SampleTable />
      <WeightTable />
    </section>
  )
}

function SampleTable() {
  const w = words.value.table
  const { network } = derivation.value.trace
  const sample = row.value
  const last = network.layers.length - 1
  const whole: readonly Group[] = [
    {
      name: w.input,
      columns: Array.from({ length: network.inputs }, (_, i) => ({
        head: { kind: 'unit', layer: -1, unit: i },
        quantity: activation(-1, i, sample),
        edit: (value) => change(withSampleValue(lesson.peek(), sample, 'input', i, value)),
      })),
    },
    {
      name: w.target,
      columns: network.layers[last]!.biases.map((_, k) => ({
        head: { kind: 'target-unit', unit: k },
        quantity: targetOf(k, sample),
        edit: (value) => change(withSampleValue(lesson.peek(), sample, 'target', k, value)),
      })),
    },
    {
      name: w.output,
      columns: network.layers.flatMap(({ biases }, layer) =>
        biases.map((_, unit) => ({
          head: { kind: 'unit', layer, unit } as const,
          quantity: activation(layer, unit, sample),
        })),
      ),
    },
    {
      name: w.error,
      columns: [
        ...network.layers[last]!.biases.map((_, k) => ({
          head: { kind: 'error-unit', unit: k } as const,
          quantity: unitLoss(k, sample),
        })),
        { head: q(sampleLoss(sample)), quantity: sampleLoss(sample) },
      ],
    },
  ]
  const groups = fitting(whole, last)
  const columns = groups.flatMap((group) => group.columns)
  const read = uses()
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={w.output}>
      <table class="sample-table">
        <thead>
          <tr>
            {groups.map(({ name, columns: own }) => (
              <th key={name} colSpan={own.length} scope="colgroup">
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ head, quantity }) => (
              <Head key={keyOf(quantity)} head={head} quantity={quantity} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {columns.map(({ quantity, edit, head }) => (
              <Cell
                key={keyOf(quantity)}
                quantity={quantity}
                name={spokenFormula(head, context.value)}
                edit={edit}
                isRead={read.has(keyOf(quantity))}
              />
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** What a table has room for: all, or what comes out, or the error alone. */
function fitting(groups: readonly Group[], last: number): readonly Group[] {
  const count = (shown: readonly Group[]): number => shown.reduce((n, { columns }) => n + columns.length, 0)
  if (count(groups) <= MOST_COLUMNS) return groups
  const [, expected, output, error] = groups as [Group, Group, Group, Group]
  const ends = ({ quantity }: Column): boolean => quantity.kind !== 'activation' || quantity.layer === last
  const total = { ...error, columns: error.columns.slice(-1) }
  const outside = [expected, { ...output, columns: output.columns.filter(ends) }, total]
  return count(outside) <= MOST_COLUMNS ? outside : [total]
}

/** A head that goes to the step which computes its column. */
function Head({ head, quantity }: { readonly head: FormulaData; readonly quantity: Quantity }) {
  const index = timeline.value.findIndex((step) => keyOf(step.target) === keyOf(quantity))
  return (
    <th scope="col">
      {index < 0 ? (
        <Formula of={head} />
      ) : (
        <button
          type="button"
          class="head"
          aria-current={index === at.value ? 'step' : undefined}
          onClick={() => goTo(index)}
        >
          <Formula of={head} />
        </button>
      )}
    </th>
  )
}

interface CellProps {
  readonly quantity: Quantity
  readonly name: string
  readonly edit?: ((value: number) => void) | undefined
  readonly isRead?: boolean
  readonly isCurrent?: boolean
  readonly strong?: boolean
}

function Cell({ quantity, name, edit, isRead = false, isCurrent = false, strong = false }: CellProps) {
  const isKnown = known.value(quantity)
  const value = isKnown ? derivation.value.value(quantity) : undefined
  const { tableDigits } = context.value
  const classes = [isRead && 'read', isCurrent && 'current', strong && 'strong'].filter(Boolean).join(' ')
  return (
    <td class={classes}>
      {value === undefined ? (
        <span class="not-yet" role="img" aria-label={words.value.table.notYet}>
          —
        </span>
      ) : edit ? (
        <EditableNumber name={name} value={value} digits={tableDigits} onChange={edit} />
      ) : (
        <Value of={value} digits={tableDigits} />
      )}
    </td>
  )
}

function WeightTable() {
  const w = words.value.table
  const { trace, version } = derivation.value
  const current = parameterOf(target.value)
  const refs = shownParameters(trace, current)
  if (refs.length === 0) return null
  const isCurrent = (ref: ParameterRef): boolean =>
    current !== undefined && keyOf(versioned(ref, 0)) === current
  const read = uses()
  const rowOf = (name: string, quantityOf: (ref: ParameterRef) => Quantity, isEditable = false) => (
    <tr>
      <th scope="row">{name}</th>
      {refs.map((ref) => {
        const quantity = quantityOf(ref)
        return (
          <Cell
            key={keyOf(quantity)}
            quantity={quantity}
            name={spokenFormula(q(versioned(ref, version)), context.value)}
            isCurrent={isCurrent(ref)}
            isRead={read.has(keyOf(quantity))}
            strong={keyOf(quantity) === keyOf(target.value)}
            edit={isEditable ? (value) => change(withParameterValue(lesson.peek(), ref, value)) : undefined}
          />
        )
      })}
    </tr>
  )
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={w.weights}>
      <table class="weight-table">
        <thead>
          <tr>
            <th scope="col">{w.weights}</th>
            {refs.map((ref, i) => (
              <th
                key={i}
                scope="col"
                class={`${isCurrent(ref) ? 'current' : ''} ${i > 0 && ref.layer !== refs[i - 1]!.layer ? 'begins' : ''}`}
              >
                <Formula of={q(versioned(ref, version))} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowOf(w.before(version), (ref) => versioned(ref, version), place.value.update === 0)}
          {rowOf(w.gradient, (ref) => gradient(ref, version))}
          {rowOf(w.after(version + 1), (ref) => versioned(ref, version + 1))}
        </tbody>
      </table>
    </div>
  )
}

/** All that are trained, from the last layer on; where they are too many, those of the unit that the step is about. */
function shownParameters(trace: StepTrace, current: string | undefined): readonly ParameterRef[] {
  if (asked.value) return [asked.value]
  const all = [...parametersOf(trace.network)]
    .filter((ref) => isTrained(trace, ref))
    .sort((a, b) => b.layer - a.layer)
  if (all.length <= MOST_COLUMNS) return all
  const about = all.find((ref) => keyOf(versioned(ref, 0)) === current) ?? all[0]!
  const own = all.filter((ref) => ref.layer === about.layer && unitOf(ref) === unitOf(about))
  return own.length <= MOST_COLUMNS ? own : [about]
}

const unitOf = (ref: ParameterRef): number | 'all' => (ref.kind === 'weight' ? ref.to : ref.unit)

/** The parameter that a step is about, as a key without its version. */
function parameterOf(quantity: Quantity): string | undefined {
  const parameter = quantity.kind === 'derivative' ? quantity.by : quantity
  const { kind } = parameter
  return kind === 'weight' || kind === 'bias' || kind === 'scale' || kind === 'shift'
    ? keyOf({ ...parameter, version: 0 })
    : undefined
}
