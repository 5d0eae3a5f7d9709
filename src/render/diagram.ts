// The drawing of a document as SVG: the network in one step, as the room diagram draws it.
import { pictureOf } from '../diagram/picture.ts'
import { schemeStyle, standaloneStyle } from '../diagram/style.ts'
import { svgText } from '../diagram/svg-text.ts'
import type { Context } from '../math/formula.ts'
import type { Diagram } from '../present/document.ts'

export interface DiagramOptions {
  /** For a file of its own: with the style in it. In a page, `diagramStyle` stands in the page's style. */
  readonly standalone?: boolean
  /** Begins the ids in the drawing, which must be unique in a page. */
  readonly id?: string
}

/** The style of the drawings in a page: light and dark by the reader's choice. */
export const diagramStyle = schemeStyle

/** A network as an SVG element; without scripts, without outside references. */
export function diagramSvg(diagram: Diagram, context: Context, options: DiagramOptions = {}): string {
  const { derivation, parameter, form, description } = diagram
  const { inputs, units } = context.shape
  const scene = pictureOf(derivation, context, {
    parameter,
    form,
    description,
    title: [inputs, ...units].join(' → '),
    id: options.id ?? 'paso-diagram',
  })
  return svgText(scene, options.standalone ? standaloneStyle : undefined)
}
