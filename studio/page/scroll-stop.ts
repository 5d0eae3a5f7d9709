// A part that may be wider than its room: the tab key reaches it while it scrolls, so that arrows can move it.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface ScrollStop<Part> {
  readonly ref: RefObject<Part | null>
  readonly tabIndex: 0 | undefined
}

export function useScrollStop<Part extends HTMLElement>(): ScrollStop<Part> {
  const ref = useRef<Part>(null)
  const [scrolls, setScrolls] = useState(false)
  const look = (): void => {
    if (ref.current) setScrolls(ref.current.scrollWidth > ref.current.clientWidth)
  }
  useLayoutEffect(look)
  useLayoutEffect(() => {
    const observer = new ResizeObserver(look)
    observer.observe(ref.current!)
    // Letters that come late change what is in the box, and not the box.
    void document.fonts.ready.then(look)
    return () => observer.disconnect()
  }, [])
  return { ref, tabIndex: scrolls ? 0 : undefined }
}
