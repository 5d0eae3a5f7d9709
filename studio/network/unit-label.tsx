// A unit as a table's head names it: to h1, from petal length.
import { Formula } from '../formula/formula.tsx'
import { lesson } from '../model/page.ts'
import { ownName, unitFormula } from './layer-names.ts'

interface UnitLabelProps {
  /** To, from; nothing where the unit stands alone. */
  readonly before?: string
  /** -1: the inputs. */
  readonly layer: number
  readonly unit: number
}

export function UnitLabel({ before, layer, unit }: UnitLabelProps) {
  const own = ownName(lesson.value, layer, unit)
  return (
    <span class="net-unit" title={own}>
      {before && <span>{before} </span>}
      {own === undefined ? <Formula of={unitFormula(layer, unit)} /> : <span class="net-own">{own}</span>}
    </span>
  )
}
