// SVG text: a scene as the text of an SVG element, for files and for pages without scripts.
import type { SceneElement } from './elements.ts'

/** Control characters, marks that turn the direction of text, private ones: no name needs them. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\u061C\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

const escaped = (text: string): string =>
  text.replace(invisible, '\ufffd').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/**
 * A scene as text.
 * @param style put in the element, for a file of its own.
 */
export function svgText(scene: SceneElement, style?: string): string {
  const own = style === undefined ? scene.children : withStyle(scene.children, style)
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...scene.attributes }
  return elementText({ ...scene, attributes, children: own }, 1)
}

/** After the title and the description, which come first. */
function withStyle(children: SceneElement['children'], style: string): SceneElement['children'] {
  const head = children.filter((c) => typeof c !== 'string' && (c.tag === 'title' || c.tag === 'desc'))
  const rest = children.filter((c) => !head.includes(c))
  return [...head, { tag: 'style', attributes: {}, children: [style] }, ...rest]
}

/** Groups down to a depth stand on lines of their own, so that a change of the drawing can be read. */
function elementText({ tag, attributes, children }: SceneElement, depth: number): string {
  const named = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
  if (children.length === 0) return `<${tag}${named}/>`
  const inner = children.map((child) => {
    if (typeof child !== 'string') return elementText(child, depth + 1)
    // The style is ours and closes no element.
    return tag === 'style' ? child : escaped(child)
  })
  const own = depth <= 2 && tag !== 'title' && tag !== 'desc' ? '\n' : ''
  return `<${tag}${named}>${own}${inner.join(own)}${own}</${tag}>`
}
