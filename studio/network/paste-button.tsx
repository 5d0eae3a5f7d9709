// Pastes from the cell that has, or last had, the focus; where the page may not read the clipboard, it says how else.
import { networkWords } from './network-words.ts'
import type { GridState } from './use-grid.ts'

export function PasteButton({ grid, of }: { readonly grid: GridState; readonly of: string }) {
  const w = networkWords.value
  const paste = async (): Promise<void> => {
    try {
      grid.pasteText(await navigator.clipboard.readText())
    } catch {
      grid.goTo(grid.active)
      grid.pasting.refuse(() => networkWords.value.pasteByKey)
    }
  }
  return (
    <button type="button" class="quiet" aria-label={`${w.paste}: ${of}`} onClick={() => void paste()}>
      {w.paste}
    </button>
  )
}
