// Lines: left = line, and each further line below, or all in a row.
import type { Calculation } from '../../src/present/document.ts'
import { relationSigns } from '../../src/print/relation.ts'
import { Formula } from '../formula/formula.tsx'
import { useScrollStop } from '../page/scroll-stop.ts'

interface LinesProps {
  readonly of: Calculation
  readonly digits: number
}

export function Lines({ of: { left, lines }, digits }: LinesProps) {
  const signs = relationSigns(lines, digits)
  return (
    <div class="lines" {...useScrollStop<HTMLDivElement>()}>
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

/** One after another, as far as there is room. */
export function LinesInARow({ of: { left, lines }, digits }: LinesProps) {
  const signs = relationSigns(lines, digits)
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
}
