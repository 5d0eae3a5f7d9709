// A file that is let fall where no screen takes it: a table is trained on, anything else is opened as a network.
import { useEffect } from 'preact/hooks'
import { show } from '../model/page.ts'

const isTable = (name: string): boolean => /\.(csv|tsv|txt)$/i.test(name)

/** Without it the browser would leave the page for the file. */
export function useStrayDrop(): void {
  useEffect(() => {
    const stop = new AbortController()
    addEventListener('dragover', keep, { signal: stop.signal })
    addEventListener('drop', (event) => void take(event), { signal: stop.signal })
    return () => stop.abort()
  }, [])
}

function keep(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

async function take(event: DragEvent): Promise<void> {
  const [file] = event.dataTransfer?.files ?? []
  // A screen that takes files has taken it.
  if (!file || event.defaultPrevented) return
  event.preventDefault()
  if (isTable(file.name)) {
    const { trainOnFile } = await import('../train/drop-area.tsx')
    show({ screen: 'train' })
    trainOnFile(file, file.name)
  } else {
    const { openFile } = await import('../network/files.ts')
    show({ screen: 'network' })
    await openFile(file)
  }
}
