// Below a table of numbers: what of it was refused, each with its cure, and what a paste would change.
import { fullText } from '../formula/number-editor.tsx'
import { faultMessage } from './cell-edits.ts'
import { type GridSpec, keyOfPlace } from './grid-spec.ts'
import { networkWords } from './network-words.ts'
import type { GridState } from './use-grid.ts'

export function GridMessages({ spec, grid }: { readonly spec: GridSpec; readonly grid: GridState }) {
  const w = networkWords.value
  return (
    <>
      {[...grid.edits.faults.values()].map((fault) => (
        <div key={keyOfPlace(fault.place, spec)} class="net-message wrong" role="alert">
          <p>{faultMessage(spec, fault)}</p>
          <button type="button" class="cure" onClick={() => grid.cancel(fault.place)}>
            {w.putBack(fullText(spec.value(fault.place.row, fault.place.column)))}
          </button>
        </div>
      ))}
      <PasteMessage spec={spec} grid={grid} />
    </>
  )
}

function PasteMessage({ spec, grid }: { readonly spec: GridSpec; readonly grid: GridState }) {
  const w = networkWords.value
  const { paste } = grid.pasting
  if (!paste) return null
  const { cells, fault } = paste
  if (fault !== undefined)
    return (
      <div class="net-message wrong" role="alert">
        <p>{fault()}</p>
        <button type="button" class="cure" onClick={() => grid.cancel()}>
          {w.close}
        </button>
      </div>
    )
  const changed = cells.filter(({ row, column, value }) => value !== spec.value(row, column)).length
  return (
    <div class="net-message changes" role="status">
      <p>{changed === 0 ? w.pasteNothing : w.pasteChanges(changed, cells.length)}</p>
      <span class="buttons-row">
        {changed > 0 && (
          <button type="button" class="plain strong" onClick={grid.apply}>
            {w.apply}
          </button>
        )}
        <button type="button" class="plain" onClick={() => grid.cancel()}>
          {changed > 0 ? w.cancel : w.close}
        </button>
      </span>
    </div>
  )
}
