// Room: how wide and high a part of the page is, also when that changes.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

export interface Room {
  readonly width: number
  readonly height: number
}

/** A reference for the part, and its room once it stands in the page. */
export function useRoom<Part extends HTMLElement>(): [RefObject<Part | null>, Room | undefined] {
  const part = useRef<Part>(null)
  const [room, setRoom] = useState<Room>()
  useLayoutEffect(() => {
    const look = (): void => {
      const { clientWidth: width, clientHeight: height } = part.current!
      setRoom((last) => (last && last.width === width && last.height === height ? last : { width, height }))
    }
    const observer = new ResizeObserver(look)
    observer.observe(part.current!)
    look()
    return () => observer.disconnect()
  }, [])
  return [part, room && room.width > 0 ? room : undefined]
}
