// Picture: a drawing or a chart of the page as a file, SVG or PNG, with its looks and its fonts within.

/** What a style sheet may say of an element of a drawing. */
const looks = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'letter-spacing',
  'visibility',
] as const

/** What is said of a group holds for all in it: said again only where it differs. */
const handedDown = new Set<string>(looks.filter((name) => name !== 'opacity'))

export const pictureFormats = ['svg', 'png'] as const
export type PictureFormat = (typeof pictureFormats)[number]

/** Dots of a PNG for a dot of the page. */
const SCALE = 2

/**
 * Hands a drawing of the page to the browser as a download.
 * @param name without the ending
 */
export async function savePicture(part: Element, name: string, format: PictureFormat): Promise<void> {
  const text = await pictureText(part)
  const file = new Blob([text], { type: 'image/svg+xml' })
  saveFile(format === 'svg' ? file : await painted(file, part), `${name}.${format}`)
}

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** An SVG document that needs nothing of the page: a drawing, or all drawings of a part of the page where they stand. */
export async function pictureText(part: Element): Promise<string> {
  const families = new Set<string>()
  const { width, height } = sizeOf(part)
  const whole = element('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
  })
  const { left, top } = part.getBoundingClientRect()
  const drawings = part instanceof SVGSVGElement ? [part] : part.querySelectorAll(DRAWN)
  for (const drawing of drawings) {
    const box = drawing.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    whole.append(placed(drawing, box, box.left - left, box.top - top, families))
  }
  const style = element('style', {})
  style.textContent = await fontsOf(families)
  whole.prepend(style, element('rect', { width: '100%', height: '100%', fill: paperOf(part) }))
  return new XMLSerializer().serializeToString(whole)
}

/** What a picture shows of a part of the page. */
const DRAWN = 'canvas, svg:not(svg svg, .icon), figcaption, .histogram p'

function placed(
  drawing: Element,
  { width, height }: DOMRect,
  x: number,
  y: number,
  families: Set<string>,
): SVGElement {
  const box = { x: String(x), y: String(y), width: String(width), height: String(height) }
  if (drawing instanceof HTMLCanvasElement) return element('image', { ...box, href: drawing.toDataURL() })
  if (drawing instanceof SVGSVGElement) {
    const copy = drawing.cloneNode(true) as SVGSVGElement
    dress(drawing, copy, undefined, families)
    for (const [name, value] of Object.entries(box)) copy.setAttribute(name, value)
    if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
    return copy
  }
  const { fontSize, fontFamily, color } = getComputedStyle(drawing)
  const text = element('text', {
    x: box.x,
    y: String(y + Number.parseFloat(fontSize)),
    'font-size': fontSize,
    'font-family': fontFamily,
    fill: color,
  })
  text.textContent = drawing.textContent
  return text
}

const element = (tag: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

const sizeOf = (svg: Element): { readonly width: number; readonly height: number } => {
  const { width, height } = svg.getBoundingClientRect()
  return { width: Math.ceil(width), height: Math.ceil(height) }
}

const paperOf = (svg: Element): string => getComputedStyle(svg).getPropertyValue('--paper').trim() || '#fff'

/** Writes on the copy, as attributes, how the original looks; what only the page needs goes. */
function dress(
  original: Element,
  copy: Element,
  above: CSSStyleDeclaration | undefined,
  families: Set<string>,
): void {
  const style = getComputedStyle(original)
  for (const { name } of [...copy.attributes])
    if (/^(class|style|tabindex|role|data-|aria-)/.test(name)) copy.removeAttribute(name)
  for (const name of looks) {
    const value = style.getPropertyValue(name)
    const usual = above && handedDown.has(name) ? above.getPropertyValue(name) : ''
    if (value !== '' && value !== usual && !(name === 'opacity' && value === '1'))
      copy.setAttribute(name, value)
  }
  if (original.tagName === 'text')
    for (const family of style.fontFamily.split(',')) families.add(bare(family))
  const children = [...copy.children]
  ;[...original.children].forEach((child, i) => {
    if (getComputedStyle(child).display === 'none') children[i]!.remove()
    else dress(child, children[i]!, style, families)
  })
}

const bare = (family: string): string => family.trim().replace(/^["']|["']$/g, '')

/** The page's own font faces of these families, with their bytes. */
async function fontsOf(families: ReadonlySet<string>): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => families.has(bare(style.getPropertyValue('font-family'))))
  const faces = await Promise.all(
    rules.map(async ({ style, parentStyleSheet }) => {
      const place = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1]
      if (place === undefined) return ''
      const data = place.startsWith('data:')
        ? place
        : await dataUrl(await (await fetch(new URL(place, parentStyleSheet?.href ?? location.href))).blob())
      const [family, weight, kind] = ['font-family', 'font-weight', 'font-style'].map((name) =>
        style.getPropertyValue(name),
      )
      return `@font-face{font-family:${family};font-weight:${weight};font-style:${kind};src:url("${data}") format("woff2")}`
    }),
  )
  return faces.join('\n')
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

async function painted(file: Blob, part: Element): Promise<Blob> {
  const { width, height } = sizeOf(part)
  const image = new Image(width * SCALE, height * SCALE)
  image.src = await dataUrl(file)
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('canvas'))), 'image/png'),
  )
}
