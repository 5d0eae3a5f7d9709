// Lines: left = line, and each further line below.

import type { Calculation } from '../../src/present/document.ts'
import { relationSigns } from '../../src/print/relation.ts'
import { Formula } from '../formula/formula.tsx'

interface LinesProps {
  readonly of: Calculation
  readonly digits: number
  /** One after another, as far as there is room. */
  readonly inARow?: boolean
}

export function Lines({ of: { left, lines }, digits, inARow = false }: LinesProps) {
  const signs = relationSigns(lines, digits)
  if (inARow)
    return (
      <p class="row-lines">
        {left.map((one, k) => (
          <Formula key={k} of={one} digits={digits} />
        ))}
        {lines.map((line, i) => (
          <span key={i} class="row-line">
            <span class="m-o">{signs[i]}</span> <Formula of={line} digits={digits} />
          </span>
        ))}
      </p>
    )
  return (
    <div class="lines">
      {lines.map((line, i) => (
        <>
          <span class="lines-left">
            {i === 0 && left.map((one, k) => <Formula key={k} of={one} digits={digits} />)}
          </span>
          <span class="m-o">{signs[i]}</span>
          <Formula of={line} digits={digits} />
        </>
      ))}
    </div>
  )
}
