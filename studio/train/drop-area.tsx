// The drop area: a table that is let fall anywhere on the screen, or pasted as cells of a spreadsheet.
import { useEffect, useState } from 'preact/hooks'
import { usualSettings } from '../training/messages.ts'
import { begin } from './run.ts'
import { trainWords } from './train-words.ts'

export function trainOnFile(file: Blob, name: string): void {
  begin(usualSettings, { kind: 'file', file, name })
}

/** A paste of cells: several lines, or several cells in one. */
const TABLE = /\n.*\S|\t/

/** @returns whether a file is over the page */
export function useDrop(): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const on = <Name extends keyof DocumentEventMap>(
      name: Name,
      listener: (event: DocumentEventMap[Name]) => void,
    ): void => document.addEventListener(name, listener, { signal: stop.signal })
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false)
    })
    on('drop', (event) => {
      event.preventDefault()
      setOver(false)
      takeFrom(event.dataTransfer)
    })
    on('paste', (event) => {
      if ((event.target as HTMLElement).closest?.('input, textarea')) return
      if (takeFrom(event.clipboardData)) event.preventDefault()
    })
    return () => stop.abort()
  }, [])
  return isOver
}

/** @returns whether there was a table */
function takeFrom(given: DataTransfer | null): boolean {
  const [file] = given?.files ?? []
  const text = given?.getData('text/plain') ?? ''
  if (file) trainOnFile(file, file.name)
  else if (TABLE.test(text.trim())) trainOnFile(new Blob([text]), trainWords.peek().pasted)
  else return false
  return true
}
