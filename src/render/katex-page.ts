// KaTeX in a page that allows no style but its own: inline styles become classes, and only the fonts in use are embedded.
import type { Katex } from './katex.ts'

/** Which classes of KaTeX's output need which font besides the main one. */
const fontClasses: readonly (readonly [font: string, classes: RegExp])[] = [
  ['KaTeX_Main-Regular', /./],
  ['KaTeX_Math-Italic', /\bmathnormal\b/],
  ['KaTeX_Main-Italic', /\b(?:mathit|textit)\b/],
  ['KaTeX_Main-Bold', /\b(?:mathbf|textbf)\b/],
  ['KaTeX_AMS-Regular', /\b(?:amsrm|mathbb|textbb)\b/],
  ['KaTeX_Size1-Regular', /\b(?:delimsizing size1|delim-size1|small-op)\b/],
  ['KaTeX_Size2-Regular', /\b(?:delimsizing size2|large-op)\b/],
  ['KaTeX_Size3-Regular', /\bdelimsizing size3\b/],
  ['KaTeX_Size4-Regular', /\b(?:delimsizing size4|delim-size4)\b/],
]

/** Collects what the formulas of one page need. */
export class KatexPage {
  private readonly katex: Katex
  private readonly styles = new Map<string, string>()
  private classes = ''

  constructor(katex: Katex) {
    this.katex = katex
  }

  /** A formula as HTML without inline styles. */
  formula(tex: string, displayMode: boolean): string {
    const html = this.katex.renderToString(tex, {
      displayMode,
      output: 'html',
      strict: 'error',
      throwOnError: true,
    })
    const classed = html.replace(
      /<(\w+)((?:\s[\w-]+="[^"]*")*)>/g,
      (tag, name: string, attributes: string) => {
        const style = /\sstyle="([^"]*)"/.exec(attributes)?.[1]
        if (style === undefined) return tag
        const rest = attributes.replace(/\sstyle="[^"]*"/, '')
        const own = this.classOf(style)
        return / class="/.test(rest)
          ? `<${name}${rest.replace(/ class="([^"]*)"/, ` class="$1 ${own}"`)}>`
          : `<${name}${rest} class="${own}">`
      },
    )
    this.classes += classed.replace(/<(?!\/)[^>]*class="([^"]*)"[^>]*>|[^<]+|<[^>]*>/g, '$1 \n')
    return classed
  }

  private classOf(style: string): string {
    const known = this.styles.get(style)
    if (known !== undefined) return known
    const name = `k${this.styles.size}`
    this.styles.set(style, name)
    return name
  }

  /** KaTeX's style with the fonts in use as data, and the rules that stand for inline styles. */
  css(): string {
    if (this.classes === '') return ''
    const used = new Set(
      fontClasses.filter(([, classes]) => classes.test(this.classes)).map(([font]) => font),
    )
    const sheet = this.katex.css.replace(/@font-face\{[^}]*\}/g, (face) => {
      const font = /fonts\/([\w-]+)\.woff2/.exec(face)?.[1] ?? ''
      if (!used.has(font)) return ''
      return face.replace(
        /src:[^}]*/,
        `src:url(data:font/woff2;base64,${this.katex.fonts[font]}) format("woff2")`,
      )
    })
    const rules = [...this.styles].map(([style, name]) => `.katex .${name}{${style}}`)
    return [sheet, ...rules].join('\n')
  }
}
