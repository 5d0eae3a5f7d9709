// A file that is let fall anywhere on the screen is opened.
import { useEffect, useState } from 'preact/hooks'
import { fileFault, openFile } from './files.ts'

/** @returns whether a file is over the page */
export function useFileDrop(): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const away = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if ((event.target as HTMLElement).closest?.('input')) return
      event.preventDefault()
      setOver(false)
      const [file] = event.dataTransfer?.files ?? []
      if (file) void openFile(file)
      else fileFault.value = { kind: 'no-file', name: '' }
    }
    document.addEventListener('dragover', over, { signal })
    document.addEventListener('dragleave', away, { signal })
    document.addEventListener('drop', drop, { signal })
    return () => stop.abort()
  }, [])
  return isOver
}
