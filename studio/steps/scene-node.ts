// An element of a scene as a node of the page.
import { type ComponentChildren, h } from 'preact'
import type { SceneElement } from '../../src/diagram/elements.ts'

/** @param otherwise its key where it has none of its own */
export function nodeOf(
  { tag, attributes, children, key }: SceneElement,
  otherwise: string,
): ComponentChildren {
  return h(
    tag,
    { ...attributes, key: key ?? otherwise },
    children.map((child, i) => (typeof child === 'string' ? child : nodeOf(child, String(i)))),
  )
}
